"""A text edit with live figures in it, on the sheet on which it prints."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from model.charts import Drawing
from model.report import Report
from ui.look.area import own_viewport
from ui.mime import local_files
from ui.narrative import chips, clipboard, documents, printed_chart, shown
from ui.narrative.paper import Paper, lay_paper
from ui.narrative.paper_layout import PaperLayout
from ui.narrative.parts import printed_heading
from ui.narrative.setting import Manner
from ui.narrative.sheet import Sheet
from ui.narrative.showing import Showing
from ui.session import Session

_MANNERS = {"title": Manner.TITLE, "signature": Manner.SIGNATURE}
_PAUSE_MS = 60  # without a change, before the rest of a very long text is set


class FigureEdit(QTextEdit):
    """Plain paragraphs of one text part as they print, 28 characters in a line, without a history of its own.

    ``joined``: it goes on below another text on the same sheet.
    """

    def __init__(
        self, session: Session, part: str, parent: QWidget | None = None, *, joined: bool = False
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.part = part
        self._joined = joined
        self._sheet = Sheet(printed_heading(session.form, part), joined=joined)
        self._charts: tuple[Report | None, dict[str, Drawing | None]] = (None, {})
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._set_more)
        self._sheet_layout = self._made_layout()
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        inside = own_viewport(self)
        inside.setCursor(Qt.CursorShape.IBeamCursor)
        inside.setAutoFillBackground(False)
        self.set_paper()

    def known(self, name: str) -> bool:
        """Whether a name can be a live figure or a chart of this form."""
        return shown.known(self._session.form, name)

    def figure_text(self, name: str) -> str:
        """Return the figure that a name stands for now, blank when not filled in; or a chart's name."""
        return shown.shown(self._session.form, self._session.report, name)

    def filled(self, text: str) -> str:
        """Return a text with plain figures for live ones."""
        return shown.filled(self._session.form, self._session.report, text)

    # ---------------------------------------------------------- the sheet

    @property
    def paper(self) -> Paper:
        """The paper as it lies in the viewport now."""
        return self._sheet_layout.paper

    def set_paper(self) -> bool:
        """Let the paper follow the width of the viewport and the window's letters; return whether it did."""
        paper = self._wanted_paper()
        if not self._sheet_layout.free_below:
            self._sheet_layout.free_below = paper.pitch
        return self._sheet_layout.lay(paper, self._sheet.heading_height(paper))

    def _go_on(self) -> None:
        self._turns.start(_PAUSE_MS)
        self.viewport().update()  # what is set anew may move the rest that is in sight

    def _set_more(self) -> None:
        """Set more of a very long text, and stay where it is looked at."""
        self._turns.setInterval(0)
        at = self.cursorForPosition(QPoint()).position()
        before, bar = self.line_top(at), self.verticalScrollBar()
        if not self._sheet_layout.set_more():
            self._turns.stop()
        bar.setValue(bar.value() + round(self.line_top(at) - before))

    def keep_free_below(self, pixels: float) -> None:
        """Keep room under the text."""
        if pixels != self._sheet_layout.free_below:
            self._sheet_layout.free_below = pixels
            self._sheet_layout.documentSizeChanged.emit(self._sheet_layout.documentSize())

    def origin(self) -> QPointF:
        """Return where the document's corner lies in the viewport."""
        return QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def line_top(self, position: int) -> float:
        """Return the height in the document of the line with a document position."""
        return self._sheet_layout.line_top(position)

    def show_heading(self) -> None:
        """With the first line the heading above it is seen."""
        if self.textCursor().blockNumber() == 0 and self.cursor_line() == 0:
            self.verticalScrollBar().setValue(0)

    def cursor_line(self) -> int:
        """Return the line of its paragraph in which the cursor stands, from 0."""
        cursor = self.textCursor()
        line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
        return int(line.lineNumber()) if line.isValid() else 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Lay the paper anew: its letters come in whole steps."""
        self.set_paper()
        super().resizeEvent(event)
        self.show_heading()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the window's letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_sheet_layout"):
            self.set_paper()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the sheet, then the text on it."""
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.translate(self.origin())
        room = QRectF(self.viewport().rect()).translated(-self.origin())
        self._sheet.paint(painter, self.paper, room, self.palette())
        painter.end()
        super().paintEvent(event)

    def _wanted_paper(self) -> Paper:
        points = self.font().pointSizeF()
        title = self.part == "title"
        return lay_paper(self._room(), points, title=title, joined=self._joined)

    def _room(self) -> int:
        """The width for the paper, beside the scroll bar whether it is there or not: so nothing moves."""
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def _made_layout(self) -> PaperLayout:
        document = QTextDocument(self)
        showing = Showing(self.figure_text, self._blank, self._chart)
        layout = PaperLayout(document, _MANNERS.get(self.part, Manner.BODY), showing, lay_paper(0, 10.0))
        layout.unfinished.connect(self._go_on)
        layout.sealed = self._session.report.sealed
        layout.headed = self.part in self._session.form.sections
        self._painter = chips.FigurePainter(showing, self.palette, self._is_chosen)
        self._painter.setParent(self)
        layout.registerHandler(documents.LIVE_FIGURE, self._painter)
        document.setDocumentLayout(layout)
        self.setDocument(document)
        return layout

    def set_sealed(self, sealed: bool) -> None:
        """Let the lines of the signature stand as they print with a seal, or without."""
        if sealed != self._sheet_layout.sealed:
            self._sheet_layout.sealed = sealed
            self.document().markContentsDirty(0, self.document().characterCount())

    def _blank(self, name: str) -> str:
        return shown.blank(self._session.form, self._session.report, name)

    def _chart(self, name: str) -> Drawing | None:
        """The chart of a name, None for a figure; remembered while the report is the same."""
        form, report = self._session.form, self._session.report
        if name not in form.charts:
            return None
        if self._charts[0] is not report:
            self._charts = (report, {})
        known = self._charts[1]
        if name not in known:
            known[name] = printed_chart.chart_of(form, report, name)
        return known[name]

    def _is_chosen(self, position: int) -> bool:
        cursor = self.textCursor()
        return cursor.selectionStart() <= position < cursor.selectionEnd()

    # ---------------------------------------------------------- copy

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 (Qt's name)
        """Copy plain figures for other programs, live ones for this editor."""
        cursor = self.textCursor()
        made = documents.document_tokens(self.document())
        return clipboard.copied(made, cursor.selectionStart(), cursor.selectionEnd(), self.filled)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 (Qt's name)
        """Whether something can be pasted or dropped: text, or files to be opened."""
        return clipboard.has_text(source) or bool(local_files(source))
