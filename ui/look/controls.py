"""What Fusion draws too faintly on our grounds: choices, boxes to tick, arrows, the frame of the focus.

The style sheet cannot draw these without pictures; here they are strokes in the tokens' colours.
"""

from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QWidget,
)

from ui.look import tokens
from ui.look.options import fields
from ui.look.tokens import Tokens

_Element = QStyle.PrimitiveElement
_State = QStyle.StateFlag
_CHEVRONS = {  # the three points of each arrow, as shares of a square's side from its middle
    _Element.PE_IndicatorArrowDown: ((-0.25, -0.125), (0.0, 0.125), (0.25, -0.125)),
    _Element.PE_IndicatorArrowUp: ((-0.25, 0.125), (0.0, -0.125), (0.25, 0.125)),
    _Element.PE_IndicatorArrowLeft: ((0.125, -0.25), (-0.125, 0.0), (0.125, 0.25)),
    _Element.PE_IndicatorArrowRight: ((-0.125, -0.25), (0.125, 0.0), (-0.125, 0.25)),
}
_BOXES = (_Element.PE_IndicatorCheckBox, _Element.PE_IndicatorItemViewItemCheck)
_ARROW = 14  # pixels of the square an arrow is drawn on
_COMBO_ARROW = 24  # pixels at the right of a choice
_STROKE = 1.5


class Controls(QProxyStyle):
    """Fusion but for a few elements."""

    def __init__(self) -> None:
        super().__init__("fusion")

    def drawPrimitive(  # noqa: N802 (Qt's name)
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw an arrow, a box or the frame of the focus; leave the rest to Fusion."""
        if element in _CHEVRONS:
            _chevron(painter, option, element)
        elif element in _BOXES:
            _box(painter, option)
        elif element is _Element.PE_IndicatorRadioButton:
            _radio(painter, option)
        elif element is _Element.PE_IndicatorBranch:
            _branch(painter, option)
        elif element is _Element.PE_FrameFocusRect:
            _focus(painter, option)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(  # noqa: N802 (Qt's name)
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a closed choice flat; leave the rest to Fusion."""
        choice = isinstance(option, QStyleOptionComboBox) and not cast(_Combo, option).editable
        if control is QStyle.ComplexControl.CC_ComboBox and choice:
            _combo(painter, option)
        else:
            super().drawComplexControl(control, option, painter, widget)


class _Combo(QStyleOptionComboBox):
    editable: bool


def _theme(option: QStyleOption) -> tuple[Tokens, QStyle.StateFlag, QRect]:
    known = fields(option)
    return tokens.of(known.palette), known.state, known.rect


def _ink(theme: Tokens, state: QStyle.StateFlag) -> QColor:
    return theme.text2 if state & _State.State_Enabled else theme.ghost


def _stroke(colour: QColor, width: float = _STROKE) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _draw_chevron(painter: QPainter, rect: QRect, element: QStyle.PrimitiveElement, colour: QColor) -> None:
    middle = QRectF(rect).center()
    side = min(rect.width(), rect.height(), _ARROW)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_stroke(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([middle + QPointF(x * side, y * side) for x, y in _CHEVRONS[element]]))
    painter.restore()


def _chevron(painter: QPainter, option: QStyleOption, element: QStyle.PrimitiveElement) -> None:
    theme, state, rect = _theme(option)
    _draw_chevron(painter, rect, element, _ink(theme, state))


def _branch(painter: QPainter, option: QStyleOption) -> None:
    """The sign of a tree's entry with others beneath."""
    theme, state, rect = _theme(option)
    if state & _State.State_Children:
        opened = bool(state & _State.State_Open)
        arrow = _Element.PE_IndicatorArrowDown if opened else _Element.PE_IndicatorArrowRight
        _draw_chevron(painter, rect, arrow, theme.calm)


def _frame(theme: Tokens, state: QStyle.StateFlag) -> QColor:
    if not state & _State.State_Enabled:
        return theme.line
    return theme.accent if state & _State.State_HasFocus else theme.edge


def _box(painter: QPainter, option: QStyleOption) -> None:
    """A box to tick: filled with a tick, with a bar where it is ticked in part."""
    theme, state, rect = _theme(option)
    side = min(rect.width(), rect.height()) - 1
    box = QRectF(rect.x() + 0.5, rect.y() + (rect.height() - side) // 2 + 0.5, side, side)
    on = bool(state & (_State.State_On | _State.State_NoChange))
    enabled = bool(state & _State.State_Enabled)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.fill if on and enabled else _frame(theme, state), 1))
    painter.setBrush((theme.fill if enabled else theme.ghost) if on else theme.surface)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(_stroke(theme.on_fill, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state & _State.State_On:
        tick = ((0.22, 0.52), (0.43, 0.73), (0.78, 0.30))
        painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(x * side, y * side) for x, y in tick]))
    elif on:
        painter.drawLine(box.center() - QPointF(side / 4, 0), box.center() + QPointF(side / 4, 0))
    painter.restore()


def _radio(painter: QPainter, option: QStyleOption) -> None:
    theme, state, rect = _theme(option)
    side = min(rect.width(), rect.height()) - 1
    middle = QRectF(rect).center()
    on = bool(state & _State.State_On)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.fill if on else _frame(theme, state), 1))
    painter.setBrush(theme.fill if on else theme.surface)
    painter.drawEllipse(middle, side / 2, side / 2)
    if on:
        painter.setBrush(theme.on_fill)
        painter.drawEllipse(middle, side / 5, side / 5)
    painter.restore()


def _focus(painter: QPainter, option: QStyleOption) -> None:
    theme, _, rect = _theme(option)
    painter.save()
    painter.setPen(QPen(theme.accent, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    painter.restore()


def _combo(painter: QPainter, option: QStyleOption) -> None:
    """The frame and the arrow of a choice; its words are drawn as the palette has them."""
    theme, state, rect = _theme(option)
    enabled = bool(state & _State.State_Enabled)
    focused = bool(state & _State.State_HasFocus)
    width = 2 if focused else 1
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_frame(theme, state), width))
    hovered = enabled and bool(state & _State.State_MouseOver)
    painter.setBrush(theme.hover if hovered else theme.surface if enabled else theme.bar)
    half = width / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), tokens.RADIUS, tokens.RADIUS)
    painter.restore()
    arrow = QRect(rect.right() - _COMBO_ARROW, rect.top(), _COMBO_ARROW, rect.height())
    _draw_chevron(painter, arrow, _Element.PE_IndicatorArrowDown, _ink(theme, state))
