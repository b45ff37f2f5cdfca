"""Outcomes of cases that are of one whole alone, whatever other cases were told before them."""

from itertools import chain

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, Mentions, gives

_FEWEST = 3  # outcomes that give their whole by chance too seldom to be of others


def of_their_wholes(figures: Mentions, listings: list[Listing]) -> tuple[Mention, ...]:
    """Return the figures of a sentence; outcomes that are surely of one whole mean nothing of other cases.

    “复议60件，……。直接起诉14件，其中维持8件、纠正1件、其他5件”: they give their whole and are no reviews.
    """
    of_whole = chain.from_iterable(map(_narrowed, filter(_are_surely_outcomes, listings)))
    found = {one.quantity.start: one for one in of_whole}
    return tuple([found.get(one.quantity.start, one) for one in figures] if found else figures)


def _are_surely_outcomes(listing: Listing) -> bool:
    whole, parts = listing.whole, listing.parts
    are_told = len(parts) >= _FEWEST and len(whole.readings) == 1 and "topic" in whole.said
    return are_told and all(map(_may_be_outcome, parts)) and gives(whole, parts)


def _may_be_outcome(one: Mention) -> bool:
    return bool(one.meanings) and ("outcome" in one.said or "other" in one.said)


def _narrowed(listing: Listing) -> list[Mention]:
    rows = listing.whole.meanings[0].rows if listing.whole.meanings else ()
    return [_of_rows(one, rows) for one in listing.parts]


def _of_rows(one: Mention, rows: tuple[str, ...]) -> Mention:
    of_rows = tuple(meant for meant in one.meanings if meant.rows == rows)
    return replace(one, meanings=of_rows) if of_rows else one
