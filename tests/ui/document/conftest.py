"""A window with a report on a disk that may be slow or gone."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from model.storage.files import save
from tests.support.shell_reports import whole
from tests.support.slow_disk import Slow
from ui.app import Desk
from ui.dialogs import ask
from ui.settings import Settings
from ui.window.window import ReportWindow


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow(monkeypatch)
    yield slow
    slow.go_on.set()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    return told


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[ReportWindow]:
    file, state = tmp_path / "share" / "a.nianbao", tmp_path / "state"
    file.parent.mkdir()
    state.mkdir()
    save(whole(), file, None)
    desk = Desk(Settings(state / "settings.ini"), state)
    desk.open_file(file, None)
    (window,) = desk.windows
    yield window
    if not isValid(window):  # closed by the test
        return
    window.document_file.release()
    window.journal.close()
    window.session.undo_stack.setClean()
    window.close()


@pytest.fixture
def waited(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make a share go when ``slow`` holds; what the window's own thread asks of it is gathered here."""
    waited: list[str] = []

    def gone(name: str) -> None:
        real = getattr(os, name)

        def asleep(path, *rest, **named):  # type: ignore[no-untyped-def]
            if slow.holds and isinstance(path, str | os.PathLike) and f"{os.sep}share" in os.fspath(path):
                if threading.current_thread() is threading.main_thread():
                    waited.append(f"{name} {path}")
                else:
                    slow.go_on.wait(20)
            return real(path, *rest, **named)

        monkeypatch.setattr(os, name, asleep)

    slow.holds = False
    for name in (
        "stat",
        "lstat",
        "open",
        "unlink",
        "listdir",
        "scandir",
        "utime",
        "rename",
        "replace",
        "link",
    ):
        gone(name)
    return waited
