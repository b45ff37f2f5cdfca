"""The counts of a paragraph, each with the words that stand between it and its neighbours."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise, zip_longest

import msgspec

from model.chinese.figures import Figure, Kind
from model.chinese.numerals import worth
from model.reading.words.words import alternatives, entries
from model.reading.words.year_patterns import one_of, pattern

_EARLIER = 600  # characters before a stretch in which what it divides by name is looked for
_STOP = re.compile("[，,。；;、：:（）()\n]")
_OPEN, _CLOSED = frozenset("（("), frozenset("）)")
_IN_BRACKETS = re.compile("（[^（）]{0,20}）")  # “4个县（区）”
_APART = frozenset("。；;\n：:（）()")


class Count(msgspec.Struct, frozen=True, gc=False):
    """A figure that counts something.

    ``lead`` is the text between the figure before and it, ``clause`` what of that is behind the last stop,
    ``tail`` what stands behind it up to a stop or the next figure. ``depth``: in how many brackets it stands.
    ``counter`` is the same for whatever counts the same. One that is not exact is never added up.
    """

    start: int
    end: int
    stop: int
    value: Decimal
    counter: str
    lead: str
    clause: str
    tail: str
    depth: int
    is_exact: bool

    @property
    def says(self) -> str:
        """The words of its clause, before and behind it."""
        return self.clause + self.tail

    @property
    def is_joined(self) -> bool:
        """Whether no full stop and no “；” parts it from the figure before."""
        between = _IN_BRACKETS.sub("", self.lead) if "）" in self.lead else self.lead
        return _APART.isdisjoint(between)

    @property
    def opens(self) -> bool:
        """Whether it opens parts of its own: “其中”."""
        return one_of("balance-opens").search(self.lead) is not None

    def is_like(self, other: "Count") -> bool:
        """Return whether it is counted as another is, beside it."""
        return self.counter == other.counter and self.depth == other.depth


class Division(msgspec.Struct, frozen=True):
    """A whole that the text says its ``parts`` give, ``unsaid`` more of one each with them; they do not.

    ``is_open``: others may be left out, so that it is only certain where they are a slip apart.
    """

    whole: Count
    parts: tuple[Count, ...]
    unsaid: int = 0
    is_open: bool = False

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """What is added up."""
        return (*[Decimal(1)] * self.unsaid, *(one.value for one in self.parts))


def counts(text: str, told: Sequence[Figure], begin: int, end: int) -> tuple[Count, ...]:
    """Return the counts of a stretch of text, of the figures ``told`` in all of it.

    What is told roughly is left out, with all that is counted so.
    """
    known = told[bisect_left(told, begin, key=_start) : bisect_left(told, end, key=_start)]
    found = sorted([*known, *_in_numerals(text, begin, end)], key=_start)
    return _exact(list(_with_words(text, found, begin, end)))


def _exact(made: Sequence[Count]) -> tuple[Count, ...]:
    rough = {one.counter for one in made if not one.is_exact}
    return tuple(one for one in made if one.counter not in rough)


def _start(figure: Figure) -> int:
    return figure.start


def _in_numerals(text: str, begin: int, end: int) -> Iterator[Figure]:
    """“二十封”: numerals before counters that other figures do not have."""
    for match in pattern("balance-han").finditer(text, begin, end):
        value = worth(match[0])
        if value is not None:
            start, stop = match.span()
            yield Figure(start, stop, stop, Kind.COUNT, value, Decimal(1), 0, "", match[0])


def _with_words(text: str, found: Sequence[Figure], begin: int, end: int) -> Iterator[Count]:
    stops = [match.start() for match in _STOP.finditer(text, begin, end)]
    at, depth, place = begin, 0, 0
    for figure, behind in zip_longest(found, found[1:]):
        if figure.start < at:
            continue  # told by both
        first = place
        place = bisect_left(stops, figure.start, first)
        depth = _depth(text, stops[first:place], depth)
        clause = max(at, stops[place - 1] + 1 if place else begin)
        stop, counter = _counter(text, figure)
        tail_end = min(
            behind.start if behind is not None else end, stops[place] if place < len(stops) else end
        )
        if figure.kind is not Kind.PERCENT:
            yield Count(
                figure.start,
                figure.end,
                stop,
                figure.value,
                counter,
                text[at : figure.start],
                text[clause : figure.start],
                text[stop : max(stop, tail_end)],
                depth,
                figure.scale == 1 and not figure.approximate,
            )
        at = stop


def _depth(text: str, stops: Sequence[int], depth: int) -> int:
    """How many brackets are open behind some stops."""
    for stop in stops:
        depth += (text[stop] in _OPEN) - (text[stop] in _CLOSED)
        depth = max(0, depth)
    return depth


def _counter(text: str, figure: Figure) -> tuple[int, str]:
    """Where the counter of a figure ends, and what stands for it."""
    more = None if figure.counter else _counters().match(text, figure.stop)
    if figure.kind is Kind.RANGE:
        more = _counters().search(text, figure.start, figure.stop)
    stop, counter = (figure.stop, figure.counter) if more is None else (more.end(), more[0])
    return stop, _alike().get(counter, counter)


@cache
def _counters() -> re.Pattern[str]:
    return re.compile(alternatives("balance-counter"))


@cache
def _alike() -> dict[str, str]:
    return {word: one.words[0] for one in entries("balance-alike") for word in one.words}


class Stretch(msgspec.Struct, frozen=True):
    """A sentence, or some that go on about the same: where they stand in a ``text``, and their counts.

    ``figures`` are those of the whole text.
    """

    text: str
    start: int
    end: int
    counts: tuple[Count, ...]
    figures: tuple[Figure, ...]

    @property
    def earlier(self) -> tuple[Count, ...]:
        """The counts before it."""
        return counts(self.text, self.figures, max(0, self.start - _EARLIER), self.start)

    @property
    def said(self) -> str:
        """Its own characters."""
        return self.text[self.start : self.end]

    def before(self, count: Count) -> str:
        """Return its characters up to the clause of a count."""
        return self.text[self.start : count.start - len(count.clause)]


def is_compared(one: Count) -> bool:
    """Whether a count is another year's, or by how much one differs from it."""
    return one_of("balance-compared").search(one.clause) is not None


def total(some: Sequence[Count]) -> Decimal:
    """What counts come to."""
    return sum((one.value for one in some), Decimal(0))


def are_neighbours(some: Sequence[Count]) -> bool:
    """Whether nothing but “、”, “，” and words stand between counts."""
    return all(behind.is_joined for _, behind in pairwise(some))
