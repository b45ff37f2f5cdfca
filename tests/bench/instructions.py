"""What a start costs in instructions: ``python -m tests.bench.instructions [--frozen BUNDLE BARE]``.

Processor time on a busy machine tells little: another program's work slows this one's. Valgrind counts the
instructions that a start takes until the program rests, off the screen, which are the same in every run
(but for some thousandths). Counted are those of ``tests.bench.double_click``: the bare window, the start
page, a report, a Word file. Each is started twice, and the second start counts, as the first may keep byte
code. It takes a minute for each on a quiet machine.

Prints the table of ``docs/evidence.md``; exits with 2 without valgrind.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.double_click import FLOOR, programs
from tests.support.processor import used_by

_QUIET = (
    9.0  # seconds in which a program that rests does nothing; under valgrind all takes fifty times as long
)
_SLIGHT = 0.15  # seconds of processor time that count as nothing: a blinking cursor
_PATIENCE = 240.0
_LOOK_EVERY = 0.3


def main(arguments: list[str]) -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frozen", nargs=2, type=Path, metavar=("BUNDLE", "BARE"))
    frozen = parser.parse_args(arguments).frozen
    if shutil.which("valgrind") is None:
        sys.stderr.write("needs valgrind\n")
        return 2
    how, floor = ("frozen" if frozen else "from source"), 0.0
    sys.stdout.write("| | instructions, millions |\n| --- | --- |\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, command in programs(Path(folder), frozen).items():
            _counted(command)
            millions = _counted(command) / 1e6
            floor = millions if name == FLOOR else floor
            sys.stdout.write(f"| {how}: {name} | {millions:.0f}, {millions / floor:.2f}× |\n")
            sys.stdout.flush()
    return 0


def _counted(command: Sequence[str]) -> int:
    """Start a program with an empty home, let it come to rest, and return its instructions."""
    valgrind = ("valgrind", "--tool=callgrind", "--trace-children=yes", "--callgrind-out-file=/dev/null")
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile("w+") as said:
        keeps = {f"XDG_{kind}_HOME": str(Path(home) / kind.lower()) for kind in ("DATA", "CONFIG", "STATE")}
        settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        settings |= keeps | {"HOME": home, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "1"}
        program = subprocess.Popen([*valgrind, *command], env=settings, stdout=said, stderr=said)
        _wait_for_rest(program)
        program.send_signal(signal.SIGTERM)
        program.wait()
        said.seek(0)
        (count,) = re.findall(r"Collected : (\d+)", said.read())[-1:]
    return int(count)


def _wait_for_rest(program: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _PATIENCE
    since, then = time.monotonic(), 0.0
    while time.monotonic() - since < _QUIET:
        if time.monotonic() > end or program.poll() is not None:
            program.kill()
            raise TimeoutError("the program does not come to rest")
        time.sleep(_LOOK_EVERY)
        now = used_by(program.pid)
        if now - then > _SLIGHT:
            since, then = time.monotonic(), now


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
