"""Wholes and parts of a text of which no table is asked, as findings know them."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from model.reading.balances.counts import Count, Division
from model.reading.balances.telling import balances
from model.report import Report
from model.rules.findings import Span
from model.rules.slips import are_hardly_parts, one_slip_away
from model.rules.texts import plain

_PAIR = 2  # parts


class Listed(msgspec.Struct, frozen=True):
    """The numbers of the parts, and where the figures of whole and parts stand."""

    parts: tuple[Decimal, ...]
    figures: tuple[Span, ...]


def told_wrong(report: Report, part: str) -> Iterator[tuple[Listed, str]]:
    """Yield the lists of a part that do not give their whole, each with the whole as it is told."""
    for index, paragraph in enumerate(report.text(part)):
        for one in balances(paragraph):
            if isinstance(one, Division) and _is_sure(one):
                figures = tuple(_span(part, index, count) for count in (one.whole, *one.parts))
                yield Listed(one.numbers, figures), plain(one.whole.value)


def _is_sure(one: Division) -> bool:
    if one.is_open:
        return one_slip_away(one.whole.value, one.numbers, said=False)
    return len(one.parts) <= _PAIR or not are_hardly_parts(one.whole.value, one.numbers)


def _span(part: str, index: int, count: Count) -> Span:
    return Span(part, index, count.start, count.end)
