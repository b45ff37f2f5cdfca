"""Goes through a paragraph: all that it tells as a sum, and that does not add up."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from model.chinese import figures
from model.chinese.characters import plain
from model.reading.balances.complete import complete
from model.reading.balances.counts import Count, Division, Stretch, counts
from model.reading.balances.divisions import divisions, named
from model.reading.balances.lists import lists
from model.reading.balances.of_some import of_some
from model.reading.balances.stocks import Imbalance, may_move, stocks
from model.reading.words.openings import finding
from model.reading.words.year_patterns import pattern

_FEWEST, _MOST = 2, 60  # counts of a stretch
_LONGEST = 1000  # characters

Balance = Division | Imbalance

_Look = Callable[[Stretch], Iterator[Balance]]

# What is looked for where one of the words stands that begin it, if a sentence may tell it at all; what is
# surer comes last, and stays.
_LOOKS: dict[str, tuple[_Look, Callable[[str], object]]] = {
    "balance-sign-of": (of_some, bool),
    "balance-sign-stocks": (stocks, may_move),
    "balance-sign-lists": (lists, bool),
    "balance-sign-complete": (complete, bool),
    "balance-sign-divisions": (divisions, named),
}


@lru_cache(maxsize=512)
def balances(paragraph: str) -> tuple[Balance, ...]:
    """Return what a paragraph tells as a sum that it is not, each figure told wrong once."""
    signs = [match.start() for match in _signs().finditer(paragraph)]
    stretches = _stretches(paragraph, plain(paragraph), signs) if signs else ()
    found = [one for stretch, looks in stretches for look in looks for one in look(stretch)]
    return tuple({_told(one).start: one for one in found}.values())


def _told(one: Balance) -> Count:
    return one.told if isinstance(one, Imbalance) else one.whole


@cache
def _signs() -> re.Pattern[str]:
    return finding(pattern("balance-sign").pattern)


def _looks(text: str, said: str, signs: Sequence[int]) -> list[_Look]:
    """What may be found in a sentence, by the words at some places."""
    told = {sign for sign in _LOOKS for place in signs if pattern(sign).match(text, place) is not None}
    return [look for sign, (look, may_tell) in _LOOKS.items() if sign in told and may_tell(said)]


def _stretches(paragraph: str, text: str, signs: Sequence[int]) -> Iterator[tuple[Stretch, list[_Look]]]:
    """The stretches that may tell sums, each with what may be found in it."""
    for begin, end in _sentences(text):
        here = signs[bisect_left(signs, begin) : bisect_left(signs, end)]
        looks = _looks(text, text[begin:end], here) if here else []
        for stretch in _with_counts(paragraph, text, begin, end) if looks else ():
            yield stretch, looks


def _with_counts(paragraph: str, text: str, begin: int, end: int) -> Iterator[Stretch]:
    """A stretch, if it has as many counts as a sum takes."""
    told = figures.find(paragraph, text)
    found = counts(text, told, begin, end) if end - begin <= _LONGEST else ()
    if _FEWEST <= len(found) <= _MOST:
        yield Stretch(text, begin, end, found, told)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, with those before that it goes on about."""
    begin = 0
    for sentence in pattern("balance-sentence").finditer(text):
        if pattern("balance-goes-on").match(text, sentence.start()) is None:
            begin = sentence.start()
        yield begin, sentence.end()
