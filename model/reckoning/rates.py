"""Rates told right behind both of their figures: “收回问卷120份，满意116份、基本满意4份，满意率96.7%”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import chain, islice, product, takewhile
from typing import NamedTuple

from model.chinese.figures import Kind
from model.reading.words.words import sorted_words
from model.reading.words.year_patterns import one_of, pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.told import HUNDRED, LAST_DIGIT, Paragraph, Told, sums
from resources.patterns import of_a_report

_CLAUSE_ENDS = "，；："
_LONGEST_ROW, _NEAR = 8, 30  # figures
_STEM = 2  # characters of a rate's name that say what was done


class _Rate(NamedTuple):
    """A rate as it is told, and the figures of its sentence that it may be of, the whole before its parts."""

    told: Told
    near: Sequence[Told]
    row: Sequence[Told]
    whole: Told
    part: Told
    is_of_rest: bool
    """Whether the part is what was not done: “7份未能同步解读”."""


def _rates(paragraph: Paragraph) -> Iterator[_Rate]:
    """Yield the rates of a paragraph whose figures are certain."""
    for place, one in enumerate(paragraph.told):
        is_percent = one.figure.kind is Kind.PERCENT and not one.figure.approximate
        said = pattern("reckoned-rate").fullmatch(one.name) if is_percent and place > 1 else None
        if said is not None and one.value != HUNDRED and not one_of("no-rate").search(said["of"]):
            yield from _with_figures(paragraph, place, said["of"])


def _with_figures(paragraph: Paragraph, place: int, name: str) -> Iterator[_Rate]:
    """Yield a rate, given by its number, with its figures, where its words link it with them."""
    row = _row(paragraph, place)
    whole, parts = _divided(row)
    if whole is None or not _are_close(paragraph, whole, parts, paragraph.told[place]):
        return
    # “40件建议的采纳率”: what a rate is of is no part of it.
    said = [one for one in parts if one.behind != paragraph.told[place].name]
    done = next((one for one in said if _is_done(one, name)), None)
    left = next((one for one in said if _is_left(one, name)), None)
    covered = parts[0] if _tells_of_whole(paragraph, whole, parts[0], name) else None
    part = done or left or covered
    if part is not None:
        yield _Rate(paragraph.told[place], _near(paragraph, place), row, whole, part, part is left)


def _row(paragraph: Paragraph, place: int) -> list[Told]:
    """The figures counted alike that stand before a rate in its sentence, with no other between."""
    sentence = paragraph.told[place].begin
    before = [one for one in _near(paragraph, place) if one.begin == sentence]
    unit = before[-1].unit if before else ""
    nearest = takewhile(lambda one: one.is_exact_count and one.unit == unit, reversed(before))
    return list(islice(nearest, _LONGEST_ROW))[::-1]


def _near(paragraph: Paragraph, place: int) -> Sequence[Told]:
    """The figures just before a rate: no more than a few, however long its paragraph."""
    return paragraph.told[max(0, place - _NEAR) : place]


def _divided(row: Sequence[Told]) -> tuple[Told | None, Sequence[Told]]:
    """The whole and its parts: several that add up to it, or else the last two figures.

    Nothing where an earlier one may be the whole as well.
    """
    for start in range(len(row) - 2):
        if _is_sum(row[start], row[start + 1 :]):
            return row[start], row[start + 1 :]
    return _last_pair(row)


def _last_pair(row: Sequence[Told]) -> tuple[Told | None, Sequence[Told]]:
    """The last two figures, where no earlier one may be the whole."""
    earlier, pair = row[:-2], row[-2:]
    is_pair = len(pair) > 1 and pair[0].value > 0
    if not is_pair or any(one.value >= pair[1].value for one in earlier):
        return None, ()
    return pair[0], pair[1:]


def _is_sum(whole: Told, parts: Sequence[Told]) -> bool:
    return sum((one.value for one in parts), Decimal(0)) == whole.value > 0


def _are_close(paragraph: Paragraph, whole: Told, parts: Sequence[Told], rate: Told) -> bool:
    """Whether no other clause stands between the figures and the rate."""
    pairs = ((whole, parts[0]), (parts[-1], rate))
    between = (paragraph.between(*pair) for pair in pairs)
    return all(sum(text.count(stop) for stop in _CLAUSE_ENDS) <= 1 for text in between)


def _is_done(one: Told, name: str) -> bool:
    """Whether a figure is said to be of what a rate is of: “合格” of 合格率, and not “基本合格”."""
    before = _before_deed(one, name)
    return before is not None and one_of("rate-not", "rate-just-before").search(before) is None


def _is_left(one: Told, name: str) -> bool:
    """Whether a figure is said to be what a rate leaves: “不合格”."""
    before = _before_deed(one, name)
    return before is not None and one_of("rate-not").search(before) is not None


def _before_deed(one: Told, name: str) -> str | None:
    """What stands before what was done, where that is said with a figure."""
    around = one.name + "\n" + one.behind
    found = _stem(name).search(around)
    return around[: found.start()] if found is not None else None


def _tells_of_whole(paragraph: Paragraph, whole: Told, part: Told, name: str) -> bool:
    """“覆盖7个乡镇中的6个，覆盖率……”."""
    is_among = pattern("reckoned-rate-among").fullmatch(paragraph.between(whole, part)) is not None
    return is_among and _stem(name).search(whole.name) is not None


def _stem(name: str) -> re.Pattern[str]:
    """What finds the words of what was done, by the name of its rate."""
    known = (one for one in _links() if one.search(name))
    return next(known, None) or of_a_report(re.escape(name[-_STEM:]))


@cache
def _links() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, sorted_words("rate-link")))


def _misfit(texts: Alone, paragraph: Paragraph, rate: _Rate) -> Iterator[Misreckoned]:
    """Yield a rate that no figures of its sentence give."""
    is_given = any(_gives(rate.told, *pair) for pair in _pairs(rate))
    if not is_given and texts.is_of_this_year(paragraph.clauses_from([rate.part], rate.told)):
        figure, whole = rate.told.figure, rate.whole.value
        part = whole - rate.part.value if rate.is_of_rest else rate.part.value
        told = places([rate.whole, rate.part])
        yield Misreckoned(figure.start, figure.end, How.SHARE, part, whole, part / whole * HUNDRED, told)


_Pair = tuple[Decimal, Decimal, Decimal]
"""A part, its whole, and by how much each may be rounded."""


def _pairs(rate: _Rate) -> Iterator[_Pair]:
    """Yield what may be divided by the whole, or by others where it is not that for sure."""
    half = max(one.rounded_by for one in rate.row)
    whole, parts = rate.whole.value, [one.value for one in rate.row if one is not rate.whole]
    behind = rate.row[rate.row.index(rate.whole) + 1 :]
    if _is_sum(rate.whole, behind) or rate.part.value > whole:
        yield from ((part, whole, half) for part in (*parts, *sums(behind)))
        yield from _of_those_done(rate, behind, half)
    else:
        together = list(sums(rate.row))
        others = ((rate.part.value, one.value) for one in rate.near if one.unit == rate.part.unit)
        among = chain(product([*parts, *together], [whole, *together]), others)
        yield from ((part, one, half) for part, one in among if 0 < part <= one)
    if rate.is_of_rest:
        yield whole - rate.part.value, whole, half


def _of_those_done(rate: _Rate, parts: Sequence[Told], half: Decimal) -> Iterator[_Pair]:
    """“收到9件，采纳5件、未采纳3件，1件未处理，已处理的采纳率62.5%”: of the whole without those left."""
    is_of_those_done = one_of("rate-of-those-done").search(rate.told.name) is not None
    for one in parts if is_of_those_done else ():
        if one.value < rate.whole.value:
            yield rate.part.value, rate.whole.value - one.value, half


def _gives(rate: Told, part: Decimal, whole: Decimal, half: Decimal) -> bool:
    """Whether a part of a whole is a rate, as exactly as all of them are told."""
    slack = LAST_DIGIT.scaleb(-rate.figure.places) + 2 * half / whole * HUNDRED
    return abs(part / whole * HUNDRED - rate.value) <= slack


RATES = Manner("rate-sign", _rates, _misfit)
