"""Notices of the fee for applications: of how many it was not paid, that all paid, how much it was."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from model.chinese.figures import Kind
from model.chinese.stops import FULL_STOP
from model.reading.facts import Listing, Mention, Quantity, Reading, Statement
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Terms
from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of, pattern

_ROLE = "fee-not-paid"
_THREE = 3  # amounts: what was asked for, what was paid, what was not


def with_fees(terms: Terms, text: str, quantities: Sequence[Quantity], reading: Reading) -> Reading:
    """Return what a paragraph says, with what it says of such notices."""
    is_told = any(word in text for word in words_of("fee-sign"))
    not_paid = tuple(terms.of_role(_ROLE)) if is_told else ()
    notices = list(_notices(text, quantities)) if not_paid else ()
    return _with(reading, notices, not_paid) if notices else reading


class _Notice(NamedTuple):
    """Where notices are told, where their sentence ends, and its figures."""

    said: re.Match[str]
    end: int
    figures: Sequence[Quantity]


def _with(reading: Reading, notices: Sequence[_Notice], not_paid: tuple[Meaning, ...]) -> Reading:
    mentions = tuple(chain.from_iterable(map(partial(_of_not_paid, meant=not_paid), notices)))
    told = [one.quantity for one in mentions]
    others = (one for one in reading.mentions if one.quantity not in told)
    statements = chain.from_iterable(map(partial(_all_paid, meant=not_paid), notices))
    listings = chain.from_iterable(map(_amounts, notices))
    return replace(
        reading,
        mentions=(*others, *mentions),
        statements=(*reading.statements, *statements),
        listings=(*reading.listings, *listings),
    )


def _notices(text: str, quantities: Sequence[Quantity]) -> Iterator[_Notice]:
    """Those of the year, one a sentence."""
    for start, end in _sentences(text):
        said = pattern("fee-noticed").search(text, start, end)
        if said is not None and one_of("fee-of-else").search(text, start, said.start()) is None:
            yield _Notice(said, end, [one for one in quantities if start <= one.start < end])


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in FULL_STOP.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _of_not_paid(notice: _Notice, meant: tuple[Meaning, ...]) -> Iterator[Mention]:
    """“2件申请人逾期未缴纳”; “对1件申请发出收费通知，申请人逾期未缴纳”: as many as there were notices."""
    said = pattern("fee-not-paid").search(notice.said.string, notice.said.end(), notice.end)
    if said is not None:
        start = said.start("number") if said["number"] else _number_of_all(notice.said, said)
        counted = (one for one in notice.figures if one.start == start)
        yield from (Mention(one, meant, said[0], frozenset((_ROLE,))) for one in counted)


def _number_of_all(notice: re.Match[str], said: re.Match[str]) -> int | None:
    """Where it is told how many notices there were, if it is said of all of them or of the only one."""
    name = "ahead" if notice["ahead"] else "behind"
    return notice.start(name) if said["all"] or notice[name] == "1" else None


def _all_paid(notice: _Notice, meant: tuple[Meaning, ...]) -> Iterator[Statement]:
    """“发出收费通知2件，均在期限内缴纳”; not “其中3件均已缴纳”."""
    text, begin = notice.said.string, notice.said.end()
    said = pattern("fee-all-paid").search(text, begin, notice.end)
    if said is not None and one_of("part").search(text, begin, said.start()) is None:
        yield Statement(said.start(), said.end(), meant)


def _amounts(notice: _Notice) -> Iterator[Listing]:
    """“金额2870元，其中4件已缴纳，收取1970元；2件逾期未缴纳，金额900元”: what was paid and what was not."""
    told = [_labelled(notice, one) for one in notice.figures if one.kind is Kind.MONEY and one.exact]
    if len(told) == _THREE and _says("fee-asked", told[0]) and _are_paid_and_lost(*told[1:]):
        yield Listing(told[0], tuple(told[1:]), closed=True, complete=True)


def _are_paid_and_lost(one: Mention, other: Mention) -> bool:
    lost, paid = (one, other) if _says("fee-lost", one) else (other, one)
    return _says("fee-lost", lost) and _says("fee-got", paid) and not _says("fee-lost", paid)


def _says(kind: str, one: Mention) -> bool:
    return one_of(kind).search(one.label) is not None


def _labelled(notice: _Notice, one: Quantity) -> Mention:
    """A figure with the words between the figure before and it."""
    begun = max(
        (other.stop for other in notice.figures if other.stop <= one.start), default=notice.said.start()
    )
    return Mention(one, label=notice.said.string[begun : one.start])
