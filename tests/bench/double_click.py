"""What a double click costs: ``python -m tests.bench.double_click [--rounds N] [--frozen BUNDLE BARE]``.

The start page, a full report and a Word file are opened in turns with the floor, a bare PySide6 window with a
tree and a table, each a process of its own with a home of its own, on a screen of its own with a window
manager (Xvfb that keeps its fonts, openbox). From outside are seen: when the window's picture is there and
when it no longer changes, and the processor time of all threads used until then and until the program rests.
A ratio is the median of those of the rounds, so that a busy machine, which slows a whole round, matters
little. ``--frozen`` takes the folders of a bundle and of the bare window bundled the same way
(``packaging/build.py`` makes both), else both run from source, with byte code.

Prints the table of ``docs/evidence.md``; exits with 1 when a limit is not kept, with 2 without a screen.
"""

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from export import word
from model.storage.files import save
from tests.support.processor import Process
from tests.support.samples import full_report
from tests.support.screen import Watcher, screen

ROUNDS = 9
ROOT = Path(__file__).resolve().parents[2]
FLOOR = "bare window"
_QUIET = 0.6  # seconds in which a program that rests does nothing
_SLIGHT = 0.004  # seconds of processor time that count as nothing: a blinking cursor
SEEN, RESTS = 1.3, 1.6  # limits: times the floor's wall time until seen, processor time at rest
_LIMITED = "a report"


@dataclass(frozen=True, slots=True)
class Start:
    """One start, in milliseconds: wall and processor time until the window is seen, and until it rests."""

    seen: float
    seen_processor: float
    stays: float
    rest_processor: float


def main(arguments: list[str]) -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--frozen", nargs=2, type=Path, metavar=("BUNDLE", "BARE"))
    wanted = parser.parse_args(arguments)
    if shutil.which("Xvfb") is None or shutil.which("openbox") is None:
        sys.stderr.write("needs Xvfb and openbox\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        started = programs(Path(folder), wanted.frozen)
        taken: dict[str, list[Start]] = {name: [] for name in started}
        with _desktop(Path(folder)) as (watcher, display):
            for number in range(-1, wanted.rounds):
                for name, command in started.items():
                    start = _started(command, watcher, display)
                    if number >= 0:  # the first fills the disk's cache
                        taken[name].append(start)
    return _show(taken, "frozen" if wanted.frozen else "from source")


def programs(folder: Path, frozen: list[Path] | None) -> dict[str, list[str]]:
    """Return the commands of all that is started, and make the files they open."""
    report = full_report("2021")
    saved, document = folder / "report.nianbao", folder / "report.docx"
    save(report, saved, None)
    word.write(report, document)
    if frozen:
        bundle, bare = (path.resolve() for path in frozen)
        program, floor = [str(bundle / "nianbao")], [str(bare / "bare")]
    else:
        program = [sys.executable, str(ROOT / "main.py")]
        floor = [sys.executable, str(ROOT / "packaging/bare_window.py")]
    return {
        FLOOR: floor,
        "start page": program,
        _LIMITED: [*program, str(saved)],
        "a Word file": [*program, str(document)],
    }


@contextlib.contextmanager
def _desktop(folder: Path) -> Iterator[tuple[Watcher, Mapping[str, str]]]:
    """Give a screen with a window manager, and who watches it."""
    memory = folder / "screen"
    memory.mkdir()
    with screen(memory) as display:
        settings = os.environ | display
        manager = subprocess.Popen(["openbox"], env=settings, stderr=subprocess.DEVNULL)
        try:
            time.sleep(1.5)
            yield Watcher(memory), display
        finally:
            manager.terminate()
            manager.wait()


def _started(command: list[str], watcher: Watcher, display: Mapping[str, str]) -> Start:
    """Start a program with an empty home, watch it until it rests, and end it."""
    with tempfile.TemporaryDirectory() as home:
        keeps = {f"XDG_{kind}_HOME": str(Path(home) / kind.lower()) for kind in ("DATA", "CONFIG", "STATE")}
        settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        watcher.begin()
        process = Process(command, settings | display | keeps | {"HOME": home})
        try:
            seen, processor, stays = watcher.followed(process)
            process.wait_for_rest(_QUIET, _SLIGHT)
            rest = process.used()
        finally:
            process.end()
        watcher.wait_for_blank()
    return Start(seen * 1000, processor * 1000, stays * 1000, rest * 1000)


def _show(taken: Mapping[str, list[Start]], how: str) -> int:
    columns = ("seen", "seen_processor", "stays", "rest_processor")
    heads = ("window seen", "processor time until then", "picture stays", "processor time at rest")
    lines = [("", *heads), ("---",) * (len(heads) + 1)]
    ratios = {}
    for name, starts in taken.items():
        cells = [f"{how}: {name}"]
        for column in columns:
            values = [getattr(start, column) for start in starts]
            floors = [getattr(start, column) for start in taken[FLOOR]]
            ratio = statistics.median(one / floor for one, floor in zip(values, floors, strict=True))
            ratios[name, column] = ratio
            cells.append(f"{statistics.median(values):.0f} ms, {ratio:.2f}×")
        lines.append(tuple(cells))
    sys.stdout.writelines(f"| {' | '.join(cells)} |\n" for cells in lines)
    kept = ratios[_LIMITED, "seen"] <= SEEN and ratios[_LIMITED, "rest_processor"] <= RESTS
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
