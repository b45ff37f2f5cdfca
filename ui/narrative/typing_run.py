"""Which keystrokes make one undo step."""

import time

from PySide6.QtCore import QObject, QTimer

_PAUSE = 1500  # ms without typing that end a step


class TypingRun(QObject):
    """Gives the merge key of a change of text.

    Typing in a row shares a key until there is a pause, the cursor goes elsewhere, another
    paragraph is reached, or typing turns into deleting. ``last_key`` is that of the last change.
    """

    def __init__(self, part: str, parent: QObject) -> None:
        super().__init__(parent)
        self._part = part
        self.last_key = ""
        self._kind: tuple[int, bool] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.end)

    def key(self, paragraph: int, *, grows: bool) -> str:
        """Return the merge key of a change just made in a paragraph."""
        if self._kind != (paragraph, grows):
            # A key that no earlier run can have had: steps must not merge with older ones.
            self.last_key = f"text/{self._part}/{time.monotonic_ns()}"
            self._kind = (paragraph, grows)
        self._pause.start()
        return self.last_key

    def end(self) -> None:
        """Let the next change begin a new step."""
        self._kind = None
        self._pause.stop()
