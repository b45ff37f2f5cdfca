"""Paints the sheet that a text lies on: the desk, the paper with its corner marks, the section's heading."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPalette, QPen

from ui.look import tokens
from ui.narrative.paper import DESK, MARK, Paper
from ui.paper.items import Line
from ui.paper.letters import section_lines
from ui.paper.measures import PITCH


class Sheet:
    """What is printed around a text: ``heading`` above it, in lines as on the page.

    ``joined`` sheets go on below another: they have no upper edge.
    """

    def __init__(self, heading: str, *, joined: bool = False) -> None:
        self._lines: Sequence[Line] = section_lines(heading) if heading else ()
        self._joined = joined

    def heading_height(self, paper: Paper) -> float:
        """Return the height of the heading in pixels."""
        return float(len(self._lines) * paper.pitch)

    def paint(self, painter: QPainter, paper: Paper, room: QRectF, palette: QPalette) -> None:
        """Paint the part of the document that is in sight; ``room`` and the painter count from its corner."""
        colours = tokens.of(palette)
        painter.fillRect(room, colours.desk)
        top = room.top() - 1 if self._joined else float(DESK)
        sheet = QRectF(paper.edge, top, paper.sheet, room.bottom() - top + 2)
        painter.fillRect(sheet.intersected(room), colours.surface)
        painter.setPen(QPen(colours.line, 1))
        painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))
        if not self._joined:
            self._marks(painter, paper, colours)
        painter.setPen(colours.text)
        painter.save()
        painter.translate(paper.left, paper.top)
        painter.scale(paper.scale, paper.scale)
        for number, line in enumerate(self._lines):
            # The pitch of the screen is a little lower than that of the page.
            above = number * paper.pitch + (paper.pitch - PITCH * paper.scale) / 2
            line.moved(0, above / paper.scale - number * PITCH).paint(painter)
        painter.restore()

    def _marks(self, painter: QPainter, paper: Paper, colours: tokens.Tokens) -> None:
        """The marks at the upper corners of the type area, outside it as in Word."""
        painter.setPen(QPen(colours.gridline, 1))
        y = paper.top - 1.0
        for x, outwards in ((paper.left - 1, -MARK), (paper.right + 1, MARK)):
            corner = QPointF(x, y)
            painter.drawLine(corner, corner + QPointF(outwards, 0))
            painter.drawLine(corner, corner + QPointF(0, -MARK))
