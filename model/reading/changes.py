"""Changes that a text tells with the figures of both years: “收到104件，比上年的88件增长18.2%”.

Such figures must fit each other, whatever they count and whether or not last year's report is at hand.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import partial
from itertools import takewhile
from typing import TypeGuard

import msgspec

from model.chinese.figures import Kind
from model.reading.comparing import MOVING
from model.reading.facts import Change, How, Quantity, same_counter
from model.reading.phrase import Token
from model.reading.tokens import Sentence
from model.reading.words import sorted_words, words_of

_LAST_YEAR = frozenset(("last-year", "compared"))
_COMPARED = frozenset(("compared",))
_COMPARING = _LAST_YEAR | MOVING
_LEADING_ON = frozenset(("copula", "filler", "compared", "last-year", "then", "stop", "and", *MOVING))
_LEADING_UP = frozenset(("copula", "filler", "stop"))
_NAMING = frozenset(("copula", "filler", "verb", "row", "topic", "column"))
_APART = "；;"


class _Role(Enum):
    """What a figure is in its sentence."""

    NOW = auto()  # “收到104件”
    BEFORE = auto()  # “比上年的88件”
    CHANGE = auto()  # “增长18.2%”, “多16件”
    REACHED = auto()  # “增至104件”: this year's too
    OTHER = auto()


_OF_THIS_YEAR = (_Role.NOW, _Role.REACHED)
_COMPARED_WITH_EACH_OTHER = (_Role.BEFORE, _Role.REACHED, _Role.CHANGE)


class _Figure:
    """A figure with the words between it and the one before, and its ``role`` by these words.

    ``moved`` is the word for rising or falling that leads up to it.
    """

    __slots__ = ("moved", "quantity", "role", "words")

    def __init__(self, quantity: Quantity, words: Sequence[Token]) -> None:
        self.quantity, self.words = quantity, words
        self.moved = self._leading(MOVING, _LEADING_UP)
        self.role = self._year if self.moved is None else self._change(self.moved)

    @property
    def begins_anew(self) -> bool:
        """Whether a “；” parts it from the figure before."""
        return any(word.text in _APART for word in self.words)

    @property
    def _year(self) -> _Role:
        """Whether a count is this year's or the last's."""
        if self.quantity.kind is not Kind.COUNT:
            return _Role.OTHER
        if self._leading(_LAST_YEAR, _LEADING_UP) is not None or self._is_compared_with:
            return _Role.BEFORE
        return _Role.OTHER if self._names_last_year else _Role.NOW

    @property
    def start(self) -> int:
        """Where it begins, with its word for rising or falling."""
        return self.moved.start if self.moved is not None else self.quantity.start

    @property
    def how(self) -> How:
        """Whether it tells a rise or a fall, of a change."""
        return How.RISEN if self.moved is not None and "rise" in self.moved.kinds else How.FALLEN

    @property
    def _names_last_year(self) -> bool:
        return any(word.may_be(_LAST_YEAR) for word in self.words)

    @property
    def _is_compared_with(self) -> bool:
        """“与2023年新受理的143件相比”: last year's figure, with what it counts."""
        return self._leading(_COMPARED, _NAMING) is not None

    def _leading(self, kinds: frozenset[str], between: frozenset[str]) -> Token | None:
        """The last word of some kinds, where only words of others stand between it and the figure."""
        for word in reversed(self.words):
            if word.may_be(kinds):
                return word
            if not word.may_be(between) or word.text in _APART:
                return None
        return None

    def _change(self, moved: Token) -> _Role:
        """What it says where nothing but rising or falling leads up to it: by how much, or to what."""
        names_more = not all(word.may_be(_LEADING_ON) for word in self._clause)
        is_count = self.quantity.kind is Kind.COUNT
        if names_more or not (self.is_rate or is_count):
            return _Role.OTHER
        return _Role.REACHED if is_count and self._comes_to(moved) else _Role.CHANGE

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage, or so many times."""
        return self.quantity.kind is Kind.PERCENT or self.quantity.counter in words_of("times")

    def _comes_to(self, moved: Token) -> bool:
        """“增加到36件” says what it came to."""
        return self.words[-1] is not moved or moved.text.endswith(sorted_words("up-to-ending"))

    @property
    def _clause(self) -> Iterator[Token]:
        """The words behind the last stop, from the figure on backwards."""
        return takewhile(lambda word: "stop" not in word.kinds, reversed(self.words))


class _Comparison(msgspec.Struct, frozen=True):
    """Changes and figures of last year, one behind the other; ``now`` are the figures they may be of."""

    said: Sequence[_Figure]
    now: Sequence[Quantity]

    @property
    def before(self) -> list[Quantity]:
        """Last year's figures."""
        return [one.quantity for one in self.said if one.role is _Role.BEFORE]

    @property
    def told(self) -> list[_Figure]:
        """The changes."""
        return [one for one in self.said if one.role is _Role.CHANGE]

    @property
    def counts(self) -> list[_Figure]:
        """The changes that are told by how many."""
        return [one for one in self.told if not one.is_rate]

    @property
    def this(self) -> list[Quantity]:
        """The figures of this year that have the counter of what is compared."""
        compared = self._compared
        return [one for one in self.now if compared and same_counter(one, compared[0])]

    @property
    def is_certain(self) -> bool:
        """Whether one figure of last year at most is told, and all are exact and have one counter."""
        compared = self._compared
        are_alike = all(same_counter(one, compared[0]) for one in compared)
        return len(self.before) <= 1 and are_alike and all(map(_is_exact, (*compared, *self.this)))

    @property
    def _compared(self) -> list[Quantity]:
        return [*self.before, *(one.quantity for one in self.counts)]

    def changes(self) -> Iterator[Change]:
        """Yield what must fit; nothing where it is not certain."""
        if self.this and self.is_certain:
            yield from filter(None, map(self._change, self.told))

    def _change(self, told: _Figure) -> Change | None:
        """A change with what it is held against, where there is something."""
        before, by = tuple(self.before), self._beside(told)
        is_held = told.quantity.exact and bool(before or by)
        return Change(told.start, told.quantity, told.how, before, by, tuple(self.this)) if is_held else None

    def _beside(self, told: _Figure) -> tuple[tuple[How, Quantity], ...]:
        """The other changes that are told by how many."""
        return tuple((one.how, one.quantity) for one in self.counts if one is not told)


def changes(sentences: Sequence[Sentence]) -> tuple[Change, ...]:
    """Return the changes that sentences tell beside the figures of this year and the last."""
    found: list[Change] = []
    if not any(map(partial(_tells_of, MOVING), sentences)):
        return ()
    now: list[Quantity] = []  # of the sentence and of all before it: which of them is meant is not certain
    for sentence in sentences:
        if not _tells_of(_COMPARING, sentence):
            now = [*now, *filter(_is_count, sentence.tokens)]
            continue
        figures = list(_figures(sentence))
        now = [*now, *(one.quantity for one in figures if one.role in _OF_THIS_YEAR)]
        for run in _runs(figures):
            found += _Comparison(run, now).changes()
    return tuple(found)


def _tells_of(kinds: frozenset[str], sentence: Sentence) -> bool:
    return not sentence.kinds.isdisjoint(kinds)


def _is_count(one: Token | Quantity) -> TypeGuard[Quantity]:
    return isinstance(one, Quantity) and one.kind is Kind.COUNT


def _figures(sentence: Sentence) -> Iterator[_Figure]:
    words: list[Token] = []
    for one in sentence.tokens:
        if isinstance(one, Token):
            words.append(one)
        else:
            yield _Figure(one, words)
            words = []


def _runs(figures: Iterable[_Figure]) -> Iterator[list[_Figure]]:
    """The changes, what they came to and figures of last year that stand one behind the other."""
    run: list[_Figure] = []
    for one in figures:
        goes_on = one.role in _COMPARED_WITH_EACH_OTHER
        if run and (one.begins_anew or not goes_on):
            yield run
            run = []
        if goes_on:
            run.append(one)
    if run:
        yield run


def _is_exact(quantity: Quantity) -> bool:
    figure = quantity.figure
    return figure is not None and not figure.approximate and figure.scale == 1
