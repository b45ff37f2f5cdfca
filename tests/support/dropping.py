"""What is dragged onto a window, as Qt tells a widget of it."""

import PySide6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_PLACE = QPointF(3, 3)
# Later Qt takes parts of pixels here and calls whole ones deprecated; that of the bundles knows only these.
_ENTERED_AT = _PLACE if PySide6.__version_info__ >= (6, 12) else QPoint(3, 3)


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Whether a drop on a widget is taken: as in Qt, by the first of it and its parents that takes drops."""
    taker: QWidget | None = widget
    while taker is not None and not taker.acceptDrops():
        taker = None if taker.isWindow() else taker.parentWidget()
    if taker is None:
        return False
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(_ENTERED_AT, copy, data, left, none)
    QApplication.sendEvent(taker, entering)
    if not entering.isAccepted():
        return False
    event = QDropEvent(_PLACE, copy, data, left, none)
    QApplication.sendEvent(taker, event)
    return event.isAccepted()
