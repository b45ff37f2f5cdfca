"""Lays out the editor's document as it prints: lines that end where the paper's do, charts in their place.

Of a text of hundreds of thousands of characters only what is looked at is set at once, the rest in turns:
a block is set when it is painted, or when Qt asks where it lies, as it does of a cursor's.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, cast

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
)

from ui.narrative import filling
from ui.narrative.block_layout import BlockLayout
from ui.narrative.documents import OBJECT
from ui.narrative.paper import Paper
from ui.narrative.setting import Manner
from ui.narrative.showing import Showing

_AT_ONCE = 10_000
"""Characters that are set at once: more than the longest section of a real report."""
_TURN = 0.02  # seconds; a key that is typed meanwhile waits for no more


class _Selection(Protocol):
    """A stretch that is selected or underlined."""

    cursor: QTextCursor
    format: QTextCharFormat


class _Context(Protocol):
    """What Qt hands over for painting; its Python names are missing from Qt's stubs."""

    palette: QPalette
    clip: QRectF
    cursorPosition: int  # noqa: N815 (Qt's name)
    selections: Sequence["_Selection"]


class PaperLayout(BlockLayout):
    """The layout of a document; ``lay`` gives it the paper to lie on.

    ``free_below`` is room kept free under the text, in pixels. ``unfinished`` is sent when blocks wait for
    ``set_more``, which whoever shows the document calls until all are set.
    """

    unfinished = Signal()
    _is_left = False

    def __init__(self, document: QTextDocument, manner: Manner, showing: Showing, paper: Paper) -> None:
        super().__init__(document, manner, showing, paper)
        self.free_below = 0.0
        self._heading_height = 0.0
        self._height = self._told_height = 0.0
        self._set_for: tuple[int, Paper, float] = (-1, paper, 0.0)  # revision, paper, height of the heading
        self._first_waiting = 0  # the number of a block before which none waits
        self._font = document.defaultFont()  # of the paper

    # ---------------------------------------------------------- what is asked from outside

    def lay(self, paper: Paper, heading_height: float) -> bool:
        """Lie on another paper, under a heading of some height; return whether anything changed."""
        if (paper, heading_height) == (self.paper, self._heading_height):
            return False
        self.paper, self._heading_height = paper, heading_height
        self._font = filling.scaled(self.manner.font, paper.scale, self._dots())
        # This sets the whole document anew.
        self.document().setDefaultFont(self._font)
        return True

    def line_top(self, position: int) -> float:
        """Return where the line with a document position begins."""
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        above = line.y() + (line.height() - self.paper.pitch) / 2 if line.isValid() else 0.0
        return float(block.layout().position().y() + above)

    @contextmanager
    def left(self) -> Iterator[None]:
        """Set nothing because of a cursor: for marks Qt asks where thousands lie that nobody looks at."""
        self._is_left = True
        try:
            yield
        finally:  # else nothing would ever be set again
            self._is_left = False

    def set_more(self) -> bool:
        """Set blocks that wait, for a moment; return whether others still do."""
        block = first = self.document().findBlockByNumber(self._first_waiting)
        until = time.monotonic() + _TURN
        while block.isValid() and time.monotonic() < until:
            if not block.layout().lineCount():
                self.set_block(block)
            block = block.next()
        self._first_waiting = block.blockNumber() if block.isValid() else self.document().blockCount()
        if first.isValid():
            self._place(first)
        self._tell_height()
        return block.isValid()

    # ---------------------------------------------------------- what Qt asks

    def documentChanged(self, start: int, removed: int, added: int) -> None:  # noqa: N802 (Qt's name)
        """Set the blocks that changed, and move those below them."""
        document = self.document()
        self._sizes.clear()
        if document.defaultFont() != self._font:
            # An editor gives it its own letters with every change of style: blocks keep theirs.
            document.setDefaultFont(self._font)
        before, self._set_for = self._set_for, (document.revision(), self.paper, self._heading_height)
        if before == self._set_for and not removed:
            return  # Qt asks for the whole document whenever its editor changes its size
        is_same = (before[0], before[1].lines) == (document.revision(), self.paper.lines)
        # The organ stands by the date's length, and the date by the organ's.
        if self.manner is Manner.SIGNATURE:
            start, added = 0, document.characterCount()
        first = document.findBlock(start)
        if first.previous().isValid():  # what follows it decides whether it is a heading
            first = first.previous()
        end = min(start + added, document.characterCount() - 1)
        room = _AT_ONCE
        block = first
        while block.isValid() and block.position() <= end:
            if room > 0:
                room -= block.length()
                self.set_block(block)
            elif not is_same or OBJECT in block.text():  # else only figures have changed
                block.layout().clearLayout()
            block = block.next()
        self._place(first)
        self._tell_height()
        self._first_waiting = min(self._first_waiting, first.blockNumber())
        if room <= 0:
            self.unfinished.emit()

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw the blocks in sight, with selections and caret."""
        asked = cast("_Context", context)
        painter.setPen(asked.palette.color(QPalette.ColorRole.Text))
        clip = asked.clip
        # Taken from Qt once: a text may have thousands of marks, and many blocks are in sight.
        selected = [(one.cursor.selectionStart(), one.cursor.selectionEnd(), one) for one in asked.selections]
        block = self._block_at(clip.top()) if clip.isValid() else self.document().begin()
        # Letters and waves may stand a little over their line.
        near = clip.adjusted(0, -self.paper.pitch, 0, self.paper.pitch) if clip.isValid() else clip
        while block.isValid():
            layout = block.layout()
            if clip.isValid() and layout.position().y() > clip.bottom():
                break
            self._need(block)
            layout.draw(painter, QPointF(), list(_selections(block, selected)), near)
            self._draw_caret(painter, block, asked.cursorPosition)
            block = block.next()

    def hitTest(  # type: ignore[override]  # noqa: N802 (Qt's name)
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        """Return the document position nearest to a point, or -1 where it must be exact and is not."""
        block = self._block_at(point.y())
        self._need(block)
        layout = block.layout()
        inside = point - layout.position()
        line = _line_at(layout, inside.y())
        if line is None:
            return block.position()
        if accuracy == Qt.HitTestAccuracy.ExactHit and not line.naturalTextRect().contains(inside):
            return -1
        return int(block.position() + line.xToCursor(inside.x()))

    def pageCount(self) -> int:  # noqa: N802 (Qt's name)
        """There is one sheet, as long as the text."""
        return 1

    def documentSize(self) -> QSizeF:  # noqa: N802 (Qt's name)
        """Return the size of the document with the paper around it."""
        paper = self.paper
        return QSizeF(paper.edge * 2 + paper.sheet, self._height + self.free_below)

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:  # noqa: ARG002, N802 (Qt's name)
        """Return the only frame there is: the whole."""
        return QRectF(QPointF(), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 (Qt's name)
        """Return where a block lies, over the whole width of the text."""
        if not block.isValid():
            return QRectF()
        self._need(block)
        place = block.layout().position()
        return QRectF(place.x(), place.y(), self.paper.width, self.height(block))

    # ---------------------------------------------------------- places

    def _need(self, block: QTextBlock) -> None:
        """Set a block now, where it waits."""
        if self._is_left or block.layout().lineCount():
            return
        before = self.height(block)
        self.set_block(block)
        if self.height(block) != before:
            self._place(block)
            self.unfinished.emit()  # what Qt asks amid its painting is no time to tell of another height

    def _place(self, block: QTextBlock) -> None:
        """Let a block and those below it stand below each other."""
        above = block.previous()
        y = self.paper.top + self._heading_height
        if above.isValid():
            y = above.layout().position().y() + self.height(above)
        while block.isValid():
            block.layout().setPosition(QPointF(self.paper.left, y))
            y += self.height(block)
            block = block.next()
        self._height = y

    def _tell_height(self) -> None:
        if self._height != self._told_height:
            self._told_height = self._height
            self.documentSizeChanged.emit(self.documentSize())

    def _block_at(self, y: float) -> QTextBlock:
        """The block at a height, the first or last one beyond the text; found by halving."""
        document = self.document()
        low, high = 0, document.blockCount() - 1
        while low < high:
            middle = (low + high + 1) // 2
            if document.findBlockByNumber(middle).layout().position().y() <= y:
                low = middle
            else:
                high = middle - 1
        return document.findBlockByNumber(low)

    def _draw_caret(self, painter: QPainter, block: QTextBlock, position: int) -> None:
        layout = block.layout()
        width = int(self.property("cursorWidth") or 1)
        if block.position() <= position < block.position() + block.length():
            layout.drawCursor(painter, QPointF(), position - block.position(), width)
        elif position < -1 and layout.preeditAreaText():
            # Qt tells of a caret inside an input method's draft so.
            layout.drawCursor(painter, QPointF(), layout.preeditAreaPosition() - (position + 2), width)


def _line_at(layout: QTextLayout, y: float) -> QTextLine | None:
    found = None
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if found is not None and line.y() > y:
            break
        found = line
    return found


def _selections(
    block: QTextBlock, selected: Iterable[tuple[int, int, _Selection]]
) -> Iterator[QTextLayout.FormatRange]:
    """What is selected or underlined in a block; each with its start and end in the document."""
    start, end = block.position(), block.position() + block.length() - 1
    for first, last, one in selected:
        if first < end + 1 and last > start and first != last:
            yield filling.stretch(max(first, start) - start, min(last, end) - max(first, start), one.format)
