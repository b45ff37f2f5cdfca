"""Which years a paragraph reports on: the period, the year a sentence opens with, cut-off days, plans.

Each check is a value: how a year is said, when such a year is wrong, and what should stand there.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from model.chinese.dates import YEAR
from model.chinese.organs import PLACES
from model.reading.words import words_of

_YEAR = rf"(?P<year>{YEAR})\s*年"
_DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = re.compile("[０-９]")
_ANY_YEAR = re.compile(rf"{YEAR}\s*年")
_DID = 2  # characters of a verb, without “共” and the like before it
_SENTENCE_END = re.compile("[。；\n]")
_WHOLE_YEAR = "{this}年1月1日至12月31日"


class YearSaid(NamedTuple):
    """Characters ``start`` to ``end`` speak of a wrong year; ``expected`` is what should stand there."""

    start: int
    end: int
    expected: str


class _Said(NamedTuple):
    """A year as it stands in the text of the report on a year."""

    text: str
    match: re.Match[str]
    reported: int

    @property
    def year(self) -> int:
        """The year itself."""
        return int(self.match["year"])

    @property
    def behind(self) -> str:
        """The rest of its sentence."""
        return _sentence(self.text, self.match.end("all"))

    def is_reported_in(self, text: str) -> bool:
        """Whether a text names the year of the report."""
        return f"{self.reported}年" in text


class _Check(NamedTuple):
    """Years that a pattern finds (as ``year``, to be marked ``all``), and which of them are wrong."""

    pattern: re.Pattern[str]
    is_wrong: Callable[[_Said], object]
    expected: str

    def found(self, text: str, year: int) -> Iterator[YearSaid]:
        """Yield the years of a text that are wrong in the report on a year."""
        for match in self.pattern.finditer(text):
            if self.is_wrong(_Said(text, match, year)):
                expected = self.expected.format(this=year, last=year - 1, next=year + 1)
                yield YearSaid(*match.span("all"), expected)


class _Checks(NamedTuple):
    """All checks: of periods, of the years that sentences open with, of others, of plans."""

    period: _Check
    period_of_report: _Check
    openings: tuple[_Check, ...]
    others: tuple[_Check, ...]
    plan: _Check


@lru_cache(maxsize=512)
def years(paragraph: str, year: int, *, overview: bool) -> tuple[YearSaid, ...]:
    """Return the places of a section that speak of another year as the reported one.

    ``overview``: in section one; in the others plans are held against the year as well.
    """
    text = _plain(paragraph)
    if _ANY_YEAR.search(text) is None:
        return ()
    known = _checks()
    names_the_year = f"{year}年" in text
    openings = () if names_the_year else known.openings
    plans = () if overview else (known.plan,)
    checks = (known.period_of_report, *openings, *known.others, *plans)
    return tuple(dict.fromkeys(chain.from_iterable(check.found(text, year) for check in checks)))


@lru_cache(maxsize=256)
def periods(paragraph: str, year: int) -> tuple[YearSaid, ...]:
    """Return the periods of a preamble that are not the whole year."""
    return tuple(_checks().period.found(_plain(paragraph), year))


def _plain(paragraph: str) -> str:
    # To look is ten times as fast as to translate, and few write wide digits.
    return paragraph.translate(_WIDE) if _IS_WIDE.search(paragraph) else paragraph


# ------------------------------------------------------------------- when a year is wrong


def _is_another(said: _Said) -> bool:
    return said.year != said.reported


def _is_no_whole_year(said: _Said) -> bool:
    """Whether a period is not the year of the report, of which only the first day must name the year."""
    first, last = said.match["first"], said.match["last"]
    last_year = said.match["last_year"] or said.reported
    days = [int(number) for day in (first, last) for number in re.findall(r"\d+", day)]
    return [said.year, int(last_year), *days] != [said.reported, said.reported, 1, 1, 12, 31]


def _is_no_whole_year_of_the_report(said: _Said) -> bool:
    return _is_no_whole_year(said) and bool(_of_the_report().search(said.text, 0, said.match.start("all")))


def _opens_with_another(said: _Said) -> bool:
    return _is_another(said) and not _is_apart(said.behind)


def _reports_on_last_year(said: _Said) -> bool:
    """“2023年，我局未收到申请” in the report on 2024, beside other sentences that name the right year.

    Where one of them tells the same of the right year, the years are compared.
    """
    if said.year != said.reported - 1 or _is_apart(said.behind):
        return False
    tells_the_same = _what_it_did(said.match) in _done_in(said.text, said.reported)
    return not tells_the_same and not said.is_reported_in(_around(said.text, said.match.start("all")))


def _what_it_did(match: re.Match[str]) -> str:
    return match["did"][-_DID:]


@lru_cache(maxsize=1)
def _done_in(text: str, year: int) -> frozenset[str]:
    """What the organ did in a year, as far as a text says."""
    said = _reporting().finditer(text)
    return frozenset(_what_it_did(match) for match in said if int(match["year"]) == year)


def _ends_too_soon(said: _Said) -> bool:
    """“截至2023年底”, in a sentence that names no other year."""
    sentence = _sentence(said.text, said.match.start())
    return said.year < said.reported and not said.is_reported_in(sentence) and not _is_apart(sentence)


def _is_not_carried_from(said: _Said) -> bool:
    return said.year not in (said.reported - 1, said.reported)


def _is_not_carried_to(said: _Said) -> bool:
    return said.year not in (said.reported, said.reported + 1)


def _is_planned_too_late(said: _Said) -> bool:
    """A plan for a year that is over when the report comes out."""
    return said.year <= said.reported and bool(_plan().search(_around(said.text, said.match.end())))


def _is_apart(text: str) -> bool:
    """Whether another year is spoken of on purpose."""
    return _apart().search(text) is not None


def _around(text: str, at: int) -> str:
    """Return the sentence that a place lies in."""
    begun = max((end.end() for end in _SENTENCE_END.finditer(text, 0, at)), default=0)
    return _sentence(text, begun)


def _sentence(text: str, start: int) -> str:
    end = _SENTENCE_END.search(text, start)
    return text[start : end.start()] if end else text[start:]


# ---------------------------------------- what is looked for, of resources/words/years.toml

# Blanks are never given back (*+): what follows begins with none, and a row of them is gone through once.
_BEGINS = r"(?:^|(?<=[。；;\n）)]))[^\S\n]*+(?:\d{1,2}[.、．])?[^\S\n]*+"
_TO = r"\s*+起?\s*+(?:至|到|[-—–~～]+)\s*+"


@cache
def _any_of(kind: str) -> str:
    words = "|".join(sorted(words_of(kind), key=len, reverse=True))
    return "(?:" + words.replace("{year}", YEAR).replace("{places}", PLACES) + ")"


@cache
def _of_the_report() -> re.Pattern[str]:
    return re.compile(rf"{_any_of('period-of-report')}[^。；，,：:（）()]*$")


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(_any_of("year-apart"))


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(_any_of("year-plan"))


@cache
def _reporting() -> re.Pattern[str]:
    organ, subject, did = map(_any_of, ("year-organ", "year-subject", "year-did"))
    return re.compile(rf"(?:{_BEGINS}|(?<=[，,：:])){organ}?(?P<all>{_YEAR}度?)\s*{subject}?(?P<did>{did})")


@cache
def _checks() -> _Checks:
    organ, carried = _any_of("year-organ"), _any_of("year-carried")
    period = re.compile(
        rf"{_any_of('period-lead')}[^。；]{{0,12}}?"
        rf"(?P<all>{_YEAR}\s*(?P<first>{_DAY}){_TO}(?:(?P<last_year>{YEAR})\s*年\s*)?(?P<last>{_DAY}))"
    )
    whole_year = re.compile(
        rf"{_BEGINS}(?P<all>{_YEAR}\s*1\s*月\s*1\s*日{_TO}(?:{YEAR}\s*年\s*)?12\s*月\s*31\s*日)"
    )
    opening = re.compile(
        rf"(?:{_BEGINS}|(?<=[：:])){organ}?(?P<all>{_YEAR}度?)\s*(?={_any_of('year-opens')})"
    )
    cut_off = re.compile(rf"{_any_of('year-cut-off')}\s*(?P<all>{_YEAR})度?\s*{_any_of('year-end')}")
    year = rf"(?P<all>(?P<year>{YEAR})年度?)"
    carried_from = re.compile(rf"{year}(?={carried})")
    goes_on = rf"(?={YEAR}年度?{_any_of('year-goes-on')})"
    carried_to = re.compile(rf"{carried}(?:至|到|{goes_on}){year}")
    planned = re.compile(
        rf"(?:{_BEGINS}|{_any_of('year-plan')}[，,]?)(?:{organ}|在)?(?P<all>{_YEAR}度?)(?!\d)"
    )
    return _Checks(
        period=_Check(period, _is_no_whole_year, _WHOLE_YEAR),
        period_of_report=_Check(period, _is_no_whole_year_of_the_report, _WHOLE_YEAR),
        openings=(
            _Check(whole_year, _is_another, _WHOLE_YEAR),
            _Check(opening, _opens_with_another, "{this}年"),
        ),
        others=(
            _Check(_reporting(), _reports_on_last_year, "{this}年"),
            _Check(cut_off, _ends_too_soon, "{this}年"),
            _Check(carried_from, _is_not_carried_from, "{last}年"),
            _Check(carried_to, _is_not_carried_to, "{next}年"),
        ),
        plan=_Check(planned, _is_planned_too_late, "{next}年"),
    )
