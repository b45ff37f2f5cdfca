"""A found table that is just as the form prints it, as in files of this program: each figure by its place.

Nothing is to be guessed in it, so that it need not be looked at label by label.
"""

from functools import lru_cache

from msgspec import Struct

from intake.blocks import Grid
from model.address import Address
from model.forms import OfficialForm
from model.values import Kind, parse


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
        if len(row) != len(line):
            return None
        for cell, place in zip(row, line, strict=True):
            if cell.column != place.column or cell.span != place.span:
                return None
            if place.address is None:
                if cell.text != place.text:
                    return None
            elif not cell.text or cell.text.isdecimal() or parse(cell.text).kind is not Kind.INVALID:
                figures[place.address] = cell.text
            else:
                return None
    return figures


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
