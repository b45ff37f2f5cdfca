"""The fifth step: what the facts of a paragraph say of each other: parts, shares, growth, statements."""

from collections.abc import Iterable, Iterator, Sequence

from model.reading.facts import Growth, Listing, Mention, Reading, Share, Statement
from model.reading.filters import sorted_out
from model.reading.grounded import Closed, Compared, Counted, Fact, Opened, Shared
from model.reading.resolve import Resolver
from model.reading.statements import statements

_MOST_PARTS = 100  # figures before a sum; more are no parts of it
_LONG_LIST = 4  # figures
_SUM_ALONE = frozenset(("sum", "filler", "copula", "and", "now"))


class _List:
    """A whole, its parts, and what follows them behind a “；”."""

    def __init__(self, whole: Mention) -> None:
        self.whole = whole
        self.parts: list[Mention] = []
        self.further: list[list[Mention]] = []


class _Lists:
    """The wholes of a sentence and the parts told of them so far."""

    def __init__(self) -> None:
        self._lists: list[_List] = []
        self._open: _List | None = None
        self._ended: list[_List] = []  # by a “；” of this sentence, outside brackets
        self._bracketed: list[_List] = []
        self._around: list[_List | None] = []

    def add(self, mention: Mention) -> None:
        """Take a figure as a part, where a whole is being divided."""
        if self._open is not None:
            self._open.parts.append(mention)
        elif not self._around:
            for one in self._ended:
                one.further[-1].append(mention)

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
                lists.add(fact.mention)
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
        before = plainly[-1] if plainly else before
    return Reading(tuple(mentions), tuple(shares), tuple(growths), tuple(listings), tuple(stated))


def _supposed(
    whole: Mention | None, figures: Sequence[Mention], told: Sequence[Listing]
) -> Iterator[Listing]:
    """“公开信息420条。动态180条；……”: a long list behind a full stop may divide what was before it."""
    if whole is not None and len(figures) >= _LONG_LIST and not told:
        yield Listing(whole, (), closed=False, further=(tuple(figures),))


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
    return Share(fact.quantity, fact.parts, fact.bases, fact.wholes, fact.told, number, fact.rate)


def _sentences(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    sentence: list[Fact] = []
    for fact in facts:
        sentence.append(fact)
        if isinstance(fact, Closed) and fact.sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence
