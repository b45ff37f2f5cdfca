"""How much faster two processes check many reports than one, and how many reports a second that is.

Run: python -m tests.bench.check_files [COUNT]. Half the files are saved reports, half Word files. The
runs take turns, so that a busy moment of the machine meets both.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from export import word
from model.storage.codec import encode
from tests.support.measured import Measure, show
from tests.support.samples import full_report, picker
from ui.command.examine import examine
from ui.command.many import cores, examine_all

_COUNT = 2000
_DISTINCT = 20
_RUNS = 3
_LEAST = 1.8


def main() -> int:
    """Print the figures; 1 when two processes are not fast enough."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    if cores() < 2:
        sys.stdout.write("one core only: nothing to compare\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder), count)
        examine(files[0], None)  # what is loaded and built once is no part of it
        examine(files[1], None)
        times: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(_RUNS):
            for processes, taken in times.items():
                taken.append(_time(files, processes))
    one, two = (Measure(f"{count} reports, {n} process(es)", taken, "s") for n, taken in times.items())
    speeds = [count / taken for taken in times[2]]
    faster = Measure("with two processes", speeds, "reports/s", one.median / two.median, _LEAST, least=True)
    show([one, two, faster])
    return int(faster.over)


def _files(folder: Path, count: int) -> list[Path]:
    made = []
    for number in range(min(count, _DISTINCT)):
        report = full_report("2021" if number % 4 < 2 else "2019", picker(number))
        path = folder / f"model{number}.{'docx' if number % 2 else 'nianbao'}"
        if number % 2:
            word.write(report, path)
        else:
            path.write_bytes(encode(report))
        made.append(path)
    files = []
    for number in range(count):
        model = made[number % len(made)]
        files.append(folder / f"{number:05}{model.suffix}")
        shutil.copy(model, files[-1])
    return files


def _time(files: list[Path], processes: int) -> float:
    start = time.perf_counter()
    found = sum(1 for examined in examine_all(files, None, processes) if not examined.unreadable)
    if found != len(files):
        raise SystemExit(f"{len(files) - found} files could not be read")
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
