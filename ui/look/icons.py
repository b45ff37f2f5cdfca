"""The program's own icons, drawn in the palette's colours at any size.

The shapes are data (``resources/icons/icons.txt``), strokes on a square of 24; no picture plugin of
Qt is needed, and the icons follow light and dark by themselves.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)

import resources
from ui.look import style

_SQUARE = 24.0
_STROKE = 1.5  # pixels at every size
_PROGRAM_SIZES = (16, 32, 48, 256)


class _Drawn(QIconEngine):
    """Paints one shape; ``tone`` is a colour of ``ui.look.style``, or empty for the text's."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        draw(painter, QRectF(rect), self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return pixmap

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._tone)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if self._tone:
            return style.colour(palette, self._tone)
        return palette.color(QPalette.ColorRole.ButtonText)


def program_icon() -> QIcon:
    """Return the program's icon in the sizes that desktops ask for; Qt reads each when it is shown."""
    made = QIcon()
    for size in _PROGRAM_SIZES:
        made.addFile(str(resources.path("icons", f"nianbao-{size}.png")), QSize(size, size))
    return made


def icon(name: str, tone: str = "") -> QIcon:
    """Return an icon by name. Raises KeyError for a shape that is not there."""
    _shape(name)
    return QIcon(_Drawn(name, tone))


def draw(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Paint a shape into a rectangle, in one colour."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / _SQUARE, side / _SQUARE)
    width = _STROKE * _SQUARE / side
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)  # one left by a caller would fill the shape
    painter.drawPath(_shape(name))
    painter.restore()


@cache
def _shapes() -> dict[str, str]:
    # A line each, "name = strokes": the library that reads TOML would take longer to load than all shapes.
    lines = resources.path("icons", "icons.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines)
    return {name: strokes for name, equals, strokes in pairs if equals and not name.startswith("#")}


@cache
def _shape(name: str) -> QPainterPath:
    """Read ``M x y``, ``L x y``, ``C`` (two handles, end), ``Z``, ``O x y r`` (circle), ``R x y w h``."""
    path = QPainterPath()
    words = iter(_shapes()[name].split())
    for command in words:
        if command == "M":
            path.moveTo(*_numbers(words, 2))
        elif command == "L":
            path.lineTo(*_numbers(words, 2))
        elif command == "C":
            path.cubicTo(*_numbers(words, 6))
        elif command == "O":
            x, y, radius = _numbers(words, 3)
            path.addEllipse(QPointF(x, y), radius, radius)
        elif command == "R":
            x, y, width, height = _numbers(words, 4)
            path.addRoundedRect(QRectF(x, y, width, height), 1.5, 1.5)
        else:
            path.closeSubpath()
    return path


def _numbers(words: object, count: int) -> list[float]:
    return [float(next(words)) for _ in range(count)]  # type: ignore[call-overload]
