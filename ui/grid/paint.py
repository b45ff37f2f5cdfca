"""Paints one cell of the grid: a label of the form, or a figure with its marks."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from model.forms import LayoutCell, Role
from model.rules import Level
from ui.grid.beside import GAP, Beside, Where, digits
from ui.grid.geometry import PADDING
from ui.grid.looks import Looks
from ui.grid.state import CellState
from ui.look import tokens

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BY_HAND, _IN_PARTS = "手", "分"
_BOX_RADIUS = 2
_BESIDE_MARK = 3  # pixels by which the box stands clear of the corner mark
_MARK, _LEAST_MARK = 0.42, 8.0  # a corner mark's side: share of a line's height, and pixels
_LESSER = 0.65  # the side of a lesser mark against that


@dataclass(frozen=True)
class Fonts:
    """The fonts of one grid with their measures; made once, as painting asks for them all the time.

    ``small`` is that of the signs 手 and 分, ``then`` that of last year's figures.
    """

    plain: QFont
    bold: QFont
    small: QFont
    then: QFont
    measure: QFontMetrics
    bold_measure: QFontMetrics
    small_measure: QFontMetrics
    then_measure: QFontMetrics


def fonts_of(font: QFont) -> Fonts:
    """Make the grid's fonts of the widget's font."""
    bold = QFont(font)
    bold.setBold(True)
    small, then = _smaller(font, tokens.SMALL), _smaller(font, tokens.NOTE)
    every = (font, bold, small, then)
    return Fonts(*every, *map(QFontMetrics, every))


def _smaller(font: QFont, points: int) -> QFont:
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(font.pixelSize() + points)
    else:
        made.setPointSizeF(font.pointSizeF() + points)
    return made


@dataclass(frozen=True)
class LabelManner:
    """How a label is shown: its text broken for its place; ``lit``: it names the current figure."""

    text: str
    centred: bool
    lit: bool


def paint_label(
    painter: QPainter, rect: QRect, cell: LayoutCell, manner: LabelManner, looks: Looks, fonts: Fonts
) -> None:
    """Paint a label with its share of the grid's lines."""
    theme, band = looks.theme, cell.role is Role.BAND
    _fill(painter, rect, theme.lit if manner.lit else theme.band if band else theme.label, looks)
    if manner.lit:
        _paint_edge(painter, rect, cell, looks)
    painter.setPen(theme.text)
    bold = band or manner.lit
    painter.setFont(fonts.bold if bold else fonts.plain)
    inner = rect.adjusted(PADDING, 0, -PADDING, 0)
    if cell.role is Role.LABEL and not manner.centred and cell.line_span == 1:
        measure = fonts.bold_measure if bold else fonts.measure
        elided = measure.elidedText(manner.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _LEFT, elided)
    else:
        painter.drawText(inner, _LEFT if band else _CENTRE, manner.text)


def _paint_edge(painter: QPainter, rect: QRect, cell: LayoutCell, looks: Looks) -> None:
    """The edge of a lit label at the side that faces the figures."""
    if cell.role is Role.LABEL:
        edge = QRect(rect.right() - tokens.ACCENT_BAR, rect.top(), tokens.ACCENT_BAR, rect.height() - 1)
    else:
        edge = QRect(rect.left(), rect.bottom() - tokens.ACCENT_BAR, rect.width() - 1, tokens.ACCENT_BAR)
    painter.fillRect(edge, looks.theme.accent)


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
        _frame(painter, rect, looks.theme.accent, tokens.CURRENT_FRAME, Qt.PenStyle.SolidLine)
    elif manner.involved and state.level is not None:
        _frame(painter, rect, looks.theme.calm, 1, Qt.PenStyle.DashLine)


def _fill(painter: QPainter, rect: QRect, ground: QColor, looks: Looks) -> None:
    """Fill a cell but for its right and lower line; its neighbours draw the others."""
    painter.fillRect(rect, looks.theme.gridline)
    painter.fillRect(rect.adjusted(0, 0, -1, -1), ground)


def _ground(state: CellState, manner: Manner, looks: Looks) -> QColor:
    if manner.selected and not manner.current:
        return looks.theme.accent_soft
    if state.level is not None:
        return (looks.strong if state.blamed else looks.soft)[state.level]
    if state.derived:
        return looks.theme.total
    return looks.base if state.text else looks.theme.sunken


def _paint_text(
    painter: QPainter, inner: QRect, state: CellState, manner: Manner, looks: Looks, fonts: Fonts
) -> None:
    """The figure, with a sign before it (手: typed by hand, 分: the sum of parts)."""
    ink = looks.theme.calm if _is_calm(state) else looks.theme.text
    painter.setPen(ink)
    painter.setFont(fonts.bold if state.blamed else fonts.plain)
    measure = fonts.bold_measure if state.blamed else fonts.measure
    text = state.text
    if measure.horizontalAdvance(text) > inner.width():
        text = measure.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, _RIGHT if manner.flush_right else _CENTRE, text)
    sign = _sign(state)
    if sign:
        over = inner.width() - measure.horizontalAdvance(text)
        _paint_sign(painter, inner, over if manner.flush_right else over // 2, sign, ink, fonts)


def _is_calm(state: CellState) -> bool:
    """Whether a figure stands back: it was worked out, or is none; not on the strong ground, to be read."""
    is_worked_out = state.derived and not state.overridden
    return not state.blamed and (is_worked_out or state.text == "0")


def _sign(state: CellState) -> str:
    if state.overridden:
        return _BY_HAND
    # A register gives a hundred zeros; they need no mark.
    return _IN_PARTS if state.in_parts and state.text != "0" else ""


def _paint_sign(painter: QPainter, inner: QRect, room: int, sign: str, ink: QColor, fonts: Fonts) -> None:
    """A word in a box at the left of the figure; ``room``: pixels of the cell that the figure leaves."""
    side = fonts.small_measure.horizontalAdvance(sign) + 5
    box = QRect(inner.left() + min(_BESIDE_MARK, room - side - 1), inner.center().y() - side // 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _BOX_RADIUS, _BOX_RADIUS)
    painter.setFont(fonts.small)
    painter.drawText(box, _CENTRE, sign)
    painter.restore()


def _paint_last_year(
    painter: QPainter, inner: QRect, state: CellState, manner: Manner, looks: Looks, fonts: Fonts
) -> QRect:
    """Last year's figure in a room of its own; return the room that is left for this year's.

    A wide cell has both and the difference in words; a figure that has become too long for its part of the
    cell has the whole cell for itself.
    """
    painter.setPen(looks.theme.text if state.blamed else looks.theme.calm)
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
    if fonts.bold_measure.horizontalAdvance(state.text) > own.width():
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
    size = _mark_size(painter) * (1.0 if blamed else _LESSER)
    x, y = float(rect.left()), float(rect.top())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(looks.marks[level])
    if level is Level.ERROR:
        painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + size, y), QPointF(x, y + size)]))
    elif level is Level.WARNING:
        painter.drawRect(QRectF(x + 1, y + 1, size * _LESSER, size * _LESSER))
    else:
        painter.drawEllipse(QPointF(x + 1 + size * 0.4, y + 1 + size * 0.4), size * 0.4, size * 0.4)
    painter.restore()


def _paint_remark(painter: QPainter, rect: QRect, looks: Looks) -> None:
    """A private note's mark, a small triangle at the upper right."""
    size = _mark_size(painter) * _LESSER
    x, y = float(rect.right()), float(rect.top())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(looks.theme.accent)
    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x - size, y), QPointF(x, y + size)]))
    painter.restore()


def _mark_size(painter: QPainter) -> float:
    return max(_LEAST_MARK, painter.fontMetrics().height() * _MARK)


def _frame(painter: QPainter, rect: QRect, colour: QColor, width: int, style: Qt.PenStyle) -> None:
    pen = QPen(colour, width, style)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width // 2
    painter.drawRect(rect.adjusted(half, half, -1 - half, -1 - half))
