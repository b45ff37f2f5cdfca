"""What a part of the text says across sentences and paragraphs that belong together, and where it stands."""

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from model.forms import OfficialForm
from model.reading.facts import Listing, Mention, Reading, Statement, counted_alike
from model.reading.joined import Joined, joined
from model.reading.reader import read
from model.report import Paragraphs, Report
from model.rules.findings import Span


class Across(NamedTuple):
    """What joined sentences say beside what each says alone; ``told`` are all figures known in them."""

    part: str
    joined: Joined
    mentions: tuple[Mention, ...] = ()
    listings: tuple[Listing, ...] = ()
    statements: tuple[Statement, ...] = ()
    told: tuple[Mention, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the joined text stands in the report."""
        return Span(self.part, *self.joined.placed(start, end))


def across(form: OfficialForm, report: Report, part: str) -> tuple[Across, ...]:
    """Return what is said in a part across its sentences and paragraphs."""
    return _across(form, report.organ, report.year, part, report.text(part))


@lru_cache(maxsize=16)
def _across(
    form: OfficialForm, organ: str, year: int, part: str, paragraphs: Paragraphs
) -> tuple[Across, ...]:
    said = partial(read, form, organ, year, part)
    found: list[Across] = []
    for one in joined(paragraphs):
        reading = said(one.text)
        if one.parts:
            found.append(Across(part, one, listings=tuple(_numbered(one, reading))))
        else:
            alone = said(paragraphs[one.pieces[-1].paragraph])
            found.append(_beside(part, one, reading, alone))
    return tuple(found)


def _numbered(one: Joined, reading: Reading) -> Iterator[Listing]:
    """The whole with all its parts, as sure as they are said to be its parts."""
    for listing in reading.listings:
        is_of_all = len(listing.parts) == one.parts and listing.whole.quantity.stop < one.begins[1]
        if is_of_all and counted_alike((listing.whole, *listing.parts)):
            yield _as_said(one, listing)


def _as_said(one: Joined, listing: Listing) -> Listing:
    if one.closed:
        return replace(listing, closed=True, complete=True)
    return listing if one.sure else replace(listing, parts=(), in_a_row=0, further=(listing.parts,))


def _beside(part: str, one: Joined, reading: Reading, alone: Reading) -> Across:
    """What a paragraph says only behind the one before."""
    known = {mention.quantity.start + one.own for mention in alone.mentions}
    stated = {said.start + one.own for said in alone.statements}
    mentions = (mention for mention in reading.mentions if _is_new(mention.quantity.start, one, known))
    statements = (said for said in reading.statements if _is_new(said.start, one, stated))
    listings = filter(partial(_reaches_back, one), reading.listings)
    return Across(part, one, tuple(mentions), tuple(listings), tuple(statements), reading.mentions)


def _is_new(start: int, one: Joined, known: set[int]) -> bool:
    return start >= one.own and start not in known


def _reaches_back(one: Joined, listing: Listing) -> bool:
    """Whether parts that stand in the paragraph itself are of a whole before it."""
    parts = listing.parts[:1] or tuple(chain.from_iterable(listing.further))[:1]
    is_of_before = listing.whole.quantity.start < one.own
    return is_of_before and any(part.quantity.start >= one.own for part in parts)
