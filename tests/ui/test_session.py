"""What the session keeps of an import, and how undo and redo tell where they were."""

import gc
import os
import subprocess
import sys

from pytestqt.qtbot import QtBot

from intake.remarks import remark as told
from model.address import Address
from model.report import place, set_cells, set_text, set_values
from model.rules import AnyFinding, Level
from tests.support.shell_reports import whole
from tests.support.tree import ROOT
from ui.session import Session, _Step

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


def typed(session: Session, *sentences: str) -> None:
    for sentence in sentences:
        session.do(set_text(session.report, "overview", (sentence,)), "typing")


def test_what_is_typed_in_a_row_is_one_step_and_no_other_is_kept() -> None:
    session = Session(whole())
    typed(session, "供", "供水", "供水情况")
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, _Step) and one.merge_key == "typing"]
    assert [one.edit.apply(whole()) for one in kept] == [session.report]
    after = session.report
    session.undo()
    assert (session.report, session.undo_stack.isClean()) == (whole(), True)
    session.redo()
    assert session.report == after


def test_what_is_typed_and_taken_back_in_a_row_is_no_step(qtbot: QtBot) -> None:
    session = Session(whole())
    typed(session, "供水")
    with qtbot.waitSignal(session.undo_stack.cleanChanged):
        session.do(set_text(session.report, "overview", whole().section("overview")), "typing")
    assert (session.report, session.undo_stack.count()) == (whole(), 0)


def test_a_save_or_a_step_taken_back_ends_the_row() -> None:
    session = Session(whole())
    typed(session, "供水")
    session.undo_stack.setClean()
    typed(session, "供水情况", "供水情况。")
    assert session.undo_stack.count() == 2
    session.undo()
    assert session.undo_stack.isClean()
    typed(session, "供水。")
    assert session.undo_stack.count() == 2
    session.undo()
    assert session.report.section("overview") == ("供水",)


_CLOSED_AND_COLLECTED = """
import gc, random
from PySide6.QtWidgets import QApplication
from model.report import set_text
from tests.support.shell_reports import whole
from ui.session import Session

application = QApplication([])
chance = random.Random(1)
gc.disable()
gone = []

def one(number):
    session = Session(whole(), later=True)
    session.destroyed.connect(lambda: gone.append(number))
    for step in range(chance.randint(1, 6)):
        if chance.random() < 0.3:
            gc.collect(chance.randint(0, 2))
        act = chance.choice(("do", "do", "do", "undo", "redo"))
        if act == "do":
            edit = set_text(session.report, "overview", (f"第{number}份，第{step}句。",))
            session.do(edit, chance.choice(("", "typing")))
        else:
            getattr(session.undo_stack, act)()
    return session

for number in range(40):
    sessions = [one(number) for _ in range(chance.randint(1, 4))]
    del sessions
    gc.collect(chance.choice((0, 1, 2, 2)))
gc.collect()
print(sorted(set(gone)) == list(range(40)))
"""


def test_sessions_that_were_closed_go_without_harm() -> None:
    """In a process of its own: what went wrong here ended the interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", _CLOSED_AND_COLLECTED],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
