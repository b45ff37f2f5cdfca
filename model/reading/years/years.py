"""Which years a paragraph reports on: the period, the year a sentence opens with, cut-off days, plans.

Each check is a value: how a year is said, when such a year is wrong, and what should stand there.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from model.chinese.dates import HAN_YEAR
from model.chinese.numerals import arabic
from model.reading.years import conditions
from model.reading.years.conditions import Said
from model.reading.years.texts import Text

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = re.compile("[０-９]")
_IN_CHARACTERS = re.compile(f"{HAN_YEAR}(?=年)")
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

    pattern: str
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


_ANNOUNCED = _Check("announced", conditions.is_another, "{this}年")
_CUT_OFF = _Check("cut-off", conditions.ends_too_soon, "{this}年")
_OF_PREAMBLE = (
    _Check("period", conditions.is_no_whole_year, _WHOLE_YEAR),
    _Check("covered", conditions.is_last, "{this}年"),
    _Check("making", conditions.is_another, "{this}年"),
    _Check("counted", conditions.is_last, "{this}年"),
    _ANNOUNCED,
    _CUT_OFF,
)
_ALWAYS = (
    _Check("period", conditions.is_no_whole_year_of_the_report, _WHOLE_YEAR),
    _Check("left-over", conditions.is_left_over_to_itself, "{next}年"),
    _Check("than-itself", conditions.is_compared_with_its_own, "{last}年"),
)
_WITHOUT_THE_YEAR = (_Check("whole-year", conditions.opens_with_another_whole_year, _WHOLE_YEAR),)
_WITH_ANOTHER = (
    _Check("whole-year", conditions.ends_before_it_begins, _WHOLE_YEAR),
    _Check("opening", conditions.opens_with_another, "{this}年"),
    _Check("reporting", conditions.reports_on_last_year, "{this}年"),
    _Check("reporting", conditions.tells_of_something_else, "{this}年", hint=True),
    _Check("counting", conditions.counts_alone, "{this}年", hint=True),
    _Check("whole-months", conditions.opens_with_another, "{this}年"),
    _Check("called-this", conditions.is_last, "{this}年"),
    _Check("counted", conditions.is_last, "{this}年"),
    _Check("worked-on", conditions.is_last_alone, "{this}年"),
    _Check("worked-in", conditions.is_last_alone, "{this}年"),
    _ANNOUNCED,
    _Check("titled", conditions.is_last, "{this}年"),
    _Check("since", conditions.is_last_alone, "{this}年", hint=True),
    _Check("with-itself", conditions.is_compared_with_itself, "{this}年"),
    _Check("assessed", conditions.is_last, "{this}年", hint=True),
    _Check("decisions-published", conditions.is_last, "{this}年", hint=True),
    _Check("budgeted", conditions.is_last, "{this}年", hint=True),
    _CUT_OFF,
    _Check("since-until", conditions.ends_before_since, "{this}年"),
    _Check("carried-on", conditions.is_carried_to_itself, "{this}年"),
    _Check("carried-from", conditions.is_not_carried_from, "{last}年"),
    _Check("carried-to", conditions.is_not_carried_to, "{next}年"),
    _Check("new-beside-carried", conditions.is_new_beside_carried, "{this}年"),
    _Check("whole-of-parts", conditions.is_before_its_part, "{this}年"),
    _Check("said-in-report", conditions.is_yet_to_come, "{last}年"),
)
_OF_PLANS = (_Check("planned", conditions.is_over, "{next}年"),)
_OF_MEASURES = (
    _Check("due", conditions.is_due_in_the_past, "{next}年"),
    _Check("drawn-up", conditions.is_due_in_the_past, "{next}年"),
)
_OF_SECTIONS: tuple[tuple[Callable[[Text], bool], tuple[_Check, ...]], ...] = (
    (bool, _ALWAYS),
    (Text.names_no_right_year, _WITHOUT_THE_YEAR),
    (Text.names_another_year, _WITH_ANOTHER),
    (Text.may_plan, _OF_PLANS),
    (Text.may_tell_measures, _OF_MEASURES),
)


@lru_cache(maxsize=512)
def years(paragraph: str, year: int, *, overview: bool) -> tuple[YearSaid, ...]:
    """Return the places of a section that speak of another year as the reported one.

    ``overview``: in section one; in the others plans are held against the year as well.
    """
    text = Text(_plain(paragraph), year, overview=overview)
    if not text.years:
        return ()
    found = chain.from_iterable(check.found(text) for check in _checks_of(text))
    told: dict[int, YearSaid] = {}
    for one in found:
        told.setdefault(one.start, one)  # the first check tells it best
    return tuple(told.values())


def _checks_of(text: Text) -> Iterator[_Check]:
    """The checks that may find something in a text."""
    return chain.from_iterable(checks for may_find, checks in _OF_SECTIONS if may_find(text))


@lru_cache(maxsize=256)
def of_preamble(paragraph: str, year: int) -> tuple[YearSaid, ...]:
    """Return the places of a preamble where the period or the year reported on is another."""
    text = Text(_plain(paragraph), year)
    return tuple(chain.from_iterable(check.found(text) for check in _OF_PREAMBLE))


def _plain(paragraph: str) -> str:
    """Return a paragraph with its years in Arabic digits, each at its place."""
    # To look is ten times as fast as to translate, and few write wide digits.
    narrow = paragraph.translate(_WIDE) if _IS_WIDE.search(paragraph) else paragraph
    return _IN_CHARACTERS.sub(lambda year: arabic(year[0]), narrow)
