"""All that was published in a year, in all or on one channel, as a text tells it by itself.

“2024年，我局通过网站公开信息1253条”: no table has it, but it may be told again in another place.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby

import msgspec

from model.chinese.stops import SENTENCE_END, begin_of
from model.reading.words.words import alternatives, words_of
from model.reading.words.year_patterns import one_of, pattern

_MARKS = re.compile("[,，]")
_TEN_THOUSAND = 10_000
_GOES_ON = re.compile("[，,、]")


class Total(msgspec.Struct, frozen=True):
    """A figure at ``start`` to ``end``; ``what`` is the same for whatever counts the same.

    ``sure``: it is said to be of the year; else it only stands by itself at the head of a paragraph.
    """

    start: int
    end: int
    number: Decimal
    what: tuple[str, ...]
    sure: bool


@lru_cache(maxsize=512)
def totals(paragraph: str, year: int) -> tuple[Total, ...]:
    """Return the totals of a year that a paragraph tells."""
    figures = pattern("told-figure").finditer(paragraph)
    begins = dict.fromkeys(begin_of(SENTENCE_END, paragraph, figure.start()) for figure in figures)
    published = (one for begin in begins for one in _of_sentence(paragraph, begin, year))
    return (*published, *_charged(paragraph))


def _charged(paragraph: str) -> Iterator[Total]:
    """What was charged for handling applications: the first of a sentence, of the year and of all."""
    (fee,) = words_of("fee-name")
    found = pattern("told-fee").finditer(paragraph) if fee in paragraph else ()  # mostly there is none
    sentences = groupby(found, lambda told: begin_of(SENTENCE_END, paragraph, told.start()))
    firsts = ((begin, next(told)) for begin, told in sentences)
    yield from (_charge(told, fee) for begin, told in firsts if _is_of_all(told, begin))


def _is_of_all(told: re.Match[str], begin: int) -> bool:
    return one_of("fee-of-else", "fee-of-some").search(told.string, begin, told.start()) is None


def _charge(told: re.Match[str], fee: str) -> Total:
    times = _TEN_THOUSAND if told["counter"] != "元" else 1
    return Total(*told.span("number"), Decimal(told["number"]) * times, (fee,), sure=True)


def _of_sentence(paragraph: str, begin: int, year: int) -> Iterator[Total]:
    """The totals with which a sentence begins, one behind the other."""
    lead = pattern("told-lead").match(paragraph, begin)
    if lead is not None and lead["year"] in (None, str(year)):
        yield from _behind(lead)


def _behind(lead: re.Match[str]) -> Iterator[Total]:
    is_sure, whose = lead["time"] is not None, lead["whose"] or lead["before"] or ""
    for told in _in_a_row(lead.string, lead.end()):
        if not (is_sure or _is_plain(told, lead.start())):
            return
        yield _total(told, whose, sure=is_sure)


def _in_a_row(paragraph: str, at: int) -> Iterator[re.Match[str]]:
    told = pattern("told-total").match(paragraph, at)
    while told is not None:
        yield told
        goes_on = _GOES_ON.match(paragraph, told.end())
        told = goes_on and pattern("told-total").match(paragraph, goes_on.end())


def _is_plain(told: re.Match[str], begin: int) -> bool:
    """Whether it stands at the head of a paragraph, and says what was published, and of no more years."""
    is_of_years = one_of("told-of-years").search(told.string, begin, told.end()) is not None
    return begin == 0 and told["what"] is not None and not is_of_years


def _total(told: re.Match[str], whose: str, *, sure: bool) -> Total:
    did = "" if one_of("told-made-public").fullmatch(told["did"]) else told["did"]
    thing = "" if one_of("told-anything").fullmatch(told["what"] or "") else told["what"] or ""
    what = (_channel(told["where"] or ""), _all_of(whose), did, thing, told["counter"])
    return Total(*told.span("number"), Decimal(_MARKS.sub("", told["number"])), what, sure)


def _channel(written: str) -> str:
    """A channel without what any of the organ's own is called."""
    return _own().sub("", written)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(alternatives("channel-own"))


def _all_of(whose: str) -> str:
    """“全市” is more than “我局”, and than what is said of nobody."""
    return "" if _own().match(whose) else whose
