"""Tries mutants: those that can by swapping them in, the others by importing everything anew."""

import importlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from tests.mutation import swap
from tests.mutation.mutants import Mutant, read
from tests.mutation.reach import Reach, measure
from tests.mutation.trial import ROOT, Limit, Outcome, apart, gather, judge, limit, run_pytest, say

TESTS = Path("tests/model")
_STEP = 200  # mutants between two signs of life
_MORE = 4
_SECOND_LOOK = 2  # times the budget for a mutant that no test noticed at first
_ANEW = Limit(cpu=60, wall=600)


@dataclass
class Swapped:
    """A plugin that tries mutants when the tests are loaded, instead of running the tests.

    ``outcomes`` has one for each mutant, or the tests to try it with when it must be imported anew.
    """

    mutants: Sequence[Mutant]
    jobs: int
    budget: float
    outcomes: list[int | list[str]] = field(default_factory=list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        assert not session.testsfailed, "a test file cannot be loaded"
        self._items = session.items
        for mutant in self.mutants:
            importlib.import_module(mutant.module)
        paths = sorted({mutant.path for mutant in self.mutants})
        self._caches = swap.caches_of(ROOT / path for path in paths)
        (answer,) = gather([lambda: asdict(measure(session.items, paths, self._caches))])
        self._reach = Reach(**answer)
        seconds = sum(self._reach.seconds)
        say(f"{len(session.items)} tests take {seconds:.1f} s of processor time, and all pass")
        self._living = swap.functions_of(ROOT / path for path in paths)
        shares = [self.mutants[number :: self.jobs] for number in range(self.jobs)]
        answers = gather([partial(self._try_all, share) for share in shares])
        self.outcomes = [answers[n % self.jobs][n // self.jobs] for n in range(len(self.mutants))]
        return True

    def _try_all(self, mutants: Sequence[Mutant]) -> list[int | list[str]]:
        done: list[int | list[str]] = []
        for mutant in mutants:
            done.append(self._try(mutant))
            if done[-1] is Outcome.SURVIVED:
                say(f"survived: {mutant.name}")
            if len(done) % _STEP == 0:
                say(f"{len(done)} of {len(mutants)}")
        return done

    def _try(self, mutant: Mutant) -> int | list[str]:
        file = ROOT / mutant.path
        try:
            change = swap.swap(file, read(mutant.path), mutant.source)
        except swap.Broken:
            return Outcome.KILLED
        except swap.NotSwappable:
            change = None
        numbers, reached = self._tests(mutant, change, self.budget)
        later = [self._items[number].nodeid for number in numbers]
        if change is None or (change.new is None and not reached):
            return later
        outcome = self._judged(mutant, change, numbers)
        if outcome is Outcome.SURVIVED:
            more, _ = self._tests(mutant, change, _SECOND_LOOK * self.budget)
            outcome = self._judged(mutant, change, [number for number in more if number not in set(numbers)])
        return later if outcome is Outcome.NOT_SWAPPED else outcome

    def _tests(self, mutant: Mutant, change: swap.Swap | None, budget: float) -> tuple[list[int], bool]:
        """The tests to try a mutant with, and whether they are known to reach it."""
        numbers = self._reach.tests(mutant, budget)
        if numbers and change is not None and change.new is None:
            return numbers, True
        # A table, or what runs when the module is imported: any test of the room may show it.
        room = ROOT / TESTS / Path(*mutant.path.parts[1:-1])
        of_room = (n for n, item in enumerate(self._items) if item.path.is_relative_to(room))
        return self._reach.chosen(mutant, of_room, _MORE * budget), bool(numbers)

    def _judged(self, mutant: Mutant, change: swap.Swap, numbers: Sequence[int]) -> Outcome:
        """What becomes of a mutant in some tests, in a process of its own."""
        if not numbers:
            return Outcome.SURVIVED

        def work() -> Outcome:
            try:
                for cache in self._caches:
                    cache.cache_clear()
                swap.apply(change, self._living[ROOT / mutant.path], mutant.module)
            except swap.NotSwappable:
                return Outcome.NOT_SWAPPED
            except swap.Broken:
                return Outcome.KILLED
            return judge([self._items[number] for number in numbers])

        return apart(work, limit(sum(self._reach.seconds[number] for number in numbers)))


def anew(mutant: Mutant, tests: Sequence[str]) -> Outcome:
    """Try a mutant by importing everything anew; this process must not have imported the module yet.

    The file of tests that is named after the module comes first, so that most need no other.
    """
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    own = [file for file in files if Path(file).name == f"test_{mutant.path.stem}.py"]
    for stage in (own, [file for file in files if file not in own]):
        if stage:
            outcome = apart(partial(_import_and_judge, mutant, stage, tests), _ANEW)
            if outcome is not Outcome.SURVIVED:
                return outcome
    say(f"survived: {mutant.name}")
    return Outcome.SURVIVED


def _import_and_judge(mutant: Mutant, files: Sequence[str], tests: Sequence[str]) -> Outcome:
    sys.meta_path.insert(0, _Changed(mutant))
    code = run_pytest([*(str(ROOT / file) for file in files), "-x"], _Only(frozenset(tests)))
    return Outcome.SURVIVED if code == pytest.ExitCode.OK else Outcome.KILLED


@dataclass(frozen=True)
class _Only:
    """A plugin that leaves only some tests."""

    tests: frozenset[str]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.tests]


class _Changed(importlib.abc.MetaPathFinder):
    """Finds the mutant where its module is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        file = str(ROOT / self._mutant.path)
        loader = _Loader(fullname, file, self._mutant)
        return importlib.util.spec_from_file_location(fullname, file, loader=loader)


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, file: str, mutant: Mutant) -> None:
        super().__init__(fullname, file)
        self._mutant = mutant

    def get_code(self, _fullname: str) -> CodeType:
        return compile(self._mutant.source, self.path, "exec", dont_inherit=True)
