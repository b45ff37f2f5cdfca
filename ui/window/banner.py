"""A strip above the page that says why the report cannot be edited, with the way out beside it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.look import icons
from ui.session import Session


class Banner(QFrame):
    """Shown while the report is read-only or final. Signals: ``reopen_asked``, ``copy_asked``."""

    reopen_asked = Signal()
    copy_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        mark = QLabel()
        mark.setPixmap(icons.icon("lock").pixmap(16, 16))
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.button = QPushButton()
        self.button.clicked.connect(self._pressed)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 3, 8, 3)
        line.addWidget(mark)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show or hide the strip as the report stands."""
        session = self._session
        if session.read_only:
            self.text.setText(f"本报告{session.held_by}，这里只能查看，不能修改。")
            self.button.setText("另存为副本(&C)…")
        else:
            self.text.setText("本报告已定稿，内容已锁定，防止误改。")
            self.button.setText("取消定稿(&U)")
        self.setVisible(session.locked)

    def _pressed(self) -> None:
        (self.copy_asked if self._session.read_only else self.reopen_asked).emit()
