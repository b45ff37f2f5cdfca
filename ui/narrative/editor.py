"""The editor of one text part: plain paragraphs with live figures, no undo history of its own."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from model.report import Paragraphs, set_text, text_place
from ui.dialogs import ask
from ui.look.wheel import leaves_zoom
from ui.mime import local_files
from ui.narrative import chips, clipboard, documents, pointing, room
from ui.narrative.marked_edit import MarkedEdit
from ui.narrative.parts import part_label
from ui.narrative.typing_run import TypingRun
from ui.session import TOO_LONG, Session

# The focus comes back to the editor by itself after these.
_STAYS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


class TextEditor(MarkedEdit):
    """Edits ``title``, ``preamble``, ``signature`` or a section; every change goes through the session.

    ``entered`` is sent when it takes the focus, ``figure_wanted`` when two opening braces were typed,
    ``finding_here`` with the finding at the cursor, or None; ``dressed`` when the letters changed.
    """

    entered = Signal()
    figure_wanted = Signal()
    dressed = Signal()

    def __init__(
        self, session: Session, part: str, parent: QWidget | None = None, *, joined: bool = False
    ) -> None:
        super().__init__(session, part, parent, joined=joined)
        self._showing = self._typed = False
        self._expected = self._length = 0
        self._run = TypingRun(part, self)
        self._shown: Paragraphs = ()
        self.show_report()
        self.show_marks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.textChanged.connect(self._take)
        self.cursorPositionChanged.connect(self._cursor_moved)
        session.changed.connect(self._on_changed)
        session.findings_changed.connect(self.show_marks)

    # ---------------------------------------------------------- text and report

    def show_report(self) -> None:
        """Show what the report has; only the stretch that differs is changed."""
        self._showing = True
        if documents.show(self.document(), self.paragraphs(), self.known):
            self._run.end()
            self._typed = False
        self._showing = False
        self._shown = documents.as_shown(self.paragraphs())
        self._length = self.document().characterCount()
        locked = self._session.locked or self.is_cut
        if self.isReadOnly() != locked:
            self.setReadOnly(locked)
            self.show_guide()
        if locked:  # selecting and copying by keyboard still work
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll; with Ctrl the window sizes the letters."""
        if not leaves_zoom(event):
            super().wheelEvent(event)

    def replace(self, paragraphs: Paragraphs, label: str) -> bool:
        """Set the whole text as one undo step of its own; return whether the session allowed it."""
        self._run.end()
        if self.is_cut:  # what is not shown would be lost
            self._session.refused.emit(TOO_LONG)
            return False
        return self._session.do(set_text(self._session.report, self.part, paragraphs, label))

    def insert_paragraphs(self, paragraphs: Paragraphs) -> None:
        """Insert text (live figures with their braces) at the cursor as one undo step."""
        if self.isReadOnly():
            self.replace(paragraphs, "")  # says why it refuses
            return
        self._run.end()
        made = documents.tokens(paragraphs, self.known)
        if self.part == "title":
            made = [documents.LINE if token == documents.PARAGRAPH else token for token in made]
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        documents.insert(cursor, made)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._run.end()

    def _take(self) -> None:
        """Make an edit of what was typed."""
        if self._showing:
            return
        found = documents.document_paragraphs(self.document())
        if found == self._shown:
            return
        cursor = self.textCursor()
        self._expected, self._length = cursor.position(), self.document().characterCount()
        grows = sum(map(len, found)) + len(found) >= sum(map(len, self._shown)) + len(self._shown)
        key = self._run.key(cursor.blockNumber(), grows=grows)
        self._typed = True
        if not self._session.do(set_text(self._session.report, self.part, found), key):
            self.show_report()

    def _on_changed(self, places: tuple[str, ...]) -> None:
        if text_place(self.part) in places or "final" in places:
            self.show_report()
        if "sealed" in places:
            self._showing = True  # no typing
            self.set_sealed(self._session.report.sealed)
            self._showing = False
        if any(place.startswith(("cells/", "last_year")) for place in places):
            self._showing = True
            chips.refresh(self.document())
            self._showing = False

    def _cursor_moved(self) -> None:
        # Qt tells of the cursor before it tells of the text: a change still to come is no mere move.
        moved = self.textCursor().position() != self._expected
        if moved and self.document().characterCount() == self._length:
            self._run.end()
        self.show_heading()
        self.finding_here.emit(self.finding_at_cursor())

    # ---------------------------------------------------------- events

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Send undo and redo to the one history; keep the title one paragraph."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            self._session.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or (control and event.key() == Qt.Key.Key_Y):
            self._session.redo()
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) and not self.isReadOnly():
            self._begin_paragraph()
        else:
            super().keyPressEvent(event)
            if event.text() == "{" and pointing.reaching_back(self, 2).selectedText() == "{{":
                self.figure_wanted.emit()

    def _begin_paragraph(self) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if self.part == "title":  # it is one paragraph
            cursor.insertText(documents.LINE)
        else:
            documents.new_paragraph(cursor)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        """Explain a live figure or a finding under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = self.viewport().mapFromParent(event.pos())
            place = documents.place_of(self.cursorForPosition(point), self.paragraphs(), self.known)
            QToolTip.showText(
                event.globalPos(), self._marks.hint(pointing.source_under(self, point), place), self
            )
            return True
        return super().event(event)

    def set_paper(self) -> bool:
        """Lay the paper anew, which is no typing; tell it."""
        self._showing = True
        changed = super().set_paper()
        self._showing = False
        if changed:
            self.show_guide()
            self.dressed.emit()
        return changed

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell that it is this text's turn."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """When the editor is left, end the typing step and drop blank paragraphs left in it."""
        if event.reason() not in _STAYS and self._typed:
            kept = tuple(text for text in self.paragraphs() if text.strip())
            self._typed = False
            self._session.do(set_text(self._session.report, self.part, kept), self._run.last_key)
        self._run.end()
        super().focusOutEvent(event)

    # ---------------------------------------------------------- copy and paste

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 (Qt's name)
        """Paste as clean text, one undo step; files that were copied or dropped are opened."""
        files = local_files(source)
        if files:
            self._session.open_asked.emit(files)
            return
        pasted = clipboard.pasted(source)
        report, replaced = self._session.report, self.textCursor().selectedText()
        why = room.refusal(report, pasted, replaced, part_label(self._session.form, self.part))
        if why:
            ask.tell(self, "没有粘贴", why)
        elif pasted:
            self.insert_paragraphs(pasted)
