"""A chart in the text editor: the drawing of the printed page, in the colours of the window."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from model import charts
from model.charts import Drawing
from model.forms import OfficialForm
from model.report import Report
from ui.look import tokens
from ui.paper.items import Inks, Item, paint
from ui.paper.measures import LEFT, PITCH, WIDTH

_NOT_PRINTED = "，现在不会印出"


def chart_of(form: OfficialForm, report: Report, name: str) -> Drawing:
    """Return the chart of a name as the report prints it, with its number where the text calls for it first.

    Charts without figures are not printed, and not counted.
    """
    number = 1
    for part in ("preamble", *form.sections):
        for text in report.text(part):
            called = charts.called_for(form, text)
            if called == name:
                return charts.drawing(form, report, name, number)
            if called and not charts.drawing(form, report, called).missing:
                number += 1
    return charts.drawing(form, report, name, number)


def height(drawing: Drawing) -> float:
    """Return the height of a chart with its caption, in twips; one line where there is nothing to draw."""
    if drawing.missing:
        return PITCH
    from ui.paper.charts import CHART_HEIGHT, caption  # few texts call for a chart

    return CHART_HEIGHT + len(caption(drawing)) * PITCH


def draw(painter: QPainter, room: QRectF, drawing: Drawing, palette: QPalette, *, chosen: bool) -> None:
    """Draw a chart into its room, as wide as the text; ``chosen`` when the selection holds it."""
    inks = tokens.of(palette)
    scale = room.width() / WIDTH
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if chosen:
        painter.fillRect(room, inks.accent_soft)
    if drawing.missing:
        painter.setPen(QPen(inks.edge, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room.adjusted(1, 3, -1, -3), tokens.RADIUS, tokens.RADIUS)
        painter.setPen(inks.calm)
        letters = painter.font()
        letters.setPixelSize(max(round(room.height() * 0.4), 10))
        painter.setFont(letters)
        told = drawing.title + f"（{drawing.missing}{_NOT_PRINTED}）"
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, told)
    else:
        painter.translate(room.topLeft())
        painter.scale(scale, scale)
        painter.translate(-LEFT, 0)
        ground = inks.accent_soft if chosen else inks.surface
        paint(_items(drawing), painter, Inks(inks.text, inks.text2, ground))
    painter.restore()


@lru_cache(maxsize=32)
def _items(drawing: Drawing) -> tuple[Item, ...]:
    """Bars, words and caption, placed as on the page."""
    from ui.paper.charts import CHART_HEIGHT, caption, chart

    below = tuple(line.moved(LEFT, CHART_HEIGHT) for line in caption(drawing))
    return (*chart(drawing), *below)
