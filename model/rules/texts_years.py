"""The years that the text reports on."""

import re
from collections.abc import Iterator

from model.chinese.dates import YEAR
from model.forms import OfficialForm
from model.reading.years import YearSaid, of_preamble, years
from model.report import Report, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span

_OTHER_REPORT = re.compile(
    rf"(({YEAR})\s*年度?)[^。，；《》]{{0,12}}?(?:信息|政务)公开(?:工作)?(?:年?度?(?:工作)?报告|年报|情况)"
)
_PREAMBLE = "preamble"


def _units(form: OfficialForm) -> Iterator[Unit[str]]:
    for part in (_PREAMBLE, *form.sections):
        yield Unit(part, (text_place(part), place("year")))


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """A section reports on another year, or plans for one that is over, or the period is no whole year."""
    overview = part == next(iter(form.sections))
    for index, paragraph in enumerate(report.text(part)):
        if part == _PREAMBLE:
            found = (*of_preamble(paragraph, report.year), *_other_reports(paragraph, report.year))
        else:
            found = years(paragraph, report.year, overview=overview)
        for start, end, expected, is_hint in dict.fromkeys(found):
            span = Span(part, index, start, end)
            level = Level.HINT if is_hint else None
            yield TEXT_YEAR.found(None, (), paragraph[start:end], expected, span=span, level=level)


def _other_reports(paragraph: str, year: int) -> Iterator[YearSaid]:
    for match in _OTHER_REPORT.finditer(paragraph):
        if int(match[2]) != year:
            yield YearSaid(*match.span(1), f"{year}年")


def _sentence(_form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    return (
        f"这是 {report.year} 年的报告，正文写的是“{finding.actual}”，应为“{finding.expected}”。"
        "请检查是否沿用了别年的文字。"
    )


TEXT_YEAR = Rule(
    code="text-year",
    title="正文年份与报告年度一致",
    level=Level.WARNING,
    units=_units,
    check=_check,
    sentence=_sentence,
    rewrites=True,
)
RULES: tuple[AnyRule, ...] = (TEXT_YEAR,)
