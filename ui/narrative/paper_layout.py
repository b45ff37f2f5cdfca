"""Lays out the editor's document as it prints: lines that end where the paper's do, charts in their place.

Qt's own layout knows neither hanging marks nor the space between scripts, so its lines end elsewhere. Here
each block is set by ``setting`` in twips, and its lines are filled with just those characters in pixels.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, cast

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextInlineObject,
    QTextLayout,
    QTextLine,
)

from export.signature import placed
from model.charts import Drawing
from model.text.headings import Heading, headings
from ui.narrative import filling, printed_chart
from ui.narrative.documents import LINE, alone, begins, name_of, sources
from ui.narrative.paper import Paper
from ui.narrative.setting import Manner, figure_width, setting
from ui.narrative.showing import Showing

_TWO = 2  # organ and date


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


class PaperLayout(QAbstractTextDocumentLayout):
    """The layout of a document; ``lay`` gives it the paper to lie on.

    ``free_below`` is room kept free under the text, in pixels; ``sealed`` says whether a signature gets a
    seal, which decides where its lines stand.
    """

    def __init__(self, document: QTextDocument, manner: Manner, showing: Showing, paper: Paper) -> None:
        super().__init__(document)
        self.manner = manner
        self.paper = paper
        self.free_below = 0.0
        self.headed = False
        self.sealed = False
        self._showing = showing
        self._heading_height = 0.0
        self._height = 0.0
        self._known: dict[int, object] = {}  # what each block was set from, by its place in Qt's memory

    # ---------------------------------------------------------- what is asked from outside

    def lay(self, paper: Paper, heading_height: float) -> bool:
        """Lie on another paper, under a heading of some height; return whether anything changed."""
        if (paper, heading_height) == (self.paper, self._heading_height):
            return False
        self.paper, self._heading_height = paper, heading_height
        # This sets the whole document anew.
        self.document().setDefaultFont(filling.scaled(self.manner.font, paper.scale, self._dots()))
        return True

    def line_top(self, position: int) -> float:
        """Return where the line with a document position begins."""
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        above = line.y() + (line.height() - self.paper.pitch) / 2 if line.isValid() else 0.0
        return float(block.layout().position().y() + above)

    # ---------------------------------------------------------- what Qt asks

    def documentChanged(self, start: int, removed: int, added: int) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Set the blocks that changed, and move those below them."""
        document = self.document()
        if (
            self.manner is Manner.SIGNATURE
        ):  # the organ stands by the date's length, and the date by the organ's
            start, added = 0, document.characterCount()
        first = document.findBlock(start)
        if first.previous().isValid():  # what follows it decides whether it is a heading
            first = first.previous()
        last = document.findBlock(min(start + added, document.characterCount() - 1))
        before = first.previous()
        y = self._bottom(before) if before.isValid() else self.paper.top + self._heading_height
        block, inside = first, True
        while block.isValid():
            layout = block.layout()
            if inside or not layout.lineCount():
                self._set(block)
            layout.setPosition(QPointF(self.paper.left, y))
            inside = inside and block != last
            y = self._bottom(block)
            block = block.next()
        if y != self._height:
            self._height = y
            self.documentSizeChanged.emit(self.documentSize())

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw the blocks in sight, with selections and caret."""
        asked = cast("_Context", context)
        painter.setPen(asked.palette.color(QPalette.ColorRole.Text))
        clip = asked.clip
        block = self._block_at(clip.top()) if clip.isValid() else self.document().begin()
        while block.isValid():
            layout = block.layout()
            if clip.isValid() and layout.position().y() > clip.bottom():
                break
            layout.draw(painter, QPointF(), list(_selections(block, asked.selections)), QRectF())
            self._draw_caret(painter, block, asked.cursorPosition)
            block = block.next()

    def hitTest(  # type: ignore[override]  # noqa: N802 (Qt's name)
        self, point: QPointF, accuracy: Qt.HitTestAccuracy
    ) -> int:
        """Return the document position nearest to a point, or -1 where it must be exact and is not."""
        block = self._block_at(point.y())
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
        place = block.layout().position()
        return QRectF(place.x(), place.y(), self.paper.width, self._bottom(block) - place.y())

    def resizeInlineObject(  # noqa: N802 (Qt's name)
        self,
        item: QTextInlineObject,
        posInDocument: int,  # noqa: N803 (Qt's name)
        format: QTextFormat,
    ) -> None:
        """Give a live figure the width of its letters, a chart that of the text."""
        metrics = QFontMetricsF(self.document().defaultFont())
        item.setAscent(metrics.ascent())
        item.setDescent(metrics.descent())
        drawing = self._drawing_in(self.document().findBlock(posInDocument))
        if drawing is not None:
            item.setWidth(self.paper.width)
            item.setAscent(printed_chart.height(drawing) * self.paper.scale)
            item.setDescent(0)
            return
        following = self.document().characterAt(posInDocument + 1)
        width = figure_width(self._showing.figure(name_of(format)), following, self.manner)
        item.setWidth(width * self.paper.scale * filling.NARROWER)

    # ---------------------------------------------------------- setting

    def _set(self, block: QTextBlock) -> None:
        """Fill the lines of a block with the characters that stand in them on paper."""
        layout = block.layout()
        text = filling.with_draft(layout, block.text())
        found = self._heading(block)
        shown = tuple(self._showing.figure(name) for name in sources(block))
        chart = self._drawing_in(block)
        free = _free_right(block, sealed=self.sealed) if self.manner is Manner.SIGNATURE else 0
        what = (text, shown, found, begins(block), layout.preeditAreaText(), chart, self.paper, free)
        if layout.lineCount() and self._known.get(block.fragmentIndex()) == what:
            return  # Qt asks for the whole document whenever its editor changes its size
        self._known[block.fragmentIndex()] = what
        made = setting(text, shown, self.manner, found, begins=begins(block), free=free)
        filling.dress(layout, made, found, self.paper.scale, self._dots())
        if chart is not None:
            filling.fill_with_chart(layout, self.paper)
        else:
            metrics = QFontMetricsF(self.document().defaultFont())
            filling.fill(layout, made, text, self.paper, metrics)

    def _heading(self, block: QTextBlock) -> Heading | None:
        if not self.headed or not begins(block) or block.layout().preeditAreaText():
            return None
        return headings((block.text(), block.next().text()))[0]

    def _drawing_in(self, block: QTextBlock) -> Drawing | None:
        """The chart that a block calls for, when it holds nothing else."""
        name = alone(block)
        return self._showing.chart(name) if name else None

    # ---------------------------------------------------------- places

    def _bottom(self, block: QTextBlock) -> float:
        layout = block.layout()
        top = layout.position().y()
        height = max(layout.lineCount(), 1) * float(self.paper.pitch)
        if alone(block) and layout.lineCount() == 1:  # a chart is higher than a line
            height = max(height, layout.lineAt(0).height())
        return float(top + height)

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

    def _dots(self) -> int:
        device = self.paintDevice()
        return device.logicalDpiY() if device is not None else 96


def _free_right(block: QTextBlock, *, sealed: bool) -> int:
    """The twips that a paragraph of the signature keeps free, as it prints; blank ones do not print."""
    printed = list(islice(_printed(block.document()), _TWO + 1))
    numbers = [one.blockNumber() for one in printed]
    if len(printed) > _TWO or block.blockNumber() not in numbers:  # only of two one stands by the other
        return placed(("",), sealed=sealed)[0].free
    texts = [one.text().replace(LINE, "\n") for one in printed]
    return placed(texts, sealed=sealed)[numbers.index(block.blockNumber())].free


def _printed(document: QTextDocument) -> Iterator[QTextBlock]:
    """The paragraphs that print: those that are not blank."""
    block = document.begin()
    while block.isValid():
        if block.text().strip():
            yield block
        block = block.next()


def _line_at(layout: QTextLayout, y: float) -> QTextLine | None:
    found = None
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if found is not None and line.y() > y:
            break
        found = line
    return found


def _selections(block: QTextBlock, selections: Iterable[_Selection]) -> Iterator[QTextLayout.FormatRange]:
    """What is selected or underlined in a block."""
    start, end = block.position(), block.position() + block.length() - 1
    for one in selections:
        first, last = one.cursor.selectionStart(), one.cursor.selectionEnd()
        if first < end + 1 and last > start and first != last:
            first, last = max(first, start) - start, min(last, end) - start
            yield filling.stretch(first, last - first, one.format)
