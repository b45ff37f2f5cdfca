"""A text edit with what is said of its text: marks under it, signs beside it, a guide while it is empty."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from model.report import Paragraphs
from model.report.length import beginning
from model.rules import AnyFinding, Span
from ui.look import tokens
from ui.narrative import documents, margin
from ui.narrative.figure_edit import FigureEdit
from ui.narrative.guide import Guide
from ui.narrative.margin import Sign
from ui.narrative.marks import Marks
from ui.narrative.places import Places
from ui.session import Session


class MarkedEdit(FigureEdit):
    """Shows the findings of one text part. ``finding_here`` is sent with the one at the cursor, or None."""

    finding_here = Signal(object)
    _guide: Guide | None = None
    _colours: tokens.Tokens | None = None  # that the marks were shown in last; Qt tells of a palette often
    _beginning: tuple[Paragraphs, Paragraphs] = ((), ())  # a text, and what is shown of it

    def __init__(
        self, session: Session, part: str, parent: QWidget | None = None, *, joined: bool = False
    ) -> None:
        super().__init__(session, part, parent, joined=joined)
        self._marks = Marks(session, part)

    def paragraphs(self) -> Paragraphs:
        """Return the paragraphs as they stand in the report; of a text that is far too long the beginning."""
        whole = self._session.report.text(self.part)
        if whole is not self._beginning[0]:
            self._beginning = whole, beginning(whole)
        return self._beginning[1]

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning of the text is shown."""
        return self.paragraphs() is not self._beginning[0]

    # ---------------------------------------------------------- guide

    def set_guide(self, guide: Guide) -> None:
        """Show a guide under the caret while the text is empty."""
        self._guide = guide
        self.document().contentsChanged.connect(self.show_guide)
        self.show_guide()

    def show_guide(self) -> None:
        """Show the guide, or take it away from the first letter on, be it an input method's draft."""
        if self._guide is None:
            return
        draft = self.document().firstBlock().layout().preeditAreaText()
        wanted = self.document().isEmpty() and not draft and not self._session.locked
        if wanted:
            top = self.line_top(0) + self.paper.pitch * 1.5
            height = self._guide.lie_on(self.paper, top, self.origin())
            self.keep_free_below(self.paper.pitch * 1.5 + height)
        elif self._guide.isVisibleTo(self):
            self.keep_free_below(self.paper.pitch)
        self._guide.setVisible(wanted)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 (Qt's name)
        """Take what an input method gives; its draft is no change of the text, but the guide goes."""
        super().inputMethodEvent(event)
        self.show_guide()

    # ---------------------------------------------------------- places and marks

    def focus_span(self, span: Span) -> None:
        """Select a stretch of the text, bring it into sight and take the focus."""
        places = self._places(self.paragraphs())
        cursor = self.textCursor()
        cursor.setPosition(places.position(span.paragraph, span.start))
        end = places.position(span.paragraph, span.end)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def cursor_place(self) -> tuple[int, int]:
        """Return the paragraph and the character of it where the cursor stands."""
        return documents.place_of(self.textCursor(), self.paragraphs(), self.known)

    def show_marks(self) -> None:
        """Underline the figures that findings speak of, with signs beside their lines."""
        texts = self.paragraphs()
        self._colours = tokens.of(self.palette())
        with self._sheet_layout.left():
            made = self._marks.selections(self.document(), texts, self._places(texts), self.palette())
            self.setExtraSelections(made)
        self.viewport().update()
        self.finding_here.emit(self.finding_at_cursor())

    def signs(self) -> list[Sign]:
        """Return the signs in the margin, each at the line in which its finding begins."""
        texts = self.paragraphs()
        places = self._places(texts)
        spans = ((finding, finding.span) for finding in self._marks.signs().values())
        return [
            Sign(finding, self.line_top(places.position(span.paragraph, span.start)))
            for finding, span in spans
            if span is not None and span.paragraph < len(texts)
        ]

    def finding_at_cursor(self) -> AnyFinding | None:
        """Return the finding at the cursor, if any."""
        return self._marks.at(*self.cursor_place())

    def _places(self, texts: Paragraphs) -> Places:
        return Places(self.document(), texts, self.known)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the signs of findings beside the text."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(self.origin())
        margin.paint(painter, self.signs(), self.paper, self.palette())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the finding whose sign was clicked."""
        found = margin.sign_at(event.position() - self.origin(), self.signs(), self.paper)
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._session.current.show(found)
            return
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow a change of colours."""
        super().changeEvent(event)
        self._follow_colours()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the colours that changed while it was out of sight."""
        super().showEvent(event)
        self._follow_colours()

    def _follow_colours(self) -> None:
        """Mark anew in other colours, once seen: of a book there are thousands of marks on each page."""
        if not hasattr(self, "_marks") or not self.isVisible():  # the first: it is being made
            return
        if self._colours not in (None, tokens.of(self.palette())):
            self.show_marks()
