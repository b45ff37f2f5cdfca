"""Sets the blocks of the editor's document as they print, each by itself.

Qt's own layout knows neither hanging marks nor the space between scripts, so its lines end elsewhere. Here
each block is set by ``setting`` in twips, and its lines are filled with just those characters in pixels.
"""

from collections.abc import Iterator
from itertools import islice
from math import ceil

from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QTextBlock,
    QTextDocument,
    QTextFormat,
    QTextInlineObject,
)

from export.signature import placed
from model.charts import Drawing
from model.text.headings import Heading, headings
from ui.narrative import filling, printed_chart
from ui.narrative.documents import LINE, alone, begins, name_of, sources
from ui.narrative.paper import Paper
from ui.narrative.setting import Manner, figure_width, setting
from ui.narrative.showing import Showing
from ui.paper.measures import CHARACTERS

_TWO = 2  # organ and date


class BlockLayout(QAbstractTextDocumentLayout):
    """Sets single blocks of a document. A block that is not set yet has no lines.

    ``sealed`` says whether a signature gets a seal, which decides where its lines stand.
    """

    def __init__(self, document: QTextDocument, manner: Manner, showing: Showing, paper: Paper) -> None:
        super().__init__(document)
        self.manner = manner
        self.paper = paper
        self.headed = False
        self.sealed = False
        self._showing = showing
        # What each block was set from, its text first, and in how many lines; by its place in Qt's memory.
        self._known: dict[int, tuple[tuple[object, ...], int]] = {}
        # Width, ascent and descent of figures by their places, until the document changes.
        self._sizes: dict[int, tuple[float, float, float]] = {}

    def resizeInlineObject(  # noqa: N802 (Qt's name)
        self,
        item: QTextInlineObject,
        posInDocument: int,  # noqa: N803 (Qt's name)
        format: QTextFormat,
    ) -> None:
        """Give a live figure the width of its letters, a chart that of the text.

        Qt asks again for all figures of a line whenever it draws a mark there or a cursor comes to it.
        """
        size = self._sizes.get(posInDocument)
        if size is None:
            size = self._sizes[posInDocument] = self._size(posInDocument, format)
        width, ascent, descent = size
        item.setWidth(width)
        item.setAscent(ascent)
        item.setDescent(descent)

    def _size(self, position: int, style: QTextFormat) -> tuple[float, float, float]:
        """Return width, ascent and descent of the figure or chart at a document position."""
        drawing = self._drawing_in(self.document().findBlock(position))
        if drawing is not None:
            return self.paper.width, printed_chart.height(drawing) * self.paper.scale, 0.0
        metrics = QFontMetricsF(self.document().defaultFont())
        following = self.document().characterAt(position + 1)
        width = figure_width(self._showing.figure(name_of(style)), following, self.manner)
        return width * self.paper.scale * filling.NARROWER, metrics.ascent(), metrics.descent()

    def set_block(self, block: QTextBlock) -> None:
        """Fill the lines of a block with the characters that stand in them on paper."""
        layout = block.layout()
        text = filling.with_draft(layout, block.text())
        found = self._heading(block)
        shown = tuple(self._showing.figure(name) for name in sources(block))
        chart = self._drawing_in(block)
        free = _free_right(block, sealed=self.sealed) if self.manner is Manner.SIGNATURE else 0
        looks = self.document().defaultFont().key(), self.paper.lines
        what = (text, shown, found, begins(block), layout.preeditAreaText(), chart, looks, free)
        known = self._known.get(block.fragmentIndex())
        if layout.lineCount() and known is not None and known[0] == what:
            return  # Qt asks for the whole document whenever its editor changes its size
        for place in range(block.length() + len(layout.preeditAreaText())):
            self._sizes.pop(block.position() + place, None)
        made = setting(text, shown, self.manner, found, begins=begins(block), free=free)
        filling.dress(layout, made, found, self.paper.scale, self._dots())
        if chart is not None:
            filling.fill_with_chart(layout, self.paper)
        else:
            metrics = QFontMetricsF(self.document().defaultFont())
            filling.fill(layout, made, text, self.paper, metrics)
        self._known[block.fragmentIndex()] = what, layout.lineCount()

    def height(self, block: QTextBlock) -> float:
        """Return how high a block is; of one that is not set, how high it will be, more or less."""
        layout = block.layout()
        lines = layout.lineCount()
        if lines == 1 and alone(block):  # a chart is higher than a line
            return max(float(self.paper.pitch), layout.lineAt(0).height())
        return float(self.paper.pitch) * (lines or self._probable_lines(block))

    def _probable_lines(self, block: QTextBlock) -> int:
        """As many as when it was set before, by its length when it never was."""
        text = block.text()
        what, lines = self._known.get(block.fragmentIndex(), ((None,), 0))
        return lines if what[0] == text else max(ceil((len(text) + 2) / CHARACTERS), 1)

    def _heading(self, block: QTextBlock) -> Heading | None:
        if not self.headed or not begins(block) or block.layout().preeditAreaText():
            return None
        return headings((block.text(), block.next().text()))[0]

    def _drawing_in(self, block: QTextBlock) -> Drawing | None:
        """The chart that a block calls for, when it holds nothing else."""
        name = alone(block)
        return self._showing.chart(name) if name else None

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
