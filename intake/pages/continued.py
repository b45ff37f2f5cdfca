"""Tables that go on over a page's end, with a cell or a merged label cut by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.blocks import Cell, Grid, Row
from intake.pages.lines import joined
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
    number = [min(range(len(all_xs)), key=lambda i: abs(all_xs[i] - x)) for x in xs]
    return tuple(
        tuple(
            Cell(cell.text, number[cell.column], number[cell.column + cell.span] - number[cell.column])
            for cell in row
        )
        for row in grid.rows
    )


def _rows_together(above: Sequence[Row], below: Sequence[Row]) -> tuple[Row, ...]:
    rest = _without_heading(above, below)
    if not rest or not above:
        return tuple(above)
    if len(rest) == len(below) and _goes_on(above[-1], rest[0]):
        rows = (*above[:-1], _one_row(above[-1], rest[0]), *rest[1:])
    else:
        rows = (*above, *rest)
    return _labels_whole(rows, len(above))


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
    """Give the second part of a merged label, on the new page, back to the cell that it began in."""
    made = [list(row) for row in rows]
    for row in range(cut, min(cut + 1, len(made))):
        for number, cell in enumerate(made[row]):
            place = _label_above(made, row, cell) if cell.text else None
            if place is None:
                continue
            upper = made[place[0]][place[1]]
            made[place[0]][place[1]] = Cell(joined(upper.text, cell.text), upper.column, upper.span)
            made[row][number] = Cell("", cell.column, cell.span)
    return tuple(map(tuple, made))


def _label_above(rows: Sequence[Sequence[Cell]], row: int, cell: Cell) -> tuple[int, int] | None:
    """Where the label stands whose second part a cell holds, if it is one."""
    for above in range(row - 1, -1, -1):
        for number, upper in enumerate(rows[above]):
            if upper.column == cell.column and upper.text:
                same = upper.span == cell.span and _is_cut(upper.text, cell.text)
                return (above, number) if same else None
    return None
