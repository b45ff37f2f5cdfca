"""The rows of a table whose cells stand one below the other.

Where a row ends is told by the labels alone, and blank cells may be lost. So a figure is read only in a row
that has as many of them as the form has columns, and only below headings that stand in the form's own order;
all else is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from intake.blocks import Grid, plain_grid
from intake.remarks import TableRemarks
from intake.tables.lines import is_band
from intake.tables.stacked import MOST_LINES_OF_A_CELL, in_table, is_cell_figure
from intake.tables.words import BlockWords, TableWords, words
from model.forms import OfficialForm
from model.forms.layout import Role
from model.rules.findings import AnyFinding

_OPENS, _CLOSES = re.compile("[（(]"), re.compile("[）)]")


@dataclass
class _Rows:
    """The rows of a table as they are found again."""

    form: OfficialForm
    known: TableWords
    remarks: TableRemarks
    rows: list[list[str]] = field(default_factory=list)
    block: int = 0
    found: list[tuple[int, tuple[int, str] | None]] = field(default_factory=list)  # line, and row of the form


def regrouped(form: OfficialForm, table: str, grid: Grid) -> tuple[Grid, list[AnyFinding]] | None:
    """Return a column of cells as the rows of a table of the form, or None when they are not certain."""
    known = words(form, table)
    made = _Rows(form, known, TableRemarks(form, form.tables[table]))
    cells = _joined(form, table, [row[0].text if row else "" for row in grid.rows])
    across = any(block.block.across for block in known.blocks)
    for labels, figures in _segments(form, table, cells):
        done = _line_across(made, labels, figures) if across else _row(made, labels, figures)
        if not done:
            return None
    _check_next_rows(made)
    return plain_grid(made.rows, placed=False), made.remarks.found


def _joined(form: OfficialForm, table: str, cells: Sequence[str]) -> list[str]:
    """Set labels together that were broken into lines."""
    made: list[str] = []
    at = 0
    while at < len(cells):
        length = 1
        known = in_table(form, table, cells[at]) and not _is_open(cells[at])
        if cells[at] and not known and not is_cell_figure(cells[at]):
            lengths = range(2, MOST_LINES_OF_A_CELL + 1)
            length = next((n for n in lengths if in_table(form, table, "".join(cells[at : at + n]))), 1)
        made.append("".join(cells[at : at + length]))
        at += length
    return made


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end of a text, which goes on in the next line then."""
    return len(_OPENS.findall(text)) > len(_CLOSES.findall(text))


def _segments(form: OfficialForm, table: str, cells: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Cut the cells into labels and the figures behind them; blank cells among labels say nothing."""
    labels: list[str] = []
    figures: list[str] = []
    for text in cells:
        if not text or (is_cell_figure(text) and not in_table(form, table, text)):
            if text or labels:
                figures.append(text)
            continue
        if any(figures):
            yield labels, figures
            labels = []
        labels.append(text)
        figures = []
    if labels or any(figures):
        yield labels, figures


def _row(made: _Rows, labels: Sequence[str], figures: Sequence[str]) -> bool:
    """Add the headings and the row of a segment; False when it cannot be told what they are."""
    if not labels:
        return False
    match = made.known.rows.find(labels[-1])
    if match is not None:
        made.block = match.target[0]
    above, rows = _above(made.known, labels[:-1])
    block = made.known.blocks[made.block]
    headings = _heading_lines(made, block, above)
    if headings is None:
        return False
    made.rows += headings
    for label in rows:
        _add(made, [label])
    fitting = _fitting(figures, len(block.leaves))
    _add(made, [labels[-1], *(fitting or ())])
    if fitting is None and any(figures):
        _tell(made, block, match.target[1] if match is not None else "", labels[-1], figures)
    return True


def _add(made: _Rows, row: list[str]) -> None:
    match = made.known.rows.find(row[0])
    made.found.append((len(made.rows), match.target if match is not None else None))
    made.rows.append(row)


def _check_next_rows(made: _Rows) -> None:
    """Leave out figures that may be those of the next row, where that one's label is lost."""
    known = {target for _, target in made.found}
    for (line, target), (_, after) in pairwise([*made.found, (0, (-1, ""))]):
        if target is None or after is None or len(made.rows[line]) < 2:
            continue
        block = made.known.blocks[target[0]]
        ids = [row.id for row in block.block.rows]
        place = ids.index(target[1]) + 1
        if place < len(ids) and (target[0], ids[place]) not in known:
            label, *figures = made.rows[line]
            made.rows[line] = [label]
            addresses = list(block.addresses[target[1]].values())
            made.remarks.perhaps_next_row(block.rows[target[1]], tuple(figures), addresses)


def _above(known: TableWords, labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The headings among labels, and the names of rows that have no figures; groups and bands go without."""
    headings: list[str] = []
    rows: list[str] = []
    for text in labels:
        if known.heads.all(text):
            headings.append(text)
        elif known.rows.find(text) is not None:
            rows.append(text)
        elif not (known.groups.all(text) or known.corners.all(text) or is_band(known, text)):
            headings.append(text)
    return headings, rows


def _line_across(made: _Rows, labels: Sequence[str], figures: Sequence[str]) -> bool:
    """Add the headings and the only line of figures of a table without names of rows."""
    block = made.known.blocks[0]
    headings = _heading_lines(made, block, [text for text in labels if not made.known.corners.all(text)])
    fitting = _fitting(figures, len(block.leaves))
    if not headings or fitting is None or made.rows:
        return False
    made.rows += [*headings, fitting]
    return True


def _fitting(figures: Sequence[str], wanted: int) -> list[str] | None:
    """The figures of a row when there are as many as columns; blank cells at the ends may be merged ones."""
    if len(figures) == wanted:
        return list(figures)
    there = [at for at, text in enumerate(figures) if text]
    trimmed = list(figures[there[0] : there[-1] + 1]) if there else []
    return trimmed if len(trimmed) == wanted else None


def _heading_lines(made: _Rows, block: BlockWords, found: Sequence[str]) -> list[list[str]] | None:
    """Found headings on the lines of the form: none for no headings, None unless they are just the form's.

    The form's order is that of its lines, or of its columns with each group before what stands under it.
    """
    if not found:
        return []
    lines = _printed(made.form, made.known, block)
    by_lines = [(number, text) for number, line in enumerate(lines) for text in line]
    for order in (by_lines, _by_columns(block, by_lines)):
        if len(order) == len(found) and all(
            _same(block, text, official) for text, (_, official) in zip(found, order, strict=True)
        ):
            placed = sorted(range(len(found)), key=lambda at: order[at][0])
            return [[found[at] for at in placed if order[at][0] == number] for number in range(len(lines))]
    return None


def _same(block: BlockWords, text: str, official: str) -> bool:
    mine = {match.target for match in block.heads.all(text)}
    return bool(mine & {match.target for match in block.heads.all(official)})


def _printed(form: OfficialForm, known: TableWords, block: BlockWords) -> list[list[str]]:
    """The headings above a block's figures, line by line, as the form prints them."""
    layout = form.layouts[known.table.id]
    own = set(next(iter(block.addresses.values())).values())
    first = min(cell.line for cell in layout.cells if cell.address in own)
    figures = [cell.line for cell in layout.cells if cell.role is Role.FIGURE and cell.line < first]
    lines: dict[int, list[str]] = {}
    for cell in layout.cells:
        if cell.role is Role.HEADING and max(figures, default=-1) < cell.line < first:
            lines.setdefault(cell.line, []).append(cell.text)
    return [lines[number] for number in sorted(lines)]


def _by_columns(block: BlockWords, by_lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The same headings in the order of the columns, each group before what stands under it."""
    left = list(by_lines)
    made: list[tuple[int, str]] = []

    def take(group: str) -> None:
        for head in block.children[group]:
            item = next((i for i in left if head in {m.target for m in block.heads.all(i[1])}), None)
            if item is not None:
                left.remove(item)
                made.append(item)
            if head.target is None:
                take(head.id)

    take("")
    return made


def _tell(made: _Rows, block: BlockWords, row_id: str, label: str, figures: Sequence[str]) -> None:
    there = tuple(text for text in figures if text)
    if row_id:
        addresses = list(block.addresses[row_id].values())
        made.remarks.uncertain_row(block.rows[row_id], there, len(block.leaves), addresses)
    else:
        made.remarks.extra_row(label, there)
