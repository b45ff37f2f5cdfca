"""Which years a paragraph reports on: the period, the year a sentence opens with, cut-off days, plans."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from model.chinese.dates import YEAR
from model.chinese.organs import PLACES
from model.reading.words import words_of

_YEAR = rf"({YEAR})\s*年"
_DAY = r"(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = re.compile("[０-９]")
_DID = 2  # characters of a verb, without “共” and the like before it
_SENTENCE_END = re.compile("[。；\n]")
_FULL_STOPS = "。\n"


class YearSaid(NamedTuple):
    """Characters ``start`` to ``end`` speak of a wrong year; ``expected`` is what should stand there.

    ``hint``: it may be meant all the same.
    """

    start: int
    end: int
    expected: str
    hint: bool = False


class _Patterns(NamedTuple):
    """All that is looked for, made of ``resources/words/years.toml``."""

    period: re.Pattern[str]
    of_the_report: re.Pattern[str]
    opening: re.Pattern[str]
    reporting: re.Pattern[str]
    whole_year: re.Pattern[str]
    cut_off: re.Pattern[str]
    planned: re.Pattern[str]
    planned_within: re.Pattern[str]
    apart: re.Pattern[str]
    carried_from: re.Pattern[str]
    carried_to: re.Pattern[str]
    since: re.Pattern[str]
    announced: re.Pattern[str]


@lru_cache(maxsize=512)
def years(paragraph: str, year: int, *, overview: bool) -> tuple[YearSaid, ...]:
    """Return the places of a section that speak of another year as the reported one.

    ``overview``: in section one; in the others plans are held against the year as well.
    """
    text = _plain(paragraph)
    if _looks_harmless(text):
        return ()
    found = [one for one in _periods(text, year) if _patterns().of_the_report.search(text, 0, one.start)]
    found += _openings(text, year)
    found += _reported(text, year)
    found += _announced(text, year)
    found += _since(text, year)
    found += _cut_offs(text, year)
    found += _carried(text, year)
    if not overview:
        found += _plans(text, year)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=256)
def periods(paragraph: str, year: int) -> tuple[YearSaid, ...]:
    """Return the periods of a preamble that are not the whole year."""
    return tuple(_periods(_plain(paragraph), year))


def _plain(paragraph: str) -> str:
    # To look is ten times as fast as to translate, and few write wide digits.
    return paragraph.translate(_WIDE) if _IS_WIDE.search(paragraph) else paragraph


@cache
def _any_year() -> re.Pattern[str]:
    return re.compile(_YEAR)


def _looks_harmless(text: str) -> bool:
    return _any_year().search(text) is None


@cache
def _patterns() -> _Patterns:
    opens, organ = _any_of("year-opens"), _any_of("year-organ")
    plans = _any_of("year-plan")
    # Blanks are never given back (*+): what follows begins with none, and a row of them is gone through once.
    begins = r"(?:^|(?<=[。；;\n）)]))[^\S\n]*+(?:\d{1,2}[.、．])?[^\S\n]*+"
    to = r"\s*+起?\s*+(?:至|到|[-—–~～]+)\s*+"
    return _Patterns(
        re.compile(
            rf"(?:{_any_of('period-lead')})[^。；]{{0,12}}?(?P<all>{_YEAR}\s*{_DAY}{to}(?:{_YEAR}\s*)?{_DAY})"
        ),
        re.compile(rf"(?:{_any_of('period-of-report')})[^。；，,：:（）()]*$"),
        re.compile(rf"(?:{begins}|(?<=[：:]))(?:{organ})?({_YEAR}度?)\s*(?={opens})"),
        re.compile(
            rf"(?:{begins}|(?<=[，,：:]))(?:{organ})?({_YEAR}度?)\s*(?:{_any_of('year-subject')})?"
            rf"(?P<did>{_any_of('year-did')})"
        ),
        re.compile(rf"{begins}(?P<all>{_YEAR}\s*1\s*月\s*1\s*日{to}(?:{_YEAR}\s*)?12\s*月\s*31\s*日)"),
        re.compile(rf"(?:{_any_of('year-cut-off')})\s*(?P<all>{_YEAR})度?\s*(?:{_any_of('year-end')})"),
        re.compile(rf"(?:{begins}|(?:{plans})[，,]?)(?:{organ}|在)?({_YEAR}度?)(?!\d)"),
        re.compile(rf"[，,](?:{organ}|在)?({_YEAR}度?)(?=[^，,。；;\n]{{0,12}}?(?:{plans}))"),
        re.compile(_any_of("year-apart")),
        re.compile(rf"({YEAR}年度?)(?=(?:{_any_of('year-carried')}))"),
        re.compile(
            rf"(?:{_any_of('year-carried')})(?:至|到|(?={YEAR}年度?(?:{_any_of('year-goes-on')})))({YEAR}年度?)"
        ),
        re.compile(rf"(?:{begins}|(?<=[，,：:]))({_YEAR})以?来"),
        re.compile(rf"(?:{_any_of('year-announced')})[^。；，,]{{0,30}}?({_YEAR}度?)(?=[^。；]{{0,30}}如下)"),
    )


def _any_of(kind: str) -> str:
    words = "|".join(sorted(words_of(kind), key=len, reverse=True))
    return words.replace("{year}", YEAR).replace("{places}", PLACES)


def _periods(text: str, year: int) -> Iterator[YearSaid]:
    for match in _patterns().period.finditer(text):
        first, month, day, second, last_month, last_day = map(int, match.groups(str(year))[1:])
        if (first, month, day, second, last_month, last_day) != (year, 1, 1, year, 12, 31):
            yield YearSaid(*match.span("all"), f"{year}年1月1日至12月31日")


def _openings(text: str, year: int) -> Iterator[YearSaid]:
    """“2023年，我局……” in the report on 2024; beside the right year only last year may have been left."""
    names_the_right = f"{year}年" in text
    patterns = _patterns()
    for match in () if names_the_right else patterns.whole_year.finditer(text):
        if int(match[2]) != year:
            yield YearSaid(*match.span("all"), f"{year}年1月1日至12月31日")
    for match in patterns.opening.finditer(text):
        said = int(match[2])
        is_wrong = said == year - 1 if names_the_right else said != year
        if is_wrong and not _is_on_purpose(text, match, year):
            yield YearSaid(*match.span(1), f"{year}年")


def _reported(text: str, year: int) -> Iterator[YearSaid]:
    """“……，2023年收到申请3件”: what the organ did, be it beside sentences that name the right year."""
    for match in _patterns().reporting.finditer(text):
        if int(match[2]) == year - 1 and not _is_on_purpose(text, match, year):
            yield YearSaid(*match.span(1), f"{year}年")


def _is_on_purpose(text: str, said: re.Match[str], year: int) -> bool:
    """Whether a sentence sets another year apart, or compares it with the reported one.

    It does where the right year stands in it, and where another sentence tells the same of the right year.
    """
    if _patterns().apart.search(_sentence(text, said.end(1))) or f"{year}年" in _whole_sentence(text, said):
        return True
    told = list(_patterns().reporting.finditer(text))
    this_year = {one["did"][-_DID:] for one in told if int(one[2]) == year}
    return any(one.start(1) == said.start(1) and one["did"][-_DID:] in this_year for one in told)


def _around(text: str, at: int) -> str:
    """Return the sentence that a place lies in."""
    begun = max((end.end() for end in _SENTENCE_END.finditer(text, 0, at)), default=0)
    return _sentence(text, begun)


def _whole_sentence(text: str, said: re.Match[str]) -> str:
    """Return the sentence that something stands in, from full stop to full stop."""
    begun = max(text.rfind(stop, 0, said.start(1)) for stop in _FULL_STOPS) + 1
    ended = min(at for stop in _FULL_STOPS if (at := (text + stop).find(stop, said.end(1))) >= 0)
    return text[begun:ended]


def _announced(text: str, year: int) -> Iterator[YearSaid]:
    """“现将2023年工作情况报告如下”."""
    for match in _patterns().announced.finditer(text):
        if int(match[2]) != year:
            yield YearSaid(*match.span(1), f"{year}年")


def _since(text: str, year: int) -> Iterator[YearSaid]:
    """“2023年以来，我局……”: it may be meant, and mostly is what stood there a year ago."""
    for match in _patterns().since.finditer(text):
        if int(match[2]) == year - 1 and f"{year}年" not in _whole_sentence(text, match):
            yield YearSaid(*match.span(1), f"{year}年", hint=True)


def _cut_offs(text: str, year: int) -> Iterator[YearSaid]:
    patterns = _patterns()
    for match in patterns.cut_off.finditer(text):
        sentence = _sentence(text, match.start())
        if int(match[2]) < year and f"{year}年" not in sentence and not patterns.apart.search(sentence):
            yield YearSaid(*match.span("all"), f"{year}年")


def _carried(text: str, year: int) -> Iterator[YearSaid]:
    """Applications are carried from the year before, and to the year after the reported one."""
    for match in _patterns().carried_from.finditer(text):
        if _number(match[1]) not in (year - 1, year):
            yield YearSaid(*match.span(1), f"{year - 1}年")
    for match in _patterns().carried_to.finditer(text):
        if _number(match[1]) not in (year, year + 1):
            yield YearSaid(*match.span(1), f"{year + 1}年")


def _number(year_said: str) -> int:
    return int(year_said[:4])


def _plans(text: str, year: int) -> Iterator[YearSaid]:
    """A plan for a year that is over when the report comes out."""
    plan = re.compile(_any_of("year-plan"))
    for match in _patterns().planned.finditer(text):
        if int(match[2]) <= year and plan.search(_around(text, match.end())):
            yield YearSaid(*match.span(1), f"{year + 1}年")
    for match in _patterns().planned_within.finditer(text):
        if int(match[2]) <= year:
            yield YearSaid(*match.span(1), f"{year + 1}年")


def _sentence(text: str, start: int) -> str:
    end = _SENTENCE_END.search(text, start)
    return text[start : end.start()] if end else text[start:]
