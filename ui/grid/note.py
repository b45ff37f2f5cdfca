"""The note under a table that is printed: the text of the table's section."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QWidget

from model.report import set_text
from model.report.length import MOST_WRITTEN, beginning
from model.rules import Span
from ui.mime import local_files
from ui.session import TOO_LONG, Session

_BREAK = "\u2028"  # how the editor keeps a line break inside a paragraph
_LINES_WHILE_TYPING = 4
_WHAT = "写在表格下面、随报告一起印出的说明。每行为一段。"
_CUT = "这里的文字太长，只显示开头，不能在这里修改；其余的仍完整保存在报告里，可以导出 Word 整理。"
_MOST_LINES = 6
_HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class _Paper(QPlainTextEdit):
    """A small plain editor that grows while it is typed in, and leaves undo to the window's history.

    Signals: ``files_given`` with files that were pasted or dropped, ``too_much`` where a book was.
    """

    files_given = Signal(tuple)
    too_much = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._hold(1)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Ask for no more than the least."""
        return self.minimumSize()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow, to be typed in."""
        super().focusInEvent(event)
        self._hold(_LINES_WHILE_TYPING)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the room back to the table."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._hold(1)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._hold(_LINES_WHILE_TYPING if self.hasFocus() else 1)

    def event(self, event: QEvent) -> bool:
        """Let undo and redo pass to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_history(event):
            event.ignore()
            return False
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 (Qt's name)
        """Paste text; files are opened."""
        files = local_files(source)
        if files:
            self.files_given.emit(files)
        elif len(source.text()) > MOST_WRITTEN:
            self.too_much.emit()
        else:
            super().insertFromMimeData(source)

    def _hold(self, lines: int) -> None:
        self.setMinimumHeight(_height(self, lines))
        self.setMaximumHeight(_height(self, _MOST_LINES))
        self.ensureCursorVisible()


def _height(widget: QWidget, lines: int) -> int:
    return QFontMetrics(widget.font()).lineSpacing() * lines + 8


def _is_history(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _HISTORY)


class NoteBox(QWidget):
    """Edits the paragraphs of a table's section; one line is one paragraph."""

    def __init__(self, session: Session, table: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._part = session.form.section_of(table).id
        label = QLabel("表下说明：", self)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 4, 0, 0)
        self.editor = _Paper(self)
        self.editor.setPlaceholderText("可不填；填写后印在表格下面")
        self.editor.setAccessibleName("表下说明")
        label.setBuddy(self.editor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label)
        row.addWidget(self.editor, 1)
        self.setMaximumHeight(_height(self, _MOST_LINES))
        self._show()
        self.editor.textChanged.connect(self._take)
        self.editor.files_given.connect(session.open_asked)
        self.editor.too_much.connect(lambda: session.refused.emit(TOO_LONG))
        session.changed.connect(self._show)

    def show_span(self, span: Span) -> None:
        """Select a stretch of the note and put the keyboard there."""
        block = self.editor.document().findBlockByNumber(span.paragraph)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(span.start, block.length() - 1))
            end = block.position() + min(span.end, block.length() - 1)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.editor.setTextCursor(cursor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMaximumHeight(_height(self, _MOST_LINES))

    def paragraphs(self) -> tuple[str, ...]:
        """Return the paragraphs as they stand in the box."""
        block = self.editor.document().begin()
        found: list[str] = []
        while block.isValid():
            found.append(block.text().replace(_BREAK, "\n"))
            block = block.next()
        return tuple(found) if any(text.strip() for text in found) else ()

    def _take(self) -> None:
        now = self.paragraphs()
        report = self._session.report
        if now == report.section(self._part):
            return
        edit = set_text(report, self._part, now, "修改表下说明")
        if not self._session.do(edit, merge_key=f"note/{self._part}"):
            self._show()

    def _show(self) -> None:
        whole = self._session.report.section(self._part)
        told = beginning(whole)
        self.editor.setReadOnly(self._session.locked or told is not whole)
        self.editor.setToolTip(_WHAT if told is whole else _CUT)
        if told == self.paragraphs():
            return
        self.editor.blockSignals(True)
        self.editor.setPlainText("\n".join(text.replace("\n", _BREAK) for text in told))
        self.editor.blockSignals(False)
