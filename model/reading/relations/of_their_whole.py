"""Outcomes of cases that are of one whole alone, whatever other cases were told before them."""

from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, gives

_FEWEST = 3  # outcomes that give their whole by chance too seldom to be of others


def of_their_wholes(figures: Sequence[Mention], listings: Sequence[Listing]) -> list[Mention]:
    """Return the figures of a sentence; outcomes that are surely of one whole mean nothing of other cases.

    “复议60件，……。直接起诉14件，其中维持8件、纠正1件、其他5件”: they give their whole and are no reviews.
    """
    found = {one.quantity.start: one for one in chain.from_iterable(map(_narrowed, _sure(listings)))}
    return [found.get(one.quantity.start, one) for one in figures]


def _sure(listings: Sequence[Listing]) -> list[Listing]:
    return [one for one in listings if _are_outcomes(one) and _gives_it(one)]


def _are_outcomes(listing: Listing) -> bool:
    are_known = bool(listing.parts) and len(listing.whole.readings) == 1
    return are_known and "topic" in listing.whole.said and all(map(_may_be_outcome, listing.parts))


def _may_be_outcome(one: Mention) -> bool:
    return bool(one.meanings) and ("outcome" in one.said or "other" in one.said)


def _gives_it(listing: Listing) -> bool:
    return len(listing.parts) >= _FEWEST and gives(listing.whole, listing.parts)


def _narrowed(listing: Listing) -> list[Mention]:
    rows = listing.whole.meanings[0].rows if listing.whole.meanings else ()
    return [_of_rows(one, rows) for one in listing.parts]


def _of_rows(one: Mention, rows: tuple[str, ...]) -> Mention:
    of_rows = tuple(meant for meant in one.meanings if meant.rows == rows)
    return replace(one, meanings=of_rows) if of_rows else one
