"""The rows of a table whose cells stand one below the other.

Where a row ends is told by the labels alone, and blank cells may be lost. So a figure is read only in a row
that has as many of them as the form has columns, and only below headings that stand in the form's own order;
all else is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import filterfalse, pairwise

from msgspec import Struct

from intake.blocks import Grid, plain_grid, texts
from intake.remarks import TableRemarks
from intake.tables.lines import is_band
from intake.tables.stacked import MOST_LINES_OF_A_CELL, in_table, is_cell_figure
from intake.tables.words import BlockWords, Head, TableWords, words
from model.forms import OfficialForm
from model.forms.layout import LayoutCell, Role
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

    labels: list[str]
    figures: list[str]

    @property
    def says_something(self) -> bool:
        """Whether it has more than blank cells."""
        return bool(self.labels) or any(self.figures)


def regrouped(form: OfficialForm, table: str, grid: Grid) -> tuple[Grid, list[AnyFinding]] | None:
    """Return a column of cells as the rows of a table of the form, or None when they are not certain.

    With them come the remarks on rows whose own figures are not certain.
    """
    known = words(form, table)
    made = _Rows(form, known, TableRemarks(form, form.tables[table]))
    add = _row if known.across is None else _line_across
    column = ["".join(texts(row)) for row in grid.rows]
    cells = _joined(form, table, column)
    for segment in _segments(form, table, cells):
        is_certain = add(made, segment)
        if not is_certain:
            return None  # no row is: all that follow might be read one row off
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
    if not cells[0] or _is_whole(form, table, cells[0]):
        return 1
    for length in range(2, MOST_LINES_OF_A_CELL + 1):
        if in_table(form, table, "".join(cells[:length])):
            return length
    return 1


def _is_whole(form: OfficialForm, table: str, text: str) -> bool:
    """Whether a line is a whole cell by itself: a figure, or a label that does not go on."""
    return is_cell_figure(text) or (in_table(form, table, text) and not _is_open(text))


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end of a text, which goes on in the next line then."""
    return len(_OPENS.findall(text)) > len(_CLOSES.findall(text))


def _segments(form: OfficialForm, table: str, cells: Sequence[str]) -> Iterator[_Segment]:
    """Cut the cells into labels and the figures behind them; blank cells among labels say nothing."""
    segment = _Segment([], [])
    for text in cells:
        if _stands_for_figure(form, table, text):
            segment.figures.append(text)
            continue
        if any(segment.figures):  # a label behind figures begins the next row
            yield segment
            segment = _Segment([], [])
        segment.figures.clear()
        segment.labels.append(text)
    if segment.says_something:
        yield segment


def _stands_for_figure(form: OfficialForm, table: str, text: str) -> bool:
    """Whether a cell is a figure, perhaps one that is left blank; some labels are digits too."""
    return not text or (is_cell_figure(text) and not in_table(form, table, text))


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
    _add_figures(made, block, label, segment.figures)
    return True


def _add_figures(made: _Rows, block: BlockWords, label: str, figures: Sequence[str]) -> None:
    """Add a row; where its figures are not as many as the columns, it stays blank and they are told."""
    fitting = _fitting(figures, len(block.leaves))
    if fitting is not None:
        _add(made, [label, *fitting])
        return
    _add(made, [label])
    there = tuple(filter(None, figures))
    if there:
        _tell(made, block, label, there)


def _add(made: _Rows, row: list[str]) -> None:
    match = made.known.rows.find(row[0])
    made.found.append((len(made.rows), match.target if match is not None else None))
    made.rows.append(row)


def _check_next_rows(made: _Rows) -> None:
    """Leave out figures that may be those of the next row, where that one's label is lost."""
    known = {target for _, target in made.found}
    end: _Target = (-1, "")
    for (line, target), (_, below) in pairwise([*made.found, (0, end)]):
        if target is None or below is None:
            continue  # the label is there, but unknown
        label, *figures = made.rows[line]
        row_after = _row_after(made.known, target)
        is_lost = row_after is not None and row_after not in known
        if is_lost and figures:
            made.rows[line] = [label]
            number, row_id = target
            block = made.known.blocks[number]
            addresses = list(block.addresses[row_id].values())
            made.remarks.perhaps_next_row(block.rows[row_id], tuple(figures), addresses)


def _row_after(known: TableWords, target: _Target) -> _Target | None:
    """The row below another one in the form, None below the last of a block."""
    number, row_id = target
    ids = list(known.blocks[number].rows)
    below = ids.index(row_id) + 1
    return (number, ids[below]) if below < len(ids) else None


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
            headings.append(text)  # an unknown one, with which the headings are not the form's
    return headings, rows


def _says_no_column(known: TableWords, text: str) -> bool:
    """Whether a label is a group of rows, a corner or a band."""
    return bool(known.groups.all(text) or known.corners.all(text)) or is_band(known, text)


def _line_across(made: _Rows, segment: _Segment) -> bool:
    """Add the headings and the only line of figures of a table without names of rows."""
    block = made.known.blocks[0]
    found = list(filterfalse(made.known.corners.all, segment.labels))
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
    order = _order_of(block, found, by_lines)
    if order is None:
        return None
    lines: dict[int, list[str]] = {}
    for printed in by_lines:
        lines[printed.line] = []
    for text, printed in zip(found, order, strict=True):
        lines[printed.line].append(text)
    return list(lines.values())


def _order_of(
    block: BlockWords, found: Sequence[str], by_lines: Sequence[_Printed]
) -> Sequence[_Printed] | None:
    """The form's headings in the order of the found ones, None where these are others or mixed up."""
    orders = (by_lines, _by_columns(block, by_lines))
    return next((order for order in orders if _are(block, found, order)), None)


def _are(block: BlockWords, found: Sequence[str], order: Sequence[_Printed]) -> bool:
    """Whether found headings are those that the form prints, one for one."""
    if len(found) != len(order):
        return False
    return all(_same(block, text, printed.text) for text, printed in zip(found, order, strict=True))


def _same(block: BlockWords, text: str, official: str) -> bool:
    mine = {match.target for match in block.heads.all(text)}
    return any(match.target in mine for match in block.heads.all(official))


def _printed(form: OfficialForm, known: TableWords, block: BlockWords) -> list[_Printed]:
    """The headings above a block's figures, line by line; the layout has its cells in reading order."""
    headings: list[LayoutCell] = []
    for cell in form.layouts[known.table.id].cells:
        if cell.address == block.figures[0]:
            break
        if cell.role is Role.HEADING:
            headings.append(cell)
        elif cell.role is Role.FIGURE:
            headings.clear()  # they are those of a block above
    top = headings[0].line
    return [_Printed(cell.line - top, cell.text) for cell in headings]


def _by_columns(block: BlockWords, by_lines: Sequence[_Printed]) -> list[_Printed]:
    """The same headings in the order of the columns, each group before what stands under it."""
    left = list(by_lines)
    made: list[_Printed] = []
    for head in _heads_by_columns(block, ""):
        for heading in left:
            if _names(block, heading.text, head):
                left.remove(heading)
                made.append(heading)
                break
    return made


def _heads_by_columns(block: BlockWords, group: str) -> Iterator[Head]:
    """What stands under a group (empty: the top), each group before what is its own."""
    for head in block.children[group]:
        yield head
        if head.target is None:
            yield from _heads_by_columns(block, head.id)


def _names(block: BlockWords, text: str, head: Head) -> bool:
    return any(match.target == head for match in block.heads.all(text))


def _tell(made: _Rows, block: BlockWords, label: str, figures: tuple[str, ...]) -> None:
    """Tell figures that were not read: those of a row of the form, or of a label that is none."""
    match = made.known.rows.find(label)
    if match is None:
        made.remarks.extra_row(label, figures)
        return
    _, row_id = match.target
    addresses = list(block.addresses[row_id].values())
    made.remarks.uncertain_row(block.rows[row_id], figures, len(block.leaves), addresses)
