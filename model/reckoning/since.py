"""Changes in percent told since a figure of last year, where this year's stands elsewhere, or is not told."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from model.reading.words.year_patterns import one_of, pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.names import is_name, meant
from model.reckoning.told import HUNDRED, Paragraph, Told

_COMING = ("new", "received")  # of what came; how many were finished is another matter


class _Since(NamedTuple):
    """By how much something changed since last year's figure.

    ``name`` is what it is called, empty where ``many`` tells the change by how many as well.
    """

    before: Told
    by: Told
    up: bool
    name: str = ""
    many: Told | None = None


def _since(paragraph: Paragraph) -> Iterator[_Since]:
    """Yield the changes in percent of a paragraph that stand behind a figure of last year."""
    for place, before in enumerate(paragraph.told):
        behind = paragraph.told[place + 1 : place + 3] if _is_last_years(before) else ()
        yield from _named(paragraph, before, behind[:1])
        yield from _told_twice(paragraph, before, behind)


def _is_last_years(one: Told) -> bool:
    """“较2022年的264份”, and there was something of it."""
    is_compared = pattern("since-last-year").search(one.name) is not None
    return is_compared and one.is_exact_count and one.figure.scale == 1 and one.value > 0


def _named(paragraph: Paragraph, before: Told, behind: Iterable[Told]) -> Iterator[_Since]:
    """“与2022年的264份相比，处罚决定书增长12.2%”."""
    for by in behind:
        said = pattern("since-named").fullmatch(paragraph.between(before, by))
        if said is not None and is_name(said["name"]) and by.is_exact_share:
            yield _Since(before, by, said["up"] is not None, said["name"])


def _told_twice(paragraph: Paragraph, before: Told, behind: tuple[Told, ...]) -> Iterator[_Since]:
    """“较2022年的264份，处罚决定书多出27份，上升10.2%”."""
    for many, by in pairwise(behind):
        moved = pattern("since-by-many").fullmatch(paragraph.between(before, many))
        again = pattern("since-by-rate").fullmatch(paragraph.between(many, by))
        if many.unit == before.unit and by.is_exact_share and moved and _tell_one_way(moved, again):
            yield _Since(before, by, moved["up"] is not None, many=many)


def _tell_one_way(one: re.Match[str], other: re.Match[str] | None) -> bool:
    """Whether both are changes, and both of them rises or falls."""
    return other is not None and (one["up"] is None) is (other["up"] is None)


def _misfit(texts: Alone, paragraph: Paragraph, since: _Since) -> Iterator[Misreckoned]:
    """Yield a change that nothing gives which it may be of."""
    changes = list(_changes(texts, paragraph, since))
    is_planned = one_of("not-yet-reckoned").search(paragraph.sentence_before(since.by)) is not None
    if changes and not is_planned and not any(since.by.says(_rate(since, one)) for one in changes):
        yield _as_told(since, changes[0])


def _rate(since: _Since, change: Decimal) -> Decimal:
    return change / since.before.value * HUNDRED


def _as_told(since: _Since, change: Decimal) -> Misreckoned:
    """What is told wrong, where it changed by so many."""
    before, figure = since.before, since.by.figure
    now = before.value + (change if since.up else -change)
    right = _rate(since, change if since.up else -change)
    return Misreckoned(figure.start, figure.end, How.MOVE, before.value, now, right, places([before]), "%")


def _changes(texts: Alone, paragraph: Paragraph, since: _Since) -> Iterator[Decimal]:
    """Yield by how many it may have risen, or fallen where that is told; the likeliest first."""
    nows = _this_years(texts, paragraph, since) if since.many is None else ()
    before = since.before.value
    yield from (now - before if since.up else before - now for now in nows)
    yield from [since.many.value] if since.many is not None else ()


def _this_years(texts: Alone, paragraph: Paragraph, since: _Since) -> list[Decimal]:
    """What a name may mean of this year: all new applications, or what is called so in the paragraph."""
    said = pattern("reckoned-base-of-applications").fullmatch(since.name)
    if said is None:
        called = [one for one in meant(since.name, paragraph.told) if one is not since.before]
        return [one.value for one in called if one.unit == since.before.unit]
    return _that_came(texts, said) if since.before.is_case else []


def _that_came(texts: Alone, said: re.Match[str]) -> list[Decimal]:
    by = [one for one in _COMING if said[one] is not None]
    return texts.applications_of(by[0]) if by else []


SINCE = Manner("move-sign", _since, _misfit)
