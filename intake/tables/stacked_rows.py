"""The rows of a table whose cells stand one below the other.

Where a row ends is told by the labels alone, and blank cells may be lost. So a figure is read only in a row
that has as many of them as the form has columns, and only below headings that stand in the form's own order;
all else is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import Struct

from intake.blocks import Grid, plain_grid
from intake.remarks import TableRemarks
from intake.tables.lines import is_band
from intake.tables.stacked import MOST_LINES_OF_A_CELL, in_table, is_cell_figure
from intake.tables.words import BlockWords, Head, TableWords, words
from model.forms import OfficialForm
from model.forms.layout import Role
from model.rules.findings import AnyFinding

_OPENS, _CLOSES = re.compile("[（(]"), re.compile("[）)]")


_Target = tuple[int, str]
"""A row of the form: number of the block, row id."""


@dataclass
class _Rows:
    """The rows of a table as they are found again.

    ``block`` is the one that the last known row was of; ``found`` are lines with a label, and the row that it
    names.
    """

    form: OfficialForm
    known: TableWords
    remarks: TableRemarks
    rows: list[list[str]] = field(default_factory=list)
    block: int = 0
    found: list[tuple[int, _Target | None]] = field(default_factory=list)


class _Segment(Struct, frozen=True):
    """Labels one below the other and the figures below them, as far as the next label."""

    labels: Sequence[str]
    figures: Sequence[str]


def regrouped(form: OfficialForm, table: str, grid: Grid) -> tuple[Grid, list[AnyFinding]] | None:
    """Return a column of cells as the rows of a table of the form, or None when they are not certain."""
    known = words(form, table)
    made = _Rows(form, known, TableRemarks(form, form.tables[table]))
    across = any(block.block.across for block in known.blocks)
    add = _line_across if across else _row
    cells = _joined(form, table, [row[0].text if row else "" for row in grid.rows])
    for segment in _segments(form, table, cells):
        if not add(made, segment):
            return None
    _check_next_rows(made)
    return plain_grid(made.rows, placed=False), made.remarks.found


def _joined(form: OfficialForm, table: str, cells: Sequence[str]) -> list[str]:
    """Set labels together that were broken into lines."""
    made: list[str] = []
    at = 0
    while at < len(cells):
        length = _lines_of_cell(form, table, cells[at : at + MOST_LINES_OF_A_CELL])
        made.append("".join(cells[at : at + length]))
        at += length
    return made


def _lines_of_cell(form: OfficialForm, table: str, cells: Sequence[str]) -> int:
    """On how many lines the label at the start of some cells stands; 1 for what is no label, or unknown."""
    first = cells[0]
    is_whole_label = in_table(form, table, first) and not _is_open(first)
    if not first or is_whole_label or is_cell_figure(first):
        return 1
    for length in range(2, MOST_LINES_OF_A_CELL + 1):
        if in_table(form, table, "".join(cells[:length])):
            return length
    return 1


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end of a text, which goes on in the next line then."""
    return len(_OPENS.findall(text)) > len(_CLOSES.findall(text))


def _segments(form: OfficialForm, table: str, cells: Sequence[str]) -> Iterator[_Segment]:
    """Cut the cells into labels and the figures behind them; blank cells among labels say nothing."""
    labels: list[str] = []
    figures: list[str] = []
    for text in cells:
        is_figure = is_cell_figure(text) and not in_table(form, table, text)
        if not text or is_figure:
            if text or labels:
                figures.append(text)
            continue
        if any(figures):
            yield _Segment(labels, figures)
            labels = []
        labels.append(text)
        figures = []
    if labels or any(figures):
        yield _Segment(labels, figures)


def _row(made: _Rows, segment: _Segment) -> bool:
    """Add the headings and the row of a segment; False when it cannot be told what they are."""
    if not segment.labels:
        return False
    *above, label = segment.labels
    match = made.known.rows.find(label)
    if match is not None:
        made.block = match.target[0]
    block = made.known.blocks[made.block]
    headings, names_of_rows = _above(made.known, above)
    heading_lines = _heading_lines(made, block, headings)
    if heading_lines is None:
        return False
    made.rows += heading_lines
    for name in names_of_rows:
        _add(made, [name])
    fitting = _fitting(segment.figures, len(block.leaves))
    _add(made, [label, *(fitting or ())])
    if fitting is None and any(segment.figures):
        row_id = match.target[1] if match is not None else ""
        _tell(made, block, row_id, label, segment.figures)
    return True


def _add(made: _Rows, row: list[str]) -> None:
    match = made.known.rows.find(row[0])
    made.found.append((len(made.rows), match.target if match is not None else None))
    made.rows.append(row)


def _check_next_rows(made: _Rows) -> None:
    """Leave out figures that may be those of the next row, where that one's label is lost."""
    known = {target for _, target in made.found}
    no_row: _Target = (-1, "")
    for (line, target), (_, below) in pairwise([*made.found, (0, no_row)]):
        label, *figures = made.rows[line]
        if target is None or below is None or not figures:
            continue
        number, row_id = target
        block = made.known.blocks[number]
        next_row = _row_after(block, row_id)
        is_lost = next_row is not None and (number, next_row) not in known
        if is_lost:
            made.rows[line] = [label]
            addresses = list(block.addresses[row_id].values())
            made.remarks.perhaps_next_row(block.rows[row_id], tuple(figures), addresses)


def _row_after(block: BlockWords, row_id: str) -> str | None:
    """The row below another one in the form, None below the last."""
    ids = [row.id for row in block.block.rows]
    place = ids.index(row_id) + 1
    return ids[place] if place < len(ids) else None


def _above(known: TableWords, labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The headings among labels, and the names of rows that have no figures; groups and bands go without."""
    headings: list[str] = []
    rows: list[str] = []
    for text in labels:
        if known.heads.all(text):
            headings.append(text)
        elif known.rows.find(text) is not None:
            rows.append(text)
        elif not _says_no_column(known, text):
            headings.append(text)
    return headings, rows


def _says_no_column(known: TableWords, text: str) -> bool:
    """Whether a label is a group of rows, a corner or a band."""
    return bool(known.groups.all(text) or known.corners.all(text)) or is_band(known, text)


def _line_across(made: _Rows, segment: _Segment) -> bool:
    """Add the headings and the only line of figures of a table without names of rows."""
    block = made.known.blocks[0]
    found = [text for text in segment.labels if not made.known.corners.all(text)]
    headings = _heading_lines(made, block, found)
    fitting = _fitting(segment.figures, len(block.leaves))
    has_line = bool(made.rows)
    if not headings or fitting is None or has_line:
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


class _Printed(Struct, frozen=True):
    """A heading as the form prints it, and the number of its line (from 0)."""

    line: int
    text: str


def _heading_lines(made: _Rows, block: BlockWords, found: Sequence[str]) -> list[list[str]] | None:
    """Found headings on the lines of the form: none for no headings, None unless they are just the form's.

    The form's order is that of its lines, or of its columns with each group before what stands under it.
    """
    if not found:
        return []
    by_lines = _printed(made.form, made.known, block)
    for order in (by_lines, _by_columns(block, by_lines)):
        if not _are(block, found, order):
            continue
        lines: list[list[str]] = [[] for _ in range(by_lines[-1].line + 1)]
        for text, printed in zip(found, order, strict=True):
            lines[printed.line].append(text)
        return lines
    return None


def _are(block: BlockWords, found: Sequence[str], order: Sequence[_Printed]) -> bool:
    """Whether found headings are those that the form prints, one for one."""
    if len(found) != len(order):
        return False
    return all(_same(block, text, printed.text) for text, printed in zip(found, order, strict=True))


def _same(block: BlockWords, text: str, official: str) -> bool:
    mine = {match.target for match in block.heads.all(text)}
    return any(match.target in mine for match in block.heads.all(official))


def _printed(form: OfficialForm, known: TableWords, block: BlockWords) -> list[_Printed]:
    """The headings above a block's figures, line by line."""
    cells = form.layouts[known.table.id].cells
    own = set(next(iter(block.addresses.values())).values())
    first_own = min(cell.line for cell in cells if cell.address in own)
    above = [cell for cell in cells if cell.line < first_own]
    last_of_block_above = max((cell.line for cell in above if cell.role is Role.FIGURE), default=-1)
    of_block = [cell for cell in above if cell.line > last_of_block_above]
    headings = [cell for cell in of_block if cell.role is Role.HEADING]
    top = min((cell.line for cell in headings), default=0)
    in_order = sorted(headings, key=lambda cell: cell.line)
    return [_Printed(cell.line - top, cell.text) for cell in in_order]


def _by_columns(block: BlockWords, by_lines: Sequence[_Printed]) -> list[_Printed]:
    """The same headings in the order of the columns, each group before what stands under it."""
    left = list(by_lines)
    made: list[_Printed] = []

    def names(heading: _Printed, head: Head) -> bool:
        return any(match.target == head for match in block.heads.all(heading.text))

    def take(group: str) -> None:
        for head in block.children[group]:
            heading = next((one for one in left if names(one, head)), None)
            if heading is not None:
                left.remove(heading)
                made.append(heading)
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
