"""A share that does not answer holds up neither the window nor the end of the program."""

import os
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from model.report import set_text
from model.storage.files import open_report, save
from tests.support.shell_reports import whole
from ui.app import Desk
from ui.dialogs import ask, task
from ui.dialogs.patience import patiently
from ui.settings import Settings
from ui.window.window import ReportWindow


def press_cancel(seen: list[str]) -> None:
    """Press the button as soon as it is there; what the dialog says is kept."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QProgressDialog) and dialog.isVisible():
            seen.append(dialog.labelText())
            dialog.findChild(QPushButton).click()
            return
    QTimer.singleShot(50, lambda: press_cancel(seen))


def give_up(window: ReportWindow, seen: list[str]) -> None:
    """Press the bar's button as soon as it is there; what the bar says is kept."""
    if window.waiting_bar.isVisible():
        seen.append(window.waiting_bar.text.text())
        window.waiting_bar.button.click()
    else:
        QTimer.singleShot(50, lambda: give_up(window, seen))


def test_quick_work_needs_no_dialog_and_slow_work_can_be_called_off(qtbot: QtBot) -> None:
    assert patiently(None, "正在打开…", lambda: 7) == 7
    with pytest.raises(TimeoutError):  # what a share says is no waiting of ours
        patiently(None, "正在打开…", lambda: (_ for _ in ()).throw(TimeoutError()))
    go_on, undone, seen = threading.Event(), [], []
    press_cancel(seen)
    with pytest.raises(task.CalledOff):
        patiently(None, "正在打开…", lambda: go_on.wait(20), undone.append)
    assert "可能是网络已断开" in seen[0]
    go_on.set()
    qtbot.waitUntil(lambda: undone == [True])


def test_who_types_on_calls_nothing_off(qtbot: QtBot) -> None:
    go_on = threading.Event()

    def type_on() -> None:
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog))
        asked = next((one for one in shown if one.isVisible()), None)
        if asked is None:
            QTimer.singleShot(30, type_on)
            return
        focused = asked.focusWidget() or asked
        QTest.keyClick(focused, Qt.Key.Key_Space)
        QTest.keyClick(focused, Qt.Key.Key_Return)
        go_on.set()

    type_on()
    assert patiently(None, "正在打开…", lambda: go_on.wait(20))


@pytest.mark.parametrize("call", ["stat", "open"])
def test_a_report_on_a_dead_share_can_be_given_up(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file, over = tmp_path / "share" / "a.nianbao", threading.Event()
    file.parent.mkdir()
    save(whole(), file, None)
    real = getattr(os, call)

    def asleep(name, *rest, **named):  # type: ignore[no-untyped-def]
        if isinstance(name, str | os.PathLike) and "share" in os.fspath(name):
            over.wait(20)
        return real(name, *rest, **named)

    state = tmp_path / "state"
    state.mkdir()
    desk, seen = Desk(Settings(state / "settings.ini"), state), []
    monkeypatch.setattr(os, call, asleep)
    press_cancel(seen)
    desk.open_file(file, None)
    assert desk.windows == []
    assert "正在打开“a.nianbao”" in seen[0]
    over.set()
    monkeypatch.undo()
    time.sleep(0.2)  # what it waited for is given back


def test_saving_onto_a_dead_share_is_told_and_nothing_is_lost(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, over, told = tmp_path / "share" / "a.nianbao", threading.Event(), []
    file.parent.mkdir()
    save(whole(), file, None)
    state = tmp_path / "state"
    state.mkdir()
    desk = Desk(Settings(state / "settings.ini"), state)
    desk.open_file(file, None)
    (window,) = desk.windows
    window.actions_["usual_size"].trigger()
    real = os.stat

    def asleep(name, *rest, **named):  # type: ignore[no-untyped-def]
        if isinstance(name, str | os.PathLike) and "share" in os.fspath(name):
            over.wait(20)
        return real(name, *rest, **named)

    monkeypatch.setattr(os, "stat", asleep)
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    before = time.monotonic()
    window.actions_["save"].trigger()
    assert time.monotonic() - before < 15
    assert "没有回应" in told[0]
    assert "另存为" in told[0]
    over.set()
    monkeypatch.undo()
    window.actions_["save"].trigger()
    assert open_report(file).report == window.session.report
    window.close()


@pytest.mark.parametrize("by_itself", [False, True])
def test_a_share_that_dies_in_the_midst_of_saving_is_told_and_nothing_is_lost(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_itself: bool
) -> None:
    file, over, told, seen = tmp_path / "share" / "a.nianbao", threading.Event(), [], []
    file.parent.mkdir()
    save(whole(), file, None)
    state = tmp_path / "state"
    state.mkdir()
    desk = Desk(Settings(state / "settings.ini"), state)
    desk.open_file(file, None)
    (window,) = desk.windows
    session = window.session
    session.do(set_text(session.report, "overview", ("写到一半，网络断开。",)))
    real = os.fsync

    def asleep(descriptor: int) -> None:
        if (
            threading.current_thread() is not threading.main_thread()
        ):  # the journal lies on a disk that answers
            over.wait(20)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", asleep)
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    window.document_file.told.connect(told.append)
    before, threads = time.monotonic(), threading.active_count()
    if by_itself:
        window.settings.autosave = True
        window.document_file.autosave()
    else:
        give_up(window, seen)
        window.actions_["save"].trigger()
        assert "没有回应" in seen[0]
        assert not window.waiting_bar.isVisible()
    assert time.monotonic() - before < 15
    assert "没有回应" in told[0]
    assert window.document_file.unsaved
    over.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    # What nobody gave up was saved late, after all.
    assert open_report(file).report == (session.report if by_itself else whole())
    session.do(set_text(session.report, "overview", ("网络又通了。",)))
    told.clear()
    window.actions_["save"].trigger()
    assert told == []  # what was saved late is no change by somebody else
    assert open_report(file).report == session.report
    assert not window.document_file.unsaved
    window.close()


def test_no_dialog_of_files_stands_at_a_share_that_does_not_answer(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, over = tmp_path / "share", threading.Event()
    share.mkdir()
    real, main, waited = os.stat, threading.main_thread(), []

    def asleep(name, *rest, **named):  # type: ignore[no-untyped-def]
        if isinstance(name, str | os.PathLike) and "share" in os.fspath(name):
            if threading.current_thread() is main:
                waited.append(name)
            over.wait(20)
        return real(name, *rest, **named)

    shown: list[QFileDialog] = []

    def look(dialog: QFileDialog) -> int:
        shown.append(dialog)
        places = [Path(url.toLocalFile()) for url in dialog.sidebarUrls()]
        assert places
        assert not [place for place in places if "share" in place.parts]
        assert Path(dialog.directory().absolutePath()) == Path.home()
        return 0

    monkeypatch.setattr(QFileDialog, "exec", look)
    monkeypatch.setattr(os, "stat", asleep)
    before = time.monotonic()
    assert ask.folder_of(None, "选择", share) is None  # type: ignore[arg-type]
    assert ask.file_to_open(None, "打开", share) is None
    assert ask.file_to_save(None, "保存", share / "a.docx", "Word (*.docx)") is None  # type: ignore[arg-type]
    assert time.monotonic() - before < 5
    assert len(shown) == 3
    assert waited == []
    over.set()
    monkeypatch.undo()


def test_a_dialog_of_files_stands_where_it_is_wanted(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "exec", lambda dialog: where.append(dialog.directory().absolutePath()) or 0
    )
    ask.file_to_open(None, "打开", tmp_path)
    assert where == [str(tmp_path)]
