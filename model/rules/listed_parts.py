"""Which figures of a list may be its parts, and whether they are counted as their whole is."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

import msgspec

from model.chinese.figures import Kind
from model.reading.facts import Listing, Mention, counted_alike, counted_in
from model.reading.listings import is_thing
from model.reading.unsaid_lists import is_way

_SURE_LIST, LONG_LIST = 3, 5  # parts


def readings_of(listing: Listing) -> Iterator[Sequence[Mention]]:
    """What the parts may be, a slip apart: things counted as the whole is, with what a “；” parts from them.

    A list that is closed may count its things in several counters (条, 件). Of each stretch behind a “；” all
    figures may be parts, or the first alone, which the others divide: “工作类11条，动态3条、公告8条；”.
    """
    counter = counted_in(listing.whole)
    counted = [one for one in listing.parts if one.quantity.counter]  # “4.5级地震……30条”
    things = list(takewhile(is_thing, counted))
    if len(things) > _SURE_LIST or (things and "closing" in things[-1].said):
        yield things
    if may_be_counted_together(listing.whole, listing.parts):
        yield listing.parts
    alike = list(takewhile(partial(_is_counted_in, counter), counted))
    yield alike
    if 1 < listing.in_a_row < len(alike):
        yield alike[: listing.in_a_row]  # what stands behind the row is of something else
    stretches = [alike] if alike else []
    stretches += takewhile(partial(_counts_alike, counter), map(list, listing.further))
    if len(stretches) > 1 or not alike:
        yield [one for stretch in stretches for one in stretch]
        yield [stretch[0] for stretch in stretches]


def _counts_alike(counter: str, stretch: Sequence[Mention]) -> bool:
    return all(_is_counted_in(counter, one) for one in stretch)


def _is_counted_in(counter: str, one: Mention) -> bool:
    return counted_in(one) == counter


def up_to_others(listing: Listing) -> Listing:
    """The list up to its “其他…”, which closes it: “……，其他类1条，行政许可20件”."""
    if not listing.parts:
        return listing
    closing = (place for place, one in enumerate(listing.parts, 1) if "closing" in one.said)
    end = next(closing, 0)
    if end in (0, len(listing.parts)):
        return listing
    in_a_row = min(listing.in_a_row, end)
    return msgspec.structs.replace(
        listing, parts=listing.parts[:end], closed=True, in_a_row=in_a_row, further=()
    )


def may_be_counted_together(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts are counted as their whole is, applications by whatever counter (条, 件).

    In a long list some things may have another counter, or none.
    """
    if counted_alike(parts if whole.meanings else (whole, *parts)):
        return True
    is_long_list = len(parts) >= LONG_LIST and is_thing(whole)
    return is_long_list and all(is_thing(one) or _is_bare(one) for one in parts)


def _is_bare(one: Mention) -> bool:
    """“意见征集5、公示公告9条”: a count without a counter."""
    return one.quantity.exact and not one.quantity.counter and one.quantity.kind is Kind.COUNT


def are_ways(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether applications are divided by the ways they came: few lists leave one out."""
    return bool(whole.meanings) and bool(parts) and all(map(is_way, parts))
