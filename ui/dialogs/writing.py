"""Writes what goes out onto a disk that may not answer: the clerk may call it off."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from model.report import Report
from model.storage.troubles import StorageError, cannot_write
from ui.dialogs import ask, task
from ui.dialogs.patience import patiently

Write = Callable[[Report, Path], None]
Paint = Callable[[Report], Generator[None, None, Callable[[Path], None]]]
"""Paints a report, piece by piece, and returns what writes it."""
_CALLED_OFF = "已取消，没有写出“{}”。"
_TOO_LATE = "已取消，但“{}”正写到最后一步，所在的位置如果后来有了回应，文件可能仍会写成。"


def write(window: QWidget, report: Report, path: Path, how: Write) -> None:
    """Write a report beside the window, and tell how that went."""
    put(window, path, lambda: how(report, path))


def write_painted(window: QWidget, report: Report, path: Path, paint: Paint) -> None:
    """Do the same with what only the window's own thread can paint; the rest is done beside it."""

    def paint_and_put() -> None:
        put_there = task.in_turns(paint(report))
        _beside(window, path, lambda: put_there(path))

    _told(window, path, paint_and_put)


def put(window: QWidget, path: Path, work: Callable[[], None]) -> None:
    """Do the work that writes a file, beside the window, and tell how that went."""
    _told(window, path, lambda: _beside(window, path, work))


def _beside(window: QWidget, path: Path, work: Callable[[], None]) -> None:
    patiently(window, f"正在导出“{path.name}”，并逐项核对…", work, hint="")


def _told(window: QWidget, path: Path, work: Callable[[], None]) -> None:
    from export.errors import ExportError  # with its room only when something is exported

    try:
        work()
    except task.CalledOff as called_off:
        said = _TOO_LATE if called_off.too_late else _CALLED_OFF
        ask.tell(window, "没有导出", said.format(path.name))
    except (ExportError, StorageError) as error:
        ask.tell(window, "没有导出", str(error))
    except OSError as error:
        ask.tell(window, "没有导出", cannot_write(path, error))
    else:
        ask.written(window, path)
