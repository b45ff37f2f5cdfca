"""The fifth step: what the facts of a paragraph say of each other: parts, shares, growth, statements."""

from collections.abc import Iterable, Iterator

from model.reading.facts import Growth, Listing, Mention, Reading, Share, Statement
from model.reading.filters import sorted_out
from model.reading.grounding import Closed, Compared, Counted, Fact, Opened, Shared
from model.reading.resolve import Resolver
from model.reading.statements import statements


class _Lists:
    """The wholes of a sentence and the parts told of them so far."""

    def __init__(self) -> None:
        self._lists: list[tuple[Mention, list[Mention]]] = []
        self._parts: list[Mention] | None = None
        self._around: list[list[Mention] | None] = []

    def add(self, mention: Mention) -> None:
        """Take a figure as a part, where a whole is being divided."""
        if self._parts is not None:
            self._parts.append(mention)

    def open(self, fact: Opened) -> None:
        """Begin to divide a whole; what a bracket stands in goes on behind it."""
        if fact.bracket:
            self._around.append(self._parts)
        self._parts = None
        if fact.whole is not None:
            self._parts = []
            self._lists.append((fact.whole, self._parts))

    def close(self, fact: Closed) -> None:
        """End a bracket, or all that was begun."""
        self._parts = self._around.pop() if fact.bracket and self._around else None
        if not fact.bracket:
            self._around.clear()

    def done(self) -> list[Listing]:
        """Return the lists."""
        return [
            Listing(whole, tuple(parts), bool(parts) and "closing" in parts[-1].said)
            for whole, parts in self._lists
        ]


def relate(resolver: Resolver, facts: Iterable[Fact]) -> Reading:
    """Return what a paragraph says."""
    mentions: list[Mention] = []
    listings: list[Listing] = []
    shares: list[Share] = []
    growths: list[Growth] = []
    stated: list[Statement] = []
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
                shares.append(Share(fact.quantity, fact.part, fact.bases, fact.wholes, number))
            elif isinstance(fact, Compared):
                growths.append(_growth(fact))
            else:
                stated += statements(resolver, fact.phrase, fact.context)
        told = lists.done()
        known = [one.mention for one in counted if one.mention.meanings]
        plainly = [one.mention for one in counted if not one.bracketed]
        mentions += sorted_out(resolver, known, plainly, told)
        listings += [one for one in told if one.parts]
    return Reading(tuple(mentions), tuple(shares), tuple(growths), tuple(listings), tuple(stated))


def _growth(fact: Compared) -> Growth:
    start = min(fact.word.start, fact.quantity.start)
    return Growth(start, fact.quantity, "rise" in fact.word.kinds, fact.subjects)


def _sentences(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    sentence: list[Fact] = []
    for fact in facts:
        sentence.append(fact)
        if isinstance(fact, Closed) and fact.sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence
