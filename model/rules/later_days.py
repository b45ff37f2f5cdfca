"""What the text tells as done on a day after that of the signature."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from model.chinese.dates import day_number
from model.chinese.numerals import arabic
from model.chinese.stops import FULL_STOP, begin_of
from model.forms import OfficialForm
from model.reading.words.year_patterns import one_of, pattern
from model.report import Report
from model.rules.dates import DATE, in_words
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, GivesWay, Level, Span, inside
from model.rules.texts import parts_units
from model.rules.texts_years import TEXT_YEAR

_TO_COME = "day-to-come"


class _Day(NamedTuple):
    """A day as it is written; ``day`` is 0 where only the month is."""

    year: int
    month: int
    day: int


def _check(_form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """Something was done after the report was signed: one of the two days is wrong."""
    signed = _signed(report)
    if signed is None:
        return
    for index, paragraph in enumerate(report.text(part)):
        for said in _done(paragraph, signed):
            span = Span(part, index, said.start("all"), said.end("all"))
            yield TEXT_LATER.found(None, (), said["all"], _iso(signed), span=span)


def _signed(report: Report) -> _Day | None:
    dates = (DATE.search(arabic(paragraph)) for paragraph in report.text("signature"))
    found = next(filter(None, dates), None)
    return _Day(int(found[1]), day_number(found[2]), day_number(found[3])) if found is not None else None


def _done(paragraph: str, signed: _Day) -> Iterator[re.Match[str]]:
    """Where a paragraph tells of what was done after a day."""
    if f"{signed.year}年" not in paragraph:
        return  # as mostly
    for said in pattern("day-told-as-done").finditer(paragraph):
        before = paragraph[begin_of(FULL_STOP, paragraph, said.start()) : said.start()]
        if _is_later(said, signed) and one_of(_TO_COME).search(before) is None:
            yield said


def _is_later(said: re.Match[str], signed: _Day) -> bool:
    """Whether a day is later than that of the signature; of a month alone, all of it."""
    told = _Day(int(said["year"]), int(said["month"]), int(said["day"] or 0))
    return told > signed if said["day"] else told[:2] > signed[:2]


def _iso(day: _Day) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def _sentence(_form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    return (
        f"正文说{finding.actual}的事已经做了，而落款日期是 {in_words(finding.expected)}，"
        "报告不能写到落款之后的事，请核对这两个日期。"
    )


TEXT_LATER = Rule(
    code="text-later",
    title="没有写到落款以后的事",
    level=Level.WARNING,
    units=parts_units("signature"),
    check=_check,
    sentence=_sentence,
    # The year of a whole sentence is told with what should stand there.
    gives_way=(GivesWay(TEXT_YEAR, inside),),
)
RULES: tuple[AnyRule, ...] = (TEXT_LATER,)
