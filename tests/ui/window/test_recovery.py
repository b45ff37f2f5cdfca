"""A program killed in the middle of work, and the next start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from model import forms
from model.address import Address
from model.report import Report
from model.storage.differences import contents, differences
from model.storage.files import open_report, save
from model.storage.journal import pending
from tests.support.shell_reports import whole, with_cells
from tests.ui.window.conftest import Answers, Open
from ui.app import Desk
from ui.settings import Settings
from ui.start.recovered import RecoveredDialog

ROOT = Path(__file__).resolve().parents[3]
CELL = Address("disclosure.licences.decisions")

# What a person does before the power goes: opens a file, types a figure and a sentence.
TYPING = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from model.report import set_cells, set_text
from ui.app import Desk
from ui.settings import Settings
state, file = map(Path, sys.argv[1:])
application = QApplication([])
desk = Desk(Settings(state / "settings.ini"), state)
desk.open_file(file, None)
session = desk.windows[0].session
session.do(set_cells(session.form, session.report, {"disclosure.licences.decisions": "77"}))
session.do(set_text(session.report, "problems", ["断电前写的一句话。"]))
end = time.monotonic() + 1.0
while time.monotonic() < end:
    application.processEvents()
print("typed", flush=True)
application.exec()
"""


@pytest.fixture
def killed(tmp_path: Path) -> tuple[Path, Path]:
    """The state folder and the file that a killed program leaves."""
    state, file = tmp_path / "state", tmp_path / "report.nianbao"
    state.mkdir(exist_ok=True)
    save(whole(), file, None)
    program = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(state), str(file)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"typed\n"
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    return state, file


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_after_a_kill_the_next_start_gives_everything_back(
    killed: tuple[Path, Path], qtbot: QtBot, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, file = killed
    assert open_report(file).report.cell(CELL) == "0"
    shown: list[str] = []

    def agree(dialog: RecoveredDialog) -> int:
        shown.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(RecoveredDialog, "exec", agree)
    desk = Desk(Settings(state / "settings.ini"), state)
    desk.begin([])
    (window,) = desk.windows
    assert window.session.report.cell(CELL) == "77"
    assert window.session.report.section("problems") == ("断电前写的一句话。",)
    assert window.session.path == file
    assert window.isWindowModified()
    assert not window.session.read_only
    assert len(shown) == 2
    assert "行政许可" in shown[0]
    assert "0 → 77" in shown[0]
    assert "问题" in shown[1]
    assert window.document_file.save()
    assert open_report(file).report.cell(CELL) == "77"
    desk.quit()
    assert pending(state / "recovery") == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_recovery_can_be_put_off_or_thrown_away(
    killed: tuple[Path, Path], qtbot: QtBot, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, _ = killed
    desk = Desk(Settings(state / "settings.ini"), state)
    monkeypatch.setattr(RecoveredDialog, "exec", lambda dialog: dialog.later.click() or dialog.result())
    desk.offer_recovery()
    assert desk.windows == []
    assert len(pending(state / "recovery")) == 1
    monkeypatch.setattr(RecoveredDialog, "exec", lambda dialog: dialog.throw_away.click() or dialog.result())
    answers.buttons = [0]  # asked again, the clerk keeps it after all
    desk.offer_recovery()
    assert len(pending(state / "recovery")) == 1
    answers.buttons = [1]
    desk.offer_recovery()
    assert desk.windows == []
    assert pending(state / "recovery") == []


def test_a_figure_being_typed_survives_the_end(opened: Open, desk: Desk, answers: Answers) -> None:
    window = opened()
    window.pages.go(CELL)
    body = window.pages.currentWidget().body
    QTest.keyClicks(body, "7")
    (editor,) = body.findChildren(QLineEdit)
    QTest.keyClicks(editor, "61")
    assert window.session.report.cell(CELL) == "0"  # no Enter yet
    journal = window.journal._journal
    assert journal is not None
    journal.close(keep=True)  # as the end of its program would: the file stays, the lock goes
    (found,) = pending(desk._state / "recovery")
    assert found.report.cell(CELL) == "761"
    window.journal._journal = None
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not window.document_file.unsaved


def test_a_figure_given_up_with_escape_does_not_come_back(opened: Open, desk: Desk) -> None:
    window = opened()
    window.pages.go(CELL)
    body = window.pages.currentWidget().body
    QTest.keyClicks(body, "7")
    (editor,) = body.findChildren(QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    journal = window.journal._journal
    assert journal is not None
    journal.close(keep=True)
    assert pending(desk._state / "recovery") == []


def test_nothing_is_offered_after_a_proper_end(opened: Open, desk: Desk, answers: Answers) -> None:
    window = opened()
    report = with_cells(window.session.report, received__business="4")
    assert report != window.session.report
    answers.buttons = [1]
    window.close()
    assert pending(desk._state / "recovery") == []


def test_differences_name_cells_texts_and_facts() -> None:
    form = forms.load("2021")
    before = Report(form="2021", organ="甲局", year=2024, title="旧标题")
    after = whole()
    said = differences(form, before, after)
    assert any(line.startswith("标题：旧标题 → ") for line in said)
    assert any("本年制发件数：空 → 0" in line for line in said)
    assert any(line.startswith("机关名称") for line in said)
    assert differences(form, after, after) == []


def test_what_a_report_of_no_file_holds_is_told_in_a_few_lines() -> None:
    form = forms.load("2021")
    report = whole()
    said = contents(form, report)
    assert said[0] == f"标题：{report.title}"
    requests = sum(address.startswith("requests.") for address in report.cells)
    assert any(line.startswith("三、") and f"已填 {requests} 格" in line for line in said)
    problems = sum(map(len, report.section("problems")))
    assert any(line.startswith("五、") and f"{problems} 字" in line for line in said)
    assert len(said) <= 9
    assert contents(form, Report(form="2021", organ="甲局", year=2024)) == []
