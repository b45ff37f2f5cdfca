"""Which years a paragraph reports on: the period, the year a sentence opens with, cut-off days, plans.

Each check is a value: how a year is said, when such a year is wrong, and what should stand there.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from model.chinese.dates import HAN_YEAR
from model.chinese.numerals import arabic
from model.reading import year_conditions as conditions
from model.reading import year_patterns as patterns
from model.reading.year_conditions import Said, Text

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = re.compile("[０-９]")
_IN_CHARACTERS = re.compile(f"{HAN_YEAR}(?=年)")
_ANY_YEAR = re.compile(patterns.NAMED_YEAR)
_WHOLE_YEAR = "{this}年1月1日至12月31日"


class YearSaid(NamedTuple):
    """Characters ``start`` to ``end`` speak of a wrong year; ``expected`` is what should stand there.

    ``hint``: it may be meant all the same.
    """

    start: int
    end: int
    expected: str
    hint: bool = False


class _Check(NamedTuple):
    """Years that a pattern finds (as ``year``, to be marked ``all``), and which of them are wrong."""

    pattern: re.Pattern[str]
    is_wrong: Callable[[Said], object]
    expected: str
    hint: bool = False

    def found(self, text: Text) -> Iterator[YearSaid]:
        """Yield the years of a text that are wrong."""
        for match in text.matches(self.pattern):
            said = Said(text, match)
            if self.is_wrong(said):
                yield YearSaid(said.start, said.end, self._expected_in(text.reported), self.hint)

    def _expected_in(self, year: int) -> str:
        return self.expected.format(this=year, last=year - 1, next=year + 1)


class _Checks(NamedTuple):
    """All checks; ``plans`` are for later sections.

    ``others`` are for texts that name another year, ``whole_year`` for those that name no right one.
    """

    preamble: tuple[_Check, ...]
    always: tuple[_Check, ...]
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
    text = Text(plain, year, overview=overview)
    found = chain.from_iterable(check.found(text) for check in _checks_of(text, overview=overview))
    told: dict[int, YearSaid] = {}
    for one in found:
        told.setdefault(one.start, one)  # the first check tells it best
    return tuple(told.values())


def _checks_of(text: Text, *, overview: bool) -> tuple[_Check, ...]:
    known = _checks()
    whole_years = () if text.names_the_year else (known.whole_year,)
    names_another = any(int(said["year"]) != text.reported for said in _ANY_YEAR.finditer(text.text))
    others = known.others if names_another else ()  # else they find nothing
    plans = known.plans if not overview and text.tells_a_plan else ()
    return (*known.always, *whole_years, *others, *plans)


@lru_cache(maxsize=256)
def of_preamble(paragraph: str, year: int) -> tuple[YearSaid, ...]:
    """Return the places of a preamble where the period or the year reported on is another."""
    text = Text(_plain(paragraph), year)
    return tuple(chain.from_iterable(check.found(text) for check in _checks().preamble))


def _plain(paragraph: str) -> str:
    """Return a paragraph with its years in Arabic digits, each at its place."""
    # To look is ten times as fast as to translate, and few write wide digits.
    narrow = paragraph.translate(_WIDE) if _IS_WIDE.search(paragraph) else paragraph
    return _IN_CHARACTERS.sub(lambda year: arabic(year[0]), narrow)


@cache
def _checks() -> _Checks:
    period = patterns.period()
    announced = _Check(patterns.announced(), conditions.is_another, "{this}年")
    cut_off = _Check(patterns.cut_off(), conditions.ends_too_soon, "{this}年")
    return _Checks(
        preamble=(
            _Check(period, conditions.is_no_whole_year, _WHOLE_YEAR),
            _Check(patterns.covered(), conditions.is_last, "{this}年"),
            _Check(patterns.counted(), conditions.is_last, "{this}年"),
            announced,
            cut_off,
        ),
        always=(
            _Check(period, conditions.is_no_whole_year_of_the_report, _WHOLE_YEAR),
            _Check(patterns.left_over(), conditions.is_left_over_to_itself, "{next}年"),
        ),
        whole_year=_Check(patterns.whole_year(), conditions.opens_with_another_whole_year, _WHOLE_YEAR),
        others=(
            _Check(patterns.whole_year(), conditions.ends_before_it_begins, _WHOLE_YEAR),
            _Check(patterns.opening(), conditions.opens_with_another, "{this}年"),
            _Check(patterns.reporting(), conditions.reports_on_last_year, "{this}年"),
            _Check(patterns.reporting(), conditions.tells_of_something_else, "{this}年", hint=True),
            _Check(patterns.counting(), conditions.counts_alone, "{this}年", hint=True),
            _Check(patterns.whole_months(), conditions.opens_with_another, "{this}年"),
            _Check(patterns.called_this(), conditions.is_last, "{this}年"),
            _Check(patterns.counted(), conditions.is_last, "{this}年"),
            _Check(patterns.worked_on(), conditions.is_last_alone, "{this}年"),
            _Check(patterns.worked_in(), conditions.is_last_alone, "{this}年"),
            announced,
            _Check(patterns.titled(), conditions.is_last, "{this}年"),
            _Check(patterns.since(), conditions.is_last_alone, "{this}年", hint=True),
            _Check(patterns.with_itself(), conditions.is_compared_with_itself, "{this}年"),
            _Check(patterns.assessed(), conditions.is_last, "{this}年", hint=True),
            _Check(patterns.decided(), conditions.is_last, "{this}年", hint=True),
            _Check(patterns.budgeted(), conditions.is_last, "{this}年", hint=True),
            cut_off,
            _Check(patterns.carried_on(), conditions.is_carried_to_itself, "{this}年"),
            _Check(patterns.carried_from(), conditions.is_not_carried_from, "{last}年"),
            _Check(patterns.carried_to(), conditions.is_not_carried_to, "{next}年"),
            _Check(patterns.new_beside_carried(), conditions.is_new_beside_carried, "{this}年"),
            _Check(patterns.whole_of_parts(), conditions.is_before_its_part, "{this}年"),
        ),
        plans=(
            _Check(patterns.planned(), conditions.is_planned_too_late, "{next}年"),
            _Check(patterns.planned_within(), conditions.is_over, "{next}年"),
        ),
    )
