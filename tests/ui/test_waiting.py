"""Waiting beside the window: short waits show nothing, long ones can be called off."""

import time
from collections.abc import Generator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from export import word
from tests.support.export_reports import report
from ui.dialogs import reading, task


def dialogs() -> list[QProgressDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QProgressDialog) and not w.isHidden()]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def press_cancel() -> None:
    """Press the button as soon as it is there."""
    if not dialogs():
        QTimer.singleShot(50, press_cancel)
        return
    button = dialogs()[0].findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert button.text() == "取消"
    button.click()


def test_work_that_is_called_off_is_not_waited_for(window: QWidget) -> None:
    stop, seen = Event(), Event()

    def work() -> str:
        stop.wait(30)
        time.sleep(1)
        seen.set()
        return "done"

    QTimer.singleShot(0, press_cancel)
    start = time.monotonic()
    with pytest.raises(task.CalledOff):
        task.run(window, "正在读取…", work, stop)
    assert not seen.is_set()
    assert time.monotonic() - start < 1.5
    assert not dialogs()
    assert seen.wait(10)


def test_work_that_ends_by_itself_gives_its_result(window: QWidget) -> None:
    stop = Event()
    assert task.run(window, "正在读取…", lambda: time.sleep(0.7) or "late", stop) == "late"
    assert not stop.is_set()
    assert not dialogs()


def test_without_a_way_to_stop_there_is_no_button(window: QWidget) -> None:
    found: list[QPushButton | None] = []
    timer = QTimer(window, interval=30)
    timer.timeout.connect(lambda: found.extend(d.findChild(QPushButton) for d in dialogs()))
    timer.start()
    assert task.run(window, "正在导出…", lambda: time.sleep(0.8) or 1) == 1
    assert found
    assert not any(found)


def test_what_the_work_raises_is_raised(window: QWidget) -> None:
    def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        task.run(window, "正在读取…", work, Event())


def test_a_file_is_read(window: QWidget, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word.render(report()))
    read = reading.read(window, path)
    assert read is not None
    assert read.report.cells == report().cells


def test_work_of_the_windows_own_thread_is_done_in_turns(qtbot: QtBot) -> None:
    begun: list[int] = []
    seen: list[int] = []

    def work() -> Generator[None, None, str]:
        for number in range(4):
            begun.append(number)
            time.sleep(0.06)
            yield
        return "done"

    QTimer.singleShot(0, lambda: seen.append(len(begun)))
    assert task.in_turns(work()) == "done"
    assert 0 < seen[0] < 4
