"""The program starts and edits where its own folder cannot be made or written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.storage.files import save
from tests.support.shell_reports import whole
from ui.dialogs import ask
from ui.settings import lasting_state_folder, state_folder
from ui.start import opening

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such folders by environment")

# Opens a file as main.py does and says what the clerk is told, and whether the report can be edited.
START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import main
from ui.dialogs import ask
from ui.window.window import ReportWindow
told = []
ask.choose = lambda _parent, _title, text, buttons, *_rest, **_more: told.append(text) or len(buttons) - 1
def look():
    window, = (w for w in QApplication.topLevelWidgets() if isinstance(w, ReportWindow))
    print("editable", not window.session.locked, *told)
    QApplication.exit()
real = QApplication.exec
QApplication.exec = lambda *_: (QTimer.singleShot(0, look), real())[1]
sys.exit(main.main(sys.argv[1:]))
"""


def test_a_home_that_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "r.nianbao"
    save(whole(), file, None)
    (tmp_path / "home").write_text("")
    home = str(tmp_path / "home" / "x")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        environment[name] = home
    done = subprocess.run(
        [sys.executable, "-c", START, str(file)], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "editable True" in done.stdout.decode()
    assert "不能写入" in done.stdout.decode()


def test_a_folder_that_can_be_written_is_kept(qtbot: QtBot) -> None:
    assert state_folder() == lasting_state_folder()
    assert state_folder().is_dir()


def test_it_is_told_without_a_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    opening.tell_nothing_is_kept(None)
    assert "请随时保存报告" in told[0]
