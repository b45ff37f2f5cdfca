"""A strip under the page that says what is waited for, with the way out beside it; typing goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.look import icons


class WaitingBar(QFrame):
    """Shown while something is said. It never takes the keyboard by itself. Signals: ``given_up``."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        mark = QLabel()
        mark.setPixmap(icons.icon("save").pixmap(16, 16))
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.button = QPushButton("不再等待")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.given_up)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 3, 8, 3)
        line.addWidget(mark)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; hide when there is none."""
        self.text.setText(sentence)
        self.setVisible(bool(sentence))
