"""What is being typed and is no edit yet."""

from pathlib import Path

from model.report import set_text
from model.storage.journal import Journal, pending
from tests.support.journals import CELL, REPORT, crash, typed


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
