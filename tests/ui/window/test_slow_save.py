"""A save that takes long: what is typed, asked for and taken back meanwhile, and afterwards."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from model.report import set_text
from model.rules import Span
from model.storage.codec import encode
from model.storage.files import open_report, save
from model.storage.journal import pending
from tests.support.shell_reports import whole
from ui.app import Desk
from ui.dialogs import ask
from ui.document import claims, disk
from ui.settings import LOCKS, Settings, recovery_folders
from ui.window.window import ReportWindow


class Slow:
    """A disk that holds up the saves, never the journal, until ``go_on`` is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, self.holds = threading.Event(), True
        real = os.fsync

        def asleep(descriptor: int) -> None:
            if self.holds and threading.current_thread() is not threading.main_thread():
                self.go_on.wait(20)
            real(descriptor)

        monkeypatch.setattr(os, "fsync", asleep)
        monkeypatch.setattr(disk, "PATIENCE", 0.2)
        monkeypatch.setattr(disk, "_LOOKED", 0.1)


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


def write(window: ReportWindow, sentence: str) -> None:
    window.session.do(set_text(window.session.report, "overview", (sentence,)))


def when_asked(window: ReportWindow, do: Callable[[], object]) -> None:
    """Do something as soon as the clerk is told that the save takes long."""
    if window.waiting_bar.isVisible():
        do()
    else:
        QTimer.singleShot(30, lambda: when_asked(window, do))


def when_given_up(window: ReportWindow) -> None:
    """Press the button of the bar as soon as it is there."""
    when_asked(window, window.waiting_bar.button.click)


def on_disk(window: ReportWindow) -> object:
    assert window.session.path is not None
    return open_report(window.session.path).report


def recovered(window: ReportWindow) -> list[object]:
    """What a new run would offer, if this one were killed now."""
    window.journal._journal.close(keep=True)  # type: ignore[union-attr]
    return [one.report for one in pending(*recovery_folders(window.state))]


def test_what_is_typed_during_a_save_is_unsaved_and_in_the_journal(window: ReportWindow, slow: Slow) -> None:
    write(window, "先写的。")
    first = window.session.report
    QTimer.singleShot(0, lambda: write(window, "保存期间写的。"))
    when_asked(window, slow.go_on.set)
    window.actions_["save"].trigger()
    assert on_disk(window) == first != window.session.report
    assert window.isWindowModified()
    window.session.undo()
    assert window.isWindowModified()  # who knows: closing asks once too often rather than never
    window.session.redo()
    assert recovered(window) == [window.session.report]


def test_keys_go_into_the_report_while_a_save_is_waited_for(window: ReportWindow, slow: Slow) -> None:
    window.show()
    window.session.jump(Span("problems", 0, 0, 0))
    before = window.session.report.text("problems")[0]

    def type_on() -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        assert QApplication.activeModalWidget() is None
        QTest.keyClicks(focused, "12")
        QTest.keyClick(focused, Qt.Key.Key_Space)
        slow.go_on.set()

    write(window, "先写的。")
    first = window.session.report
    when_asked(window, type_on)
    window.actions_["save"].trigger()
    assert window.session.report.text("problems")[0] == f"12 {before}"
    assert on_disk(window) == first
    assert window.isWindowModified()
    assert not window.waiting_bar.isVisible()
    assert recovered(window) == [window.session.report]


def test_a_save_asked_for_during_a_save_follows_it(window: ReportWindow, slow: Slow) -> None:
    write(window, "先写的。")

    def type_and_save() -> None:
        write(window, "保存期间写的。")
        window.actions_["save"].trigger()

    QTimer.singleShot(0, type_and_save)
    when_asked(window, slow.go_on.set)
    window.actions_["save"].trigger()
    assert on_disk(window) == window.session.report
    assert not window.isWindowModified()


def test_no_window_closes_and_no_other_place_is_asked_for_during_a_save(
    qtbot: QtBot, window: ReportWindow, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, closed = [], []
    monkeypatch.setattr(ask, "save_changes", lambda *_: asked.append("close"))
    monkeypatch.setattr(ask, "file_to_save", lambda *_: asked.append("save as"))
    write(window, "先写的。")
    QTimer.singleShot(0, lambda: (closed.append(window.close()), window.actions_["save_as"].trigger()))
    when_asked(window, slow.go_on.set)
    window.actions_["save"].trigger()
    assert (closed, asked) == ([False], [])
    assert not window.isWindowModified()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not isValid(window))  # closed once all was saved, unasked
    assert asked == []


def test_a_window_to_be_closed_stays_when_its_save_was_given_up(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str]
) -> None:
    write(window, "先写的。")
    QTimer.singleShot(0, window.close)
    when_given_up(window)
    window.actions_["save"].trigger()
    qtbot.wait(50)
    assert "没有回应" in told[0]
    assert window.isVisible()
    assert window.isWindowModified()


def test_closing_with_a_save_that_was_overtaken_keeps_the_window(
    window: ReportWindow, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_changes", lambda *_: ask.Answer.SAVE)
    write(window, "先写的。")
    QTimer.singleShot(0, lambda: write(window, "保存期间写的。"))
    when_asked(window, slow.go_on.set)
    assert not window.close()


def test_after_a_save_was_given_up_no_state_is_taken_for_the_files(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str]
) -> None:
    before = window.session.report
    write(window, "写了又不要的。")
    given_up = window.session.report
    when_given_up(window)
    window.actions_["save"].trigger()
    assert "没有回应" in told[0]
    slow.go_on.set()
    qtbot.waitUntil(lambda: on_disk(window) == given_up)
    window.session.undo()
    assert window.session.report == before
    assert window.isWindowModified()
    assert recovered(window) == [before]


def test_a_save_that_was_given_up_and_made_late_leaves_nothing_unsaved(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str]
) -> None:
    write(window, "网络慢，还是存上了。")
    when_given_up(window)
    window.actions_["save"].trigger()
    assert told
    assert window.isWindowModified()
    slow.go_on.set()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert on_disk(window) == window.session.report
    assert recovered(window) == []


def test_a_save_made_late_of_what_was_edited_since_leaves_it_unsaved(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str]
) -> None:
    write(window, "先写的。")
    given_up = window.session.report
    when_given_up(window)
    window.actions_["save"].trigger()
    write(window, "后写的。")
    slow.go_on.set()
    qtbot.waitUntil(lambda: on_disk(window) == given_up)
    qtbot.wait(50)
    assert window.isWindowModified()
    assert recovered(window) == [window.session.report]


def test_of_two_saves_to_a_new_place_the_later_one_stands(
    qtbot: QtBot,
    window: ReportWindow,
    slow: Slow,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ask, "file_to_save", lambda *_: tmp_path / "b.nianbao")
    write(window, "先写的。")
    threads = threading.active_count()
    when_given_up(window)
    window.actions_["save_as"].trigger()
    assert told
    slow.holds = False  # for those that begin now
    write(window, "后写的。")
    QTimer.singleShot(0, slow.go_on.set)
    window.actions_["save_as"].trigger()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert window.session.path == tmp_path / "b.nianbao"
    assert not window.isWindowModified()
    assert on_disk(window) == window.session.report


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


def test_a_share_that_is_gone_is_not_waited_for_when_saving_elsewhere(
    window: ReportWindow, slow: Slow, waited: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[Path] = []
    elsewhere = tmp_path / "b.nianbao"
    monkeypatch.setattr(os, "fsync", lambda _: None)
    write(window, "网络断开后写的。")
    monkeypatch.setattr(ask, "file_to_save", lambda *asked: suggested.append(asked[2]) or elsewhere)
    slow.holds = True
    before = time.monotonic()
    window.actions_["save_as"].trigger()
    assert waited == []
    assert time.monotonic() - before < 15
    assert suggested[0].parent.name != "share"
    assert open_report(elsewhere).report == window.session.report
    assert not window.isWindowModified()


def test_the_windows_thread_asks_nothing_of_a_share(
    qtbot: QtBot,
    window: ReportWindow,
    slow: Slow,
    waited: list[str],
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Saving, saving as, saving by itself and closing, on a share that is gone or goes in their midst."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(ask, "file_to_save", lambda *_: tmp_path / "share" / "b.nianbao")
    window.settings.autosave = True
    write(window, "网络断开后写的。")
    slow.holds = True
    for deed in ("save", "save_as"):
        window.actions_[deed].trigger()
        assert "没有回应" in told.pop()
    window.document_file.autosave()
    assert window.isWindowModified()
    monkeypatch.setattr(ask, "save_changes", lambda *_: ask.Answer.DISCARD)
    before = time.monotonic()
    window.close()
    assert time.monotonic() - before < 1
    assert waited == []


def test_a_place_that_was_given_up_is_free_again(
    qtbot: QtBot,
    window: ReportWindow,
    slow: Slow,
    waited: list[str],
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The share goes just when the new place is to be claimed."""
    real, claiming, file = claims.claim, threading.Event(), tmp_path / "share" / "b.nianbao"

    def slow_claim(*asked: object) -> object:
        claiming.set()
        slow.go_on.wait(20)
        return real(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(claims, "claim", slow_claim)
    monkeypatch.setattr(ask, "file_to_save", lambda *_: file)
    threads = threading.active_count()
    write(window, "先写的。")
    when_given_up(window)
    window.actions_["save_as"].trigger()
    assert claiming.is_set()
    assert "没有回应" in told[0]
    slow.go_on.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert not file.exists()  # nobody waited for it
    held = real(file, window.state / LOCKS)
    assert held is not None
    held.release()
    assert waited == []


def test_a_save_given_up_replaces_nothing_that_somebody_else_saved_meanwhile(
    qtbot: QtBot,
    window: ReportWindow,
    slow: Slow,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "b.nianbao"
    save(whole(), file, None)
    monkeypatch.setattr(ask, "file_to_save", lambda *_: file)
    write(window, "覆盖别的文件。")
    threads = threading.active_count()
    when_given_up(window)
    window.actions_["save_as"].trigger()
    theirs = set_text(whole(), "overview", ("同事写的。",)).apply(whole())
    save(theirs, file, None)
    slow.go_on.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert open_report(file).report == theirs
    assert told
    assert window.isWindowModified()


@pytest.mark.parametrize("is_given_up_before", [False, True])
def test_saving_by_itself_and_by_hand_do_not_meet(
    window: ReportWindow, slow: Slow, told: list[str], is_given_up_before: bool
) -> None:
    window.settings.autosave = True
    write(window, "先写的。")
    if is_given_up_before:
        window.document_file.autosave()
        write(window, "后写的。")
    else:
        QTimer.singleShot(0, window.document_file.autosave)
    QTimer.singleShot(0, slow.go_on.set)
    window.actions_["save"].trigger()
    assert told == []
    assert on_disk(window) == window.session.report
    assert not window.isWindowModified()


def test_what_another_program_wrote_during_a_slow_save_stays(
    window: ReportWindow, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(ask, "choose", lambda *said: asked.append(said[2]) or 2)
    write(window, "我写的。")
    theirs = set_text(whole(), "overview", ("同事写的。",)).apply(whole())

    def write_theirs() -> None:
        assert window.session.path is not None
        window.session.path.write_bytes(encode(theirs))
        slow.go_on.set()

    when_asked(window, write_theirs)
    window.actions_["save"].trigger()
    assert "已被其他人或其他程序改过" in asked[0]
    assert on_disk(window) == theirs
    assert window.isWindowModified()
    assert recovered(window) == [window.session.report]


def test_giving_up_to_save_what_is_saved_changes_nothing(
    window: ReportWindow, slow: Slow, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(window, "存好的。")
    slow.holds = False
    window.actions_["save"].trigger()
    assert not window.isWindowModified()
    monkeypatch.setattr(disk, "save", lambda *_: slow.go_on.wait(20))  # as a look at a silent share
    when_given_up(window)
    window.actions_["save"].trigger()
    assert "没有回应" in told[0]
    assert not window.isWindowModified()
    assert recovered(window) == []
