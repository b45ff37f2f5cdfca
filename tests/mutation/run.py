"""Tries small changes of the program against its tests: ``python -m tests.mutation.run [MODULE...]``.

A mutant is a module with one small change. The tests of ``tests/model`` that reach the changed place run
against it; when none fails, it survives, and either the tests have a hole or the change means nothing.
Each mutant meets only some of them (``--budget``), a survivor twice as many: with more a score can only
rise.

MODULE is a file or folder; without one it is all that must reach the limit. Prints the survivors and a
table, and exits with 1 when a MODULE, or all together, are below the limit.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutation.campaign import TESTS, Swapped, anew
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.trial import ROOT, Outcome, gather, run_pytest, say

ROOMS = ("model/values.py", "model/storage", "model/rules")
LIMIT = 0.85

Tried = tuple[Mutant, Outcome]


def main() -> int:
    """Try all mutants, print the table and return the exit code."""
    options = _options()
    made = [mutant for path in _paths(options.modules) for mutant in mutants(path)][:: options.every]
    say(f"{len(made)} mutants")
    tried = list(zip(made, outcomes(made, options.jobs, options.budget, options.tests), strict=True))
    say(table(options.modules, tried))
    scores = [score(_within(tried, room)) for room in (*options.modules, "")]
    return 0 if all(one >= LIMIT for one in scores) else 1


def outcomes(made: Sequence[Mutant], jobs: int, budget: float, tests: Path) -> list[Outcome]:
    """Return what becomes of each mutant."""
    (answers,) = gather([lambda: _swapped(made, jobs, budget, tests)])
    late = [number for number, answer in enumerate(answers) if isinstance(answer, list)]
    say(f"{len(late)} mutants have to be imported anew")
    shares = [late[number::jobs] for number in range(jobs)]
    found = gather([lambda share=share: [anew(made[n], answers[n]) for n in share] for share in shares])
    for share, some in zip(shares, found, strict=True):
        for number, outcome in zip(share, some, strict=True):
            answers[number] = outcome
    return [Outcome(answer) for answer in answers]


def score(tried: Iterable[Tried]) -> float:
    """Return the share of mutants that the tests notice, 1 when there are none."""
    counts = Counter(outcome for _, outcome in tried)
    return 1 - counts[Outcome.SURVIVED] / (counts.total() or 1)


def table(rooms: Sequence[str], tried: Sequence[Tried]) -> str:
    """Return the table of modules, rooms and kinds of changes, in markdown."""
    lines = ["| | mutants | killed | timed out | survived | score |", "| --- | --- | --- | --- | --- | --- |"]
    modules = dict.fromkeys(str(mutant.path) for mutant, _ in tried)
    lines += [_line(module, _within(tried, module)) for module in modules]
    lines += [_line(f"**{room}**", _within(tried, room)) for room in rooms if room not in modules]
    kinds = sorted({mutant.kind for mutant, _ in tried})
    lines += [_line(f"kind: {kind}", [one for one in tried if one[0].kind == kind]) for kind in kinds]
    return "\n".join([*lines, _line("**together**", tried)])


def _swapped(made: Sequence[Mutant], jobs: int, budget: float, tests: Path) -> list[int | list[str]]:
    plugin = Swapped(made, jobs, budget)
    code = run_pytest([str(ROOT / tests)], plugin)
    assert len(plugin.outcomes) == len(made), f"pytest ended with {code}"
    return plugin.outcomes


def _line(name: str, tried: Sequence[Tried]) -> str:
    counts = Counter(outcome for _, outcome in tried)
    cells = [counts[one] for one in (Outcome.KILLED, Outcome.TIMED_OUT, Outcome.SURVIVED)]
    return f"| {name} | {len(tried)} | {' | '.join(map(str, cells))} | {score(tried):.3f} |"


def _within(tried: Sequence[Tried], room: str) -> list[Tried]:
    return [one for one in tried if one[0].path.is_relative_to(room)]


def _paths(modules: Iterable[str]) -> list[Path]:
    files = [Path(module) for module in modules]
    return [path for file in files for path in ([file] if file.suffix else sorted(file.rglob("*.py")))]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mutation testing")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="a file or folder, seen from the root")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    parser.add_argument("--every", type=int, default=1, help="try only each n-th mutant")
    parser.add_argument("--tests", type=Path, default=TESTS, help="a file or folder of tests")
    parser.add_argument(
        "--budget", type=float, default=1.0, help="seconds: three times as much of tests for one mutant"
    )
    options = parser.parse_args()
    options.modules = [module.rstrip("/") for module in options.modules] or list(ROOMS)
    return options


if __name__ == "__main__":
    sys.exit(main())
