"""Wholes and the parts listed of them in a sentence: behind “其中”, in brackets, before a sum."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from model.reading.facts import Listing, Mention
from model.reading.grounded import Closed, Counted, Fact, Opened
from model.reading.words import words_of

_MOST_PARTS = 100  # figures before a sum; more are no parts of it
_LONG_LIST = 4  # figures
_FEWEST = 3  # figures: a whole and two parts
_SUM_ALONE = frozenset(("sum", "filler", "copula", "and", "now"))


class _List:
    """A whole, its parts, and what follows them behind each “；”."""

    def __init__(self, whole: Mention) -> None:
        self.whole = whole
        self.parts: list[Mention] = []
        self.in_a_row = 0
        self.further: list[list[Mention]] = []

    def add(self, part: Counted) -> None:
        """Take a part; the row ends with the first that no “、” joins to the part before it."""
        row_goes_on = self.in_a_row == len(self.parts)
        if row_goes_on and (part.listed or not self.parts):
            self.in_a_row += 1
        self.parts.append(part.mention)

    def done(self) -> Listing:
        """Return it, complete when its last part is “其他”."""
        closed = bool(self.parts) and "closing" in self.parts[-1].said
        further = tuple(map(tuple, filter(None, self.further)))
        return Listing(self.whole, tuple(self.parts), closed, self.in_a_row, further)


class _Lists:
    """The wholes of a sentence and the parts told of them so far."""

    def __init__(self) -> None:
        self._lists: list[_List] = []
        self._open: _List | None = None
        self._ended: list[_List] = []  # by a “；” of this sentence, outside brackets
        self._bracketed: list[_List] = []
        self._around: list[_List | None] = []

    def take(self, fact: Fact) -> None:
        """Take the next fact of the sentence; what neither counts nor divides is passed over."""
        match fact:
            case Counted():
                self._add(fact)
            case Opened(whole, bracket):
                self._divide(whole, bracketed=bracket)
            case Closed(bracket=True):
                self._open = self._around.pop() if self._around else None
            case Closed():
                self._end()

    def _add(self, part: Counted) -> None:
        """A part of what is being divided; behind a “；” perhaps one more of the lists that it ended."""
        if self._open is not None:
            self._open.add(part)
        elif not self._around:
            for one in self._ended:
                one.further[-1].append(part.mention)

    def _divide(self, whole: Mention | None, *, bracketed: bool) -> None:
        """Begin to divide a whole; what a bracket stands in goes on behind it."""
        if bracketed:
            self._around.append(self._open)
        self._open = None if whole is None else _List(whole)
        if self._open is None:
            return
        self._lists.append(self._open)
        if bracketed:
            self._bracketed.append(self._open)

    def _end(self) -> None:
        self._open = None
        self._around.clear()
        self._ended = [one for one in self._lists if one not in self._bracketed]
        for one in self._ended:
            one.further.append([])

    def done(self) -> list[Listing]:
        """Return the lists."""
        return [one.done() for one in self._lists]


def divided(sentence: Sequence[Fact]) -> list[Listing]:
    """Return the wholes that a sentence divides, with their parts."""
    lists = _Lists()
    for fact in sentence:
        lists.take(fact)
    return lists.done()


def supposed(whole: Mention | None, figures: Sequence[Mention], told: Sequence[Listing]) -> list[Listing]:
    """“公开信息420条。动态180条；……”: a long list behind a full stop may divide what was before it.

    So may a shorter one of the ways in which applications came.
    """
    if whole is None or told:
        return []
    ways = list(takewhile(is_way, figures)) if whole.meanings else []
    parts = figures if len(figures) >= _LONG_LIST else ways
    return [Listing(whole, (), closed=False, further=(tuple(parts),))] if len(parts) > 1 else []


def in_rows(sentence: Sequence[Fact]) -> Iterator[Listing]:
    """“开展解读32次，文字12次、图文20次”: figures in a row behind another divide it, said so or not.

    Only those that no table knows: what the tables have of each is held against them.
    """
    told: list[Counted] = []
    for fact in sentence:
        if isinstance(fact, Counted):
            both_are_ways = bool(told) and is_way(told[-1].mention) and is_way(fact.mention)
            if not (fact.listed or both_are_ways):
                yield from _row_behind(told)
                told = told[-1:]
            told.append(fact)
        elif isinstance(fact, Opened) or (isinstance(fact, Closed) and fact.bracket):
            yield from _row_behind(told)
            told = []
    yield from _row_behind(told)


def _row_behind(told: Sequence[Counted]) -> Iterator[Listing]:
    """The figures behind the first, where they are a row of things counted as it is."""
    mentions = [one.mention for one in told]
    is_row = len(told) >= _FEWEST and not told[0].listed
    counted_alike = len({one.quantity.counter for one in mentions}) == 1
    if is_row and counted_alike and not any(one.meanings for one in mentions[1:]):
        yield Listing(mentions[0], (), closed=False, further=(tuple(mentions[1:]),))


def is_way(mention: Mention) -> bool:
    """Whether a figure that no table knows is said of a way in which applications come."""
    return not mention.meanings and _ways().search(mention.label) is not None


@cache
def _ways() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words_of("channel-name"))))


def summed(sentence: Sequence[Fact]) -> Iterator[Listing]:
    """“网络700件、信函500件，合计1200件”: a sum behind its parts, where it is not theirs."""
    before: list[Mention] = []
    for fact in sentence:
        if isinstance(fact, Closed | Opened):
            before = []
        elif isinstance(fact, Counted):
            if _is_wrong_sum(fact.mention, before):
                yield Listing(fact.mention, tuple(before), closed=True)
            before.append(fact.mention)


def _is_wrong_sum(told: Mention, before: Sequence[Mention]) -> bool:
    """Whether a figure is said to be a sum and is not that of the last two or more figures before it."""
    is_sum = "sum" in told.said and told.said <= _SUM_ALONE
    if not is_sum or not 2 <= len(before) <= _MOST_PARTS:
        return False
    counted_alike = all(one.quantity.counter == told.quantity.counter for one in before)
    beginnings = range(len(before) - 1)
    return counted_alike and not any(_adds_up(told, before[first:]) for first in beginnings)


def _adds_up(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts give their whole; of live figures that is not known, so they may."""
    told = whole.quantity.figure
    figures = [one.quantity.figure for one in parts]
    if told is None or None in figures:
        return True
    return sum(figure.value for figure in figures if figure is not None) == told.value
