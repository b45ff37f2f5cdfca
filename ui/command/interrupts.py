"""Ctrl-C that never cuts a result in two."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """Raises KeyboardInterrupt for Ctrl-C, but never inside a ``held`` block: there it waits for the end.

    For the main thread, as all signals.
    """

    def __init__(self) -> None:
        self._held = False
        self._asked = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Take Ctrl-C over until the block ends."""
        before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Finish the block first when Ctrl-C comes; for writing one result."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._asked:
            raise KeyboardInterrupt

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        if not self._held:
            raise KeyboardInterrupt
        self._asked = True
