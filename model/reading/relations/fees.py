"""Notices of the fee for applications: of how many it was not paid, that all paid, how much it was."""

import re
from collections.abc import Iterator, Sequence

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
    if not any(word in text for word in words_of("fee-sign")):
        return reading  # as mostly
    not_paid = tuple(terms.of_role(_ROLE))
    mentions: list[Mention] = []
    statements: list[Statement] = []
    listings: list[Listing] = []
    for start, end in _sentences(text) if not_paid else ():
        notice = pattern("fee-noticed").search(text, start, end)
        if notice is None or one_of("fee-of-else").search(text, start, notice.start()):
            continue
        here = [one for one in quantities if start <= one.start < end]
        mentions += _of_not_paid(notice, end, here, not_paid)
        statements += _all_paid(notice, end, not_paid)
        listings += _amounts(text, here)
    told = [one.quantity for one in mentions]
    return replace(
        reading,
        mentions=(*(one for one in reading.mentions if one.quantity not in told), *mentions),
        statements=(*reading.statements, *statements),
        listings=(*reading.listings, *listings),
    )


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in FULL_STOP.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _of_not_paid(
    notice: re.Match[str], end: int, here: Sequence[Quantity], meant: tuple[Meaning, ...]
) -> Iterator[Mention]:
    """“2件申请人逾期未缴纳”; “对1件申请发出收费通知，申请人逾期未缴纳”: as many as there were notices."""
    said = pattern("fee-not-paid").search(notice.string, notice.end(), end)
    if said is None:
        return
    name = "number" if said["number"] else "ahead" if notice["ahead"] else "behind"
    start = (said if said["number"] else notice).start(name)
    is_of_all = bool(said["number"] or said["all"]) or notice[name] == "1"
    counted = (one for one in here if one.start == start and is_of_all)
    yield from (Mention(one, meant, said[0], frozenset((_ROLE,))) for one in counted)


def _all_paid(notice: re.Match[str], end: int, meant: tuple[Meaning, ...]) -> Iterator[Statement]:
    """“发出收费通知2件，均在期限内缴纳”; not “其中3件均已缴纳”."""
    said = pattern("fee-all-paid").search(notice.string, notice.end(), end)
    if said is not None and one_of("part").search(notice.string, notice.end(), said.start()) is None:
        yield Statement(said.start(), said.end(), meant)


def _amounts(text: str, here: Sequence[Quantity]) -> Iterator[Listing]:
    """“金额2870元，其中4件已缴纳，收取1970元；2件逾期未缴纳，金额900元”: what was paid and what was not."""
    money = [one for one in here if one.kind is Kind.MONEY]
    if len(money) != _THREE or not all(one.exact for one in money):
        return
    asked, *parts = money
    labels = [_before(text, here, one) for one in money]
    lost = [one_of("fee-lost").search(label) is not None for label in labels[1:]]
    got = [one_of("fee-got").search(label) is not None for label in labels[1:]]
    is_divided = lost[0] is not lost[1] and any(
        one and not other for one, other in zip(got, lost, strict=True)
    )
    if is_divided and one_of("fee-asked").search(labels[0]):
        told = [Mention(one, label=label) for one, label in zip(parts, labels[1:], strict=True)]
        yield Listing(Mention(asked, label=labels[0]), tuple(told), closed=True, complete=True)


def _before(text: str, here: Sequence[Quantity], one: Quantity) -> str:
    """The words between the figure before and a figure."""
    begun = max((other.stop for other in here if other.stop <= one.start), default=0)
    return text[begun : one.start]
