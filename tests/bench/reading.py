"""How long reading a .docx report takes against unpacking and parsing it, measured in the same run.

Run: python -m tests.bench.reading [FILE.docx...]. The floor is zipfile + lxml on the document part. Without a
file two kinds are read: the blank official form, which Word itself wrote, and the example report as this
program writes it, which has hardly any formatting to parse, so that the floor is low. Exits with 1 when
one of them is over the limit.
"""

import statistics
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from lxml import etree

import intake
import resources
from export import word

OFFICIAL = Path(__file__).parents[3] / "shared" / "reference" / "official-form-2021.docx"
ROUNDS = 120
LIMIT = 3.0


def floor(path: Path) -> object:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def measure(path: Path) -> tuple[float, float]:
    """Milliseconds of processor time of both, taken in turn so that a busy machine hits both alike."""
    floors, reads = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        floor(path)
        between = time.process_time()
        intake.read(path)
        floors.append(between - start)
        reads.append(time.process_time() - between)
    return statistics.median(floors[5:]) * 1000, statistics.median(reads[5:]) * 1000


def within(path: Path, kind: str) -> bool:
    """Measure one file and print it; returns whether it is within the limit."""
    base, mine = measure(path)
    print(f"| {kind}: unzip + lxml | {base:.2f} ms |")  # noqa: T201
    print(f"| {kind}: intake.read | {mine:.2f} ms | {mine / base:.2f} × (limit {LIMIT:.0f} ×) |")  # noqa: T201
    return mine <= LIMIT * base


def main(arguments: list[str]) -> int:
    given = [Path(argument) for argument in arguments] or [OFFICIAL]
    missing = [path for path in given if not path.exists()]
    if missing:
        print(f"no file {missing[0]}")  # noqa: T201
        return 2
    met = [within(path, path.stem) for path in given]
    if not arguments:
        with tempfile.TemporaryDirectory() as folder:
            own = Path(folder) / "own.docx"
            example = next(resources.path("example").glob("*.nianbao"))
            own.write_bytes(word.render(intake.read(example).report))
            met.append(within(own, "written by this program"))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
