"""How long the rules take: ``python -m tests.bench.rules``.

Prints medians, and their ratio to a floor measured in the same run: one pass over all cells in pure Python.
The limits hold for the rules of tables, structure and years; those of texts have a bench of their own.
Exits with 1 when a full check takes 0.6 ms or more, or a check after one edit 0.05 ms or more.
"""

import sys
from collections.abc import Callable
from dataclasses import replace

from model import forms
from model.report import set_cells
from model.rules import Checker, privacy, proofreading
from model.rules.catalogue import RULES, TEXT_RULES
from tests.support.measured import Measure, beside, by_turns, show
from tests.support.samples import full_report

ROUNDS = 400
FLOOR = "one pass over the cells"
LIMITS = {"full check": 0.6, "after one edit": 0.05, "after one edit, sums wrong": 0.05}


def ways(form_id: str) -> dict[str, Callable[[], object]]:
    """Return what is measured for one form, the floor first."""
    form = forms.load(form_id)
    report = full_report(form_id)
    texts = {item.code for item in (*TEXT_RULES, *privacy.RULES, *proofreading.RULES)}
    tables = Checker(form, [item for item in RULES if item.code not in texts])
    everything = Checker(form, RULES)
    address = next(a for a in form.cells if a not in form.derivations and len(form.relations_of[a]) > 1)
    edit = set_cells(form, report, {address: str(int(report.cell(address)) + 1)})
    wrong = edit.apply(report)
    return {
        FLOOR: lambda: [report.cells.get(a) for a in form.cells],
        "full check": lambda: tables.check(report),
        "after one edit": lambda: tables.recheck(report, edit.places),
        "after one edit, sums wrong": lambda: tables.recheck(wrong, edit.places),
        "full check, rules of texts too": lambda: everything.check(report),
        "after one edit, rules of texts too": lambda: everything.recheck(report, edit.places),
    }


def main() -> int:
    """Print the table; return the exit code."""
    lines: list[Measure] = []
    for form_id in forms.known():
        for line in beside(by_turns(ways(form_id), ROUNDS), FLOOR):
            limit = LIMITS.get(line.what)
            figure = None if limit is None else line.median
            lines.append(replace(line, what=f"{form_id}: {line.what}", limit=limit, figure=figure))
    show(lines)
    return int(any(line.over for line in lines))


if __name__ == "__main__":
    sys.exit(main())
