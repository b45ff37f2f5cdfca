"""Parts that may lie over each other: what is on the web page is in the journal too."""

import re
from decimal import Decimal

from model.reading.facts import Listing
from model.reading.words.words import alternatives, words_of
from model.reading.words.year_patterns import one_of, pattern

_SURE_LIST = 3  # parts
_SLIP = 20  # of what is one twentieth too much the parts do not lie over each other: a figure is wrong


def may_lie_over_each_other(listing: Listing, whole: Decimal, total: Decimal) -> bool:
    """Return whether parts are told as channels are, and are more than a slip too many.

    What a table counts came by one channel each.
    """
    # “5件涉及征收，6件涉及许可”: one may be about both; “5日内21件，10日内62件”: one holds the other.
    several = words_of("of-several")
    may_be_of_several = any(word in one.label for one in listing.parts for word in several)
    if listing.whole.meanings or may_be_of_several:
        return may_be_of_several and total - whole > 1
    if counts_accounts(listing):
        return False
    channels = re.compile(alternatives("overlapping"))
    overlapping = any(channels.search(one.label) for one in listing.parts)
    return overlapping and (len(listing.parts) < _SURE_LIST or (total - whole) * _SLIP > whole)


def counts_accounts(listing: Listing) -> bool:
    """Whether the channels themselves are counted: an account is on one platform.

    What was closed or merged is none of those there are.
    """
    counters = words_of("account-counter")
    are_accounts = all(
        one.quantity.counter in counters and pattern("accounts").search(one.label)
        for one in (listing.whole, *listing.parts)
    )
    moved = one_of("stock-out", "stock-become")
    return are_accounts and not any(moved.search(one.label) for one in listing.parts)
