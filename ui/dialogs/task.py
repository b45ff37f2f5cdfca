"""Runs what takes a while beside the window: it stays painted, says what is going on, takes no input."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressDialog, QWidget

_SHOWN_AFTER_MS = 400  # shorter waits need no dialog
_Result = TypeVar("_Result")


class _Bell(QObject):
    """Rings in the window's thread when the work is over."""

    rung = Signal()


def run(parent: QWidget | None, label: str, work: Callable[[], _Result]) -> _Result:
    """Do the work in a thread and return its result, or raise what it raised.

    The work must not touch widgets or sessions; reports are immutable and may go with it.
    """
    progress = QProgressDialog(label, "", 0, 0, parent)
    progress.setWindowTitle("请稍候")
    progress.setCancelButton(None)
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(_SHOWN_AFTER_MS)
    progress.setValue(0)
    loop, bell = QEventLoop(), _Bell()
    bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(work)
            future.add_done_callback(lambda _: bell.rung.emit())
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            return future.result()
    finally:
        QGuiApplication.restoreOverrideCursor()
        progress.close()
        progress.deleteLater()
