"""How much a year gives of so much in each of its parts: “每季度3起，全年12起”, “全年推送156期，每周3期”."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of, pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.told import Paragraph, Told

_SHORTEST = 2  # characters of a thing
_IN_A_YEAR = {"weeks": (48, 53), "months": (11, 12), "quarters": (3, 4)}
"""How many a year has, at the least (one may be left out) and at the most."""


class _Product(NamedTuple):
    """So much each week, month or quarter (``kind``), and so much in all the year."""

    each: Told
    all: Told
    kind: str
    at_least: bool


def _said(paragraph: Paragraph) -> Iterator[_Product]:
    """Yield what is told of each part of the year, just beside what is told of the year."""
    for one, other in pairwise(paragraph.told):
        yield from _product(paragraph, one, other, other)
        yield from _product(paragraph, other, one, other)


def _product(paragraph: Paragraph, each: Told, whole: Told, last: Told) -> Iterator[_Product]:
    if not _are_beside(each, whole):
        return
    said = pattern("reckoned-each").fullmatch(each.name)
    of_year = pattern("reckoned-in-all-the-year").fullmatch(whole.name)
    if said is None or of_year is None or not each.value:
        return
    kind = next(one for one in _IN_A_YEAR if said["time"] in words_of(one))
    if _is_of_all_the_year(paragraph, last, kind):
        at_least = _is_at_least(each) and not whole.figure.approximate
        yield _Product(each, whole, kind, at_least)


def _are_beside(each: Told, whole: Told) -> bool:
    """Whether two figures counted alike stand in clauses side by side."""
    are_alike = each.unit == whole.unit and _may_be_of_one_thing(each.behind, whole.behind)
    are_near = abs(each.clause - whole.clause) == 1
    is_one_sentence = each.begin == whole.begin
    return are_alike and are_near and is_one_sentence


def _may_be_of_one_thing(one: str, other: str) -> bool:
    """Whether what two figures count may be the same; “每季度听取1次汇报，全年组织2次培训” are two things."""
    are_named = bool(one and other)
    return not are_named or one.endswith(other[-_SHORTEST:]) or other.endswith(one[-_SHORTEST:])


def _is_of_all_the_year(paragraph: Paragraph, last: Told, kind: str) -> bool:
    """Whether nothing says that it is less than a year; quarters are themselves parts of one."""
    if kind == "quarters":
        return True
    before = paragraph.sentence_before(last)
    found = one_of("part-of-a-year").search(before)
    return found is None


def _is_at_least(each: Told) -> bool:
    return each.figure.approximate or one_of("at-least").search(each.name) is not None


def _misfit(_texts: Alone, paragraph: Paragraph, said: _Product) -> Iterator[Misreckoned]:
    """Yield what a year does not give."""
    if _is_of_several(paragraph, said):
        return
    least, most = _IN_A_YEAR[said.kind]
    told, highest = said.all.value, said.each.value * most
    is_under = told < said.each.value * least
    is_more = told > highest
    is_over = is_more and not said.at_least
    if is_over or is_under:
        figure, beside = said.all.figure, places([said.each])
        one, other = said.each.value, Decimal(most)
        yield Misreckoned(figure.start, figure.stop, How.PRODUCT, one, other, highest, beside)


def _is_of_several(paragraph: Paragraph, said: _Product) -> bool:
    """“站点35个，每月各巡查1次，全年420次”: so much of each of as many as are told before."""
    least, most = (said.each.value * times for times in _IN_A_YEAR[said.kind])
    told = [one.value for one in paragraph.told if one.figure.start < said.each.figure.start]
    return any(least * one <= said.all.value <= most * one for one in told if one > 1)


PRODUCTS = Manner("product-sign", _said, _misfit)
