"""Runs every bench of this folder and prints one table in markdown: ``python -m tests.bench.all [NAME...]``.

Each bench runs alone, as a program of its own, with its own floor or peer beside it; the ratio is that to the
floor or peer. Exits with 1 when one of them is over its limit.
"""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from tests.support.measured import HEADING

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOT_MEASURED = 2
VERDICTS = {0: "within its limits", 1: "over a limit", NOT_MEASURED: "not measured here"}
_HEADING = f"| {' | '.join(HEADING)} |"


def names() -> list[str]:
    """Return the benches, by name."""
    return sorted(file.stem for file in HERE.glob("*.py") if file.stem != Path(__file__).stem)


def run(name: str) -> tuple[int, list[str]]:
    """Run one bench; returns its exit code and its lines of the table."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{name}"],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    verdict = VERDICTS.get(done.returncode, f"failed with {done.returncode}")
    lines = [row(name, line) for line in done.stdout.splitlines() if line.strip(" |:-") and line != _HEADING]
    end = f"{verdict}, {time.monotonic() - start:.0f} s"
    return done.returncode, [*lines, row(name, end)]


def row(name: str, line: str) -> str:
    """Return what a bench printed as a line of the one table; what is no table stands in the first column."""
    cells = [" ".join(cell.split()) for cell in line.strip().strip("|").split("|")]
    cells += [""] * (len(HEADING) - len(cells))
    return f"| {name} | {' | '.join(cells)} |"


def main() -> int:
    """Print the table and return the exit code."""
    sys.stdout.write(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores\n\n")
    sys.stdout.write(f"| bench {_HEADING}\n|{' --- |' * (len(HEADING) + 1)}\n")
    bad = False
    for name in sys.argv[1:] or names():
        code, lines = run(name)
        bad |= code not in (0, NOT_MEASURED)
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
