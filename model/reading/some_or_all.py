"""Figures that are all of what a table has only where nothing else of the text tells of the same."""

from collections.abc import Iterator, Sequence
from itertools import chain

from model.reading.facts import OF_OTHERS, Mention
from model.reading.meaning import Meaning

_ELSEWHERE, _DONE = frozenset(("away", "territory")), frozenset(("topic", "verb"))
_PERHAPS_SOME = frozenset(("examples", "unit", "perhaps-some", "named"))


def surely_all(
    mentions: Sequence[Mention], doubtful: Sequence[Mention], elsewhere: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield the figures of a paragraph without those that may be of some of what others tell of too.

    “道路占用等行政许可3件、户外广告等行政许可5件” are two kinds; ``elsewhere``: “各分局收到5件”.
    """
    told = (*mentions, *filter(_is_own, doubtful))
    yield from (one for one in mentions if not _is_of_some(one, told, elsewhere))


def _is_own(doubtful: Mention) -> bool:
    return OF_OTHERS not in doubtful.said


def _is_of_some(one: Mention, told: Sequence[Mention], elsewhere: Sequence[Mention]) -> bool:
    may_be_some = not one.said.isdisjoint(_PERHAPS_SOME)
    return may_be_some and (_is_told_beside(one, told) or _is_told_of_others(one, elsewhere))


def tells_elsewhere(one: Mention) -> bool:
    """Whether a figure that no table knows may be of what another organ did."""
    is_strange = not (one.meanings or one.said.isdisjoint(_ELSEWHERE | {"unknown", "other"}))
    return is_strange and not one.said.isdisjoint(_DONE)


def _is_told_of_others(one: Mention, elsewhere: Sequence[Mention]) -> bool:
    """Whether others' figures are counted alike; beside a bureau's offices any stranger may be a branch."""
    alike = (other for other in elsewhere if other.quantity.counter == one.quantity.counter)
    return any("perhaps-some" in one.said or not other.said.isdisjoint(_ELSEWHERE) for other in alike)


def _is_told_beside(one: Mention, told: Sequence[Mention]) -> bool:
    meant = set(one.meanings)
    others = (other for other in told if other.quantity != one.quantity)
    return not meant.isdisjoint(chain.from_iterable(map(_may_mean, others)))


def _may_mean(mention: Mention) -> tuple[Meaning, ...]:
    return (*mention.meanings, *mention.perhaps)
