"""Last year's number in front of a figure of this year: the figure tells that the number was left there."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from model.chinese.stops import LONG, SENTENCE_END, around
from model.forms import OfficialForm
from model.reading.facts import Growth, How, Reading
from model.reading.words.meaning import Meaning, in_form, number
from model.reading.words.terms import terms
from model.reading.words.year_patterns import one_of, pattern
from model.reading.years.years import YearSaid
from model.report import Report
from model.report.last_year_figures import form_of_last_year

_TELLING = 10  # a smaller figure may be that of both years


def years_of_figures(
    form: OfficialForm, report: Report, reading: Reading, paragraph: str
) -> Iterator[YearSaid]:
    """“2023年收到申请168件” where this year's table has 168, and nothing else is said of that.

    And “45件结转至2024年” in the report on 2024, where the table has 45 that were carried out, not in.
    """
    yield from _carried_wrongly(form, report, paragraph)
    of_last_year = list(filter(_tells_last_years, reading.growths))
    if not of_last_year:
        return
    told = set(chain.from_iterable(one.readings for one in reading.mentions))
    for said in of_last_year:
        if told.isdisjoint(said.subjects):
            yield from _year_left(form, report, said, paragraph)


def _tells_last_years(said: Growth) -> bool:
    return said.how is How.BEFORE


def _year_left(form: OfficialForm, report: Report, said: Growth, paragraph: str) -> Iterator[YearSaid]:
    year = _year_before(paragraph, report.year - 1, said.start)
    fitting = _of_this_year(form, report, said)
    if year is None or not fitting:
        return
    last = [_last_year(form, report, one) for one in fitting]
    is_known = None not in last
    value = number(form, report.cells, fitting[0]) or Decimal(0)
    is_telling = is_known or value >= _TELLING
    if is_telling and value not in last:
        yield YearSaid(*year.span(), f"{report.year}年", hint=not is_known)


def _of_this_year(form: OfficialForm, report: Report, said: Growth) -> list[Meaning]:
    """Return what this year's tables have just this figure for."""
    figure = said.quantity.figure if said.quantity is not None else None
    if figure is None or figure.approximate:
        return []
    return [one for one in said.subjects if number(form, report.cells, one) == figure.value]


def _year_before(paragraph: str, year: int, place: int) -> re.Match[str] | None:
    """Return where a year is named in front of a place, in the same sentence."""
    sentence = re.compile(f"{year}年度?").finditer(paragraph, max(0, place - LONG), place)
    *_, named = (None, *sentence)
    is_apart = named is not None and SENTENCE_END.search(paragraph, named.end(), place) is not None
    return None if is_apart else named


def _last_year(form: OfficialForm, report: Report, spoken: Meaning) -> Decimal | None:
    before = form_of_last_year(form, report)
    then = in_form(before, spoken)
    return number(before, report.last_year or {}, then) if then is not None else None


class _Carrying(NamedTuple):
    """What was carried ``role`` and not ``other``, beside a year that is ``offset`` from the report's."""

    pattern: str
    role: str
    other: str
    offset: int


_CARRYING = (
    _Carrying("carried-to-with-figure", "carried-out", "carried-in", 1),
    _Carrying("carried-from-with-figure", "carried-in", "carried-out", -1),
)


def _carried_wrongly(form: OfficialForm, report: Report, paragraph: str) -> Iterator[YearSaid]:
    may_be_told = str(report.year) in paragraph and one_of("year-carried").search(paragraph) is not None
    for one in _CARRYING if may_be_told else ():
        for match in pattern(one.pattern).finditer(paragraph):
            is_of_report = int(match["year"]) == report.year and _speaks_of_applications(paragraph, match)
            if is_of_report and _is_carried_so(form, report, match, one):
                yield YearSaid(*match.span("all"), f"{report.year + one.offset}年")


def _speaks_of_applications(paragraph: str, match: re.Match[str]) -> bool:
    return one_of("year-of-applications").search(around(SENTENCE_END, paragraph, *match.span())) is not None


def _is_carried_so(form: OfficialForm, report: Report, match: re.Match[str], one: _Carrying) -> bool:
    """Whether a figure is all that was carried one way, and more than what was carried the other way."""
    told = Decimal(match["behind"] or match.groupdict().get("before") or 0)
    right, other = (_carried(form, report, role) for role in (one.role, one.other))
    return right is not None and other is not None and right > other and told == right


def _carried(form: OfficialForm, report: Report, role: str) -> Decimal | None:
    numbers = [number(form, report.cells, meaning) for meaning in terms(form).of_role(role)]
    return numbers[0] if numbers else None
