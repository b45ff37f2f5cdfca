"""The figures of a paragraph, each with its name: what stands before it, and what behind."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, chain, groupby, zip_longest
from operator import attrgetter

import msgspec

from model.chinese import figures
from model.chinese.characters import plain
from model.chinese.figures import Figure, Kind
from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of

_STOP = re.compile("[，、。；;：（）！？\n]")
_LIST_STOP, _SENTENCE_ENDS = "、", "。；;！？\n"
_LONGEST_NAME = 40  # characters
_COUNTED = (Kind.COUNT, Kind.MONEY)
_CLAUSE, _BEGIN = attrgetter("clause"), attrgetter("begin")
_ANY_CASE = "case"  # stands for all counters of cases
_HALF = Decimal("0.5")
HUNDRED = Decimal(100)
LAST_DIGIT = Decimal("1.5")  # by how many of its last digits what is reckoned may be off


class Told(msgspec.Struct, frozen=True, gc=False):
    """A figure as a paragraph tells it.

    ``name`` stands before it, behind the last stop or figure; ``behind`` up to the next. ``begin`` is where
    its sentence begins, ``clause`` the number of its clause: what only “、” parts stands in one.
    """

    figure: Figure
    name: str
    behind: str
    begin: int
    clause: int

    @property
    def value(self) -> Decimal:
        """The number."""
        return self.figure.value

    @property
    def is_exact_count(self) -> bool:
        """Whether it counts something, or an amount of money, exactly."""
        return self.figure.kind in _COUNTED and not self.figure.approximate

    @property
    def is_exact_share(self) -> bool:
        """Whether it is a percentage in digits, and no more or less than what it says."""
        figure = self.figure
        return figure.kind is Kind.PERCENT and figure.limits is None and figure.can_be_wrong

    @property
    def rounded_by(self) -> Decimal:
        """By how much it may be rounded: “4.31亿元”; an exact count is not."""
        figure = self.figure
        return _HALF.scaleb(-figure.places) * figure.scale if figure.scale != 1 else Decimal(0)

    def says(self, right: Decimal, digits: Decimal = LAST_DIGIT) -> bool:
        """Return whether it says a number, as exactly as it is told."""
        return abs(right - self.figure.value) <= digits.scaleb(-self.figure.places)

    @property
    def is_whole(self) -> bool:
        """Whether it is said to be all of something."""
        return one_of("in-all").search(self.name) is not None

    @property
    def is_case(self) -> bool:
        """Whether it counts cases, as applications are counted."""
        return self.unit == _ANY_CASE

    @property
    def unit(self) -> str:
        """What it is counted in: its counter, or what stands behind it where that is no known one (册)."""
        counter = self.figure.counter
        if counter in words_of("case-counter"):
            return _ANY_CASE
        return counter or self.behind[:1]


class Paragraph(msgspec.Struct, frozen=True, dict=True):
    """A paragraph in plain characters, with its figures in order."""

    text: str
    told: tuple[Told, ...]

    def sentence_before(self, one: Told) -> str:
        """Return what stands in its sentence before a figure."""
        return self.text[one.begin : one.figure.start]

    def between(self, one: Told, other: Told) -> str:
        """Return what stands between two figures."""
        return self.text[one.figure.stop : other.figure.start]

    def clauses_from(self, figures: Sequence[Told], end: Told) -> str:
        """Return what stands before a figure, from the clause on in which the first of some others stands."""
        start = min(one.figure.start for one in (*figures, end) if one.begin == end.begin)
        begin = max(self.text.rfind(stop, end.begin, start) for stop in "，、：") + 1
        return self.text[max(begin, end.begin) : end.figure.start]

    def in_sentence_before(self, place: int) -> Sequence[Told]:
        """Return the figures that stand before one, given by its number, in its sentence."""
        begin = self.told[place].begin
        return [one for one in self.told[:place] if one.begin == begin]

    def divided_before(self, place: int) -> list[Told]:
        """Return the counts of the sentence of a figure that “其中” divides before it."""
        dividing = list(one_of("part").finditer(self.sentence_before(self.told[place])))
        at = self.told[place].begin + dividing[-1].start() if dividing else 0
        before = self.in_sentence_before(place)
        return [one for one in before if one.figure.start < at and one.is_exact_count]

    def wholes(self, part: Told) -> list[Decimal]:
        """Return all other counts in the unit of one, and what those of a clause or sentence are together."""
        return [*self.others(part), *self._together(part)]

    def others(self, part: Told) -> list[Decimal]:
        """Return all other counts in the unit of one."""
        return [one.value for one in self.counted_as(part) if one is not part]

    def counted_as(self, one: Told) -> list[Told]:
        """Return the exact counts in the unit of one."""
        return [other for other in self.told if other.unit == one.unit and other.is_exact_count]

    def _together(self, part: Told) -> Iterator[Decimal]:
        """What counts in the unit of one are together in each clause and in each sentence."""
        parts = [one for one in self.counted_as(part) if not one.is_whole]
        for _, row in chain(groupby(parts, key=_CLAUSE), groupby(parts, key=_BEGIN)):
            first, *others = [one.value for one in row]
            yield from [first + sum(others)] if others and sum(others) != first else ()

    def row(self, one: Told) -> list[Told]:
        """Return the figures of the clause of one, or of its sentence, that are counted as it is."""
        alike = [other for other in self.counted_as(one) if other.begin == one.begin]
        in_clause = [other for other in alike if other.clause == one.clause]
        return in_clause if len(in_clause) > 1 else alike


@lru_cache(maxsize=512)
def told(paragraph: str) -> Paragraph:
    """Return a paragraph with its figures."""
    text = plain(paragraph)
    return Paragraph(text, tuple(_told(text, figures.find(paragraph, text))))


def _told(text: str, found: Sequence[Figure]) -> Iterator[Told]:
    stops = [stop.start() for stop in _STOP.finditer(text)]
    clauses = [stop for stop in stops if text[stop] != _LIST_STOP]
    sentences = [stop for stop in clauses if text[stop] in _SENTENCE_ENDS]
    before = 0
    for figure, behind in zip_longest(found, found[1:]):
        start, stop = figure.start, figure.stop
        name = text[max(before, _behind_last(stops, start), start - _LONGEST_NAME) : start]
        end = behind.start if behind is not None else len(text)
        place = bisect_left(stops, stop)
        end = min(stops[place], end) if place < len(stops) else end
        yield Told(figure, name, text[stop:end], _behind_last(sentences, start), bisect_left(clauses, start))
        before = stop


def _behind_last(stops: Sequence[int], place: int) -> int:
    """Where what a place lies in begins, behind the last stop before it."""
    number = bisect_left(stops, place)
    return stops[number - 1] + 1 if number else 0


def sums(row: Sequence[Told]) -> Iterator[Decimal]:
    """Yield what figures that stand one behind the other add up to, two of them at least."""
    values = [one.value for one in row]
    for start in range(len(values) - 1):
        yield from list(accumulate(values[start:]))[1:]
