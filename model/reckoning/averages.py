"""Averages: so many a day, a month, at each place, of a total that is told."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import chain, product
from typing import NamedTuple

from model.chinese.figures import Kind
from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of, pattern
from model.reading.years.texts import are_alike
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.names import core, is_name, meant
from model.reckoning.told import Paragraph, Told

_IN_A_YEAR = {
    "days": (240, 366),  # some count working days alone
    "working-days": (240, 262),
    "weeks": (50, 53),
    "months": (12, 12),
    "quarters": (4, 4),
}
"""How many a year has, at the least and at the most."""
_SHORTEST_NAME = 2  # characters
_ROUNDED = Decimal("0.6")  # of the last digit, by which an average may be off
_CUT = Decimal("0.75")  # of what is right, that is left where its digits are cut off
_ROUGHLY = Decimal("0.2")  # of what is right, by which “近137件” may be off


_Span = tuple[int, int]
"""How many at the least, and at the most."""


class _Average(NamedTuple):
    """An average as it is told: of what (empty for the figure before), what was done, for each of what."""

    told: Told
    of: str
    did: str
    each: str


def _said(paragraph: Paragraph) -> Iterator[_Average]:
    """Yield the averages of a paragraph."""
    for one in paragraph.told:
        may_be = one.figure.kind in (Kind.COUNT, Kind.MONEY)
        said = pattern("reckoned-average").match(one.name) if may_be else None
        if said is not None:
            yield _average(one, said)


def _average(one: Told, said: re.Match[str]) -> _Average:
    unit = said["span"] or said["unit"]
    each, did = (unit, said["what"]) if _time(unit) else (unit + said["what"], "")
    return _Average(one, _named(said["of"]) or _named(did, "averaged-deed"), did, each)


def _named(name: str, *kinds: str) -> str:
    """A name, or an empty text where it says no more than some words, or than the year."""
    says_no_more = any(map(one_of("told-year", *kinds).fullmatch, (core(name), name)))
    return name if is_name(name) and not says_no_more else ""


def _misfit(texts: Alone, paragraph: Paragraph, average: _Average) -> Iterator[Misreckoned]:
    """Yield an average that no total gives which it may be of."""
    one = average.told
    told = _totals(paragraph, average)
    totals = [total.value for total in told] or _applications(texts, average)
    spans = list(_divisors(paragraph, average)) if totals else []
    is_of_the_year = texts.is_of_this_year(paragraph.clauses_from(told[:1], one))
    among = product([*totals, *paragraph.wholes(one)], spans)
    if spans and is_of_the_year and not any(_gives(one, *pair) for pair in among):
        start, end = one.figure.start, one.figure.stop
        total, number = _nearest(one, totals, spans)
        yield Misreckoned(start, end, How.AVERAGE, total, number, total / number, places(told[:1]))


def _nearest(one: Told, totals: Sequence[Decimal], spans: Sequence[_Span]) -> tuple[Decimal, Decimal]:
    """The total and what it is divided by that come nearest to what is told."""
    divided = product(totals, map(Decimal, chain.from_iterable(spans)))
    return min(divided, key=lambda pair: abs(pair[0] / pair[1] - one.value))


def _totals(paragraph: Paragraph, average: _Average) -> list[Told]:
    """The totals that it may be of, the nearest first."""
    more = _more_before(paragraph, average.told)
    if average.of:
        return meant(average.of, more)
    in_sentence = [other for other in more if other.begin == average.told.begin]
    return in_sentence or [other for other in more if are_alike(average.did, other.name)]


def _more_before(paragraph: Paragraph, one: Told) -> list[Told]:
    """The figures before one that are counted as it is, and are more, the nearest first."""
    before = [other for other in paragraph.counted_as(one) if other.figure.start < one.figure.start]
    return [other for other in reversed(before) if other.value > one.value or one.figure.approximate]


def _applications(texts: Alone, average: _Average) -> list[Decimal]:
    """“平均每月收到申请137件”: all applications, as the tables have them."""
    is_of_them = pattern("reckoned-base-of-applications").fullmatch(average.did) and average.told.is_case
    return texts.applications if is_of_them else []


def _divisors(paragraph: Paragraph, average: _Average) -> Iterator[_Span]:
    """By how many it may be divided: what the year has, or what is told beside it."""
    kind = _time(average.each)
    units = words_of(kind) if kind else (average.each[:1], average.each[:2])
    told = [int(one.value) for one in paragraph.told if _counts(one, units)]
    yield from zip(told, told, strict=True)
    yield from [_IN_A_YEAR[kind]] if kind and (told or _is_of_the_year(paragraph, average)) else ()


def _is_of_the_year(paragraph: Paragraph, average: _Average) -> bool:
    """Whether nothing says that it is an average of less than a year."""
    return one_of("part-of-a-year").search(paragraph.sentence_before(average.told)) is None


def _time(each: str) -> str:
    """Of which kind of time an average is told, empty for one of things."""
    return next((kind for kind in _IN_A_YEAR if each in words_of(kind)), "")


def _counts(one: Told, units: Collection[str]) -> bool:
    """Whether a figure counts what something is told of for each: “13处”, “18个村”."""
    is_difference = one_of("balance-compared").search(one.name) is not None
    return one.value >= 1 and not is_difference and _is_named(one, units)


def _is_named(one: Told, units: Collection[str]) -> bool:
    """Whether a figure is counted in one of some units, as “12场次” is in “场”, or has one behind it."""
    begins = tuple(units)
    is_named_behind = any(len(unit) >= _SHORTEST_NAME and unit in one.behind for unit in units)
    return one.unit.startswith(begins) or one.behind.startswith(begins) or is_named_behind


def _gives(one: Told, total: Decimal, span: _Span) -> bool:
    """Whether a total gives an average, as exactly as that is told."""
    least, most = total / span[1], total / span[0]
    figure = one.figure
    if figure.approximate:
        about = max(_ROUGHLY * most, Decimal(1))
        return least - about <= figure.value <= most + about
    slack = _ROUNDED.scaleb(-figure.places) * figure.scale
    is_rounded = least - slack <= figure.value <= most + slack
    is_cut = max(_CUT * least, least - slack * 2) <= figure.value <= most
    return is_rounded or is_cut


AVERAGES = Manner("average-sign", _said, _misfit)
