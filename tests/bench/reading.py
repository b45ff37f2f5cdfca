"""How long reading a .docx report takes against unpacking and parsing it, measured in the same run.

Run: python -m tests.bench.reading [FILE.docx]. The floor is zipfile + lxml on the document part. Without a
file the blank official form is read, which Word itself wrote; a file of our own making has hardly any
formatting to parse, so that the floor says little.
"""

import statistics
import sys
import time
import zipfile
from pathlib import Path

from lxml import etree

import intake

OFFICIAL = Path(__file__).parents[3] / "shared" / "reference" / "official-form-2021.docx"
ROUNDS = 60
LIMIT = 3.0


def floor(path: Path) -> object:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def measure(path: Path) -> tuple[list[float], list[float]]:
    """Seconds of both, taken in turn so that a busy machine hits both alike."""
    floors, reads = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        floor(path)
        between = time.perf_counter()
        intake.read(path)
        floors.append(between - start)
        reads.append(time.perf_counter() - between)
    return floors[5:], reads[5:]


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else OFFICIAL
    if not path.exists():
        print(f"no file {path}")  # noqa: T201
        return 2
    floors, reads = measure(path)
    base, mine = statistics.median(floors) * 1000, statistics.median(reads) * 1000
    print(f"| unzip + lxml | {base:.2f} ms |")  # noqa: T201
    print(f"| intake.read | {mine:.2f} ms | {mine / base:.2f} × (limit {LIMIT:.0f} ×) |")  # noqa: T201
    return 0 if mine <= LIMIT * base else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
