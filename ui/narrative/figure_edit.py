"""A text edit with live figures in it: how they are drawn, named and copied."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.mime import local_files
from ui.narrative import chips, clipboard, documents, shown
from ui.narrative.styles import HeadingStyle, body_font, set_block_format
from ui.session import Session


class FigureEdit(QTextEdit):
    """Plain paragraphs of one text part in the look in which they print, without a history of its own."""

    def __init__(self, session: Session, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.part = part
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._painter = chips.FigurePainter(self.figure_text, self.palette)
        self._painter.setParent(self)
        self.document().documentLayout().registerHandler(documents.LIVE_FIGURE, self._painter)
        self._headings = HeadingStyle(self.document()) if part in session.form.sections else None
        self.set_font()

    def known(self, name: str) -> bool:
        """Whether a name can be a live figure or a chart of this form."""
        return shown.known(self._session.form, name)

    def figure_text(self, name: str) -> str:
        """Return the figure that a name stands for now, blank when not filled in; or a chart's name."""
        return shown.shown(self._session.form, self._session.report, name)

    def set_font(self) -> None:
        """Follow the window's font."""
        self.document().setDefaultFont(body_font(self.font()))
        set_block_format(self.document(), indented=self.part != "title")

    def filled(self, text: str) -> str:
        """Return a text with plain figures for live ones."""
        return shown.filled(self._session.form, self._session.report, text)

    # ---------------------------------------------------------- copy

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 (Qt's name)
        """Copy plain figures for other programs, live ones for this editor."""
        cursor = self.textCursor()
        made = documents.document_tokens(self.document())
        return clipboard.copied(made, cursor.selectionStart(), cursor.selectionEnd(), self.filled)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 (Qt's name)
        """Whether something can be pasted or dropped: text, or files to be opened."""
        return clipboard.has_text(source) or bool(local_files(source))
