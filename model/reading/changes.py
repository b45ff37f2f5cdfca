"""Changes that a text tells with the figures of both years: “收到104件，比上年的88件增长18.2%”.

Such figures must fit each other, whatever they count and whether or not last year's report is at hand.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import chain, takewhile

import msgspec

from model.chinese.figures import Kind
from model.reading.facts import Change, How, Quantity, same_counter
from model.reading.phrase import Token
from model.reading.tokens import Sentence
from model.reading.words import sorted_words

_LAST_YEAR = frozenset(("last-year", "compared"))
_MOVING = frozenset(("rise", "fall"))
_COMPARING = _LAST_YEAR | _MOVING
_LEADING_ON = frozenset(("copula", "filler", "compared", "last-year", "then", "stop", "and", *_MOVING))
_LEADING_UP = frozenset(("copula", "filler", "stop"))
_APART = "；;"


class _Role(Enum):
    """What a figure is in its sentence."""

    NOW = auto()  # “收到104件”
    BEFORE = auto()  # “比上年的88件”
    CHANGE = auto()  # “增长18.2%”, “多16件”
    OTHER = auto()


class _Figure(msgspec.Struct, frozen=True, gc=False):
    """A figure with the words between it and the one before; ``moved`` tells how it rises or falls."""

    quantity: Quantity
    words: Sequence[Token]
    role: _Role
    moved: Token | None = None

    @property
    def begins_anew(self) -> bool:
        """Whether a “；” parts it from the figure before."""
        return any(word.text in _APART for word in self.words)

    @property
    def start(self) -> int:
        """Where it begins, with its word for rising or falling."""
        return self.moved.start if self.moved is not None else self.quantity.start

    @property
    def how(self) -> How:
        """Whether it tells a rise or a fall, of a change."""
        return How.RISEN if self.moved is not None and "rise" in self.moved.kinds else How.FALLEN


def _figure(quantity: Quantity, words: Sequence[Token]) -> _Figure:
    """A figure by the words between it and the one before."""
    moved = _leading(words, _MOVING)
    return _Figure(quantity, words, _role(quantity, words, moved), moved)


def _role(quantity: Quantity, words: Sequence[Token], moved: Token | None) -> _Role:
    """What a figure is, by the words before it."""
    if moved is not None:
        return _Role.CHANGE if _tells_a_change(quantity, words, moved) else _Role.OTHER
    return _year(words) if quantity.kind is Kind.COUNT else _Role.OTHER


def _year(words: Sequence[Token]) -> _Role:
    """Whether a count is this year's or the last's."""
    if not any(word.may_be(_LAST_YEAR) for word in words):
        return _Role.NOW
    return _Role.BEFORE if _leading(words, _LAST_YEAR) is not None else _Role.OTHER


def _leading(words: Sequence[Token], kinds: frozenset[str]) -> Token | None:
    """The last word of some kinds, where nothing but small words stands between it and the figure."""
    for word in reversed(words):
        if word.may_be(kinds):
            return word
        if not word.may_be(_LEADING_UP) or word.text in _APART:
            return None
    return None


def _tells_a_change(quantity: Quantity, words: Sequence[Token], moved: Token) -> bool:
    """Whether it says by how much what was told before rose or fell, and nothing else is named."""
    clause = takewhile(lambda word: "stop" not in word.kinds, reversed(words))  # back to the last stop
    if not all(word.may_be(_LEADING_ON) for word in clause):
        return False
    is_count = quantity.kind is Kind.COUNT
    return quantity.kind is Kind.PERCENT or (is_count and not _comes_to(words, moved))


def _comes_to(words: Sequence[Token], moved: Token) -> bool:
    """“增加到36件” says what it came to."""
    return words[-1] is not moved or moved.text.endswith(sorted_words("up-to-ending"))


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
        return [one for one in self.told if one.quantity.kind is Kind.COUNT]

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


def changes(sentences: Iterable[Sentence]) -> tuple[Change, ...]:
    """Return the changes that sentences tell beside the figures of this year and the last."""
    found: list[Change] = []
    now: list[Quantity] = []  # of the sentence, or else of the one before
    for sentence in sentences:
        if sentence.passing:
            continue
        if not _compares(sentence):
            now = _counts(sentence) or now
            continue
        figures = list(_figures(sentence))
        now = _of_this_year(figures) or now
        for run in _runs(figures):
            found += _Comparison(run, now).changes()
    return tuple(found)


def _compares(sentence: Sentence) -> bool:
    """Whether a word speaks of last year, or of rising or falling."""
    kinds = [one.kinds for one in sentence.tokens if isinstance(one, Token)]
    return not _COMPARING.isdisjoint(chain.from_iterable(kinds))


def _counts(sentence: Sentence) -> list[Quantity]:
    """The figures of a sentence that count: all are of this year where it speaks of no other."""
    figures = (one for one in sentence.tokens if isinstance(one, Quantity))
    return [one for one in figures if one.kind is Kind.COUNT]


def _of_this_year(figures: Iterable[_Figure]) -> list[Quantity]:
    return [one.quantity for one in figures if one.role is _Role.NOW]


def _figures(sentence: Sentence) -> Iterator[_Figure]:
    words: list[Token] = []
    for one in sentence.tokens:
        if isinstance(one, Token):
            words.append(one)
        else:
            yield _figure(one, words)
            words = []


def _runs(figures: Iterable[_Figure]) -> Iterator[list[_Figure]]:
    """The changes and figures of last year that stand one behind the other."""
    run: list[_Figure] = []
    for one in figures:
        goes_on = one.role in (_Role.BEFORE, _Role.CHANGE)
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
