"""What the clipboard or a drop holds besides text: files that were copied or are being dragged."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

# A name may hold blanks, which some programs leave as they are.
_ADDRESS, _BEFORE_ADDRESS = (
    re.compile("file:.+", re.IGNORECASE),
    re.compile(r"(?<!\s)\s++(?=file:)", re.IGNORECASE),
)
_DEEDS = ("copy", "cut", "x-special/nautilus-clipboard\ncopy", "x-special/nautilus-clipboard\ncut")
_DROPPING = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


def local_files(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files of this computer that were copied; nobody wants their addresses typed.

    Some file managers give only text, one address a line.
    """
    if data is None:
        return ()
    urls = data.urls() if data.hasUrls() else _written(data.text() if data.hasText() else "")
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


class FileDrops(QObject):
    """Lets files be dropped anywhere on a window; ``take`` gets them.

    Fields within it that take drops of their own must leave files alone (``setAcceptDrops(False)``).
    """

    def __init__(self, window: QWidget, take: Callable[[tuple[Path, ...]], None]) -> None:
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take files, and leave everything else to the window."""
        if not (isinstance(event, QDropEvent) and event.type() in _DROPPING):  # a move is a drop to Qt
            return False
        files = local_files(event.mimeData())
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(files)
        return True


def _written(text: str) -> "list[QUrl]":
    """The addresses of files; some file managers say before them what was done with the files."""
    from PySide6.QtCore import QUrl  # its first use takes time, which a start should not

    pieces = _BEFORE_ADDRESS.split(text.strip())
    addresses = pieces[1:] if pieces[0] in _DEEDS else pieces
    are_all = all(_ADDRESS.fullmatch(one) for one in addresses)
    return [QUrl(one) for one in addresses] if are_all else []
