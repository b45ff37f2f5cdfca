"""Which years a paragraph reports on: the period, the year a sentence opens with, cut-off days, plans.

Each check is a value: how a year is said, when such a year is wrong, and what should stand there.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from model.chinese.dates import YEAR
from model.reading.year_patterns import (
    BEGINS,
    DAY,
    NAMED_YEAR,
    TO,
    any_of,
    did_with_figure,
    document_title,
    of_the_report,
    one_of,
    reporting,
)

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = re.compile("[０-９]")
_ANY_YEAR = re.compile(NAMED_YEAR)
_DID = 2  # characters of a verb, without “共” and the like before it
_SENTENCE_END, _FULL_STOP = re.compile("[。；;\n]"), re.compile("[。\n]")
_CLAUSE_END = re.compile("[，,。；;\n]")
_NEAR, _FAR = 100, 40  # characters: between years that are compared; behind one, that tell why it is named
_LONG = 1000  # characters: no sentence is longer
_WHOLE_YEAR = "{this}年1月1日至12月31日"


class YearSaid(NamedTuple):
    """Characters ``start`` to ``end`` speak of a wrong year; ``expected`` is what should stand there.

    ``hint``: it may be meant all the same.
    """

    start: int
    end: int
    expected: str
    hint: bool = False


class _Text:
    """The text of a paragraph of the report on a year."""

    def __init__(self, text: str, reported: int, *, overview: bool = True) -> None:
        self.text, self.reported, self.is_overview = text, reported, overview

    @cached_property
    def names_the_year(self) -> bool:
        """Whether it names the year of the report."""
        return self.is_year_in(self.text)

    def is_year_in(self, text: str) -> bool:
        """Whether a part of it names the year of the report, not only in the title of a document."""
        name = f"{self.reported}年"
        return name in text and name in document_title().sub("", text)

    @cached_property
    def deeds(self) -> dict[int, str]:
        """What the organ did in years, by where the year stands; without “共” and the like before it."""
        return {said.start("all"): said["did"][-_DID:] for said in self._reporting}

    def is_done_in_the_year(self, deed: str, near: int) -> bool:
        """Whether something was done in the year of the report too, told near a place."""
        of_the_year = (said.start("all") for said in self._reporting if int(said["year"]) == self.reported)
        return any(self.deeds[place] == deed for place in of_the_year if abs(place - near) <= _NEAR)

    @cached_property
    def _reporting(self) -> list[re.Match[str]]:
        return list(reporting().finditer(self.text))


class _Said(NamedTuple):
    """A year as it stands in a text."""

    text: _Text
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.match.start("all")

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.match.end("all")

    @property
    def behind_reported(self) -> int:
        """How many years it is behind the year of the report; less than 0 when it comes later."""
        return self.text.reported - int(self.match["year"])


class _Check(NamedTuple):
    """Years that a pattern finds (as ``year``, to be marked ``all``), and which of them are wrong."""

    pattern: re.Pattern[str]
    is_wrong: Callable[[_Said], object]
    expected: str
    hint: bool = False

    def found(self, text: _Text) -> Iterator[YearSaid]:
        """Yield the years of a text that are wrong."""
        for match in self.pattern.finditer(text.text):
            said = _Said(text, match)
            if self.is_wrong(said):
                yield YearSaid(said.start, said.end, self._expected_in(text.reported), self.hint)

    def _expected_in(self, year: int) -> str:
        return self.expected.format(this=year, last=year - 1, next=year + 1)


class _Checks(NamedTuple):
    """All checks; ``whole_year`` for texts that name the right year nowhere, ``plans`` for later sections."""

    period: _Check
    period_of_report: _Check
    whole_year: _Check
    others: tuple[_Check, ...]
    plans: tuple[_Check, ...]


@lru_cache(maxsize=512)
def years(paragraph: str, year: int, *, overview: bool) -> tuple[YearSaid, ...]:
    """Return the places of a section that speak of another year as the reported one.

    ``overview``: in section one; in the others plans are held against the year as well.
    """
    plain = _plain(paragraph)
    if _ANY_YEAR.search(plain) is None:
        return ()
    text = _Text(plain, year, overview=overview)
    found = chain.from_iterable(check.found(text) for check in _checks_of(text, overview=overview))
    return tuple(dict.fromkeys(found))


def _checks_of(text: _Text, *, overview: bool) -> tuple[_Check, ...]:
    known = _checks()
    whole_years = () if text.names_the_year else (known.whole_year,)
    names_another = any(int(said["year"]) != text.reported for said in _ANY_YEAR.finditer(text.text))
    others = known.others if names_another else ()  # else they find nothing
    plans = () if overview else known.plans
    return (known.period_of_report, *whole_years, *others, *plans)


@lru_cache(maxsize=256)
def periods(paragraph: str, year: int) -> tuple[YearSaid, ...]:
    """Return the periods of a preamble that are not the whole year."""
    return tuple(_checks().period.found(_Text(_plain(paragraph), year)))


def _plain(paragraph: str) -> str:
    # To look is ten times as fast as to translate, and few write wide digits.
    return paragraph.translate(_WIDE) if _IS_WIDE.search(paragraph) else paragraph


# ------------------------------------------------------------------- when a year is wrong


def _is_no_whole_year(said: _Said) -> bool:
    """Whether a period is not the year of the report; its last day need not name the year again."""
    first, last = said.match["first"], said.match["last"]
    days = [int(number) for day in (first, last) for number in re.findall(r"\d+", day)]
    last_year = int(said.match["last_year"] or said.text.reported)
    is_whole = days == [1, 1, 12, 31] and last_year == said.text.reported
    return not is_whole or said.behind_reported != 0


def _is_no_whole_year_of_the_report(said: _Said) -> bool:
    """In section one a campaign has its period too; that of the report is said to be so."""
    return _is_no_whole_year(said) and bool(of_the_report().search(said.text.text, 0, said.start))


def _is_another(said: _Said) -> bool:
    return said.behind_reported != 0


def _opens_with_another(said: _Said) -> bool:
    """“2023年，我局……” in the report on 2024; beside the right year only last year may have been left."""
    is_wrong = said.behind_reported == 1 if said.text.names_the_year else _is_another(said)
    # “2025年加强培训” behind section one is a plan, said so or not; “2025年未收取信息处理费” is none.
    nothing = re.match(any_of("year-nothing"), said.text.text[said.end :][:_NEAR])
    is_plan = said.behind_reported < 0 and not (said.text.is_overview or nothing)
    return is_wrong and not (is_plan or _is_on_purpose(said))


def _reports_on_last_year(said: _Said) -> bool:
    """“……，2023年收到申请3件”: what the organ did, be it beside sentences that name the right year."""
    return said.behind_reported == 1 and not _is_on_purpose(said)


def _is_on_purpose(said: _Said) -> bool:
    """Whether a sentence sets another year apart, or compares it with the reported one.

    It does where the right year stands in it, and where another sentence tells the same of the right year.
    """
    text = said.text
    is_compared = text.is_year_in(_between(_FULL_STOP, text.text, said.start, said.end))
    deed = text.deeds.get(said.start)
    tells_the_same = deed is not None and text.is_done_in_the_year(deed, said.start)
    return is_compared or tells_the_same or _is_named_with_a_reason(said)


def _is_named_with_a_reason(said: _Said) -> bool:
    """Whether what follows tells why another year is named: a plan in its clause, a fault soon behind it."""
    rest = _rest(said.text.text, said.end)
    if said.behind_reported < 0:
        return _is_apart(rest)
    first_clause = _CLAUSE_END.split(rest.lstrip("，, "), 1)[0]
    # “继续依托网站，更新信息212条” tells of the year itself.
    is_apart = _is_set_apart if did_with_figure().search(rest) else _is_apart
    return is_apart(first_clause) or one_of("year-apart-from-afar").search(rest[:_FAR]) is not None


def _is_since_last_year(said: _Said) -> bool:
    """“2023年以来，我局……”: it may be meant, and mostly is what stood there a year ago."""
    sentence = _between(_FULL_STOP, said.text.text, said.start, said.end)
    return said.behind_reported == 1 and not said.text.is_year_in(sentence)


def _is_apart(text: str) -> bool:
    return _is_set_apart(text) or one_of("year-apart-untold").search(text) is not None


def _is_set_apart(text: str) -> bool:
    return one_of("year-apart", "year-apart-from-afar").search(text) is not None


def _is_compared_with_itself(said: _Said) -> bool:
    """“2023年公众号粉丝数达31万，较2023年同期增长2.5万”: the first should be the year of the report."""
    return said.behind_reported == 1 and not said.text.is_year_in(said.match["between"])


def _is_last(said: _Said) -> bool:
    return said.behind_reported == 1


def _ends_too_soon(said: _Said) -> bool:
    """“截至2023年底”, in a sentence that names no other year: “……；2024年新增20条” goes on from there."""
    text, sentence = said.text, _between(_FULL_STOP, said.text.text, said.start, said.end)
    is_compared = text.is_year_in(sentence)
    return said.behind_reported > 0 and not is_compared and not _is_apart(_rest(text.text, said.start))


def _is_not_carried_from(said: _Said) -> bool:
    return said.behind_reported not in (0, 1)


def _is_not_carried_to(said: _Said) -> bool:
    return said.behind_reported not in (0, -1)


def _is_over(said: _Said) -> bool:
    """Whether a year of which plans are told is over when the report comes out."""
    return said.behind_reported >= 0


def _is_planned_too_late(said: _Said) -> bool:
    """A plan for a year that is over, somewhere in the sentence."""
    sentence = _between(_SENTENCE_END, said.text.text, said.end, said.end)
    return _is_over(said) and one_of("year-plan").search(sentence) is not None


def _between(ends: re.Pattern[str], text: str, start: int, end: int) -> str:
    """Return what lies around a stretch of text, from stop to stop."""
    first, last = max(0, start - _LONG), end + _LONG
    begun = max((stop.end() for stop in ends.finditer(text, first, start)), default=first)
    stop = ends.search(text, end, last)
    return text[begun : stop.start()] if stop else text[begun:last]


def _rest(text: str, start: int) -> str:
    """Return the rest of the sentence that a place lies in."""
    stop = _SENTENCE_END.search(text, start, start + _LONG)
    return text[start : stop.start()] if stop else text[start : start + _LONG]


# ---------------------------------------------------------------- what is looked for


@cache
def _checks() -> _Checks:
    organ, carried = any_of("year-organ"), any_of("year-carried")
    period = re.compile(
        rf"{any_of('period-lead')}[^。；]{{0,12}}?"
        rf"(?P<all>{NAMED_YEAR}\s*(?P<first>{DAY}){TO}(?:(?P<last_year>{YEAR})\s*年\s*)?(?P<last>{DAY}))"
    )
    whole_year = re.compile(
        rf"{BEGINS}{any_of('period-from')}?"
        rf"(?P<all>{NAMED_YEAR}\s*1\s*月\s*1\s*日{TO}(?:{YEAR}\s*年\s*)?12\s*月\s*31\s*日)"
    )
    opening = re.compile(
        rf"(?:{BEGINS}|(?<=[：:])){organ}?(?P<all>{NAMED_YEAR}度?)\s*(?!{any_of('year-names')})"
    )
    cut_off = re.compile(rf"{any_of('year-cut-off')}\s*(?P<all>{NAMED_YEAR})度?\s*{any_of('year-end')}")
    year = rf"(?P<all>(?P<year>{YEAR})年度?)"
    carried_from = re.compile(rf"{year}(?={carried})")
    goes_on = rf"(?={YEAR}年度?{any_of('year-goes-on')})"
    carried_to = re.compile(rf"{carried}(?:至|到|{goes_on}){year}")
    since = re.compile(rf"(?:{BEGINS}|(?<=[，,：:]))(?P<all>(?P<year>{YEAR})年){any_of('year-since')}")
    announced = re.compile(
        rf"{any_of('year-announced')}[^。；，,]{{0,30}}?{year}(?=[^。；]{{0,30}}{any_of('year-announces')})"
    )
    with_itself = re.compile(
        rf"(?:{BEGINS}|(?<=[，,：:]))(?P<all>{NAMED_YEAR}度?)"
        rf"(?=(?P<between>[^。；;\n]{{1,40}}?){any_of('year-than')}(?P=year)\s*年)"
    )
    assessed = re.compile(
        rf"{any_of('year-put-into')}[^，,。；;\n]{{0,16}}?{year}(?=[^，,。；;\n]{{0,20}}?{any_of('year-assessed')})"
    )
    decided = re.compile(
        rf"{any_of('year-published')}{year}(?={any_of('year-decision')}[^，,。；;\n]{{0,12}}?\d)"
    )
    plans = any_of("year-plan")
    planned = re.compile(rf"(?:{BEGINS}|{plans}[，,：:]?)(?:{organ}|在)?(?P<all>{NAMED_YEAR}度?)(?!\d)")
    planned_within = re.compile(
        rf"[，,：:](?:{organ}|在)?(?P<all>{NAMED_YEAR}度?)(?=[^，,。；;\n]{{0,12}}?{plans})"
    )
    return _Checks(
        period=_Check(period, _is_no_whole_year, _WHOLE_YEAR),
        period_of_report=_Check(period, _is_no_whole_year_of_the_report, _WHOLE_YEAR),
        whole_year=_Check(whole_year, _is_another, _WHOLE_YEAR),
        others=(
            _Check(opening, _opens_with_another, "{this}年"),
            _Check(reporting(), _reports_on_last_year, "{this}年"),
            _Check(announced, _is_another, "{this}年"),
            _Check(since, _is_since_last_year, "{this}年", hint=True),
            _Check(with_itself, _is_compared_with_itself, "{this}年"),
            _Check(assessed, _is_last, "{this}年", hint=True),
            _Check(decided, _is_last, "{this}年", hint=True),
            _Check(cut_off, _ends_too_soon, "{this}年"),
            _Check(carried_from, _is_not_carried_from, "{last}年"),
            _Check(carried_to, _is_not_carried_to, "{next}年"),
        ),
        plans=(
            _Check(planned, _is_planned_too_late, "{next}年"),
            _Check(planned_within, _is_over, "{next}年"),
        ),
    )
