"""What is being typed and is no edit yet."""

from pathlib import Path

from model import forms
from model.address import Address
from model.report import Edit, Report, set_cells, set_text
from model.storage.journal import Journal, pending

FORM = forms.load("2021")
REPORT = Report("2021", "青禾县人民政府", 2024)
CELL = Address("requests.received.natural_person")


def typed(report: Report, text: str) -> Edit:
    return set_cells(FORM, report, {CELL: text})


def crash(journal: Journal) -> None:
    """End the journal as the end of its program would: the file stays, the lock goes."""
    journal.close(keep=True)


def test_what_was_being_typed_comes_back_too(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    journal.append(set_text(REPORT, "preamble", ["先写的一句。"]))
    for text in ("1", "12", "123"):
        journal.draft(typed(REPORT, text))
    crash(journal)
    (found,) = pending(tmp_path)
    assert found.report.cell(CELL) == "123"
    assert found.report.preamble == ("先写的一句。",)
    assert found.complete


def test_a_half_written_draft_costs_one_key_at_most(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    journal.draft(typed(REPORT, "1"))
    journal.draft(typed(REPORT, "12"))
    crash(journal)
    (file,) = tmp_path.glob("*.journal")
    file.write_bytes(file.read_bytes()[:-9])
    (found,) = pending(tmp_path)
    assert found.report.cell(CELL) == "1"
    assert found.complete


def test_what_was_typed_and_given_up_or_entered_does_not_come_back(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    journal.draft(typed(REPORT, "5"))
    journal.draft(None)
    crash(journal)
    assert pending(tmp_path) == []  # nothing was ever entered into this new report
    journal = Journal.start(tmp_path, REPORT, None)
    journal.draft(typed(REPORT, "5"))
    journal.append(typed(REPORT, "6"))
    crash(journal)
    (found,) = pending(tmp_path)
    assert found.report.cell(CELL) == "6"


def test_what_is_being_typed_goes_into_a_new_part(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    journal = Journal.start(tmp_path, REPORT, None)
    journal.draft(typed(REPORT, "5"))
    journal.saved(tmp_path / "r.nianbao")  # saved by itself while a cell is open
    journal.move(elsewhere)
    crash(journal)
    (found,) = pending(tmp_path, elsewhere)
    assert found.report.cell(CELL) == "5"


def test_a_draft_that_is_none_is_told(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    journal.append(typed(REPORT, "5"))
    crash(journal)
    (file,) = tmp_path.glob("*.journal")
    file.write_bytes(file.read_bytes() + b'{"draft":{"changes":7}}\n')
    (found,) = pending(tmp_path)
    assert found.report.cell(CELL) == "5"
    assert not found.complete
