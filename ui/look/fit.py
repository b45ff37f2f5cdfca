"""Sizes of windows and dialogs that fit small screens and large letters."""

from PySide6.QtWidgets import QWidget

_FRAME = 40  # pixels for the window's frame and a rim


def open_at(widget: QWidget, width: int, height: int) -> None:
    """Give a window its first size: what it wants, or what the screen has room for."""
    room = widget.screen().availableSize()
    widget.resize(min(width, room.width() - _FRAME), min(height, room.height() - _FRAME))
