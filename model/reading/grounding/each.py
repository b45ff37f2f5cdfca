"""“甲、乙和丙分别为1件、2件和3件”: several labels, and behind them one figure for each."""

from collections.abc import Sequence
from itertools import chain, repeat
from typing import NamedTuple

from msgspec.structs import replace

from model.reading.facts import Mention, Quantity
from model.reading.grounding.comparing import relates
from model.reading.grounding.grounded import Counted, Fact
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.words import words_of

_NO_PAIR = frozenset(("each", "of-each", "last-year", "came-from"))
_Relation = tuple[Phrase, Mention | None, Quantity]
"""What is said of one figure, the figure of which it is where that was told, and the percentage."""


class Each(NamedTuple):
    """Labels, the figures that belong to them in turn, what is said of each of them.

    ``relates``: the figures are shares or changes of what the labels name.
    """

    labels: list[Phrase]
    quantities: list[Quantity]
    said: list[Token]
    relates: bool

    @property
    def is_one_each(self) -> bool:
        """Whether there are as many labels as figures."""
        return len(self.labels) == len(self.quantities)

    @property
    def is_of_those_before(self) -> bool:
        """“诉讼24件、27件；维持的分别为14件和18件”: several figures of what was told, one for each of it."""
        return not (self.labels or self.relates) and len(self.quantities) > 1

    @property
    def is_of_some(self) -> bool:
        """“9家企业提出的申请各1件，7件已办结”: of how many it is told is not known; the 7 are of these."""
        is_of_cases = self.quantities[0].counter in words_of("case-counter")
        return is_of_cases and not (self.labels or self.relates) and len(self.quantities) == 1

    @property
    def in_turn(self) -> list[tuple[Phrase, Quantity]]:
        """The figures with their labels; no figure is lost where some label is not understood."""
        return list(zip(chain(self.labels, repeat(Phrase([]))), self.quantities, strict=False))

    def relations(self, facts: Sequence[Fact]) -> list[_Relation]:
        """Return what is said of each: of what its label names, or of the figures told just before.

        “甲22件、乙20件，分别占27%、25%” is of these where they stand in one row and are as many; one share
        (“各占7%”) is as well of the last.
        """
        if self.is_one_each:
            labelled = zip(self.labels, self.quantities, strict=True)
            return [(Phrase([*label.words, *self.said]), None, quantity) for label, quantity in labelled]
        row = [] if self.labels or not Phrase(self.said).says("share") else _last_row(facts)
        row = row[-1:] if len(self.quantities) == 1 else row
        if len(row) != len(self.quantities):
            return []
        told = zip(row, self.quantities, strict=True)
        return [(Phrase(self.said), mention, quantity) for mention, quantity in told]


def _last_row(facts: Sequence[Fact]) -> list[Mention]:
    """The last figures that “、” parts from one another."""
    row: list[Mention] = []
    for fact in reversed(facts):
        if not isinstance(fact, Counted):
            break
        row.append(fact.mention)
        if not fact.listed:
            break
    return row[::-1]


def begin_each(before: Sequence[Phrase], phrase: Phrase, quantity: Quantity, *, relates: bool) -> Each | None:
    """Return what begins with “分别”: the labels stand before it, parted by “、” and “和”."""
    place = phrase.places("each")[0]
    ahead, behind = Phrase(phrase.words[:place]), phrase.words[place:]
    # “甲、乙占比分别为……”: said of each of them.
    of_each = ahead.those(("share",)) if relates else []
    named = ahead.without(("share",)) if relates else ahead
    labels = _several([*before, *map(Phrase, _split_at_and(named.words))])
    is_begun = bool(labels) or relates or not behind[1:]
    return Each(labels, [quantity], [*of_each, *behind], relates) if is_begun else None


def is_pair(phrase: Phrase, quantity: Quantity, behind: Phrase) -> bool:
    """“审结79件和40件”: whether a figure is the first of several that words before them name together."""
    is_followed_by_another = bool(behind.words) and behind.says_only(("and",))
    return is_followed_by_another and not (phrase.says_any(_NO_PAIR) or relates(phrase, quantity))


def of_each(before: Sequence[Phrase], phrase: Phrase, quantity: Quantity) -> Each:
    """Return one figure as that of each label before it: “企业和律师事务所各2件”."""
    ahead = phrase.words[: phrase.places("of-each")[0]]
    labels = _several([*before, *map(Phrase, _split_at_and(ahead))])
    figures = [_exact(quantity)] * len(labels)
    return Each(labels, figures or [quantity], [], relates=False)


def _exact(quantity: Quantity) -> Quantity:
    """A figure of each of several, which by itself is no exact figure of all of them."""
    figure = quantity.figure
    return quantity if figure is None else replace(quantity, figure=replace(figure, approximate=False))


def _several(labels: list[Phrase]) -> list[Phrase]:
    """Labels where there are some, none of them empty; else nothing."""
    return labels if len(labels) > 1 and all(label.words for label in labels) else []


def _split_at_and(words: Sequence[Token]) -> list[list[Token]]:
    """Return the labels of “甲、乙和丙分别为……”, parted at “和”."""
    parts: list[list[Token]] = [[]]
    for word in words:
        if "and" in word.kinds:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def with_labels(labels: Sequence[Phrase], phrase: Phrase) -> Phrase:
    """Return words with the labels before them: “甲、乙1件”."""
    if not labels:
        return phrase
    return Phrase([*chain.from_iterable(label.words for label in labels), *phrase.words])
