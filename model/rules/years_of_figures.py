"""Last year's number in front of a figure of this year: the figure tells that the number was left there."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from model.forms import OfficialForm
from model.reading.facts import Growth, How, Reading
from model.reading.meaning import Meaning, in_form, number
from model.reading.stretches import LONG, SENTENCE_END
from model.reading.years import YearSaid
from model.report import Report
from model.report.last_year_figures import form_of_last_year

_TELLING = 10  # a smaller figure may be that of both years


def years_of_figures(
    form: OfficialForm, report: Report, reading: Reading, paragraph: str
) -> Iterator[YearSaid]:
    """“2023年收到申请168件” where this year's table has 168, and nothing else is said of that."""
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
    if year is not None and fitting:
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
