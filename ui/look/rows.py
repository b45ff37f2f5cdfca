"""How rows of lists are painted: the current one alike with and without the keyboard, so nothing jumps."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from ui.look import tokens
from ui.look.options import Fields
from ui.look.tokens import Tokens


def is_current(option: Fields) -> bool:
    """Whether an item is the current one of its list."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def paint_ground(painter: QPainter, option: Fields, row: QRect) -> Tokens:
    """Paint what lies under an item over the whole row, and return the colours to paint it in."""
    theme = tokens.of(option.palette)
    if is_current(option):
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        width = tokens.CURRENT_FRAME if focused else 1
        inner = QRectF(row).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(theme.accent if focused else theme.accent_line, width))
        painter.setBrush(theme.accent_soft)
        painter.drawRoundedRect(inner, tokens.RADIUS, tokens.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        bar = QRectF(
            row.left(), row.top() + tokens.RADIUS, tokens.ACCENT_BAR, row.height() - 2 * tokens.RADIUS
        )
        painter.drawRoundedRect(bar, 1, 1)
        painter.restore()
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(row, theme.hover)
    return theme
