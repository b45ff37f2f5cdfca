"""The line that says that last year's figures are being filled in; it stands in the place of the findings."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ui.grid.message_bar import two_lines
from ui.session import Session


class LastYearBar(QFrame):
    """Tells what is being filled in. ``done``: the clerk wants this year's figures back."""

    done = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        then = session.report.year - 1
        told = QLabel(
            f"正在填写上年（{then} 年）的数据，可以逐格填写，也可以粘贴；只用来核对，不会印出。",
            self,
        )
        told.setWordWrap(True)
        told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.back = QToolButton(self)
        self.back.setText("填好了，回到本年(&B)")
        self.back.setToolTip("回到本年的数据（Esc）")
        self.back.clicked.connect(self.done)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 4, 2)
        row.addWidget(told, 1)
        row.addWidget(self.back)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFixedHeight(two_lines(self))
        self.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(two_lines(self))
