"""A save that takes long: what is typed, asked for and taken back meanwhile, and afterwards."""

import threading
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
from tests.support.shell_reports import whole
from tests.support.slow_disk import Slow, on_disk, recovered, when_asked, when_given_up, write
from ui.dialogs import ask
from ui.document import disk
from ui.window.window import ReportWindow


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


def saved_states(window: ReportWindow) -> dict[str, bytes]:
    """What lies in the folder of the report: the file, its backup, what is left over."""
    assert window.session.path is not None
    return {file.name: file.read_bytes() for file in window.session.path.parent.iterdir()}


def test_a_save_that_was_given_up_replaces_nothing_afterwards(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str]
) -> None:
    write(window, "写了又不等的。")
    before, threads = saved_states(window), threading.active_count()
    when_given_up(window)
    window.actions_["save"].trigger()
    assert "没有回应" in told[0]
    slow.go_on.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert saved_states(window) == before
    assert window.isWindowModified()
    assert recovered(window) == [window.session.report]
    told.clear()
    window.actions_["save"].trigger()
    assert told == []
    assert on_disk(window) == window.session.report


def test_after_a_save_was_given_up_no_state_is_taken_for_the_files(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str]
) -> None:
    slow.at_the_replacement = True
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


def test_a_save_given_up_at_its_replacement_and_made_late_leaves_nothing_unsaved(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str]
) -> None:
    slow.at_the_replacement = True
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
    slow.at_the_replacement = True
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


@pytest.mark.parametrize("at_the_replacement", [False, True])
def test_a_save_comes_after_the_one_that_was_given_up(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str], at_the_replacement: bool
) -> None:
    slow.at_the_replacement = at_the_replacement
    write(window, "先写的。")
    threads = threading.active_count()
    when_given_up(window)
    window.actions_["save"].trigger()
    assert told
    slow.holds = False  # for the one that begins now; it waits for the other
    write(window, "后写的。")
    when_asked(window, slow.go_on.set)
    told.clear()
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert told == []
    assert on_disk(window) == window.session.report
    assert not window.isWindowModified()


def test_what_was_saving_by_itself_replaces_nothing_once_the_window_is_closed(
    qtbot: QtBot, window: ReportWindow, slow: Slow, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = window.session.path, on_disk(window)
    assert file is not None
    window.settings.autosave = True
    write(window, "写了又不要的。")
    threads = threading.active_count()
    window.document_file.autosave()
    monkeypatch.setattr(ask, "save_changes", lambda *_: ask.Answer.DISCARD)
    assert window.close()
    slow.go_on.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert open_report(file).report == before


def test_what_came_to_a_new_place_during_a_slow_save_stays(
    window: ReportWindow, slow: Slow, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b.nianbao"
    monkeypatch.setattr(ask, "file_to_save", lambda *_: file)

    def write_theirs() -> None:
        file.write_bytes(b"theirs")
        slow.go_on.set()

    when_asked(window, write_theirs)
    window.actions_["save_as"].trigger()
    assert "没有保存" in told[0]
    assert file.read_bytes() == b"theirs"


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
