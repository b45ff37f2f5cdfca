"""Speed of export before its read-back, beside python-docx opening and saving the blank form.

``python tests/bench/export.py``; medians in milliseconds, and the ratio to the floor (goal for Word: 3).
"""

import sys
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402

import resources  # noqa: E402
from export import html, word  # noqa: E402
from tests.support.export_reports import report  # noqa: E402

ROUNDS = 40
OFFICIAL = ROOT.parent / "shared" / "reference" / "official-form-2021.docx"


def main() -> None:
    """Measure by turns, so that a busy machine slows all alike."""
    out = sys.stdout.write
    made = report("2021")
    own = resources.path("templates", "2021.docx")
    ways = {
        "python-docx: open and save the blank form": lambda: _open_and_save(blank),
        "Word export": lambda: word.render(made),
        "web page": lambda: html.render(made),
    }
    blank = OFFICIAL if OFFICIAL.exists() else own
    start = perf_counter()
    word.render(made)
    out(f"first Word export, template compiled: {(perf_counter() - start) * 1000:.1f} ms\n")
    out(f"blank form: {blank.name}; {ROUNDS} rounds\n")
    times = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, run in ways.items():
            start = perf_counter()
            run()
            times[name].append(perf_counter() - start)
    floor = median(next(iter(times.values())))
    out("| what | median ms | lowest | highest | ratio |\n| --- | --- | --- | --- | --- |\n")
    for name, taken in times.items():
        shown = " | ".join(f"{value * 1000:.1f}" for value in (median(taken), min(taken), max(taken)))
        out(f"| {name} | {shown} | {median(taken) / floor:.2f} |\n")


def _open_and_save(path: Path) -> None:
    docx.Document(str(path)).save(BytesIO())


if __name__ == "__main__":
    main()
