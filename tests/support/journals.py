"""A small report and the recovery journal of it."""

from model import forms
from model.address import Address
from model.report import Edit, Report, set_cells
from model.storage.journal import Journal

FORM = forms.load("2021")
REPORT = Report("2021", "青禾县人民政府", 2024)
CELL = Address("requests.received.natural_person")


def typed(report: Report, text: str) -> Edit:
    """Return the edit of a figure typed."""
    return set_cells(FORM, report, {CELL: text})


def crash(journal: Journal) -> None:
    """End the journal as the end of its program would: the file stays, the lock goes."""
    journal.close(keep=True)
