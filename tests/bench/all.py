"""Runs every bench of this folder and prints one table in markdown: ``python -m tests.bench.all [NAME...]``.

Each bench runs alone, as a program of its own, with its own floor or peer beside it; what it prints stands in
the table as it is. Exits with 1 when one of them is over its limit.
"""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VERDICTS = {0: "within its limits", 1: "over a limit"}


def names() -> list[str]:
    """Return the benches, by name."""
    return sorted(file.stem for file in HERE.glob("*.py") if file.stem != Path(__file__).stem)


def row(name: str) -> tuple[int, str]:
    """Run one bench; returns its exit code and its line of the table."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{name}"],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    lines = (line.strip().strip("|").replace("|", ":") for line in done.stdout.splitlines())
    figures = "<br>".join(" ".join(line.split()) for line in lines if line.strip(" :-"))
    verdict = VERDICTS.get(done.returncode, f"failed with {done.returncode}")
    return done.returncode, f"| {name} | {figures} | {verdict} | {time.monotonic() - start:.0f} s |"


def main() -> int:
    """Print the table and return the exit code."""
    sys.stdout.write(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores\n\n")
    sys.stdout.write("| bench | figures | verdict | took |\n| --- | --- | --- | --- |\n")
    worst = 0
    for name in sys.argv[1:] or names():
        code, line = row(name)
        worst = max(worst, min(code, 1) if code >= 0 else 1)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return worst


if __name__ == "__main__":
    sys.exit(main())
