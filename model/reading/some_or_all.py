"""Figures that are all of what a table has only where nothing else of the text tells of the same."""

from collections.abc import Iterator, Sequence
from itertools import chain

from model.reading.facts import Mention
from model.reading.meaning import Meaning

_PERHAPS_SOME = frozenset(("examples", "unit", "perhaps-some"))


def surely_all(mentions: Sequence[Mention], doubtful: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the figures of a paragraph without those that may be of some of what others tell of too.

    “道路占用等行政许可3件、户外广告等行政许可5件” are two kinds of licences.
    """
    told = (*mentions, *doubtful)
    yield from (one for one in mentions if not (may_be_some(one) and _is_told_beside(one, told)))


def may_be_some(one: Mention) -> bool:
    """Whether words say that a figure may be of some of what the table counts."""
    return not one.said.isdisjoint(_PERHAPS_SOME)


def _is_told_beside(one: Mention, told: Sequence[Mention]) -> bool:
    meant = set(one.meanings)
    others = (other for other in told if other.quantity != one.quantity)
    return not meant.isdisjoint(chain.from_iterable(map(_may_mean, others)))


def _may_mean(mention: Mention) -> tuple[Meaning, ...]:
    return (*mention.meanings, *mention.perhaps)
