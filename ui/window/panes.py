"""The panes at the sides of the window, each with a head of its own that grows with the letters."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget

from ui.look import icons, tokens
from ui.look.sheet import dress_as


def dock(window: QMainWindow, title: str, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
    """Put a widget at the side of a window, where it can be closed and not moved about."""
    made = QDockWidget(title, window)
    made.setObjectName(name)
    made.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
    made.setTitleBarWidget(_head(made, title))
    made.setWidget(widget)
    window.addDockWidget(area, made)
    return made


def _head(pane: QDockWidget, title: str) -> QWidget:
    """The name of a pane and the button that closes it; Qt's own is small and keeps its size."""
    head = QWidget(pane)
    head.setMinimumHeight(tokens.PANEL_HEAD)
    label = QLabel(title, head)
    dress_as(label, "strong")
    button = QToolButton(head)
    button.setIcon(icons.icon("close"))
    button.setIconSize(QSize(tokens.ICON, tokens.ICON))
    button.setToolTip(f"关闭“{title}”，从菜单“查看”再打开")
    button.setAccessibleName(f"关闭{title}")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+1 and Ctrl+2 do the same
    button.clicked.connect(pane.close)
    row = QHBoxLayout(head)
    row.setContentsMargins(tokens.EDGE, 0, tokens.GAP, 0)
    row.addWidget(label, 1)
    row.addWidget(button)
    return head
