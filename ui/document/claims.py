"""Claims to reports on disks that may not answer: taken and let go in threads."""

import atexit
import time
from pathlib import Path
from threading import Thread

from model.storage.lock import Claim, claim
from ui.dialogs import task

_AT_ONCE = 0.1  # seconds; a disk of one's own lets go sooner, and nobody feels the wait
_AT_THE_END = 3.0  # seconds that the program's end waits, when no window stands any more
_releasing: list[Thread] = []


def let_go(held: Claim) -> None:
    """Let others edit; a share that is gone is not waited for, but may still be let go when it is back."""
    thread = Thread(target=held.release, daemon=True)
    thread.start()
    thread.join(_AT_ONCE)
    _releasing[:] = [*(one for one in _releasing if one.is_alive()), thread]


def all_let_go(seconds: float) -> None:
    """Wait until all that was given back is free, no longer than some seconds; not for the window.

    What this program just gave back must not look as if somebody else had it.
    """
    until = time.monotonic() + seconds
    for thread in list(_releasing):
        thread.join(max(until - time.monotonic(), 0))


atexit.register(all_let_go, _AT_THE_END)


class NewPlace:
    """Where a report is to go on: claimed by the thread that saves there, for as long as somebody waits."""

    def __init__(self, path: Path, locks: Path) -> None:
        self._path = path
        self._locks = locks
        self._held: list[Claim] = []  # at most one; whoever takes it out is the one that lets it go
        self._is_given_up = False

    def take(self) -> bool:
        """Claim the place; False where another edits there. Raises CalledOff when nobody waits any more."""
        held = claim(self._path, self._locks)
        if held is None:
            return False
        self._held.append(held)
        if self._is_given_up:
            self.give_up()
            raise task.CalledOff
        return True

    def keep(self) -> Claim:
        """Return the claim, which the caller is to let go."""
        return self._held.pop()

    def give_up(self) -> None:
        """Let the place go, now or as soon as it is claimed."""
        self._is_given_up = True
        try:
            held = self._held.pop()
        except IndexError:
            return
        let_go(held)
