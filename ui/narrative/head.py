"""The head of a text page: what it is called, and what can be done there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolBar, QWidget

from ui.look import tokens
from ui.look.sheet import dress_as


class PageHead(QWidget):
    """A line above the paper; the actions fold into a menu where they have no room."""

    def __init__(self, name: str, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        heading = QLabel(name, self)
        dress_as(heading, "heading")
        tools = QToolBar(self)
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.setAccessibleName("文字工具")
        tools.addActions(list(actions))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.EDGE, 0, tokens.GAP, 0)
        row.addWidget(heading)
        row.addStretch()
        row.addWidget(tools)
        self.setMinimumHeight(tokens.PAGE_HEAD)
