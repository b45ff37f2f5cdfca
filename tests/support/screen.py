"""A screen of its own, and when a program's picture stands on it, seen from outside the program."""

import contextlib
import itertools
import mmap
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.processor import Process

_STEP = 8  # one line of the picture in so many is looked at
_TILE = 256  # bytes of a line that are compared at once; 64 dots
_STILL = 3.0  # seconds without a change, and the picture is the last one
_PATIENCE = 60.0  # seconds for a program to show something
_STAYS = 1.0  # the same, where nothing is waited for from elsewhere
_PAUSE = 0.005  # seconds between two looks
_A_WINDOW = 0.10  # this much of the screen is no longer blank
_THE_SAME = 0.02  # a blinking cursor is no other picture


@contextlib.contextmanager
def screen(memory: Path | None = None) -> Iterator[dict[str, str]]:
    """Start a screen (Xvfb) and give the environment that leads to it; Qt's own where there is none.

    With ``memory``, a folder, the screen keeps its picture in a file there, see ``Watcher``; then a missing
    Xvfb raises FileNotFoundError.
    """
    read, write = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-noreset",
        "-screen",
        "0",
        "1366x768x24",
        "-nolisten",
        "tcp",
    ]
    if memory is not None:
        command += ["-fbdir", str(memory)]
    try:
        server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        os.close(read)
        if memory is not None:
            raise
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    finally:
        os.close(write)
    try:
        with os.fdopen(read, "rb") as pipe:
            display = pipe.readline().decode().strip()
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{display}"}
    finally:
        server.terminate()
        server.wait()


class Watcher:
    """Watches the picture of a screen from now on, without being one of its programs."""

    def __init__(self, memory: Path) -> None:
        """Look at the screen whose ``memory`` is kept in this folder."""
        with (memory / "Xvfb_screen0").open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._bytes[:100])  # an XWD file
        self._first = header[0] + header[19] * 12
        self._height, self._line = header[5], header[12]
        self._blank = self._look()

    def _look(self) -> bytes:
        lines = range(self._first, self._first + self._height * self._line, self._line * _STEP)
        return b"".join(self._bytes[line : line + self._line] for line in lines)

    def shown(self, start: float) -> tuple[float, float]:
        """Return the seconds from ``start`` (time.monotonic) to a window, and to the picture that stays.

        The picture stays when it does not change for three seconds. Raises TimeoutError when nothing shows.
        """
        pictures = [(start, self._blank)]
        changed = start
        while time.monotonic() - changed < (_STILL if len(pictures) > 1 else _PATIENCE):
            time.sleep(_PAUSE)
            now, picture = time.monotonic(), self._look()
            if picture == pictures[-1][1]:
                continue
            if _other(picture, pictures[-1][1]) > _THE_SAME or len(pictures) == 1:
                changed = now
            pictures.append((now, picture))
        last = pictures[-1][1]
        if _other(last, self._blank) < _A_WINDOW:
            raise TimeoutError("no window was shown")
        window = next(when for when, picture in pictures if _other(picture, self._blank) >= _A_WINDOW)
        stays = next(
            when
            for (_, before), (when, _) in reversed(list(itertools.pairwise(pictures)))
            if _other(before, last) > _THE_SAME
        )
        return window - start, stays - start

    def begin(self) -> None:
        """Take what is on the screen now for a blank one."""
        self._blank = self._look()

    def followed(self, program: Process) -> tuple[float, float, float]:
        """Return the seconds from a program's start to its window, the processor time until then, and the
        seconds to the picture that stays for a second. Raises TimeoutError when nothing shows.
        """
        before, seen, changed, used = self._blank, 0.0, 0.0, 0.0
        while not seen or time.monotonic() - program.started - changed < _STAYS:
            time.sleep(_PAUSE)
            now, picture = time.monotonic() - program.started, self._look()
            if _other(picture, before) > _THE_SAME:
                changed = now
            if not seen and _other(picture, self._blank) >= _A_WINDOW:
                seen, used, changed = now, program.used(), now
            before = picture if changed == now else before
            if not seen and (now > _PATIENCE or not program.running):
                raise TimeoutError("no window was shown")
        return seen, used, changed

    def wait_for_blank(self) -> None:
        """Wait until the screen is as blank as it was. Raises TimeoutError."""
        end = time.monotonic() + _PATIENCE
        while _other(self._look(), self._blank) > _THE_SAME:
            if time.monotonic() > end:
                raise TimeoutError("the window stays")
            time.sleep(_PAUSE)


def _other(one: bytes, two: bytes) -> float:
    """Return which part of a picture is not as in another, 0 to 1."""
    places = range(0, len(one), _TILE)
    return sum(one[at : at + _TILE] != two[at : at + _TILE] for at in places) / len(places)
