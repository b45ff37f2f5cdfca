"""Of what a figure of a list is a part: the figure before the list to which all of it adds up."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from model.reckoning.told import Paragraph, Told

_FEWEST, _LONGEST = 3, 12  # figures of a list; fewer may give another figure by chance
_NEAR = 8  # figures before a list among which its whole is told


def wholes_of_list(paragraph: Paragraph, part: Told) -> list[Told]:
    """Return what the lists in which a part stands add up to: “46件，网上31件，邮寄13件，当面2件”."""
    alike = paragraph.counted_as(part)
    place = alike.index(part)
    return [
        whole
        for first in range(max(1, place - _LONGEST), place + 1)
        for whole in _totals_from(alike, first, place)
    ]


def _totals_from(alike: Sequence[Told], first: int, place: int) -> Iterator[Told]:
    """Yield the figures before a list that begins with one and goes on up to another, or beyond it."""
    values = [one.value for one in alike[first : first + _LONGEST]]
    least = max(_FEWEST, place - first + 1)
    totals = list(accumulate(values))[least - 1 :]
    yield from (one for one in alike[max(0, first - _NEAR) : first] if one.value in totals)
