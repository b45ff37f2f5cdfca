"""How long the rules take: ``python -m tests.bench.rules``.

Prints medians, and their ratio to a floor measured in the same run: one pass over all cells in pure Python.
The limits hold for the rules of tables, structure and years; those of texts have a bench of their own.
Exits with 1 when a full check takes 1 ms or more, or a check after one edit 0.1 ms or more.
"""

import statistics
import sys
import time
from collections.abc import Callable

from model import forms
from model.report import set_cells
from model.rules import Checker
from model.rules.catalogue import RULES
from tests.support.samples import full_report

ROUNDS = 400
LIMITS = {"full check": 1.0, "after one edit": 0.1, "after one edit, sums wrong": 0.1}


def median(run: Callable[[], object]) -> float:
    """Return the median time of one run, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def measure(form_id: str) -> dict[str, float]:
    """Return the medians for one form, the floor among them."""
    form = forms.load(form_id)
    report = full_report(form_id)
    tables = Checker(
        form, [item for item in RULES if item.code != "growth" and not item.code.startswith("text-")]
    )
    everything = Checker(form, RULES)
    address = next(a for a in form.cells if a not in form.derivations and len(form.relations_of[a]) > 1)
    edit = set_cells(form, report, {address: str(int(report.cell(address)) + 1)})
    wrong = edit.apply(report)
    return {
        "floor: one pass over the cells": median(lambda: [report.cells.get(a) for a in form.cells]),
        "full check": median(lambda: tables.check(report)),
        "after one edit": median(lambda: tables.recheck(report, edit.places)),
        "after one edit, sums wrong": median(lambda: tables.recheck(wrong, edit.places)),
        "full check, rules of texts too": median(lambda: everything.check(report)),
        "after one edit, rules of texts too": median(lambda: everything.recheck(report, edit.places)),
    }


def main() -> int:
    """Print the table; return the exit code."""
    slow = False
    for form_id in forms.known():
        medians = measure(form_id)
        floor = next(iter(medians.values()))
        for name, taken in medians.items():
            limit = LIMITS.get(name)
            slow |= limit is not None and taken >= limit
            bound = f"  (below {limit} ms)" if limit else ""
            sys.stdout.write(f"{form_id}  {name:36} {taken:8.4f} ms  {taken / floor:7.1f} x floor{bound}\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
