"""Which test reaches which line of the program, and how long it takes."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from inspect import CO_OPTIMIZED
from itertools import accumulate
from pathlib import Path
from types import CodeType
from zlib import crc32

import coverage
import pytest

from tests.mutation.mutants import Mutant, read
from tests.mutation.swap import Cache
from tests.mutation.trial import ROOT, run_items


@dataclass(frozen=True)
class Reach:
    """``lines``: for each module and line the numbers of the tests; ``seconds``, ``names``: of each test."""

    lines: dict[str, dict[str, list[int]]]
    seconds: list[float]
    names: list[str]

    def tests(self, mutant: Mutant, budget: float) -> list[int]:
        """Return tests that run the line of a mutant, or else its function, some seconds' worth.

        There are none for what runs when the module is imported alone.
        """
        lines = self.lines[str(mutant.path)]
        found = set(lines.get(str(mutant.line), ()))
        if not found:
            found = {test for line in _around(mutant) for test in lines.get(str(line), ())}
        return self.chosen(mutant, found, budget)

    def chosen(self, mutant: Mutant, tests: Iterable[int], budget: float) -> list[int]:
        """Return tests worth three budgets: of the module's file, quick ones of its room, a mixture."""
        room = f"{'/'.join(('tests', *mutant.path.parts[:-1]))}/"
        own_file = f"{room}test_{mutant.path.stem}.py"
        left = sorted(tests, key=self.seconds.__getitem__)
        found: list[int] = []
        for wanted in (own_file, room, ""):
            fitting = [test for test in left if self.names[test].startswith(wanted)]
            if not wanted:
                # The same one each time; the quickest alone would all look at the same.
                fitting.sort(key=lambda test: crc32(self.names[test].encode()))
            ends = accumulate(self.seconds[test] for test in fitting)
            some = [test for test, end in zip(fitting, ends, strict=True) if end <= budget]
            found += some
            left = [test for test in left if test not in set(some)]
        return found or left[:1]


def measure(items: Sequence[pytest.Item], paths: Iterable[Path], caches: Sequence[Cache]) -> Reach:
    """Run all tests once, on empty caches; return what they reach. Raises AssertionError when one fails."""
    files = {path: str(ROOT / path) for path in paths}
    watch = coverage.Coverage(data_file=None, config_file=False, include=list(files.values()))
    seconds: list[float] = []
    begun = time.process_time()

    def next_test(item: pytest.Item, failures: list[str]) -> None:
        nonlocal begun
        assert not failures, f"this test fails without any mutant: {failures[0]}"
        seconds.append(time.process_time() - begun)
        # What one test left in a cache hides what the next one reaches.
        for cache in caches:
            cache.cache_clear()
        watch.switch_context(str(len(seconds)))
        begun = time.process_time()

    for cache in caches:
        cache.cache_clear()
    watch.start()
    watch.switch_context("0")
    run_items(items, next_test)
    watch.stop()
    data = watch.get_data()
    lines = {
        str(path): {
            str(line): sorted(int(test) for test in tests if test)
            for line, tests in data.contexts_by_lineno(file).items()
        }
        for path, file in files.items()
    }
    return Reach(lines, seconds, [item.nodeid for item in items])


def _around(mutant: Mutant) -> set[int]:
    """The lines of the innermost function around a mutant, those of functions in it left out."""
    best: range = range(10**9)
    found: set[int] = set()
    open_codes: list[CodeType] = [compile(read(mutant.path), str(mutant.path), "exec", dont_inherit=True)]
    while open_codes:
        one = open_codes.pop()
        inner = [item for item in one.co_consts if isinstance(item, CodeType)]
        open_codes += inner
        own = {line for _, _, line in one.co_lines() if line}
        last = max(own | {line for item in inner for _, _, line in item.co_lines() if line}, default=0)
        span = range(one.co_firstlineno, last + 1)
        if one.co_flags & CO_OPTIMIZED and mutant.line in span and len(span) < len(best):
            best, found = span, own - {one.co_firstlineno}
    return found
