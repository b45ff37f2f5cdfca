"""The fields of a view item's style option, which PySide's type stubs leave out."""

from typing import Protocol, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem


class Fields(Protocol):
    """What an option tells a delegate."""

    rect: QRect
    palette: QPalette
    font: QFont
    fontMetrics: QFontMetrics  # noqa: N815 (Qt's name)
    widget: QAbstractItemView
    state: QStyle.StateFlag
    text: str


def fields(option: QStyleOptionViewItem) -> Fields:
    """Return the same option with its fields known."""
    return cast(Fields, option)
