"""The head of a page: what it is called, how it stands, and what can be done there."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.look import tokens
from ui.look.message_frame import Sign
from ui.look.sheet import dress_as
from ui.look.tool_row import ToolRow


class PageHead(QWidget):
    """A line above a table or a paper; a page that needs its height folds it away."""

    def __init__(self, name: str, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = QLabel(name, self)
        self._heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._heading.setMinimumWidth(1)
        dress_as(self._heading, "heading")
        self._sign = Sign(self)
        self._sign.setFixedSize(tokens.ICON, tokens.ICON)
        self._state = QLabel(self)
        dress_as(self._state, "second")
        tools = ToolRow(self)
        tools.add(tuple(actions))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.EDGE, 0, tokens.SPACE, 0)
        row.setSpacing(tokens.SPACE)
        row.addWidget(self._heading)
        row.addSpacing(tokens.GAP)
        row.addWidget(self._sign)
        row.addWidget(self._state)
        row.addWidget(tools, 1)
        self.setMinimumHeight(tokens.PAGE_HEAD)
        self.say_state("", "calm", "")

    def say_state(self, icon: str, tone: str, words: str) -> None:
        """Say how the page stands, with the sign that the tree has for it."""
        self._sign.setVisible(bool(icon))
        self._sign.show_icon(icon, tone, "")
        self._state.setText(words)
