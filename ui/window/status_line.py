"""The line at the foot of the window: where the clerk is; whether the report may go out."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QWidget

from ui.look import tokens
from ui.look.sheet import dress_as


class StatusLine(QStatusBar):
    """Says one sentence; a longer one than there is room for is cut, and whole in the tip."""

    def __init__(self, verdict: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumHeight(tokens.STATUS)
        self.setSizeGripEnabled(False)
        self._sentence = ""
        self._label = QLabel()
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._label.setIndent(tokens.SPACE)
        dress_as(self._label, "status")
        self.addWidget(self._label, 1)
        self.addPermanentWidget(verdict)

    @property
    def sentence(self) -> str:
        """What is said now, whole."""
        return self._sentence

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self._sentence = sentence
        self._label.setText(sentence)
        self._label.setToolTip(sentence)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Never hold the window wide."""
        return QSize(0, super().minimumSizeHint().height())
