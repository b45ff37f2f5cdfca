"""Lays out the editor's document as it prints: lines that end where the paper's do, charts in their place.

Qt's own layout knows neither hanging marks nor the space between scripts, so its lines end elsewhere. Here
each block is set by ``setting`` in twips, and its lines are filled with just those characters in pixels.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextInlineObject,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from model.charts import Drawing
from model.text.headings import Heading, headings
from ui.narrative import printed_chart
from ui.narrative.documents import alone, name_of, sources
from ui.narrative.paper import Paper
from ui.narrative.setting import Manner, Setting, figure_width, setting
from ui.narrative.showing import Showing

# The lines are filled with letters a little narrower than in print and then spread: so much must fit into a
# line, whatever pixels its letters are rounded to.
_NARROWER = 0.994
_POINTS_AN_INCH = 72.0
_OWN = int(QTextFormat.Property.UserProperty) + 2  # marks the faces given here, beside an input method's


class _Context(Protocol):
    """What Qt hands over for painting; its Python names are missing from Qt's stubs."""

    palette: QPalette
    clip: QRectF
    cursorPosition: int  # noqa: N815 (Qt's name)
    selections: Sequence[QTextEdit.ExtraSelection]


class PaperLayout(QAbstractTextDocumentLayout):
    """The layout of a document; ``lay`` gives it the paper to lie on.

    ``free_below`` is room kept free under the text, in pixels.
    """

    def __init__(self, document: QTextDocument, manner: Manner, showing: Showing, paper: Paper) -> None:
        super().__init__(document)
        self.manner = manner
        self.paper = paper
        self.free_below = 0.0
        self.headed = False
        self._showing = showing
        self._heading_height = 0.0
        self._height = 0.0

    # ---------------------------------------------------------- what is asked from outside

    def lay(self, paper: Paper, heading_height: float) -> bool:
        """Lie on another paper, under a heading of some height; return whether anything changed."""
        if (paper, heading_height) == (self.paper, self._heading_height):
            return False
        self.paper, self._heading_height = paper, heading_height
        document = self.document()
        document.setDefaultFont(self.scaled(self.manner.font))
        document.markContentsDirty(0, document.characterCount())
        return True

    def scaled(self, printed: QFont) -> QFont:
        """Return a face of the page in the size of the paper on the screen."""
        made = QFont(printed)
        pixels = printed.pixelSize() * self.paper.scale * _NARROWER
        made.setPointSizeF(pixels * _POINTS_AN_INCH / self._dots())
        if printed.letterSpacing():
            spacing = printed.letterSpacing() * self.paper.scale
            made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        return made

    def line_top(self, position: int) -> float:
        """Return where the line with a document position begins."""
        block = self.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        above = line.y() + (line.height() - self.paper.pitch) / 2 if line.isValid() else 0.0
        return float(block.layout().position().y() + above)

    @property
    def text_bottom(self) -> float:
        """Where the last line ends."""
        return self._height

    # ---------------------------------------------------------- what Qt asks

    def documentChanged(self, start: int, removed: int, added: int) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Set the blocks that changed, and move those below them."""
        document = self.document()
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
        item.setWidth(width * self.paper.scale * _NARROWER)

    # ---------------------------------------------------------- setting

    def _set(self, block: QTextBlock) -> None:
        """Fill the lines of a block with the characters that stand in them on paper."""
        layout = block.layout()
        text = block.text()
        draft = layout.preeditAreaText()
        if draft:
            at = layout.preeditAreaPosition()
            text = _with_draft(text, at, draft)
        chart = self._drawing_in(block)
        found = self._heading(block) if not draft else None
        shown = tuple(self._showing.figure(name) for name in sources(block))
        made = setting(text, shown, self.manner, found)
        option = QTextOption(made.align)
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.setFormats([*self._faces(made, found), *_of_the_draft(layout)])
        layout.beginLayout()
        if chart is not None:
            line = layout.createLine()
            line.setLineWidth(self.paper.width * 2)
            line.setPosition(QPointF(0, 0))
        else:
            self._fill(layout, made, text)
        layout.endLayout()

    def _fill(self, layout: QTextLayout, made: Setting, text: str) -> None:
        metrics = QFontMetricsF(self.document().defaultFont())
        baseline = (self.paper.pitch + metrics.ascent() - metrics.descent()) / 2
        scale = self.paper.scale
        start = number = 0
        while (line := layout.createLine()).isValid():
            rest = made.lines[number:]
            one = rest[0] if rest else made.lines[-1]
            wanted = one.end - start if rest else _EVERYTHING
            _take(line, wanted, _letters(text, start, wanted), one.width * scale)
            line.setPosition(
                QPointF(one.indent * scale, number * self.paper.pitch + baseline - line.ascent())
            )
            start = line.textStart() + line.textLength()
            number += 1

    def _faces(self, made: Setting, found: Heading | None) -> list[QTextLayout.FormatRange]:
        end = found.end if found is not None else 0
        ranges = []
        for start, length, face in made.faces:
            own = self.scaled(face)
            own.setBold(own.bold() or start < end)
            style = QTextCharFormat()
            style.setFont(own)
            style.setProperty(_OWN, True)
            ranges.append(_range(start, length, style))
        return ranges

    def _heading(self, block: QTextBlock) -> Heading | None:
        if not self.headed:
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


_EVERYTHING = 1 << 20
_TRIES = 4


def _take(line: QTextLine, wanted: int, letters: int, width: float) -> None:
    """Fill a line with some of Qt's places, which it takes by letters."""
    for _ in range(_TRIES):
        line.setNumColumns(max(letters, 1), width)
        missing = wanted - line.textLength()
        if wanted == _EVERYTHING or not missing:
            return
        if missing > 0 and line.naturalTextWidth() >= width - 1:
            break
        letters += missing
    line.setNumColumns(max(letters, 1), 2 * width)  # they do not fit: they stand over the edge


def _letters(text: str, start: int, wanted: int) -> int:
    """How many letters stand in some of Qt's places of a text; a rare one takes two."""
    if wanted == _EVERYTHING or text.isascii() or max(text) <= "\uffff":
        return wanted
    return len(text.encode("utf-16-le")[2 * start : 2 * (start + wanted)].decode("utf-16-le", "ignore"))


def _line_at(layout: QTextLayout, y: float) -> QTextLine | None:
    found = None
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if found is not None and line.y() > y:
            break
        found = line
    return found


def _selections(
    block: QTextBlock, selections: Iterable[QTextEdit.ExtraSelection]
) -> Iterator[QTextLayout.FormatRange]:
    """What is selected or underlined in a block."""
    start, end = block.position(), block.position() + block.length() - 1
    for one in selections:
        first, last = one.cursor.selectionStart(), one.cursor.selectionEnd()
        if first < end + 1 and last > start and first != last:
            first, last = max(first, start) - start, min(last, end) - start
            yield _range(first, last - first, one.format)


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, style  # type: ignore[attr-defined]
    return made


def _of_the_draft(layout: QTextLayout) -> Sequence[QTextLayout.FormatRange]:
    """How an input method wants its draft to look: those of the formats that are not ours."""
    if not layout.preeditAreaText():
        return ()
    return [one for one in layout.formats() if not one.format.hasProperty(_OWN)]  # type: ignore[attr-defined]


def _with_draft(text: str, at: int, draft: str) -> str:
    raw = text.encode("utf-16-le")
    return raw[: 2 * at].decode("utf-16-le") + draft + raw[2 * at :].decode("utf-16-le")
