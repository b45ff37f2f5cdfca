"""The manual: chapters at the left, the text at the right. The texts are resources, one file a chapter."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

import resources
from ui import icons

_FILE = Qt.ItemDataRole.UserRole


class Manual(QWidget):
    """A window of its own beside the report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("操作手册")
        self.setWindowIcon(icons.icon("help"))
        self.resize(860, 600)
        self.chapters = QListWidget()
        self.chapters.setAccessibleName("章节目录")
        self.chapters.setMaximumWidth(210)
        self.text = QTextBrowser()
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
        self.chapters.setCurrentRow(0)
        QShortcut(QKeySequence("Esc"), self, self.close)

    def _show(self, item: QListWidgetItem) -> None:
        self.text.setSource(QUrl.fromLocalFile(str(item.data(_FILE))))


def _title(file: Path) -> str:
    return file.read_text("utf-8").partition("\n")[0].lstrip("# ").strip()
