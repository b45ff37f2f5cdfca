"""Runs what takes a while beside the window: it stays painted, says what is going on, takes no input."""

import time
from collections.abc import Callable, Generator
from concurrent.futures import Future
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from model.storage.attempt import CalledOff
from ui.bell import bell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QProgressDialog

__all__ = ["CalledOff"]
_SHOWN_AFTER_MS = 400  # shorter waits need no dialog
_TOLD_ANEW_MS = 200
_TURN = 0.1  # seconds that work of the window's own thread takes until the window is painted again
_Result = TypeVar("_Result")


def run(
    parent: QWidget | None,
    label: str | Callable[[], str],
    work: Callable[[], _Result],
    stop: Event | None = None,
) -> _Result:
    """Do the work in a thread and return its result, or raise what it raised.

    The work must not touch widgets or sessions; reports are immutable and may go with it. With ``stop``
    the dialog has a button to call it off: it sets the event, for the work to see, and CalledOff is raised.
    A ``label`` that is asked for anew may tell how far the work is.
    """
    ring = bell()
    # The program's, not Python's: a thread that ends last of all must not be who takes it down.
    loop = QEventLoop(QCoreApplication.instance())
    future = begun(work)
    future.add_done_callback(lambda _: ring(loop, loop.quit))
    try:
        _wait_quietly(loop, future)
        if not future.done():
            _wait_with_dialog(parent, label, loop, stop)
    finally:
        loop.deleteLater()
    if stop is not None and stop.is_set():
        raise CalledOff
    return future.result()


def in_turns(work: Generator[None, None, _Result]) -> _Result:
    """Do in this thread what is done in pieces, and return what comes of it; the window is painted meanwhile.

    Keys and clicks come after it.
    """
    last = time.monotonic()
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: _Result = end.value
            return result
        if time.monotonic() - last > _TURN:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            last = time.monotonic()


def begun(work: Callable[[], _Result]) -> "Future[_Result]":
    """Begin the work in a thread that holds up no end of the program; the future has what comes of it."""
    done: Future[_Result] = Future()

    def go() -> None:
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001 -- raised again where it is waited for
            done.set_exception(error)

    Thread(target=go, daemon=True).start()
    return done


def _wait_quietly(loop: QEventLoop, future: "Future[_Result]") -> None:
    """Wait as long as no dialog is needed; keys and clicks come after it."""
    if future.done():
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    timer = QTimer(singleShot=True, interval=_SHOWN_AFTER_MS)
    timer.timeout.connect(loop.quit)
    timer.start()
    try:
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    finally:
        QGuiApplication.restoreOverrideCursor()


def _wait_with_dialog(
    parent: QWidget | None, label: str | Callable[[], str], loop: QEventLoop, stop: Event | None
) -> None:
    """Wait until the bell rings; where it may be called off, only the dialog takes input."""
    from PySide6.QtWidgets import QProgressDialog, QPushButton  # few waits are so long

    progress = QProgressDialog("", "取消", 0, 0, parent)
    if isinstance(label, str):
        progress.setLabelText(label)
    else:
        _keep_telling(progress, label)
    progress.setWindowTitle("请稍候")
    progress.setMinimumDuration(0)
    progress.setWindowModality(Qt.WindowModality.ApplicationModal)
    if stop is None:
        progress.setCancelButton(None)
        progress.setValue(0)
        flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    else:
        progress.canceled.connect(stop.set)
        progress.canceled.connect(loop.quit)
        # Somebody who types on must not call it off by a space or by Enter; Esc, Tab and the mouse do.
        for button in progress.findChildren(QPushButton):
            button.setAutoDefault(False)
        progress.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        progress.setFocus()
        progress.show()
        flags = QEventLoop.ProcessEventsFlag.AllEvents
    try:
        loop.exec(flags)
    finally:
        progress.blockSignals(True)  # closing it is no calling off
        progress.close()
        progress.deleteLater()


def _keep_telling(progress: "QProgressDialog", label: Callable[[], str]) -> None:
    """Show how far the work is, again and again."""
    progress.setLabelText(label())
    timer = QTimer(progress, interval=_TOLD_ANEW_MS)
    timer.timeout.connect(lambda: progress.setLabelText(label()))
    timer.start()
