"""The years that the text reports on."""

import re
from collections.abc import Iterator

from model.forms import OfficialForm
from model.reading.words.year_patterns import pattern
from model.reading.years.years import YearSaid, of_preamble, years
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, Level
from model.rules.paragraphs import paragraphs
from model.rules.texts import parts_units
from model.rules.years_of_figures import years_of_figures

_PREAMBLE = "preamble"
_SENTENCE = re.compile("[^。\n]+")

_over_years = parts_units("cells/*", "year", "organ", "last_year", "last_year_form")


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """A section reports on another year, or plans for one that is over, or the period is no whole year."""
    for paragraph in paragraphs(form, report, part):
        text = paragraph.text
        found = {one.start: one for one in years_of_figures(form, report, paragraph.reading, text)}
        # What the words say is more certain.
        found |= {one.start: one for one in _said(form, report, part, text)}
        for start, end, expected, is_hint in found.values():
            span = paragraph.span(start, end)
            level = Level.HINT if is_hint else None
            yield TEXT_YEAR.found(None, (), text[start:end], expected, span=span, level=level)


def _said(form: OfficialForm, report: Report, part: str, paragraph: str) -> Iterator[YearSaid]:
    if part == _PREAMBLE:
        yield from of_preamble(paragraph, report.year)
        yield from _other_reports(paragraph, report.year)
    else:
        yield from years(paragraph, report.year, overview=part == next(iter(form.sections)))


def _other_reports(paragraph: str, year: int) -> Iterator[YearSaid]:
    for sentence in _SENTENCE.finditer(paragraph):
        named = list(pattern("other-report").finditer(paragraph, *sentence.span()))
        # “现公布2024年年度报告，2023年年度报告可在网站查阅”
        is_right = any(int(match["year"]) == year for match in named)
        yield from () if is_right else (YearSaid(*match.span("all"), f"{year}年") for match in named)


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
