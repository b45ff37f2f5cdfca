"""The line that says that last year's figures are being filled in; it stands in the place of the findings."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ui.look.message_frame import MessageFrame
from ui.look.sheet import dress_as
from ui.session import Session


class LastYearBar(MessageFrame):
    """Tells what is being filled in. ``done``: the clerk wants this year's figures back."""

    done = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        then = session.report.year - 1
        self.say(
            "hint",
            "last-year",
            "上年数据",
            f"正在填写上年（{then} 年）的数据，可以逐格填写，也可以粘贴。",
            "只用来核对，不会印出。",
        )
        self.back = QToolButton(self)
        self.back.setText("填好了，回到本年(&B)")
        self.back.setToolTip("回到本年的数据（Esc）")
        self.back.clicked.connect(self.done)
        dress_as(self.back, "solid")
        self.row.addWidget(self.back)
        self.hide()
