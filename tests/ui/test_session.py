"""What the session keeps of an import, and how undo and redo tell where they were."""

from pytestqt.qtbot import QtBot

from intake.remarks import remark as told
from model.address import Address
from model.report import place, set_cells, set_text, set_values
from model.rules import AnyFinding, Level
from tests.support.shell_reports import whole
from ui.session import Session

CELL = Address("requests.granted.business")


def remark(code: str, *addresses: Address) -> AnyFinding:
    return told(code, Level.WARNING, "请核对。", addresses)


def test_a_remark_goes_when_its_cell_is_mended_and_comes_back_with_undo() -> None:
    session = Session(whole())
    told = remark("read-short-row", CELL)
    session.show_remarks([told])
    assert told in session.findings
    session.do(set_cells(session.form, session.report, {"requests.granted.other": "1"}))
    assert told in session.findings
    session.do(set_cells(session.form, session.report, {CELL: "7"}))
    assert told not in session.findings
    session.undo()
    assert told in session.findings


def test_a_remark_on_the_year_goes_when_the_title_says_it() -> None:
    session = Session(whole())
    session.show_remarks([remark("read-guessed-year"), remark("read-picture")])
    session.do(set_text(session.report, "title", ["白桦市水务局2024年年度报告"]))
    assert [finding.code for finding in session.remarks] == ["read-picture"]


def test_undo_and_redo_tell_what_they_did(qtbot: QtBot) -> None:
    session = Session(whole())
    edit = set_cells(session.form, session.report, {CELL: "7"})
    session.do(edit)
    with qtbot.waitSignal(session.moved) as told:
        session.undo()
    assert told.args == [edit.inverse()]
    with qtbot.assertNotEmitted(session.moved):
        session.undo()  # nothing is left
    with qtbot.waitSignal(session.moved) as told:
        session.redo()
    assert told.args == [edit]


def test_history_goes_on_through_the_time_when_the_report_was_final() -> None:
    session = Session(whole())
    session.do(set_cells(session.form, session.report, {CELL: "7"}))
    typed = session.report
    for final in (True, False):
        session.do(set_values(session.report, {place("final"): final}, "定稿"), unlocking=True)
    session.undo()
    assert session.report == typed  # not final again, from where there would be no further way
    session.undo()
    assert session.report == whole()
    session.redo()
    session.redo()
    assert session.report == typed
    assert not session.undo_stack.canRedo()
