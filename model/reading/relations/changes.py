"""Changes that a text tells with the figures of both years: “收到104件，比上年的88件增长18.2%”.

Such figures must fit each other, whatever they count and whether or not last year's report is at hand.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise, takewhile

import msgspec

from model.chinese.figures import Kind
from model.reading.facts import Change, How, Quantity, same_counter
from model.reading.grounding.view import MOVING
from model.reading.tokens.phrase import Token
from model.reading.tokens.tokens import Sentence
from model.reading.words.words import sorted_words, words_of

_LAST_YEAR = frozenset(("last-year", "compared"))
_COMPARED = frozenset(("compared",))
_DEEDS = frozenset(("verb", "row"))
_LEADING_ON = frozenset(("copula", "filler", "compared", "last-year", "then", "stop", "and", *MOVING))
_LEADING_UP = frozenset(("copula", "filler", "stop"))
_NAMING = frozenset(("copula", "filler", "verb", "row", "topic", "column"))
_APART = "；;"
_COUNTED = (Kind.COUNT, Kind.PERCENT)


class _Role(Enum):
    """What a figure is in its sentence."""

    NOW = auto()  # “收到104件”
    BEFORE = auto()  # “比上年的88件”
    CHANGE = auto()  # “增长18.2%”, “多16件”
    MULTIPLE = auto()  # “是上年的1.2倍”
    REACHED = auto()  # “增至104件”: this year's too
    OTHER = auto()


_OF_THIS_YEAR = (_Role.NOW, _Role.REACHED)
_TOLD = (_Role.CHANGE, _Role.MULTIPLE)
_COMPARED_WITH_EACH_OTHER = (_Role.BEFORE, _Role.REACHED, *_TOLD)


class _Figure:
    """A figure with the words between it and the one before (``last``), and its ``role`` by these words.

    ``moved`` is the word for rising or falling that leads up to it.
    """

    __slots__ = ("last", "moved", "quantity", "role", "words")

    def __init__(self, quantity: Quantity, words: Sequence[Token], last: "_Figure | None") -> None:
        self.quantity, self.words, self.last = quantity, words, last
        self.moved = self._leading(MOVING, _LEADING_UP)
        self.role = self._unmoved if self.moved is None else self._change(self.moved)

    @property
    def is_of_each(self) -> bool:
        """Whether it is one of several that are each of another thing: “分别增加18条、减少9条”."""
        return any("each" in word.kinds for word in self.words)

    @property
    def begins_anew(self) -> bool:
        """Whether a “；” parts it from the figure before."""
        return any(word.text in _APART for word in self.words)

    @property
    def _unmoved(self) -> _Role:
        """What it says where nothing leads up to it that rises or falls."""
        is_multiple = self.quantity.counter in words_of("times")
        return self._multiple if is_multiple else self._year

    @property
    def _year(self) -> _Role:
        """Whether a count or a percentage is this year's or the last's."""
        if self.quantity.kind not in _COUNTED:
            return _Role.OTHER
        says_last_year = self._leading(_LAST_YEAR, _LEADING_UP) is not None
        is_last_years = says_last_year or self._is_compared_with or self._tells_the_same_deed
        return _Role.BEFORE if is_last_years else _Role.OTHER if self._names_last_year else _Role.NOW

    @property
    def start(self) -> int:
        """Where it begins, with its word for rising or falling."""
        return self.moved.start if self.moved is not None else self.quantity.start

    @property
    def how(self) -> How:
        """Whether it tells a rise or a fall, or how many times, of a change."""
        if self.role is _Role.MULTIPLE:
            return How.TIMES
        return How.RISEN if self.moved is not None and "rise" in self.moved.kinds else How.FALLEN

    @property
    def starts_from(self) -> bool:
        """Whether it is what something rose or fell from: “从91%”."""
        return self.role is _Role.NOW and any(word.text in words_of("from") for word in self.words[-1:])

    @property
    def _multiple(self) -> _Role:
        """“是上年的3倍”, or “（是上年8场）的3倍”, without naming anything else."""
        is_behind_it = all(word.text in words_of("attributive") for word in self.words)
        multiplies = self._is_behind_last_years if is_behind_it else self._names_last_year
        return _Role.MULTIPLE if multiplies and not self.names_more else _Role.OTHER

    @property
    def _is_behind_last_years(self) -> bool:
        return self.last is not None and self.last.role is _Role.BEFORE and not self.last.names_more

    @property
    def _names_last_year(self) -> bool:
        return any(word.may_be(_LAST_YEAR) for word in self.words)

    @property
    def names_more(self) -> bool:
        """Whether its clause has other words than lead on from the figures before."""
        return not all(word.may_be(_LEADING_ON) for word in self._clause)

    @property
    def _is_compared_with(self) -> bool:
        """“与2023年新受理的143件相比”: last year's figure, with what it counts."""
        return self._leading(_COMPARED, _NAMING) is not None

    @property
    def _tells_the_same_deed(self) -> bool:
        """“2023年收到20件，2022年收到16件”: last year's of the same.

        What was done with it may be told in fewer words: “新收申请16件，上年新收12件”.
        """
        is_last_years = self._leading(_LAST_YEAR, _LEADING_UP | _DEEDS) is not None
        if self.last is None or not is_last_years:
            return False
        told = " ".join(word.text for word in self.last.words)
        return all(deed in told for deed in self._deeds)

    @property
    def _deeds(self) -> list[str]:
        return [word.text for word in self._clause if word.may_be(_DEEDS)]

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
        is_count = self.quantity.kind is Kind.COUNT
        if not (self.is_rate or is_count):
            return _Role.OTHER
        comes_to = self._comes_to(moved) if is_count else self._comes_from_one_percentage
        return self._reached(is_count=is_count) if comes_to else self._by_how_much

    def _reached(self, *, is_count: bool) -> _Role:
        """“由60个核减到45个”: whatever was done, it is a figure of this year."""
        unsaid = _Role.NOW if is_count else _Role.OTHER
        return unsaid if self.names_more else _Role.REACHED

    @property
    def _by_how_much(self) -> _Role:
        return _Role.OTHER if self.names_more else _Role.CHANGE

    @property
    def _comes_from_one_percentage(self) -> bool:
        """“由35.2%提高到41.0%”: the second is no change in percent."""
        is_behind_one = self.last is not None and self.last.quantity.kind is Kind.PERCENT
        return is_behind_one and self.words[-1].text.endswith(sorted_words("to"))

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
        return [one for one in self.said if one.role in _TOLD]

    @property
    def counts(self) -> list[_Figure]:
        """The changes that are told by how many."""
        return [one for one in self.told if not one.is_rate]

    @property
    def this(self) -> list[Quantity]:
        """The figures of this year that have the counter of what is compared."""
        compared = self._compared
        return [one for one in self.now if compared and _counted_alike(one, compared[0])]

    @property
    def is_certain(self) -> bool:
        """Whether one figure of last year at most is told, and all are exact and have one counter."""
        compared = self._compared
        are_alike = all(_counted_alike(one, compared[0]) for one in compared)
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
        before, by, figure = tuple(self.before), self._beside(told), told.quantity.figure
        is_held = figure is not None and figure.can_be_wrong and bool(before or by)
        if not is_held or (told.is_rate and any(map(_is_percent, before))):
            return None  # “由35.2%提高到41.0%，提高5.8%”: many leave out that it is points
        return Change(told.start, told.quantity, told.how, before, by, tuple(self.this))

    def _beside(self, told: _Figure) -> tuple[tuple[How, Quantity], ...]:
        """The other changes that are told by how many."""
        return tuple((one.how, one.quantity) for one in self.counts if one is not told)


def changes(sentences: Sequence[Sentence]) -> tuple[Change, ...]:
    """Return the changes that sentences tell beside the figures of this year and the last."""
    found: list[Change] = []
    if not any(map(_tells_of_change, sentences)):
        return ()
    now: list[Quantity] = []  # of the sentence and of all before it: which of them is meant is not certain
    for sentence in sentences:
        figures = _settled(list(_figures(sentence)))
        now = [*now, *(one.quantity for one in figures if one.role in _OF_THIS_YEAR)]
        for run in _of_one_thing(_runs(figures)):
            found += _Comparison(run, now).changes()
    return tuple(found)


def _tells_of_change(sentence: Sentence) -> bool:
    if not sentence.kinds.isdisjoint(MOVING):
        return True
    counters = {one.counter for one in sentence.tokens if isinstance(one, Quantity)}
    return not counters.isdisjoint(words_of("times"))


def _figures(sentence: Sentence) -> Iterator[_Figure]:
    words: list[Token] = []
    last: _Figure | None = None
    for one in sentence.tokens:
        if isinstance(one, Token):
            words.append(one)
        else:
            last, words = _Figure(one, words, last), []
            yield last


def _settled(figures: list[_Figure]) -> list[_Figure]:
    """The same, of which “从91%” is last year's where the next says what it came to."""
    for one, behind in pairwise(figures):
        if behind.role is _Role.REACHED and one.starts_from:
            one.role = _Role.BEFORE
    return figures


def _runs(figures: Iterable[_Figure]) -> Iterator[list[_Figure]]:
    """The changes, what they came to and figures of last year that stand one behind the other."""
    run: list[_Figure] = []
    for one in figures:
        goes_on = one.role in _COMPARED_WITH_EACH_OTHER
        is_of_more = one.role is _Role.BEFORE and one.names_more
        if run and (one.begins_anew or not goes_on or is_of_more):
            yield run
            run = []
        if goes_on:
            run.append(one)
    if run:
        yield run


def _of_one_thing(runs: Iterable[list[_Figure]]) -> Iterator[list[_Figure]]:
    """The runs but “网站125条、公众号207条，分别增加18条、减少9条”: told in turn."""
    for run in runs:
        counts = [one for one in run if one.role is _Role.CHANGE and not one.is_rate]
        move_apart = len({one.how for one in counts}) > 1
        if not (move_apart or any(one.is_of_each for one in run)):
            yield run


def _counted_alike(one: Quantity, other: Quantity) -> bool:
    """Whether figures can be subtracted: of one counter, or percentages and their points."""
    percents = _is_percent(one), _is_percent(other)
    return all(percents) or (not any(percents) and same_counter(one, other))


def _is_percent(quantity: Quantity) -> bool:
    return quantity.kind is Kind.PERCENT or quantity.counter in words_of("points")


def _is_exact(quantity: Quantity) -> bool:
    figure = quantity.figure
    return figure is not None and not figure.approximate and figure.scale == 1
