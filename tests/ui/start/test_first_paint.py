"""What stands before the first paint of a report, and what comes after it in time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from model.report import set_cells
from model.storage.files import save
from tests.support.shell_reports import whole, with_cells
from ui.look.painted import Afterwards, FirstMove
from ui.session import Session

ROOT = Path(__file__).resolve().parents[3]
_LATER = (  # what a report needs only when it is checked, written, read from elsewhere, or printed
    "model.rules.catalogue",
    "model.reading.reader",
    "model.text.proofreading",
    "model.text.punctuation",
    "_hashlib",
    "model.text.drafts",
    "docx",
    "lxml",
    "jinja2",
    "intake",
    "export.word",
    "ui.start.page",
    "ui.grid.panel",
    "ui.preview.view",
    "ui.help.manual",
    "ui.narrative.proofreading_dialog",
    "ui.narrative.figure_dialog",
)
_TELLING = """
import json, sys
from ui import app
from ui.look import painted

stands = app.Desk._stands


def tell(desk, session):
    before = [name for name in json.loads(sys.argv[2]) if name in sys.modules]
    stands(desk, session)
    print(json.dumps([before, len(session.findings)]), flush=True)
    desk.windows[0].close()


app.Desk._stands = tell
app.run(sys.argv[1:2])
"""


def test_what_a_report_does_not_need_to_be_painted_comes_afterwards(tmp_path: Path) -> None:
    report = tmp_path / "wrong.nianbao"
    save(with_cells(whole(), received__total="5"), report, None)
    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _TELLING, str(report), json.dumps(_LATER)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before, findings = json.loads(done.stdout)
    assert before == []
    assert findings > 0


def test_an_edit_does_not_wait_for_the_first_check() -> None:
    session = Session(whole(), later=True)
    assert not session.checked
    assert session.findings == ()
    total = next(address for address in session.form.cells if address.endswith("received.total"))
    session.do(set_cells(session.form, session.report, {total: "5"}))
    assert session.checked
    assert {finding.code for finding in session.findings} >= {"row-total"}


def test_the_first_check_finds_what_a_check_at_once_finds() -> None:
    report = with_cells(whole(), received__total="5", granted__research="")
    at_once, later = Session(report), Session(report, later=True)
    heard: list[bool] = []
    later.findings_changed.connect(lambda: heard.append(later.checked))
    later.check()
    assert heard == [True]
    assert later.findings == at_once.findings


@pytest.mark.parametrize("deed", ["key", "mouse"])
def test_a_deed_finds_everything_ready(deed: str, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    done: list[str] = []
    Afterwards(line, lambda: done.append(line.text()))
    if deed == "key":  # before the window was painted
        QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    else:
        QTest.mouseClick(line.windowHandle(), Qt.MouseButton.LeftButton)
    assert done == [""]


def test_it_comes_once_and_without_a_deed(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    done: list[int] = []
    Afterwards(line, lambda: done.append(1))
    assert done == []
    qtbot.waitUntil(lambda: done == [1], timeout=900)
    line.repaint()
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    assert done == [1]


def test_the_first_move_is_told_once(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    moves: list[int] = []
    FirstMove(line, lambda: moves.append(1))
    qtbot.waitExposed(line)
    assert moves == []
    QTest.mouseMove(line.windowHandle(), QPoint(5, 5))
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    assert moves == [1]
