"""Tables that go on over a page's end, with a cell or a merged label cut by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import Struct

from intake.blocks import Cell, Grid, Row
from intake.pages.lines import joined
from intake.pages.rulings import nearest
from intake.tables.lines import is_figure
from intake.tables.stacked import is_label

_SHORTEST_LABEL = 2  # characters
_SAME = 3.0  # points by which columns of two pages may differ


@dataclass(frozen=True, slots=True)
class Part:
    """A table, or what one page has of it: its cells, and where its columns begin and end."""

    grid: Grid
    xs: tuple[float, ...]


def is_continued(above: Sequence[float], below: Sequence[float]) -> bool:
    """Whether two frames may be one table: as wide as each other; the margins of two pages may differ."""
    return abs((above[-1] - above[0]) - (below[-1] - below[0])) <= _SAME


def together(above: Part, below: Part) -> Part:
    """Return a table of the parts on two pages; each may have columns that the other has not."""
    shift = above.xs[0] - below.xs[0]
    moved = [x + shift for x in below.xs]
    xs = _united(above.xs, moved)
    upper, lower = _on_columns(above.grid, above.xs, xs), _on_columns(below.grid, moved, xs)
    return Part(Grid(_rows_together(upper, lower)), xs)


def _united(first: Sequence[float], second: Sequence[float]) -> tuple[float, ...]:
    """The places where columns begin and end on either page."""
    new = [x for x in second if min(abs(x - known) for known in first) > _SAME]
    return tuple(sorted([*first, *new]))


def _on_columns(grid: Grid, xs: Sequence[float], all_xs: Sequence[float]) -> tuple[Row, ...]:
    """The rows of a grid with its cells' places counted in the columns of the whole table."""
    number = [nearest(all_xs, x) for x in xs]
    rows: list[Row] = []
    for row in grid.rows:
        moved: list[Cell] = []
        for cell in row:
            start, end = number[cell.column], number[cell.column + cell.span]
            moved.append(Cell(cell.text, start, end - start))
        rows.append(tuple(moved))
    return tuple(rows)


def _rows_together(above: Sequence[Row], below: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of both pages: without a heading printed again, and with a row that was cut made whole."""
    rest = _without_heading(above, below)
    if not rest or not above:
        return tuple(above)
    has_heading = len(rest) < len(below)  # which is only printed between whole rows
    is_row_cut = not has_heading and _goes_on(above[-1], rest[0])
    if is_row_cut:
        whole = _one_row(above[-1], rest[0])
        return _labels_whole((*above[:-1], whole, *rest[1:]), len(above))
    return _labels_whole((*above, *rest), len(above))


def _without_heading(above: Sequence[Row], below: Sequence[Row]) -> Sequence[Row]:
    """The rows without the heading that the program repeated on the new page."""
    length = 0
    while length < min(len(above), len(below)) and _texts(above[length]) == _texts(below[length]):
        length += 1
    repeated = length > 0 and any(_texts(row) for row in below[:length])
    return below[length:] if repeated and not any(map(_has_figures, below[:length])) else below


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


def _has_figures(row: Row) -> bool:
    return any(is_figure(cell.text) for cell in row)


def _goes_on(last: Row, first: Row) -> bool:
    """Whether a page begins with the rest of the row before: their cells' texts make labels together only."""
    if len(last) != len(first) or (_has_figures(last) and _has_figures(first)):
        return False
    pairs = [(a.text, b.text) for a, b in zip(last, first, strict=True) if a.text and b.text]
    return bool(pairs) and all(_is_cut(upper, lower) for upper, lower in pairs)


def _is_cut(upper: str, lower: str) -> bool:
    """Whether two texts are one label: the whole is known, the second part alone is not."""
    whole = joined(upper, lower)
    return len(whole) >= _SHORTEST_LABEL and is_label(whole) and not is_label(lower)


def _one_row(last: Row, first: Row) -> Row:
    return tuple(Cell(joined(a.text, b.text), a.column, a.span) for a, b in zip(last, first, strict=True))


def _labels_whole(rows: Sequence[Row], cut: int) -> tuple[Row, ...]:
    """Give the second part of a merged label, on the new page, back to the cell that it began in.

    It stands in the first row there, number ``cut``, as the cell was divided by the page's end.
    """
    made = list(map(list, rows))
    for first in made[cut : cut + 1]:
        for number, cell in enumerate(first):
            found = next(_written_above(made[:cut], cell.column), None)
            if found is None or not _is_rest(cell, found.cell):
                continue
            whole = joined(found.cell.text, cell.text)
            found.row[found.number] = Cell(whole, found.cell.column, found.cell.span)
            first[number] = Cell("", cell.column, cell.span)
    return tuple(map(tuple, made))


class _Written(Struct, frozen=True):
    """A cell that is not blank: the row it stands in, its number there, and itself."""

    row: list[Cell]
    number: int
    cell: Cell


def _written_above(rows: Sequence[list[Cell]], column: int) -> Iterator[_Written]:
    """The cells of a column that are not blank, from the lowest row up."""
    for row in reversed(rows):
        for number, cell in enumerate(row):
            if cell.column == column and cell.text:
                yield _Written(row, number, cell)


def _is_rest(cell: Cell, upper: Cell) -> bool:
    """Whether a cell holds the second part of a label that began in another one."""
    return bool(cell.text) and upper.span == cell.span and _is_cut(upper.text, cell.text)
