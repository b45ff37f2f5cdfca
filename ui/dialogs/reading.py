"""Reads a file of any kind beside the window, with a way to call it off; tells why when it cannot be read."""

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.dialogs import ask, task

if TYPE_CHECKING:
    from intake import Imported


def read(parent: QWidget | None, path: Path, what: str = "") -> "Imported | None":
    """Return what a file holds; None when it cannot be read, which is told, or was called off.

    ``what`` is said of it while the clerk waits.
    """
    import intake  # with its libraries only when something is read

    stop = Event()
    try:
        return task.run(parent, f"正在读取{what}…", lambda: intake.read(path, stop), stop)
    except task.CalledOff:
        return None
    except intake.Unreadable as error:
        ask.tell(parent, "无法读取", str(error))
        return None
