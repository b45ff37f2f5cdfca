"""Speed of export before its read-back, beside python-docx opening and saving the blank form.

``python -m tests.bench.export``; exits with 1 when the Word export takes more than 3 × that floor.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

import docx

import resources
from export import html, word
from tests.support.export_reports import report
from tests.support.measured import Measure, beside, by_turns, show

ROUNDS = 40
LIMIT = 3.0
OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "reference" / "official-form-2021.docx"


def main() -> int:
    """Print the table and return the exit code."""
    made = report("2021")
    blank = OFFICIAL if OFFICIAL.exists() else resources.path("templates", "2021.docx")
    floor, ours = f"python-docx: {blank.name} opened and saved", "Word file"
    ways: dict[str, Callable[[], object]] = {
        floor: lambda: docx.Document(str(blank)).save(BytesIO()),
        ours: lambda: word.render(made),
        "web page": lambda: html.render(made),
    }
    start = perf_counter()
    word.render(made)
    first = Measure("first Word file, template compiled", [(perf_counter() - start) * 1000])
    lines = beside(by_turns(ways, ROUNDS), floor, {ours: LIMIT})
    show([*lines, first])
    return int(any(line.over for line in lines))


if __name__ == "__main__":
    sys.exit(main())
