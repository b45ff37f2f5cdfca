"""An attempt to write files, which whoever waits for it may call off: no file is replaced afterwards.

A share may hold up a write for minutes. Who waits no longer has gone on by then: has written more, has saved
elsewhere, has closed the report. What already stands at the replacement cannot be held back, as the system
does it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock


class CalledOff(Exception):
    """Nobody wanted to wait any longer. ``too_late``: a file already stood at its replacement."""

    def __init__(self, *, too_late: bool = False) -> None:
        super().__init__()
        self.too_late = too_late


class Attempt:
    """Work of one thread, called off by another. What is written ``at_hand`` asks whether it is wanted."""

    def __init__(self) -> None:
        self._lock = Lock()  # held for a moment only, never while a disk is waited for
        self._is_called_off = self._is_replacing = False

    def call_off(self) -> bool:
        """Let no file be replaced any more; False where it is too late for one."""
        with self._lock:
            self._is_called_off = True
            return not self._is_replacing

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Let this be the attempt for which this thread writes. Raises CalledOff where it was called off."""
        self.go_on()
        token = _at_hand.set(self)
        try:
            yield
        finally:
            _at_hand.reset(token)

    def go_on(self, *, to_replace: bool = False) -> None:
        """Raise CalledOff where the attempt was called off; else say whether a file is being replaced."""
        with self._lock:
            if self._is_called_off:
                raise CalledOff
            self._is_replacing = to_replace

    def replaced(self) -> None:
        """Say that no file is being replaced any more."""
        with self._lock:
            self._is_replacing = False


_at_hand: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


@contextmanager
def replacing() -> Iterator[None]:
    """Replace a file. Raises CalledOff, before that, where the attempt at hand was called off."""
    attempt = _at_hand.get()
    if attempt is None:
        yield
        return
    attempt.go_on(to_replace=True)
    try:
        yield
    finally:
        attempt.replaced()
