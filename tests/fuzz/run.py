"""Feeds spoilt inputs to every reader: ``python -m tests.fuzz.run --inputs 200000``.

The inputs are shared out over the targets by weight; each target runs in a process of its own that may not
take more than 500 MB. ``--only NAME`` runs one target. Every input is made from its number, so that a crash
can be made again: ``--only NAME --first NUMBER --inputs 1``; crashers are kept in ``build/fuzz``. Prints its
figures last; exits with 1 when anything crashed, hung, grew too large or reached outside.
"""

import argparse
import random
import resource
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.guard import LONGEST, guarded
from tests.fuzz.seeds import seeds
from tests.fuzz.spoil import spoil
from tests.fuzz.targets import TARGETS

MOST_MEMORY = 500 * 2**20  # bytes
# Shares of the inputs: what takes long (whole packages, pages, filled templates) gets fewer.
WEIGHTS = {
    "saved": 60,
    "journal": 20,
    "journal_line": 80,
    "docx": 24,
    "document": 20,
    "doc": 2,
    "pdf": 8,
    "ofd": 4,
    "ofd_page": 8,
    "workbook": 4,
    "mht": 4,
    "page": 10,
    "text": 120,
    "any_file": 4,
    "pasted": 20,
    "template": 10,
    "template_document": 1,
    "template_text": 1,
    "definition": 14,
    "prose": 16,
}
KEPT = Path(__file__).resolve().parents[2] / "build" / "fuzz"


class TooLong(Exception):
    """An input that did not end; the clock stops it."""


def made(name: str, number: int) -> bytes:
    """Return input number so-and-so of a target."""
    chance = random.Random(f"{name}/{number}")
    good = seeds(name)
    return spoil(chance.choice(good), chance, chance.choice(good))


def feed(name: str, first: int, count: int) -> list[str]:
    """Feed one target; returns the crashes, one line for each kind."""
    kinds: dict[str, str] = {}
    signal.signal(signal.SIGALRM, _ring)
    for number in range(first, first + count):
        data = made(name, number)
        signal.setitimer(signal.ITIMER_REAL, LONGEST * 1.5)
        try:
            guarded(TARGETS[name], data)
        except Exception as error:  # noqa: BLE001 -- what is looked for is any exception at all
            last = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
            if kind not in kinds:
                KEPT.mkdir(parents=True, exist_ok=True)
                (KEPT / f"{name}-{number}").write_bytes(data)
                kinds[kind] = f"{name} input {number}: {kind}: {str(error)[:200]}"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return list(kinds.values())


def _ring(_signal: int, _frame: object) -> None:
    raise TooLong(f"more than {LONGEST} s")


def child(name: str, first: int, count: int) -> int:
    """Feed one target under a limit of memory, and print what came of it."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    start = time.monotonic()
    crashes = feed(name, first, count)
    taken = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for line in crashes:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{name:18} {count:8} inputs {taken:8.0f} s {peak:6.0f} MB  crashes: {len(crashes)}\n")
    return 1 if crashes else 0


def main() -> int:
    """Run the targets one after the other and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", choices=TARGETS)
    arguments = parser.parse_args()
    if arguments.only:
        return child(arguments.only, arguments.first, arguments.inputs)
    whole, bad = sum(WEIGHTS.values()), 0
    for name, weight in WEIGHTS.items():
        count = -(-arguments.inputs * weight // whole)
        command = [sys.executable, "-m", "tests.fuzz.run", "--only", name, "--inputs", str(count)]
        sys.stdout.flush()
        code = subprocess.call([*command, "--first", str(arguments.first)])
        if code not in (0, 1):
            sys.stdout.write(f"{name}: the process ended with {code}\n")
        bad += code != 0
    sys.stdout.write(f"targets with crashes: {bad}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
