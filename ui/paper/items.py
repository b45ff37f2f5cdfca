"""What a page is made of: lines of text, rules and grounds, placed in twips."""

from collections.abc import Iterator, Sequence

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from ui.paper import spacing
from ui.paper.measures import RULE

_LAST_OF_ONE_UNIT = 0xFFFF  # characters behind it take two units of UTF-16


class Inks(msgspec.Struct, frozen=True):
    """The colours that stand on a screen for the black, the full bars and the white of the page."""

    line: QColor
    full: QColor
    ground: QColor


class Line(msgspec.Struct, frozen=True):
    """One line of a paragraph; ``x`` and ``y`` are its upper left corner.

    ``whole`` is the paragraph in UTF-16, shared by its lines: asked of Qt, it would be copied each time.
    """

    layout: QTextLayout
    number: int
    x: float
    y: float
    whole: bytes

    @property
    def text(self) -> str:
        """The line's characters."""
        line = self.layout.lineAt(self.number)
        start = 2 * line.textStart()
        return self.whole[start : start + 2 * line.textLength()].decode("utf-16-le").strip("\u2028")

    def without_shape(self) -> Iterator[str]:
        """Yield the characters for which there is no shape in any font; blanks need none."""
        lacking = list(self._places_without_shape())
        if not lacking:  # as in nearly all lines; the text is that of the whole paragraph
            return
        text = _by_units(self.layout.text())
        yield from filter(str.strip, map(text.__getitem__, lacking))

    def _places_without_shape(self) -> Iterator[int]:
        """Where in the paragraph, in UTF-16, a font has nothing to draw: its glyph is number 0."""
        line = self.layout.lineAt(self.number)
        flags = QTextLayout.GlyphRunRetrievalFlag
        for run in line.glyphRuns(-1, -1, flags.RetrieveGlyphIndexes | flags.RetrieveStringIndexes):
            for glyph, place in zip(run.glyphIndexes(), run.stringIndexes(), strict=True):
                if glyph == 0:
                    yield place

    def moved(self, x: float, y: float) -> "Line":
        """Return the line at another place."""
        return Line(self.layout, self.number, self.x + x, self.y + y, self.whole)

    def paint(self, painter: QPainter, inks: Inks | None = None) -> None:  # noqa: ARG002
        """Draw the line with the painter's pen."""
        self.layout.lineAt(self.number).draw(painter, QPointF(self.x, self.y))


def _by_units(text: str) -> list[str]:
    """The character that each unit of a text in UTF-16 belongs to: some have two."""
    units: list[str] = []
    for character in text:
        units += character * (2 if ord(character) > _LAST_OF_ONE_UNIT else 1)
    return units


class Box(msgspec.Struct, frozen=True):
    """A table cell's frame and ground."""

    room: QRectF
    ground: str = ""

    def moved(self, x: float, y: float) -> "Box":
        """Return the box at another place."""
        return Box(self.room.translated(x, y), self.ground)

    def paint(self, painter: QPainter, inks: Inks | None = None) -> None:
        """Draw the ground and the frame, in the page's own colours or in a screen's."""
        pen = QPen(Qt.GlobalColor.black if inks is None else inks.line)
        pen.setWidthF(RULE)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        ground = QColor(self.ground)
        if inks is not None:
            ground = inks.ground if ground == Qt.GlobalColor.white else inks.full
        painter.setBrush(ground if self.ground else Qt.BrushStyle.NoBrush)
        painter.drawRect(self.room)


Item = Line | Box


def paragraph_lines(
    text: str,
    font: QFont,
    width: float,
    *,
    indent: float = 0,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignJustify,
    heading: tuple[int, QFont] | None = None,
    pitch: float,
) -> Iterator[Line]:
    """Set a paragraph line by line, each centred in its pitch, below each other from 0.

    ``heading``: how many characters at the start have another font. A line break in the text is kept.
    Lines end as in Word: a comma or full stop may hang over the edge.
    """
    text = text.replace("\n", "\u2028")
    layout = QTextLayout(text, font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    units, whole = spacing.units(text), text.encode("utf-16-le")
    layout.setFormats(spacing.formats(units, font, heading))
    hangs = align in (Qt.AlignmentFlag.AlignJustify, Qt.AlignmentFlag.AlignLeft)
    layout.beginLayout()
    number = 0
    while (line := layout.createLine()).isValid():
        inset = indent if not number else 0
        line.setLineWidth(width - inset)
        if hangs:
            spacing.let_hang(line, units, font, width - inset)
        top = number * pitch + (pitch - line.height()) / 2
        yield Line(layout, number, inset, top, whole)
        number += 1
    layout.endLayout()


def paragraph(
    text: str,
    font: QFont,
    width: float,
    *,
    indent: float = 0,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignJustify,
    heading: tuple[int, QFont] | None = None,
    pitch: float,
) -> list[Line]:
    """Set a paragraph in lines at once; see ``paragraph_lines``."""
    made = paragraph_lines(text, font, width, indent=indent, align=align, heading=heading, pitch=pitch)
    return list(made)


def natural_width(text: str, font: QFont) -> float:
    """Return how wide a text is on one line."""
    (line, *_) = paragraph(text, font, 1e6, align=Qt.AlignmentFlag.AlignLeft, pitch=0)
    return line.layout.lineAt(0).naturalTextWidth()


def paint(items: Sequence[Item], painter: QPainter, inks: Inks | None = None) -> None:
    """Draw items, grounds before texts; ``inks`` are a screen's colours instead of the page's."""
    for item in sorted(items, key=lambda one: isinstance(one, Line)):
        painter.setPen(Qt.GlobalColor.black if inks is None else inks.line)
        item.paint(painter, inks)
