"""What a cell counts, as the law and the notices have it: by its row, its column and their groups."""

from dataclasses import dataclass

from model.address import Address
from model.forms.definition import Column, Heading, Meaning, Row
from model.forms.layout import path
from model.forms.official import OfficialForm


@dataclass(frozen=True, slots=True)
class Explained:
    """A label of the form, and what it means."""

    label: str
    meaning: Meaning


def explained(form: OfficialForm, address: Address) -> tuple[Explained, ...]:
    """Return what is known of a cell: its row and the row's groups, then its column and the column's.

    A label that no source explains is left out.
    """
    cell = form.cells[address]
    row_groups = reversed(path(cell.row, cell.block.row_groups, cell.table.id))
    column_groups = reversed(path(cell.column, cell.block.column_groups, cell.table.id))
    items: tuple[Row | Column | Heading, ...] = (cell.row, *row_groups, cell.column, *column_groups)
    return tuple(Explained(item.label, item.meaning) for item in items if item.meaning is not None)


def in_short(form: OfficialForm, address: Address) -> Explained | None:
    """Return the explanation that says most of a cell: its row's, else its column's; None for neither."""
    cell = form.cells[address]
    for item in (cell.row, cell.column):
        if item.meaning is not None:
            return Explained(item.label, item.meaning)
    return None
