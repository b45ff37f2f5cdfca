"""The fifth step: what the facts of a paragraph say of each other: parts, shares, growth, statements."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile

from model.reading.facts import Growth, Listing, Mention, Reading, Share, Statement
from model.reading.filters import sorted_out
from model.reading.grounded import Closed, Compared, Counted, Fact, Opened, Shared
from model.reading.resolve import Resolver
from model.reading.statements import statements
from model.reading.words import words_of

_MOST_PARTS = 100  # figures before a sum; more are no parts of it
_LONG_LIST = 4  # figures
_FEWEST = 3  # figures: a whole and two parts
_SUM_ALONE = frozenset(("sum", "filler", "copula", "and", "now"))


class _List:
    """A whole, its parts, and what follows them behind a “；”."""

    def __init__(self, whole: Mention) -> None:
        self.whole = whole
        self.parts: list[Mention] = []
        self.in_a_row = 0
        self.further: list[list[Mention]] = []

    def add(self, fact: Counted) -> None:
        """Take a figure as a part."""
        goes_on = fact.listed if self.parts else True
        if goes_on and self.in_a_row == len(self.parts):
            self.in_a_row += 1
        self.parts.append(fact.mention)


class _Lists:
    """The wholes of a sentence and the parts told of them so far."""

    def __init__(self) -> None:
        self._lists: list[_List] = []
        self._open: _List | None = None
        self._ended: list[_List] = []  # by a “；” of this sentence, outside brackets
        self._bracketed: list[_List] = []
        self._around: list[_List | None] = []

    def add(self, fact: Counted) -> None:
        """Take a figure as a part, where a whole is being divided."""
        if self._open is not None:
            self._open.add(fact)
        elif not self._around:
            for one in self._ended:
                one.further[-1].append(fact.mention)

    def open(self, fact: Opened) -> None:
        """Begin to divide a whole; what a bracket stands in goes on behind it."""
        if fact.bracket:
            self._around.append(self._open)
        self._open = None
        if fact.whole is not None:
            self._open = _List(fact.whole)
            self._lists.append(self._open)
            if fact.bracket:
                self._bracketed.append(self._open)

    def close(self, fact: Closed) -> None:
        """End a bracket, or all that was begun."""
        if fact.bracket:
            self._open = self._around.pop() if self._around else None
            return
        self._open = None
        self._around.clear()
        self._ended = [one for one in self._lists if one not in self._bracketed]
        for one in self._ended:
            one.further.append([])

    def done(self) -> list[Listing]:
        """Return the lists."""
        return [
            Listing(
                one.whole,
                tuple(one.parts),
                closed=bool(one.parts) and "closing" in one.parts[-1].said,
                in_a_row=one.in_a_row,
                further=tuple(tuple(part) for part in one.further if part),
            )
            for one in self._lists
        ]


def relate(resolver: Resolver, facts: Iterable[Fact]) -> Reading:
    """Return what a paragraph says."""
    mentions: list[Mention] = []
    listings: list[Listing] = []
    shares: list[Share] = []
    growths: list[Growth] = []
    stated: list[Statement] = []
    before: Mention | None = None
    for number, sentence in enumerate(_sentences(facts)):
        lists = _Lists()
        counted = [fact for fact in sentence if isinstance(fact, Counted)]
        for fact in sentence:
            if isinstance(fact, Counted):
                lists.add(fact)
            elif isinstance(fact, Opened):
                lists.open(fact)
            elif isinstance(fact, Closed):
                lists.close(fact)
            elif isinstance(fact, Shared):
                shares.append(_share(fact, number))
            elif isinstance(fact, Compared):
                growths.append(Growth(fact.start, fact.end, fact.how, fact.subjects, fact.quantity))
            else:
                stated += statements(resolver, fact.phrase, fact.context)
        told = lists.done()
        known = [one.mention for one in counted if one.mention.meanings]
        plainly = [one.mention for one in counted if not one.bracketed]
        mentions += sorted_out(resolver, known, plainly, told)
        listings += [one for one in (*told, *_summed(sentence)) if one.parts]
        listings += _supposed(before, plainly, told)
        listings += _enumerated(sentence)
        before = plainly[-1] if plainly else before
    return Reading(tuple(mentions), tuple(shares), tuple(growths), tuple(listings), tuple(stated))


def _supposed(
    whole: Mention | None, figures: Sequence[Mention], told: Sequence[Listing]
) -> Iterator[Listing]:
    """“公开信息420条。动态180条；……”: a long list behind a full stop may divide what was before it.

    So may a shorter one of the ways in which applications came.
    """
    if whole is None or told:
        return
    is_long = len(figures) >= _LONG_LIST
    ways = list(takewhile(is_way, figures))
    if is_long or (whole.meanings and len(ways) > 1):
        yield Listing(whole, (), closed=False, further=(tuple(figures if is_long else ways),))


def _enumerated(sentence: Iterable[Fact]) -> Iterator[Listing]:
    """“开展解读32次，文字12次、图文20次”: figures in a row behind another divide it, said so or not.

    Only those that no table knows: what the tables have of each is held against them.
    """
    told: list[Counted] = []
    for fact in sentence:
        if isinstance(fact, Opened) or (isinstance(fact, Closed) and fact.bracket):
            yield from _row_behind(told)
            told = []
        elif isinstance(fact, Counted):
            if not (fact.listed or (told and is_way(told[-1].mention) and is_way(fact.mention))):
                yield from _row_behind(told)
                told = told[-1:]
            told.append(fact)
    yield from _row_behind(told)


def is_way(mention: Mention) -> bool:
    """Whether a figure that no table knows is said of a way in which applications come."""
    return not mention.meanings and _ways().search(mention.label) is not None


@cache
def _ways() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words_of("channel-name"))))


def _row_behind(told: Sequence[Counted]) -> Iterator[Listing]:
    """The figures behind the first, where they are a row of things counted as it is."""
    mentions = [one.mention for one in told]
    alike = len({one.quantity.counter for one in mentions}) == 1
    in_a_row = len(told) >= _FEWEST and not told[0].listed
    if in_a_row and alike and not any(one.meanings for one in mentions[1:]):
        yield Listing(mentions[0], (), closed=False, further=(tuple(mentions[1:]),))


def _summed(sentence: Iterable[Fact]) -> Iterator[Listing]:
    """“网络700件、信函500件，合计1200件”: a sum behind its parts.

    Where the figures just before it add up to it, be they two or more, nothing is to be said.
    """
    before: list[Mention] = []
    for fact in sentence:
        if isinstance(fact, Closed | Opened):
            before = []
        elif isinstance(fact, Counted):
            mention = fact.mention
            sums_up = "sum" in mention.said and mention.said <= _SUM_ALONE and len(before) <= _MOST_PARTS
            alike = sums_up and all(one.quantity.counter == mention.quantity.counter for one in before)
            ends = range(len(before) - 1) if alike else range(0)
            if ends and not any(_adds_up(mention, before[first:]) for first in ends):
                yield Listing(mention, tuple(before), closed=True)
            before.append(mention)


def _adds_up(whole: Mention, parts: Sequence[Mention]) -> bool:
    figures = [one.quantity.figure for one in parts]
    told = whole.quantity.figure
    return told is None or None in figures or sum(one.value for one in figures if one) == told.value


def _share(fact: Shared, number: int) -> Share:
    return Share(
        fact.quantity, fact.parts, fact.bases, fact.wholes, fact.told, number, fact.rate, fact.supposed
    )


def _sentences(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    sentence: list[Fact] = []
    for fact in facts:
        sentence.append(fact)
        if isinstance(fact, Closed) and fact.sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence
