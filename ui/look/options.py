"""The fields of style options, which PySide's type stubs leave out."""

from typing import Protocol, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOption


class Fields(Protocol):
    """What an option tells a style or a delegate; ``text`` and ``font`` only that of an item."""

    rect: QRect
    palette: QPalette
    font: QFont
    fontMetrics: QFontMetrics  # noqa: N815 (Qt's name)
    widget: QAbstractItemView
    state: QStyle.StateFlag
    text: str


def fields(option: QStyleOption) -> Fields:
    """Return the same option with its fields known."""
    return cast(Fields, option)
