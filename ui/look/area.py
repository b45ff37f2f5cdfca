"""The inside of a list, a tree or a text, made here and not by Qt."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def own_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give a scroll area a viewport of ours, as Qt makes it.

    Where the first widget made by Qt alone is asked for, PySide makes the types of all of its widgets: a
    tenth of a start.
    """
    made = QWidget()
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    area.setViewport(made)
    made.setMouseTracking(area.hasMouseTracking())
    made.setAcceptDrops(area.acceptDrops())
    return made
