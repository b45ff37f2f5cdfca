"""A program started on its own, and the processor time that all of its threads have used, from outside."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_PAUSE = 0.02  # seconds between two looks
_PATIENCE = 60.0


class Process:
    """A running program. The kernel counts the time it was on a processor (Linux: ``schedstat``), in ns."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = time.monotonic()
        self._program = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._tasks = Path(f"/proc/{self._program.pid}/task")
        self._ended: dict[str, int] = {}  # the last that was seen of each thread, those gone included

    @property
    def running(self) -> bool:
        """Whether it has not ended by itself."""
        return self._program.poll() is None

    def used(self) -> float:
        """Return the seconds of processor time used by all threads so far, its children's not."""
        with suppress(FileNotFoundError):
            for task in self._tasks.iterdir():
                with suppress(OSError):
                    self._ended[task.name] = int((task / "schedstat").read_text().split()[0])
        return sum(self._ended.values()) / 1e9

    def wait_for_rest(self, quiet: float, slight: float) -> None:
        """Wait until no more than ``slight`` s of processor time are used in ``quiet`` s.

        Raises TimeoutError.
        """
        end = time.monotonic() + _PATIENCE
        since, then = time.monotonic(), self.used()
        while time.monotonic() - since < quiet:
            if time.monotonic() > end or not self.running:
                raise TimeoutError("the program does not come to rest")
            time.sleep(_PAUSE)
            now = self.used()
            if now - then > slight:
                since, then = time.monotonic(), now

    def end(self) -> None:
        """End it at once."""
        self._program.kill()
        self._program.wait()


def used_by(pid: int) -> float:
    """Return the seconds of processor time that a process's threads of now have used."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9
