"""Wholes divided in ways that leave nothing out: “上半年31件、下半年21件”, “采用465篇，退稿47篇”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import chain, pairwise

from model.reading.balances.counts import Count, Division, Stretch, are_neighbours, is_compared, total
from model.reading.words.words import alternatives, entries
from model.reading.words.year_patterns import one_of

_NEAR = 20  # characters behind parts that may say that they lie over each other
_LONGEST_NAME = 8  # characters that name the same of each part


def divisions(stretch: Stretch) -> Iterator[Division]:
    """Yield the wholes that their parts do not give."""
    for place in range(1, len(stretch.counts)):
        for words in _divisions():
            parts = stretch.counts[place : place + len(words)]
            if len(parts) == len(words) and _are_parts(parts, words):
                yield from _against_whole(stretch, place, parts, words)


@cache
def _divisions() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(map(re.compile, one.words)) for one in entries("balance-division"))


def _are_parts(parts: Sequence[Count], words: Sequence[re.Pattern[str]]) -> bool:
    """Whether each count is of one of the words, in any order, and all of them of the same thing."""
    is_row = len({one.counter for one in parts}) == 1 and are_neighbours(parts)
    if not is_row:
        return False
    named = [[word for word in words if word.search(one.says)] for one in parts]
    if {len(found) for found in named} != {1} or len(set(chain(*named))) < len(words):
        return False
    things = {_thing(one, word) for one, (word,) in zip(parts, named, strict=True)}
    return len(things - {""}) <= 1 and max(map(len, things)) <= _LONGEST_NAME


def _thing(one: Count, word: re.Pattern[str]) -> str:
    return _small_words().sub("", word.sub("", one.says))


@cache
def _small_words() -> re.Pattern[str]:
    return re.compile(rf"[^\w]|{alternatives('balance-filler')}")


def _against_whole(
    stretch: Stretch, place: int, parts: Sequence[Count], words: Sequence[re.Pattern[str]]
) -> Iterator[Division]:
    """Hold parts against the whole told before them."""
    counter = parts[0].counter
    alike = [one for one in stretch.counts[:place] if one.counter == counter]
    before = [one for one in alike if not is_compared(one)]
    behind = stretch.counts[place + len(parts) : place + len(parts) + 1]
    if not before or before[-1].depth > parts[0].depth or _goes_on(before[-1], parts, behind):
        return
    whole = before[-1]
    is_part_itself = any(word.search(whole.says) for word in words)
    end = min(stretch.end, parts[-1].stop + _NEAR)
    may_overlap = one_of("balance-overlapping").search(stretch.text, whole.start, end) is not None
    if not may_overlap and not is_part_itself and total(parts) not in _wholes(alike):
        yield Division(whole, tuple(parts))


def _goes_on(whole: Count, parts: Sequence[Count], behind: Sequence[Count]) -> bool:
    """Whether the count behind parts may be one more of them: “主动公开138件、……，涉密6件”."""
    alike = [one for one in behind if one.counter == whole.counter and one.is_joined]
    is_opened = any(one_of("balance-opens").search(one.lead) is not None for one in alike)
    return bool(alike) and not is_opened and total([*parts, *alike]) <= whole.value


def _wholes(before: Sequence[Count]) -> set[Decimal]:
    """What may be divided: any count before, or two told one behind the other."""
    values = [one.value for one in before]
    return {*values, *(one + other for one, other in pairwise(values))}
