"""The manual: chapters at the left, the text at the right. The texts are resources, one file a chapter."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextCursor, QTextDocument, QTextLength
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

import resources
from ui.look import icons
from ui.look.fit import open_at

_FILE = Qt.ItemDataRole.UserRole
_PICTURE_WIDTH = 680  # device-independent pixels; in a narrower window the text's width
_WHOLE = QTextLength(QTextLength.Type.PercentageLength, 100)


class Manual(QWidget):
    """A window of its own beside the report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("操作手册")
        self.setWindowIcon(icons.icon("help"))
        open_at(self, 960, 640)
        self.chapters = QListWidget()
        self.chapters.setAccessibleName("章节目录")
        self.chapters.setMaximumWidth(210)
        self.text = _Text()
        self.text.setAccessibleName("手册正文")
        self.text.document().setDocumentMargin(16)
        self.text.setOpenExternalLinks(False)
        for file in sorted(resources.path("help").glob("*.md")):
            item = QListWidgetItem(_title(file), self.chapters)
            item.setData(_FILE, file)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 6, 6, 6)
        line.addWidget(self.chapters)
        line.addWidget(self.text, 1)
        self.chapters.currentItemChanged.connect(lambda item: self._show(item))
        self.text.sourceChanged.connect(self._shown)
        self.chapters.setCurrentRow(0)
        QShortcut(QKeySequence("Esc"), self, self.close)

    def _show(self, item: QListWidgetItem) -> None:
        self.text.setSource(QUrl.fromLocalFile(str(item.data(_FILE))))

    def _shown(self, source: QUrl) -> None:
        """Pictures are no wider than the text; a link to another chapter moves the mark in the list too."""
        narrow(self.text.document())
        for row in range(self.chapters.count()):
            if Path(source.toLocalFile()) == self.chapters.item(row).data(_FILE):
                self.chapters.setCurrentRow(row)


class _Text(QTextBrowser):
    """Draws pictures smaller without losing the strokes of their letters."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 (Qt's name)
        """Return a picture at the size at which it is shown, anything else as it is."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        ratio = self.devicePixelRatioF()
        width = round(_PICTURE_WIDTH * ratio)
        if picture.width() > width:
            picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
        return picture


def narrow(document: QTextDocument) -> int:
    """Keep the pictures of a document within its width; return how many it has."""
    cursor, found = QTextCursor(document), 0
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isImageFormat():
                shown = piece.charFormat().toImageFormat()
                shown.setMaximumWidth(_WHOLE)
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(shown)
                found += 1
            pieces += 1
        block = block.next()
    return found


def _title(file: Path) -> str:
    return file.read_text("utf-8").partition("\n")[0].lstrip("# ").strip()
