"""Has something done in the window's thread, from another one.

The bell lives as long as the program. One of a window's own might be taken down with it in the very moment in
which a thread rings: that is no exception that could be caught, the program is gone. So nobody may ring any
more when Qt itself is taken down at the end.
"""

import atexit
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Lock

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

Ring = Callable[[QObject, Callable[[], object]], None]


class _Bell(QObject):
    """Heard in the thread in which it was made."""

    _rung = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._rung.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._ringing = Lock()  # held for a moment only: what is rung for is done later
        self._is_over = False

    def ring(self, of: QObject, what: Callable[[], object]) -> None:
        """Have something done in the window's thread, unless what it is of is gone by then."""
        with self._ringing, suppress(RuntimeError):  # the program ends
            if not self._is_over:
                self._rung.emit(of, what)

    def be_still(self) -> None:
        """Let nobody ring any more."""
        with self._ringing:
            self._is_over = True

    def _hear(self, of: QObject, what: Callable[[], object]) -> None:
        if isValid(of):
            what()


def bell() -> Ring:
    """Return what any thread may ring; to be asked for in the window's thread."""
    return _the_only_one().ring


@cache
def _the_only_one() -> _Bell:
    made = _Bell()
    atexit.register(made.be_still)  # before Qt's own: what is registered last comes first
    return made
