"""A found table that is just as the form prints it, as in files of this program: each figure by its place.

Nothing is to be guessed in it, so that it need not be looked at label by label.
"""

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from intake.blocks import Cell, Grid, Row
from model.address import Address
from model.forms import OfficialForm


class _Place(NamedTuple):
    """A cell of a line: its grid columns, and the words printed there, or the address of its figure."""

    column: int
    span: int
    text: str
    address: Address | None


def read(form: OfficialForm, table: str, grid: Grid) -> dict[Address, str] | None:
    """Return the figures as written (blank ones too), or None when anything is not as printed."""
    lines = _lines(form, table)
    if not grid.placed or len(grid.rows) != len(lines):
        return None
    figures: dict[Address, str] = {}
    for row, line in zip(grid.rows, lines, strict=True):
        if not _is_as_printed(row, line, figures):
            return None
    return figures


def _is_as_printed(row: Row, line: tuple[_Place, ...], figures: dict[Address, str]) -> bool:
    """Whether a line has just the cells that are printed; adds its figures."""
    is_cell_by_cell = len(row) == len(line)
    cells = row if is_cell_by_cell else _put_together(row, line)
    if len(cells) != len(line):
        return False
    for (column, span, text, address), cell in zip(line, cells, strict=True):
        if cell.column != column or cell.span != span:
            return False
        if address is not None:  # any text may be a figure
            figures[address] = cell.text
        elif cell.text != text:
            return False
    return True


def _put_together(row: Row, line: tuple[_Place, ...]) -> list[Cell]:
    """The cells of a row, one for each place of a line as far as there are any, and those that are left."""
    left = list(reversed(row))
    taken = [_taken(left, place) for place in line[: len(row)] if left]
    return [*taken, *left]


def _taken(left: list[Cell], place: _Place) -> Cell:
    """Take the cell of a place from the end of ``left``, where the next one stands.

    Below a cell of several lines and columns some readers have one blank cell, some one for each column:
    these are taken together, up to the place's width.
    """
    cell = left.pop()
    while left and cell.span < place.span and _are_blank(place, cell, left[-1]):
        cell = Cell("", cell.column, cell.span + left.pop().span)
    return cell


def _are_blank(place: _Place, cell: Cell, behind: Cell) -> bool:
    """Whether nothing is printed at a place, nor stands in two cells that may be one there."""
    is_below_another = place.address is None and not place.text
    return is_below_another and not (cell.text or behind.text)


@lru_cache(maxsize=16)
def _lines(form: OfficialForm, table: str) -> tuple[tuple[_Place, ...], ...]:
    """The cells of each printed line; those below a vertical merge are blank."""
    layout = form.layouts[table]
    lines: list[list[_Place]] = [[] for _ in range(layout.lines)]
    for cell in layout.cells:
        place = _Place(cell.column, cell.column_span, cell.text, cell.address)
        lines[cell.line].append(place)
        for line_below in lines[cell.line + 1 : cell.line + cell.line_span]:
            line_below.append(place._replace(text=""))
    from_the_left = attrgetter("column")
    return tuple(tuple(sorted(line, key=from_the_left)) for line in lines)
