"""What may wait until a window stands on the screen, and must not wait for anything the clerk does.

What the clerk does comes through the window of the system (``QWindow``) that a window has once it is shown;
whatever has the keyboard in it, and before it hears of a key. A filter on the whole program would be asked
of every event of every object, those that are just going included.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_AT_THE_LATEST_MS = 1000  # a window that is not painted (minimized, on another desktop) waits no longer
_DEEDS = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.DragEnter,
    QEvent.Type.Close,
)
_MOVES = (QEvent.Type.MouseMove, *_DEEDS)


class _Listener(QObject):
    """Hears what comes to a window, until the program ends and takes all apart."""

    def _listen(self, window: QWidget) -> None:
        self._handle = window.windowHandle()
        self._handle.installEventFilter(self)
        application = QCoreApplication.instance()
        assert application is not None
        # A method, of which Qt knows when it goes: a function would be kept, and with it the window.
        application.aboutToQuit.connect(self._let_go)

    def _let_go(self) -> None:
        if isValid(self._handle):
            self._handle.removeEventFilter(self)


class Afterwards(_Listener):
    """Shows a window and calls ``then`` once: right after its first paint, and before it hears of a deed."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then: Callable[[], None] | None = then
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._now)
        self._later.start(_AT_THE_LATEST_MS)
        window.installEventFilter(self)
        window.show()
        self._listen(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Look for the first paint and for deeds; keep nothing from anybody."""
        if self._then is None:
            return False
        if event.type() == QEvent.Type.Paint and watched is self._window:
            self._later.start(0)  # when this paint, its parts' too, is on the screen
        elif event.type() in _DEEDS:
            self._now()
        return False

    def _now(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            self._later.stop()
            then()


class FirstMove(_Listener):
    """Calls ``then`` once, when the clerk first moves the mouse or presses a key over a window shown."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then: Callable[[], None] | None = then
        self._listen(window)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Look for the first move; keep nothing from anybody."""
        if event.type() in _MOVES and self._then is not None:
            then, self._then = self._then, None
            then()
        return False
