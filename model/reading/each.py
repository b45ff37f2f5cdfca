"""“甲、乙和丙分别为1件、2件和3件”: several labels, and behind them one figure for each."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from model.reading.facts import Quantity
from model.reading.phrase import Phrase, Token


class Each(NamedTuple):
    """Labels, the figures that belong to them in turn, what is said of each of them.

    ``relates``: the figures are shares or changes of what the labels name.
    """

    labels: list[Phrase]
    quantities: list[Quantity]
    said: list[Token]
    relates: bool


def begin_each(before: Sequence[Phrase], phrase: Phrase, quantity: Quantity, *, relates: bool) -> Each | None:
    """Return what begins with “分别”: the labels stand before it, parted by “、” and “和”.

    “甲22件、乙20件，分别占27%、25%” has none: which of the figures before are meant is not known.
    """
    if not phrase.says("each"):
        return None
    place = phrase.places("each")[0]
    ahead, behind = Phrase(phrase.words[:place]), phrase.words[place:]
    # “甲、乙占比分别为……”: said of each of them.
    of_each = ahead.those(("share",)) if relates else []
    named = ahead.without(("share",)) if relates else ahead
    labels = _several([*before, *map(Phrase, _split_at_and(named.words))])
    is_begun = bool(labels) or relates
    return Each(labels, [quantity], [*of_each, *behind], relates) if is_begun else None


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
