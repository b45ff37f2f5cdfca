"""What the benches print: one kind of table, so that all of them stand in one."""

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

HEADING = ("what", "median", "least", "most", "ratio", "limit")


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: what was measured, and the values in ``unit``.

    ``limit`` holds for ``figure`` where it is given, else for the ratio, else for the median. It is a most,
    or with ``least`` a least.
    """

    what: str
    values: Sequence[float]
    unit: str = "ms"
    ratio: float | None = None
    limit: float | None = None
    least: bool = False
    figure: float | None = None

    @property
    def median(self) -> float:
        """Return the middle value."""
        return statistics.median(self.values)

    @property
    def over(self) -> bool:
        """Whether the limit is not kept."""
        if self.limit is None:
            return False
        found = next(x for x in (self.figure, self.ratio, self.median) if x is not None)
        return found < self.limit if self.least else found > self.limit

    def cells(self) -> tuple[str, ...]:
        """Return the line as printed."""
        digits = next((n for n, least in enumerate((10, 1, 0.1), 1) if abs(self.median) >= least), 4)
        figures = (f"{x:.{digits}f} {self.unit}" for x in (self.median, min(self.values), max(self.values)))
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        limit = "" if self.limit is None else f"{'≥' if self.least else '≤'} {self.limit:g}"
        if limit and (self.ratio is None or self.figure is not None):
            limit += f" {self.unit}"
        return (self.what, *figures, ratio, limit)


def by_turns(
    ways: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, list[float]]:
    """Return the milliseconds each way took in each round; in turn, so that a busy machine slows all alike.

    One round before the first is not counted: it loads and builds what is needed once. ``clock`` may be that
    of the processor's time.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(-1, rounds):
        for name, run in ways.items():
            start = clock()
            run()
            if number >= 0:
                times[name].append((clock() - start) * 1000)
    return times


CLOCKS = {"processor": time.process_time, "wall": time.perf_counter}
"""What a user feels is the wall's time; a busy machine lengthens it, and the processor's hardly."""


def by_both_clocks(
    ways: Mapping[str, Callable[[], object]], rounds: int
) -> dict[str, dict[str, list[float]]]:
    """Return the milliseconds each way took in each round by each of ``CLOCKS``; in turn as ``by_turns``."""
    times: dict[str, dict[str, list[float]]] = {name: {clock: [] for clock in CLOCKS} for name in ways}
    for number in range(-1, rounds):
        for name, run in ways.items():
            before = [read() for read in CLOCKS.values()]
            run()
            after = [read() for read in CLOCKS.values()]
            if number >= 0:
                for clock, start, end in zip(CLOCKS, before, after, strict=True):
                    times[name][clock].append((end - start) * 1000)
    return times


def worst(times: Sequence[float]) -> float:
    """Return the 99th percentile."""
    return sorted(times)[max(int(len(times) * 0.99) - 1, 0)]


def felt(name: str, taken: Mapping[str, Sequence[float]], limit: float) -> list[Measure]:
    """Return a line for each clock; the limit holds for the 99th percentile of both."""
    return [
        Measure(f"{name}, {clock}; 99 %: {worst(times):.1f} ms", times, figure=worst(times), limit=limit)
        for clock, times in taken.items()
    ]


def beside(
    times: Mapping[str, Sequence[float]], floor: str, most: Mapping[str, float] | None = None
) -> list[Measure]:
    """Return a line for each way, the ratio being that of its median to the median of ``floor``.

    ``most`` gives the highest ratios allowed.
    """
    base, limits = statistics.median(times[floor]), most or {}
    return [
        Measure(name, taken, ratio=statistics.median(taken) / base, limit=limits.get(name))
        for name, taken in times.items()
    ]


def show(measures: Sequence[Measure]) -> None:
    """Print the table in markdown."""
    lines = (HEADING, ("---",) * len(HEADING), *(measure.cells() for measure in measures))
    sys.stdout.writelines(f"| {' | '.join(cells)} |\n" for cells in lines)
    sys.stdout.flush()
