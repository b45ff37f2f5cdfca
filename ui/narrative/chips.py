"""Draws live figures in a text, each as it stands now on a tinted ground, and charts in their place."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QPyTextObject,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from model.report.fields import fields
from ui.look import tokens
from ui.narrative import printed_chart
from ui.narrative.documents import OBJECT, SOURCE, alone, name_of
from ui.narrative.showing import Showing

_BLEED = 1.0  # pixels that the ground stands over the figure at both sides


def source_name(source: str) -> str:
    """Return the name between the braces of a live figure."""
    return fields(source)[0].name


class FigurePainter(QPyTextObject):
    """Qt's handler for the object characters that stand for live figures and charts.

    The layout gives them their room; a figure takes the width of its letters, so that nothing moves when it
    changes its frame. ``chosen`` says whether a document position is selected.
    """

    def __init__(
        self, showing: Showing, palette: Callable[[], QPalette], chosen: Callable[[int], bool]
    ) -> None:
        super().__init__()
        self._showing = showing
        self._palette = palette
        self._chosen = chosen

    def intrinsicSize(  # noqa: N802 (Qt's name)
        self,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002, N803 (Qt's names)
        format: QTextFormat,  # noqa: ARG002
    ) -> QSizeF:
        """Return no size: the layout knows it."""
        return QSizeF()

    def drawObject(  # noqa: N802 (Qt's name)
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803 (Qt's name)
        format: QTextFormat,
    ) -> None:
        """Draw the chart, or the figure on a tinted ground with a thin frame."""
        name = name_of(format)
        chart = self._showing.chart(name) if alone(doc.findBlock(posInDocument)) else None
        chosen = self._chosen(posInDocument)
        if chart is not None:
            printed_chart.draw(painter, QRectF(rect), chart, self._palette(), chosen=chosen)
            return
        self._draw_figure(painter, QRectF(rect), doc, name, chosen=chosen)

    def _draw_figure(
        self, painter: QPainter, room: QRectF, doc: QTextDocument, name: str, *, chosen: bool
    ) -> None:
        colours = tokens.of(self._palette())
        text = self._showing.figure(name)
        letters = doc.defaultFont()
        metrics = QFontMetricsF(letters)
        width = min(metrics.horizontalAdvance(text), room.width())
        ground = QRectF(room.left(), room.top(), width, room.height()).adjusted(-_BLEED, 1, _BLEED, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = self._showing.filled(name)
        painter.setPen(
            QPen(colours.accent_line, 1, Qt.PenStyle.SolidLine if filled else Qt.PenStyle.DashLine)
        )
        painter.setBrush(colours.accent_line if chosen else colours.accent_soft)
        painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)
        painter.setFont(letters)
        painter.setPen(colours.text)
        painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), text)
        painter.restore()


def source_at(document: QTextDocument, position: int) -> str:
    """Return the live figure with its braces at a document position, or nothing."""
    if position < 0 or document.characterAt(position) != OBJECT:
        return ""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)  # a cursor's format is that of the character before it
    return cursor.charFormat().stringProperty(SOURCE)


def refresh(document: QTextDocument) -> None:
    """Lay out the lines with live figures again, after figures have changed.

    In one step: each change moves all that stands below it, which takes minutes for thousands of paragraphs.
    """
    start, end = None, 0
    block = document.begin()
    while block.isValid():
        if OBJECT in block.text():
            start = block.position() if start is None else start
            end = block.position() + block.length()
        block = block.next()
    if start is not None:
        document.markContentsDirty(start, end - start)
