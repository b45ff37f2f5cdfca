"""How long reading a .docx report takes against unpacking and parsing it, measured in the same run.

Run: python -m tests.bench.reading [FILE.docx...]. The floor is zipfile + lxml on the document part. Without a
file two kinds are read: the blank official form, which Word itself wrote, and the example report as this
program writes it, which has hardly any formatting to parse, so that the floor is low. Exits with 1 when
one of them is over the limit.
"""

import sys
import tempfile
import time
import zipfile
from pathlib import Path

from lxml import etree

import intake
import resources
from export import word
from tests.support.measured import Measure, beside, by_turns, show

OFFICIAL = Path(__file__).parents[3] / "shared" / "reference" / "official-form-2021.docx"
ROUNDS = 120
LIMIT = 3.0


def floor(path: Path) -> object:
    """Unpack and parse the document part, no more."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def measure(path: Path, kind: str) -> list[Measure]:
    """Return the lines of one file, in processor time: what else the machine does is not ours."""
    unpacked, mine = f"{kind}: unzip + lxml", f"{kind}: intake.read"
    ways = {unpacked: lambda: floor(path), mine: lambda: intake.read(path)}
    return beside(by_turns(ways, ROUNDS, time.process_time), unpacked, {mine: LIMIT})


def main(arguments: list[str]) -> int:
    """Print the table; return the exit code, 2 when a file is missing."""
    given = [Path(argument) for argument in arguments] or [OFFICIAL]
    missing = [path for path in given if not path.exists()]
    if missing:
        print(f"no file {missing[0]}")  # noqa: T201
        return 2
    lines = [line for path in given for line in measure(path, path.stem)]
    if not arguments:
        with tempfile.TemporaryDirectory() as folder:
            own = Path(folder) / "own.docx"
            example = next(resources.path("example").glob("*.nianbao"))
            own.write_bytes(word.render(intake.read(example).report))
            lines += measure(own, "written by this program")
    show(lines)
    return int(any(line.over for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
