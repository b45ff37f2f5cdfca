"""A report's chart on the printed page: the same bars and words as in the web page."""

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from export import chart_shapes
from export.chart_shapes import HEIGHT, INK, SIZE, Block, Words, shapes
from export.printed import as_printed
from model.charts import Drawing
from model.report import Report
from ui.look.typefaces import Face, font
from ui.paper.items import Box, Item, Line, paint, paragraph
from ui.paper.measures import LEFT, PITCH, TWIPS, WIDTH

_LEFT = LEFT + (WIDTH - chart_shapes.WIDTH * TWIPS) / 2
_TOP = PITCH / 3
_WORDS = 120.0  # points; wider than any label
_CAPTION = 240  # twips: 小四
_SHARP = 2.0  # pixels of a picture to a point

CHART_HEIGHT = HEIGHT * TWIPS + _TOP
"""The height that a chart takes on the page, in twips."""


def chart(drawing: Drawing) -> tuple[Item, ...]:
    """Return the bars and words of a chart, from y = 0."""
    made = shapes(drawing)
    baseline = QRectF(_LEFT, _TOP + made.baseline * TWIPS, chart_shapes.WIDTH * TWIPS, 0)
    words = [line for one in made.words for line in _words(one)]
    return (*map(_block, made.blocks), Box(baseline), *words)


def caption(drawing: Drawing) -> list[Line]:
    """Return the lines of a chart's caption."""
    face = font(Face.FANG, _CAPTION)
    return paragraph(drawing.caption, face, WIDTH, align=Qt.AlignmentFlag.AlignHCenter, pitch=PITCH)


def _block(block: Block) -> Box:
    x, y = _LEFT + block.x * TWIPS, _TOP + block.y * TWIPS
    room = QRectF(x, y, block.width * TWIPS, block.height * TWIPS)
    return Box(room, INK if block.full else "#FFFFFF")


def _words(words: Words) -> list[Line]:
    face, pitch = font(Face.SONG, round(SIZE * TWIPS)), 1.3 * SIZE * TWIPS
    lines = paragraph(words.text, face, _WORDS * TWIPS, align=Qt.AlignmentFlag.AlignHCenter, pitch=pitch)
    x = _LEFT + (words.x - _WORDS / 2) * TWIPS
    return [line.moved(x, _TOP + words.y * TWIPS - pitch / 2) for line in lines]


def pictures(report: Report) -> dict[str, bytes]:
    """Return the report's charts as PNG pictures, by name. Needs a QGuiApplication."""
    drawings = as_printed(report).charts.values()
    return {drawing.name: _picture(drawing) for drawing in drawings}


def _picture(drawing: Drawing) -> bytes:
    width, height = chart_shapes.WIDTH, CHART_HEIGHT / TWIPS
    image = QImage(round(width * _SHARP), round(height * _SHARP), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SHARP / TWIPS, _SHARP / TWIPS)
        painter.translate(-_LEFT, 0)
        paint(chart(drawing), painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
