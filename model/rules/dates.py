"""The year in title, period and signature, and the date of the signature (条例 articles 49, 50)."""

import re
from collections.abc import Iterator
from datetime import date

from model.chinese.dates import YEAR, day_number
from model.chinese.numerals import arabic
from model.forms import OfficialForm
from model.report import Report, place
from model.rules.engine import Outcome, Unit, rule
from model.rules.findings import Finding, Level, Span

# A year in any digits, made Arabic before it is looked for.
_YEAR = f"({YEAR})"
_PART = r"([十\d]{1,3})"
_TITLE_YEAR = re.compile(_YEAR + r"\s*年")
_PERIOD = re.compile(
    _YEAR + r"\s*年\s*0?1\s*月\s*0?1\s*日[^。；]{0,6}?(?:" + _YEAR + r"\s*年\s*)?12\s*月\s*31\s*日"
)
_MONTH = r"([十\d]{1,3}|元)"
_DATE = re.compile(rf"{_YEAR}\s*(?:年|[-./])\s*{_MONTH}\s*(?:月|[-./])\s*{_PART}\s*日?")
# What ends in 日 after nothing but figures, blanks and units is meant for a date.
_LIKE_A_DATE = re.compile(r"[\s\d十年月_]*[\d十年月_][\s\d十年月_]*日\s*$")


def _units(_form: OfficialForm) -> Iterator[Unit]:
    yield Unit("title", (place("title"), place("year")))
    yield Unit("preamble", (place("preamble"), place("year")))
    yield Unit("signature", (place("signature"), place("year"), place("organ")))


@rule("dates", _units)
def dates(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """Title, period or signature speak of another year, or the signature's date cannot be right."""
    for number, paragraph in enumerate(report.text(part)):
        text = arabic(paragraph)
        if part == "signature":
            yield from _signed(form, report, number, paragraph, text)
        else:
            pattern = _TITLE_YEAR if part == "title" else _PERIOD
            for match in pattern.finditer(text):
                yield from _other_year(report, part, number, match)


def _other_year(report: Report, part: str, number: int, match: re.Match[str]) -> Iterator[Outcome]:
    for group in range(1, match.re.groups + 1):
        year = match[group]
        if year is not None and int(year) != report.year:
            span = Span(part, number, match.start(group), match.end(group))
            yield _finding(span, year, str(report.year), "year")


def _signed(form: OfficialForm, report: Report, number: int, paragraph: str, text: str) -> Iterator[Outcome]:
    """``text`` is the paragraph with its figures in Arabic digits, each at its place."""
    match = _DATE.search(text)
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


def _late(form: OfficialForm, report: Report, span: Span, day: date) -> Iterator[Outcome]:
    deadline = form.checks.deadline
    if deadline is None:
        return
    due = report.year + 1
    signed = (day.year, (day.month, day.day))
    if signed <= (due, deadline.until):
        return
    may_be_later = any(re.search(pattern, report.organ.strip()) for pattern in deadline.organs)
    in_time = may_be_later and signed <= (due, deadline.late_until)
    wanted = deadline.late_until if may_be_later and not in_time else deadline.until
    level = Level.HINT if in_time else Level.WARNING
    yield _finding(span, day.isoformat(), _iso(due, wanted), "late", level)


def _iso(year: int, month_and_day: tuple[int, int]) -> str:
    # Not through ``date``: a damaged file may hold any year.
    return f"{year:04}-{month_and_day[0]:02}-{month_and_day[1]:02}"


def _finding(span: Span, actual: str, expected: str, problem: str, level: Level = Level.WARNING) -> Finding:
    arguments = {"part": span.part, "problem": problem}
    return Finding("dates", level, (), actual, expected, arguments, span)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), day_number(match[2]), day_number(match[3]))
    except ValueError:
        return None
