"""Draws live figures in a text: the figure as it stands now, on a tinted ground."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
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

from model.reading.fields import fields
from ui.narrative.documents import OBJECT, SOURCE

BLANK_FIGURE = "未填"
_MARGIN = 3.0
_RADIUS = 3.0


def name_of(source: str) -> str:
    """Return the name between the braces of a live figure."""
    return fields(source)[0].name


class FigurePainter(QPyTextObject):
    """Qt's handler for the object characters that stand for live figures.

    ``figure`` gives the text of a name; blank text is shown as not filled in.
    """

    def __init__(self, figure: Callable[[str], str], palette: Callable[[], QPalette]) -> None:
        super().__init__()
        self._figure = figure
        self._palette = palette

    def intrinsicSize(  # noqa: N802 (Qt's name)
        self,
        doc: QTextDocument,
        posInDocument: int,  # noqa: ARG002, N803 (Qt's names)
        format: QTextFormat,
    ) -> QSizeF:
        """Return the room a figure takes in the line."""
        metrics = QFontMetricsF(doc.defaultFont())
        width = metrics.horizontalAdvance(self._text(format)) + 2 * _MARGIN
        return QSizeF(width, metrics.height())

    def drawObject(  # noqa: N802 (Qt's name)
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: ARG002, N803 (Qt's names)
        format: QTextFormat,
    ) -> None:
        """Draw the figure on a tinted ground with a thin frame."""
        room = QRectF(rect)
        palette = self._palette()
        tint = palette.highlight().color()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPen(tint)
        frame.setStyle(Qt.PenStyle.SolidLine if self._value(format) else Qt.PenStyle.DashLine)
        painter.setPen(frame)
        tint.setAlphaF(0.16)
        painter.setBrush(tint)
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setFont(doc.defaultFont())
        painter.setPen(palette.text().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._text(format))
        painter.restore()

    def _value(self, format: QTextFormat) -> str:
        return self._figure(name_of(format.stringProperty(SOURCE)))

    def _text(self, format: QTextFormat) -> str:
        return self._value(format) or BLANK_FIGURE


def source_at(document: QTextDocument, position: int) -> str:
    """Return the live figure with its braces at a document position, or nothing."""
    if position < 0 or document.characterAt(position) != OBJECT:
        return ""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)  # a cursor's format is that of the character before it
    return cursor.charFormat().stringProperty(SOURCE)


def refresh(document: QTextDocument) -> None:
    """Lay out the lines with live figures again, after figures have changed."""
    block = document.begin()
    while block.isValid():
        if OBJECT in block.text():
            document.markContentsDirty(block.position(), block.length())
        block = block.next()
