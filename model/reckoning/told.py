"""The figures of a paragraph, each with its name: what stands before it, and what behind."""

import re
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

_SENTENCE_END = re.compile("[。；;！？\n]")
_STOP = re.compile("[，、。；：（）！？\n]")
_LONGEST_NAME = 40  # characters
_CLAUSE, _BEGIN = attrgetter("clause"), attrgetter("begin")
_ANY_CASE = "case"  # stands for all counters of cases


class Told(msgspec.Struct, frozen=True, gc=False):
    """A figure as a paragraph tells it.

    ``name`` stands before it, behind the last stop or figure; ``behind`` up to the next. ``begin`` is where its
    sentence begins, ``clause`` the number of its clause: what only “、” parts stands in one.
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
        """Whether it counts something, exactly."""
        return self.figure.kind is Kind.COUNT and not self.figure.approximate

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


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph in plain characters, with its figures in order."""

    text: str
    told: tuple[Told, ...]

    def sentence_before(self, one: Told) -> str:
        """Return what stands in its sentence before a figure."""
        return self.text[one.begin : one.figure.start]

    def clauses_from(self, figures: Sequence[Told], end: Told) -> str:
        """Return what stands before a figure, from the clause on in which the first of some others stands."""
        start = min((one.figure.start for one in (*figures, end) if one.begin == end.begin))
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
        """Return all other counts in the unit of one, and what those of a clause or a sentence are together."""
        alike = [one for one in self.told if one.unit == part.unit and one.is_exact_count]
        parts = [one for one in alike if not one.is_whole]
        by_clause, by_sentence = groupby(parts, key=_CLAUSE), groupby(parts, key=_BEGIN)
        rows = [[one.value for one in row] for _, row in chain(by_clause, by_sentence)]
        others = (one.value for one in alike if one is not part)
        return [*others, *(sum(row, Decimal(0)) for row in rows if len(row) > 1)]

    def row(self, one: Told) -> list[Told]:
        """Return the figures around one that are counted as it is: those of its clause, or of its sentence."""
        alike = [other for other in self.told if _is_beside(other, one)]
        in_clause = [other for other in alike if other.clause == one.clause]
        return in_clause if len(in_clause) > 1 else alike


def _is_beside(other: Told, one: Told) -> bool:
    return other.begin == one.begin and other.unit == one.unit and other.is_exact_count


@lru_cache(maxsize=512)
def told(paragraph: str) -> Paragraph:
    """Return a paragraph with its figures."""
    text = plain(paragraph)
    return Paragraph(text, tuple(_told(text, figures.find(paragraph, text))))


def _told(text: str, found: Sequence[Figure]) -> Iterator[Told]:
    begins = [0, *(stop.end() for stop in _SENTENCE_END.finditer(text))]
    before = 0
    clause = begin = 0
    for figure, behind in zip_longest(found, found[1:]):
        end = behind.start if behind is not None else len(text)
        between = text[before : figure.start]
        clause += any(stop in between for stop in "，。；：（）！？\n")
        while begin + 1 < len(begins) and begins[begin + 1] <= figure.start:
            begin += 1
        name = _STOP.split(between)[-1]
        yield Told(figure, name[-_LONGEST_NAME:], _up_to_stop(text, figure.stop, end), begins[begin], clause)
        before = figure.stop


def _up_to_stop(text: str, start: int, end: int) -> str:
    stop = _STOP.search(text, start, end)
    return text[start : stop.start() if stop else end]


def sums(row: Sequence[Told]) -> Iterator[Decimal]:
    """Yield what figures that stand one behind the other add up to, two of them at least."""
    values = [one.value for one in row]
    for start in range(len(values) - 1):
        yield from list(accumulate(values[start:]))[1:]
