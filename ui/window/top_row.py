"""The row at the top of the window: menus left, tools right, so that tables keep the height."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from ui.look import tokens
from ui.look.tool_row import ToolRow


class TopRow(QWidget):
    """Menu bar and tools."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)  # a desktop's own bar would take the menus out of the row
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.tools = ToolRow(self, framed=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.GAP, 0, tokens.SPACE, 0)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.tools, 1)
        self.setMinimumHeight(tokens.TOP_ROW)
