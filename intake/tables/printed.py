"""A found table that is just as the form prints it, as in files of this program: each figure by its place.

Nothing is to be guessed in it, so that it need not be looked at label by label.
"""

from functools import lru_cache

from msgspec import Struct

from intake.blocks import Cell, Grid, Row
from model.address import Address
from model.forms import OfficialForm


class _Place(Struct, frozen=True):
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
    left = list(reversed(row))
    for place in line:
        if not left:
            return False
        cell = left.pop()
        is_below_another = place.address is None and not place.text
        if is_below_another and not cell.text:
            cell = _with_blanks_behind(cell, left, place.span)
        if cell.column != place.column or cell.span != place.span:
            return False
        if place.address is not None:
            figures[place.address] = cell.text
        elif cell.text != place.text:
            return False
    return not left


def _with_blanks_behind(cell: Cell, left: list[Cell], span: int) -> Cell:
    """A blank cell with the blank ones behind it, up to a width; takes those from the end of ``left``.

    Below a cell of several lines and columns some readers have one blank cell, some one for each column.
    """
    while left and cell.span < span and not left[-1].text:
        cell = Cell("", cell.column, cell.span + left.pop().span)
    return cell


@lru_cache(maxsize=16)
def _lines(form: OfficialForm, table: str) -> tuple[tuple[_Place, ...], ...]:
    """The cells of each printed line; those below a vertical merge are blank."""
    layout = form.layouts[table]
    lines: list[list[_Place]] = [[] for _ in range(layout.lines)]
    for cell in layout.cells:
        for below in range(cell.line_span):
            text = "" if below else cell.text
            lines[cell.line + below].append(_Place(cell.column, cell.column_span, text, cell.address))
    return tuple(tuple(sorted(line, key=lambda place: place.column)) for line in lines)
