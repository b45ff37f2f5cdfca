"""Paints one cell of the grid: a label of the form, or a figure with its marks."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from model.forms import LayoutCell, Role
from model.rules import Level
from ui.grid.beside import GAP, Beside, Where, digits
from ui.grid.geometry import PADDING, cell_text
from ui.grid.looks import Looks, mixed
from ui.grid.state import CellState

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BY_HAND, _IN_PARTS = "手", "分"
_LIT = 0.32  # share of the colour of the current cell in the labels that name it
_SMALL = 0.75  # size of the signs 手 and 分 against the figures
_LESS = 1  # point by which last year's figures are smaller than this year's


@dataclass(frozen=True)
class Fonts:
    """The fonts of one grid with their measures; made once, as painting asks for them all the time."""

    plain: QFont
    bold: QFont
    typed_total: QFont
    small: QFont
    measure: QFontMetrics
    typed_measure: QFontMetrics
    then: QFont
    then_measure: QFontMetrics


def fonts_of(font: QFont) -> Fonts:
    """Make the grid's fonts of the widget's font."""
    bold, typed_total, small, then = QFont(font), QFont(font), QFont(font), QFont(font)
    bold.setBold(True)
    typed_total.setBold(True)
    typed_total.setItalic(True)
    if font.pixelSize() > 0:
        small.setPixelSize(round(font.pixelSize() * _SMALL))
        then.setPixelSize(font.pixelSize() - _LESS)
    else:
        small.setPointSizeF(font.pointSizeF() * _SMALL)
        then.setPointSizeF(font.pointSizeF() - _LESS)
    measures = (QFontMetrics(font), QFontMetrics(typed_total))
    return Fonts(font, bold, typed_total, small, *measures, then, QFontMetrics(then))


def paint_label(
    painter: QPainter, rect: QRect, cell: LayoutCell, looks: Looks, fonts: Fonts, *, centred: bool, lit: bool
) -> None:
    """Paint a label with its share of the grid's lines; ``lit``: it names the current figure."""
    ground = looks.band if cell.role is Role.BAND else looks.label
    _fill(painter, rect, mixed(ground, looks.focus, _LIT) if lit else ground, looks)
    painter.setPen(looks.text)
    painter.setFont(fonts.bold if cell.role is Role.BAND else fonts.plain)
    inner = rect.adjusted(PADDING, 0, -PADDING, 0)
    text = cell_text(cell, rect.width(), fonts.measure)
    if cell.role is Role.LABEL and not centred and cell.line_span == 1:
        elided = fonts.measure.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _LEFT, elided)
    else:
        painter.drawText(inner, _CENTRE, text)


@dataclass(frozen=True)
class Manner:
    """How one figure is shown besides what it holds."""

    current: bool
    selected: bool
    involved: bool
    beside: Beside
    flush_right: bool


def paint_figure(
    painter: QPainter, rect: QRect, state: CellState, manner: Manner, looks: Looks, fonts: Fonts
) -> None:
    """Paint a figure: ground, text, last year's figure, marks, and the frame of the current cell."""
    _fill(painter, rect, _ground(state, manner, looks), looks)
    room = rect.adjusted(PADDING, 0, -PADDING - 1, 0)
    if manner.beside.where is not Where.NOWHERE and state.last_year:
        room = _paint_last_year(painter, room, state, manner, looks, fonts)
    _paint_text(painter, room, state, manner, looks, fonts)
    if state.level is not None or state.remark:
        painter.setFont(fonts.plain)  # marks are measured by it
    if state.level is not None:
        _paint_mark(painter, rect, state.level, looks, blamed=state.blamed)
    if state.remark:
        _paint_remark(painter, rect, looks)
    if manner.current:
        _frame(painter, rect, looks.focus, 2, Qt.PenStyle.SolidLine)
    elif manner.involved and state.level is not None:
        _frame(painter, rect, looks.faint, 1, Qt.PenStyle.DashLine)


def _fill(painter: QPainter, rect: QRect, ground: QColor, looks: Looks) -> None:
    """Fill a cell but for its right and lower line; its neighbours draw the others."""
    painter.fillRect(rect, looks.line)
    painter.fillRect(rect.adjusted(0, 0, -1, -1), ground)


def _ground(state: CellState, manner: Manner, looks: Looks) -> QColor:
    if state.level is not None:
        ground = (looks.strong if state.blamed else looks.pale)[state.level]
    elif state.derived:
        ground = looks.total
    elif not state.text:
        ground = looks.blank
    else:
        ground = looks.base
    return mixed(ground, looks.focus, 0.22) if manner.selected and not manner.current else ground


def _paint_text(
    painter: QPainter, inner: QRect, state: CellState, manner: Manner, looks: Looks, fonts: Fonts
) -> None:
    """The figure, with a word before it (手: typed by hand, 分: the sum of parts)."""
    calm = state.derived and not state.overridden and not state.blamed
    painter.setPen(looks.faint if calm else looks.text)
    painter.setFont(fonts.typed_total if state.overridden else fonts.plain)
    text = state.text
    if fonts.measure.horizontalAdvance(text) > inner.width():
        text = fonts.measure.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, _RIGHT if manner.flush_right else _CENTRE, text)
    counted = state.in_parts and state.text != "0"  # a register gives a hundred zeros; they need no mark
    sign = _BY_HAND if state.overridden else _IN_PARTS if counted else ""
    if sign:
        width = fonts.typed_measure.horizontalAdvance(text)
        over = (inner.width() - width) // (1 if manner.flush_right else 2)
        painter.setFont(fonts.small)
        painter.drawText(inner.adjusted(0, 0, over - inner.width() - 3, 0), _RIGHT, sign)


def _paint_last_year(
    painter: QPainter, inner: QRect, state: CellState, manner: Manner, looks: Looks, fonts: Fonts
) -> QRect:
    """Last year's figure in a room of its own; return the room that is left for this year's.

    A wide cell has both and the difference in words; a figure that has become too long for its part of the
    cell has the whole cell for itself.
    """
    painter.setPen(looks.text if state.blamed else looks.faint)  # on the strong ground faint is not read
    painter.setFont(fonts.then)
    beside, measure = manner.beside, fonts.then_measure
    then, change = state.last_year, state.difference
    long = f"上年 {then}　{f'差 {change}' if change else ''}"
    if measure.horizontalAdvance(long) * 5 < inner.width() * 2:
        painter.drawText(inner.adjusted(PADDING, 0, 0, 0), _LEFT, long)
        return inner
    if beside.where is Where.LINE:
        lower = QRect(inner.left(), inner.bottom() - digits(measure), inner.width(), digits(measure))
        both = f"{then}　{change}"
        told = change not in ("", "0") and measure.horizontalAdvance(both) <= inner.width()
        if not manner.flush_right:
            painter.drawText(lower, _CENTRE, both if told else then)
        else:  # the two years' figures stand in line
            painter.drawText(lower, _RIGHT, then)
            painter.drawText(lower, _LEFT, change if told else "")
        return inner.adjusted(0, 0, 0, -digits(measure))
    own = inner.adjusted(beside.column + GAP, 0, 0, 0)
    if fonts.typed_measure.horizontalAdvance(state.text) > own.width():
        return inner
    part = QRect(inner.left(), inner.top(), beside.column, inner.height())
    two = inner.height() >= 2 * digits(measure) and measure.horizontalAdvance(change) <= part.width()
    if change in ("", "0") or not two:
        painter.drawText(part, _RIGHT, then)
        return own
    middle = part.center().y()
    painter.drawText(
        QRect(part.left(), middle - digits(measure), part.width(), digits(measure)), _RIGHT, then
    )
    painter.drawText(QRect(part.left(), middle, part.width(), digits(measure)), _RIGHT, change)
    return own


def _paint_mark(painter: QPainter, rect: QRect, level: Level, looks: Looks, *, blamed: bool) -> None:
    """The corner mark at the upper left: a shape for each level, filled where the cell is to blame."""
    size = _mark_size(painter) * (1.0 if blamed else 0.7)
    x, y = float(rect.left()), float(rect.top())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = looks.levels[level]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if level is Level.ERROR:
        painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + size, y), QPointF(x, y + size)]))
    elif level is Level.WARNING:
        painter.drawRect(rect.left() + 1, rect.top() + 1, round(size * 0.7), round(size * 0.7))
    else:
        painter.drawEllipse(QPointF(x + 1 + size * 0.4, y + 1 + size * 0.4), size * 0.4, size * 0.4)
    painter.restore()
    if blamed:
        _frame(painter, rect, colour, 1, Qt.PenStyle.SolidLine)


def _paint_remark(painter: QPainter, rect: QRect, looks: Looks) -> None:
    """A private note's mark, a small triangle at the upper right."""
    size = _mark_size(painter) * 0.7
    x, y = float(rect.right()), float(rect.top())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(looks.remark)
    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x - size, y), QPointF(x, y + size)]))
    painter.restore()


def _mark_size(painter: QPainter) -> float:
    return max(5.0, painter.fontMetrics().height() * 0.45)


def _frame(painter: QPainter, rect: QRect, colour: QColor, width: int, style: Qt.PenStyle) -> None:
    pen = QPen(colour, width, style)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width // 2
    painter.drawRect(rect.adjusted(half, half, -1 - half, -1 - half))
