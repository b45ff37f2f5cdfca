"""The manual: chapters at the left, the text at the right. The texts are resources, one file a chapter."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeySequence,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

import resources
from ui.help.search import Hit, hits
from ui.look import icons, tokens
from ui.look.fit import open_at
from ui.look.sheet import dress_as
from ui.look.tokens import SPACE

_FILE = Qt.ItemDataRole.UserRole
_PICTURE_WIDTH = 680  # device-independent pixels; in a narrower window the text's width
_LIST_EMS = 17  # width of the lists at the left, in characters
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
        self.text = _Text()
        self.text.setAccessibleName("手册正文")
        self.text.document().setDocumentMargin(16)
        self.text.setOpenExternalLinks(False)
        for file in sorted(resources.path("help").glob("*.md")):
            item = QListWidgetItem(_title(file), self.chapters)
            item.setData(_FILE, file)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找（Ctrl+F）")
        self.search.setAccessibleName("在手册里查找")
        self.search.setClearButtonEnabled(True)
        self.found = QListWidget()
        self.found.setAccessibleName("找到的地方")
        self.found.setWordWrap(True)
        self.found.hide()
        self._told = QLabel()
        dress_as(self._told, "note")
        self._told.hide()
        self._arrange()
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(lambda: self._step(1))
        self.found.currentItemChanged.connect(lambda item: self._show_hit(item))
        self.chapters.currentItemChanged.connect(lambda item: self._show(item))
        self.text.sourceChanged.connect(self._shown)
        self.chapters.setCurrentRow(0)
        QShortcut(QKeySequence("Esc"), self, self._leave)
        QShortcut(QKeySequence("Ctrl+F"), self, self._begin_search)
        QShortcut(QKeySequence("F3"), self, lambda: self._step(1))
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self._step(-1))

    def _arrange(self) -> None:
        left = QWidget()
        left.setFixedWidth(_LIST_EMS * self.fontMetrics().horizontalAdvance("国"))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.search, self._told, self.found, self.chapters):
            column.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        line.addWidget(left)
        line.addWidget(self.text, 1)

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _leave(self) -> None:
        """Esc ends the search first, then closes the manual."""
        if self.search.text():
            self.search.clear()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close()

    def _find(self, text: str) -> None:
        """List every place of what is typed, and show the first."""
        found = hits((self.chapters.item(row).data(_FILE) for row in range(self.chapters.count())), text)
        titles = {
            self.chapters.item(n).data(_FILE): self.chapters.item(n).text()
            for n in range(self.chapters.count())
        }
        self.found.clear()
        for hit in found:
            item = QListWidgetItem(f"{titles[hit.chapter]}\n{hit.around}", self.found)
            item.setData(_FILE, hit)
        searching = bool(text.strip())
        self.found.setVisible(bool(found))
        self.chapters.setVisible(not found)
        self._told.setText(f"找到 {len(found)} 处，回车看下一处" if found else "没有找到，可以换一个词")
        self._told.setVisible(searching)
        if found:
            self.found.setCurrentRow(0)
        else:
            self.text.setExtraSelections([])

    def _step(self, by: int) -> None:
        count = self.found.count()
        if count:
            self.found.setCurrentRow((self.found.currentRow() + by) % count)

    def _show_hit(self, item: QListWidgetItem | None) -> None:
        """Show a place that was found, marked like all others of its chapter."""
        if item is None:
            return
        hit: Hit = item.data(_FILE)
        self.text.setSource(QUrl.fromLocalFile(str(hit.chapter)))
        places = _places(self.text.document(), self.search.text().strip())
        theme = tokens.of(self.palette())
        self.text.setExtraSelections([_marked(place, theme.warning_soft, theme.text) for place in places])
        if hit.number < len(places):
            shown = QTextCursor(places[hit.number])
            self.text.setTextCursor(shown)
            self.text.ensureCursorVisible()

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


def _places(document: QTextDocument, words: str) -> list[QTextCursor]:
    found, place = [], QTextCursor(document)
    while words:
        place = document.find(words, place)
        if place.isNull():
            break
        found.append(QTextCursor(place))
    return found


def _marked(place: QTextCursor, ground: QColor, ink: QColor) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = place  # type: ignore[attr-defined] # the stubs leave the fields out
    mark.format = QTextCharFormat()  # type: ignore[attr-defined]
    mark.format.setBackground(ground)  # type: ignore[attr-defined]
    mark.format.setForeground(ink)  # type: ignore[attr-defined]
    return mark


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
