"""The counts of a paragraph, each with the words that stand between it and its neighbours."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise, zip_longest

import msgspec

from model.chinese import figures
from model.chinese.characters import plain
from model.chinese.figures import Figure, Kind
from model.chinese.numerals import worth
from model.reading.words.words import alternatives, entries
from model.reading.words.year_patterns import one_of, pattern

_LONGEST_LEAD = 120  # characters between figures that are looked at
_STOP = re.compile("[，,。；;、：:（）()\n]")
_OPEN, _CLOSED = re.compile("[（(]"), re.compile("[）)]")


class Count(msgspec.Struct, frozen=True, gc=False):
    """A figure that counts something.

    ``lead`` is the text between the figure before and it, ``tail`` what stands behind it up to a stop or the
    next figure. ``depth``: in how many brackets it stands. ``counter`` is the same for whatever counts the
    same. One that is not exact is never added up.
    """

    start: int
    end: int
    stop: int
    value: Decimal
    counter: str
    lead: str
    tail: str
    depth: int
    is_exact: bool

    @property
    def clause(self) -> str:
        """The words before it in its own clause."""
        return _STOP.split(self.lead)[-1]

    @property
    def says(self) -> str:
        """The words of its clause, before and behind it."""
        return self.clause + self.tail

    @property
    def is_joined(self) -> bool:
        """Whether no full stop and no “；” parts it from the figure before."""
        return _APART.isdisjoint(self.lead)


_APART = frozenset("。；;\n：:（）()")


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


def counts(paragraph: str) -> tuple[Count, ...]:
    """Return the counts of a paragraph in order; a figure that is none parts its neighbours all the same."""
    text = plain(paragraph)
    found = sorted([*figures.find(paragraph, text), *_in_numerals(text)], key=lambda one: one.start)
    return tuple(_with_words(text, found))


def _in_numerals(text: str) -> Iterator[Figure]:
    """“二十封”: numerals before counters that other figures do not have."""
    for match in pattern("balance-han").finditer(text):
        value = worth(match[0])
        if value is not None:
            start, end = match.span()
            yield Figure(start, end, end, Kind.COUNT, value, Decimal(1), 0, "", match[0])


def _with_words(text: str, found: Sequence[Figure]) -> Iterator[Count]:
    depth, at = 0, 0
    for figure, behind in zip_longest(found, found[1:]):
        if figure.start < at:
            continue  # told by both
        lead = text[max(at, figure.start - _LONGEST_LEAD) : figure.start]
        depth = max(0, depth + len(_OPEN.findall(lead)) - len(_CLOSED.findall(lead)))
        stop, counter = _counter(text, figure)
        at, end = stop, behind.start if behind is not None else len(text)
        if figure.kind is not Kind.PERCENT:
            is_exact = figure.scale == 1 and not figure.approximate
            tail = _STOP.split(text[stop : min(end, stop + _LONGEST_LEAD)], maxsplit=1)[0]
            yield Count(figure.start, figure.end, stop, figure.value, counter, lead, tail, depth, is_exact)


def _counter(text: str, figure: Figure) -> tuple[int, str]:
    """Where the counter of a figure ends, and what stands for it."""
    stop, counter = figure.stop, figure.counter
    if figure.kind is Kind.RANGE:
        more = _counters().search(figure.text)
        counter = more[0] if more else ""
    elif not counter:
        more = _counters().match(text, figure.stop)
        stop, counter = (more.end(), more[0]) if more else (stop, "")
    return stop, _alike().get(counter, counter)


@cache
def _counters() -> re.Pattern[str]:
    return re.compile(alternatives("balance-counter"))


@cache
def _alike() -> dict[str, str]:
    return {word: one.words[0] for one in entries("balance-alike") for word in one.words}


class Stretch(msgspec.Struct, frozen=True):
    """A sentence, or some that go on about the same: where they stand in a ``text``, and their counts."""

    text: str
    start: int
    end: int
    counts: tuple[Count, ...]

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
