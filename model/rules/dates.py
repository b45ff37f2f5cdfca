"""The year in title, period and signature, and the date of the signature (条例 articles 49, 50)."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from model.chinese.dates import YEAR, day_number
from model.chinese.numerals import arabic
from model.forms import OfficialForm
from model.report import Edit, Report, place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, GivesWay, Level, Span, inside
from model.rules.mending import replaced
from model.rules.terms import PARTS
from model.rules.texts_years import TEXT_YEAR
from model.rules.wording import is_one_of

# A year in any digits, made Arabic before it is looked for.
_YEAR = f"({YEAR})"
_PART = r"([十\d]{1,3})"
_TITLE_YEAR = re.compile(_YEAR + r"\s*年")
_OF_YEAR, _OF_MONTH = r"\s*(?:年|[-./])\s*", r"\s*(?:月|[-./])\s*"
_PERIOD = re.compile(
    rf"{_YEAR}{_OF_YEAR}0?1{_OF_MONTH}0?1(?!\d)\s*日?[^。；]{{0,6}}?"
    rf"(?:{_YEAR}{_OF_YEAR})?12{_OF_MONTH}31(?!\d)"
)
_MONTH = r"([十\d]{1,3}|元)"
DATE = re.compile(rf"{_YEAR}{_OF_YEAR}{_MONTH}{_OF_MONTH}{_PART}\s*日?")
"""A day, its year, month and day; of a text in Arabic digits."""
_MONTH_ALONE = re.compile(rf"{_YEAR}\s*年\s*(元|十[12]?|\d{{1,2}})\s*月\s*$")
# What ends in 日 after nothing but figures, blanks and units is meant for a date.
_LIKE_A_DATE = re.compile(r"(?<![\s\d十年月_])[\s\d十年月_]*[\d十年月_]\s*日\s*$")


class Misdated(msgspec.Struct, frozen=True):
    """What is wrong: another ``year``, ``no_date``, a date too ``early`` or too ``late``."""

    problem: str


def _units(_form: OfficialForm) -> Iterator[Unit[str]]:
    yield Unit("title", (place("title"), place("year")))
    yield Unit("preamble", (place("preamble"), place("year")))
    yield Unit("signature", (place("signature"), place("year"), place("organ")))


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Misdated]]:
    """Title, period or signature speak of another year, or the signature's date cannot be right."""
    for number, paragraph in enumerate(report.text(part)):
        text = arabic(paragraph)
        if part == "signature":
            yield from _signed(form, report, number, paragraph, text)
        else:
            pattern = _TITLE_YEAR if part == "title" else _PERIOD
            for match in pattern.finditer(text):
                yield from _other_year(report, part, number, match)


def _other_year(report: Report, part: str, number: int, match: re.Match[str]) -> Iterator[Outcome[Misdated]]:
    for group in range(1, match.re.groups + 1):
        year = match[group]
        if year is not None and int(year) != report.year:
            span = Span(part, number, match.start(group), match.end(group))
            yield _finding(span, year, str(report.year), "year")


def _signed(
    form: OfficialForm, report: Report, number: int, paragraph: str, text: str
) -> Iterator[Outcome[Misdated]]:
    """``text`` is the paragraph with its figures in Arabic digits, each at its place."""
    match = DATE.search(text)
    month = _MONTH_ALONE.search(text)
    if match is None and month is not None:
        yield from _too_early(report, Span("signature", number, *month.span()), int(month[1]), month[2])
        return
    if match is None:
        match = _LIKE_A_DATE.search(text)
        if match is not None:
            written = match[0].strip()
            start = match.start() + match[0].index(written)
            end = start + len(written)
            yield _finding(Span("signature", number, start, end), paragraph[start:end], "", "no_date")
        return
    span = Span("signature", number, match.start(), match.end())
    day = _day(match)
    if day is None:
        yield _finding(span, paragraph[span.start : span.end], "", "no_date")
        return
    if day.year <= report.year:
        yield _finding(span, day.isoformat(), _iso(report.year + 1, (1, 1)), "early")
        return
    yield from _late(form, report, span, day)


def _too_early(report: Report, span: Span, year: int, month: str) -> Iterator[Outcome[Misdated]]:
    """“2024年1月” below the report on 2024."""
    if year <= report.year:
        actual, expected = f"{year:04}-{day_number(month):02}", _iso(report.year + 1, (1, 1))
        yield _finding(span, actual, expected, "early")


def _late(form: OfficialForm, report: Report, span: Span, day: date) -> Iterator[Outcome[Misdated]]:
    deadline = form.checks.deadline
    if deadline is None:
        return
    due = report.year + 1
    until = deadline.late_until if is_one_of(report, deadline.organs) else deadline.until
    if (day.year, (day.month, day.day)) > (due, until):
        yield _finding(span, day.isoformat(), _iso(due, until), "late")


def _iso(year: int, month_and_day: tuple[int, int]) -> str:
    # Not through ``date``: a damaged file may hold any year.
    return f"{year:04}-{month_and_day[0]:02}-{month_and_day[1]:02}"


def _finding(span: Span, actual: str, expected: str, problem: str) -> Finding[Misdated]:
    return DATES.found(Misdated(problem), (), actual, expected, span=span)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), day_number(match[2]), day_number(match[3]))
    except ValueError:
        return None


def _sentence(_form: OfficialForm, report: Report, finding: Finding[Misdated]) -> str:
    problem = finding.facts.problem
    if problem == "year":
        part = PARTS[finding.span.part] if finding.span is not None else ""
        return f"{part}中的年份是 {finding.actual} 年，而报告年度是 {finding.expected} 年，请核对。"
    if problem == "no_date":
        return f"落款日期“{finding.actual}”不是一个有效的日期，请核对（如 {report.year + 1}年1月20日）。"
    day = in_words(finding.actual)
    if problem == "early":
        return f"落款日期 {day}早于报告年度结束（{report.year}年12月31日），请核对年份。"
    return f"落款日期 {day}晚于公布期限 {in_words(finding.expected)}，请核对。"


def in_words(iso: str) -> str:
    """Return a day or a month as a sentence tells it."""
    numbers = map(int, iso.rsplit("-", iso.count("-", 1)))
    return "".join(f"{number}{unit}" for number, unit in zip(numbers, "年月日", strict=False))


def _write_the_year(_form: OfficialForm, report: Report, finding: Finding[Misdated]) -> Iterator[Edit]:
    """Write the report's year where another one stands."""
    if finding.span is not None and finding.facts.problem == "year":
        label = f"把年份改为 {finding.expected} 年"
        edit = replaced(report, finding.span, finding.expected, label)
        if edit is not None:
            yield edit


DATES = Rule(
    code="dates",
    title="标题、期限和落款日期无误",
    level=Level.WARNING,
    units=_units,
    check=_check,
    sentence=_sentence,
    repair=_write_the_year,
    # The years of a period, and the period as a whole, which can be mended in one step.
    gives_way=(GivesWay(TEXT_YEAR, inside),),
)
RULES: tuple[AnyRule, ...] = (DATES,)
