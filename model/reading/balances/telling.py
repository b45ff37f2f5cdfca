"""Goes through a paragraph: all that it tells as a sum, and that does not add up."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from model.chinese.characters import plain
from model.reading.balances.counts import Count, Division, Stretch, counts
from model.reading.balances.divisions import divisions
from model.reading.balances.lists import lists
from model.reading.balances.of_some import of_some
from model.reading.balances.stocks import Imbalance, stocks
from model.reading.words.year_patterns import pattern

_FEWEST, _MOST = 2, 60  # counts of a stretch
_LONGEST = 1000  # characters

Balance = Division | Imbalance


@lru_cache(maxsize=512)
def balances(paragraph: str) -> tuple[Balance, ...]:
    """Return what a paragraph tells as a sum that it is not, each figure told wrong once.

    What is surer comes last, and stays.
    """
    found = chain.from_iterable(_wrong(one, earlier) for one, earlier in _stretches(paragraph))
    return tuple({_told(one).start: one for one in found}.values())


def _wrong(stretch: Stretch, earlier: Sequence[Count]) -> Iterator[Balance]:
    return chain(of_some(stretch, earlier), stocks(stretch), lists(stretch), divisions(stretch))


def _told(one: Balance) -> Count:
    return one.told if isinstance(one, Imbalance) else one.whole


def _stretches(paragraph: str) -> Iterator[tuple[Stretch, Sequence[Count]]]:
    """The stretches of a paragraph, each with the counts before it."""
    text, start = plain(paragraph), 0
    found = counts(paragraph)
    places = [one.start for one in found]
    for sentence in pattern("balance-sentence").finditer(text):
        if pattern("balance-goes-on").match(text, sentence.start()) is None:
            start = sentence.start()
        first, last = bisect_left(places, start), bisect_left(places, sentence.end())
        if _FEWEST <= last - first <= _MOST and sentence.end() - start <= _LONGEST:
            earlier = found[max(0, first - _MOST) : first]
            yield Stretch(text, start, sentence.end(), _exact(found[first:last])), _exact(earlier)


def _exact(some: Sequence[Count]) -> tuple[Count, ...]:
    """The counts of what is told exactly throughout."""
    rough = {one.counter for one in some if not one.is_exact}
    return tuple(one for one in some if one.counter not in rough)
