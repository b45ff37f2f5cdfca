"""The years that the text reports on."""

import re
from collections.abc import Iterator
from decimal import Decimal

from model.chinese.dates import YEAR
from model.forms import OfficialForm, known, load
from model.reading.facts import Growth, How, Reading
from model.reading.meaning import Meaning, meaning, number
from model.reading.years import YearSaid, of_preamble, years
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, Level, Span
from model.rules.texts import parts_units, readings

_OTHER_REPORT = re.compile(
    rf"(({YEAR})\s*年度?)[^。，；《》（）()]{{0,12}}?(?:信息|政务)公开(?:工作)?(?:年?度?(?:工作)?报告|年报|情况(?!通报|考核|评估))"
)
_PREAMBLE = "preamble"
_SENTENCE = re.compile("[^。\n]+")
_SENTENCE_END = re.compile("[。；;\n]")
_TELLING = 10  # a smaller figure may be that of both years

_over_years = parts_units("cells/*", "year", "organ", "last_year", "last_year_form")


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """A section reports on another year, or plans for one that is over, or the period is no whole year."""
    overview = part == next(iter(form.sections))
    for index, reading in readings(form, report, part):
        paragraph = report.text(part)[index]
        if part == _PREAMBLE:
            found = (*of_preamble(paragraph, report.year), *_other_reports(paragraph, report.year))
        else:
            found = years(paragraph, report.year, overview=overview)
        of_figures = _years_of_figures(form, report, reading, paragraph)
        found = (*found, *(one for one in of_figures if not _is_told(one, found)))
        for start, end, expected, is_hint in dict.fromkeys(found):
            span = Span(part, index, start, end)
            level = Level.HINT if is_hint else None
            yield TEXT_YEAR.found(None, (), paragraph[start:end], expected, span=span, level=level)


def _other_reports(paragraph: str, year: int) -> Iterator[YearSaid]:
    for sentence in _SENTENCE.finditer(paragraph):
        named = list(_OTHER_REPORT.finditer(paragraph, *sentence.span()))
        # “现公布2024年年度报告，2023年年度报告可在网站查阅”
        if any(int(match[2]) == year for match in named):
            continue
        for match in named:
            yield YearSaid(*match.span(1), f"{year}年")


def _is_told(one: YearSaid, found: tuple[YearSaid, ...]) -> bool:
    return any(other.start <= one.start < other.end for other in found)


def _years_of_figures(
    form: OfficialForm, report: Report, reading: Reading, paragraph: str
) -> Iterator[YearSaid]:
    """“2023年收到申请168件” where this year's table has 168: the year was left there, not the figure."""
    of_last_year = [said for said in reading.growths if said.how is How.BEFORE]
    # Most paragraphs name no figure of last year's.
    mentions = reading.mentions if of_last_year else ()
    told = {one for mention in mentions for one in mention.readings}
    for said in of_last_year:
        if told.isdisjoint(said.subjects):
            yield from _year_of_figure(form, report, said, paragraph)


def _year_of_figure(form: OfficialForm, report: Report, said: Growth, paragraph: str) -> Iterator[YearSaid]:
    figure = said.quantity.figure if said.quantity is not None else None
    if figure is None or figure.approximate:
        return
    year = _year_before(paragraph, report.year - 1, figure.start)
    fitting = [one for one in said.subjects if number(form, report.cells, one) == figure.value]
    if year is None or not fitting:
        return
    last = [_last_year(form, report, one) for one in fitting]
    is_known = None not in last
    if figure.value not in last and (is_known or figure.value >= _TELLING):
        yield YearSaid(*year.span(), f"{report.year}年", hint=not is_known)


def _year_before(paragraph: str, year: int, place: int) -> re.Match[str] | None:
    """Return where a year is named in front of a place, in the same sentence."""
    *_, named = (None, *re.finditer(f"{year}年度?", paragraph[:place]))
    is_apart = named is not None and _SENTENCE_END.search(paragraph, named.end(), place) is not None
    return None if is_apart else named


def _last_year(form: OfficialForm, report: Report, spoken: Meaning) -> Decimal | None:
    last_id = report.last_year_form or form.id
    before = load(last_id) if last_id in known() else form
    then = meaning(before, spoken.table, spoken.row, spoken.column)
    return number(before, report.last_year or {}, then) if then is not None else None


def _sentence(_form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    return (
        f"这是 {report.year} 年的报告，正文写的是“{finding.actual}”，应为“{finding.expected}”。"
        "请检查是否沿用了别年的文字。"
    )


TEXT_YEAR = Rule(
    code="text-year",
    title="正文年份与报告年度一致",
    level=Level.WARNING,
    units=_over_years,
    check=_check,
    sentence=_sentence,
    rewrites=True,
)
RULES: tuple[AnyRule, ...] = (TEXT_YEAR,)
