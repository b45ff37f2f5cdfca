"""How long the window stands still, and why: at work, in line for a processor, held up by something else."""

import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_MOST_TOLD = 12  # frames
_LOOKED = 0.05  # seconds between two looks where the main thread is
_SCHEDULER = Path(f"/proc/self/task/{threading.main_thread().native_id}/schedstat")


@dataclass(frozen=True, order=True)
class Times:
    """Seconds by the clock; of them at work, and in line for a processor that other programs had."""

    clock: float = 0.0
    at_work: float = 0.0
    in_line: float = 0.0

    def __sub__(self, earlier: "Times") -> "Times":
        """Return what passed since an earlier moment."""
        return Times(
            self.clock - earlier.clock, self.at_work - earlier.at_work, self.in_line - earlier.in_line
        )

    @property
    def held_up(self) -> float:
        """Seconds in which the thread neither worked nor stood in line: a disk, a lock, another thread."""
        return max(self.clock - self.at_work - self.in_line, 0.0)

    def __str__(self) -> str:
        """Say it for a person."""
        return (
            f"{self.clock:.2f} s by the clock (at work {self.at_work:.2f}, "
            f"in line for a processor {self.in_line:.2f}, held up {self.held_up:.2f})"
        )


class Watch:
    """Notes where the main thread is once it has worked so long at one thing; told of each by ``begin``.

    What other threads do meanwhile does not count, as the window goes on.
    """

    def __init__(self, seconds: float) -> None:
        self.where = ""
        self._seconds = seconds
        self._main = threading.main_thread().ident or 0
        self._since = float("inf")
        self._over = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> None:
        """Begin to count for another thing."""
        self.where = ""
        self._since = time.thread_time()

    def end(self) -> None:
        """Look no longer."""
        self._over.set()

    def _look(self) -> None:
        if not hasattr(time, "pthread_getcpuclockid"):
            return
        clock = time.pthread_getcpuclockid(self._main)
        while not self._over.wait(_LOOKED):
            if not self.where and time.clock_gettime(clock) - self._since > self._seconds:
                self.where = _told(_places(self._main))


def _places(thread: int) -> list[tuple[str, int, str]]:
    """Where a thread is: file, line and function, the innermost first.

    Its frames are let go at once: with them would stay what they speak of, such as a layout that Qt deletes.
    """
    made = []
    frame = sys._current_frames().get(thread)
    while frame is not None:
        made.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return made


def _told(places: list[tuple[str, int, str]]) -> str:
    return "".join(f"  {file}:{line} {name}\n" for file, line, name in reversed(places[:_MOST_TOLD]))


def now() -> Times:
    """Return this moment, as the main thread knows it; Linux alone tells how long it stood in line."""
    try:
        in_line = int(_SCHEDULER.read_text().split()[1]) / 1e9
    except OSError:
        in_line = 0.0
    return Times(time.monotonic(), time.thread_time(), in_line)
