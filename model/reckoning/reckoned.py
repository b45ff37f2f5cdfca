"""All that a paragraph reckons: found once, judged as often as anything changes."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from model.reading.words.words import sorted_words
from model.reckoning.averages import AVERAGES
from model.reckoning.greatest import GREATEST
from model.reckoning.manner import Manner, Misreckoned
from model.reckoning.moves import DOUBLED, MOVES, RANKS
from model.reckoning.multiples import MULTIPLES
from model.reckoning.products import PRODUCTS
from model.reckoning.rates import RATES
from model.reckoning.shares import SHARES
from model.reckoning.shares_of_each import SHARES_OF_EACH
from model.reckoning.since import SINCE
from model.reckoning.tables import ByRole
from model.reckoning.texts import Alone, NeedsMoreError, Texts
from model.reckoning.told import told

_MANNERS = (
    SHARES,
    SHARES_OF_EACH,
    AVERAGES,
    MULTIPLES,
    GREATEST,
    MOVES,
    DOUBLED,
    RANKS,
    RATES,
    PRODUCTS,
    SINCE,
)


def misreckoned(texts: Texts, paragraph: str) -> Iterator[Misreckoned]:
    """Yield what a paragraph reckons that the figures of the report do not give."""
    alone = _by_itself(texts.year, texts.by_role, paragraph)
    yield from alone.wrong
    for manner, claim in alone.left:
        yield from manner.judge(texts, told(paragraph), claim)


_MOST_FIGURES = 120
"""In a paragraph: each share is held against each figure, and the longest of real reports have some sixty."""
_Claim = tuple[Manner, Any]
"""What is said, and in which manner."""


class _Judged(NamedTuple):
    """What a paragraph shows to be wrong by itself, and what of it is ``left`` to be held against others."""

    wrong: tuple[Misreckoned, ...]
    left: tuple[_Claim, ...]


@lru_cache(maxsize=512)
def _by_itself(year: int, by_role: ByRole, paragraph: str) -> _Judged:
    """What can be judged by a paragraph and the number of applications alone: remembered."""
    alone, wrong, left = Alone(year, by_role), list[Misreckoned](), list[_Claim]()
    for manner, claim in _said(paragraph):
        try:
            wrong += list(manner.judge(alone, told(paragraph), claim))
        except NeedsMoreError:
            left.append((manner, claim))
    return _Judged(tuple(wrong), tuple(left))


def _said(paragraph: str) -> Iterator[_Claim]:
    """Yield what a paragraph says, each with its manner; of one with too many figures nothing."""
    if len(told(paragraph).told) > _MOST_FIGURES:
        return
    for manner, signs in _signs():
        if any(map(paragraph.__contains__, signs)):
            yield from ((manner, claim) for claim in manner.said(told(paragraph)))


@cache
def _signs() -> tuple[tuple[Manner, tuple[str, ...]], ...]:
    return tuple((manner, sorted_words(manner.sign)) for manner in _MANNERS)
