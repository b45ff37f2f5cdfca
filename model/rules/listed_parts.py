"""Which figures of a list may be its parts, whether they are counted as their whole is, and must give it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import accumulate, takewhile

import msgspec

from model.chinese.figures import Figure, Kind
from model.reading.facts import Listing, Mention, counted_alike, counted_in
from model.reading.relations.listings import is_thing
from model.reading.relations.outcomes import DONE, is_ending
from model.reading.relations.sums import is_sum_behind
from model.reading.relations.unsaid_lists import are_told_first
from model.reading.tokens.channels import is_way
from model.rules.overlapping import counts_accounts, may_lie_over_each_other
from model.rules.slips import added, are_hardly_parts, exceeds_by_slip, one_slip_away, perhaps_one_slip_away

SURE_LIST, LONG_LIST = 3, 5  # parts
_REST = 2  # figures that a rest is told with


def readings_of(listing: Listing) -> Iterator[Sequence[Mention]]:
    """What the parts may be, a slip apart: things counted as the whole is, with what a “；” parts from them.

    A list that is closed may count its things in several counters (条, 件). Of each stretch behind a “；” all
    figures may be parts, or the first alone, which the others divide: “工作类11条，动态3条、公告8条；”.
    """
    counter = counted_in(listing.whole)
    counted = [one for one in listing.parts if one.quantity.counter]  # “4.5级地震……30条”
    things = list(takewhile(is_thing, counted))
    if len(things) > SURE_LIST or (things and "closing" in things[-1].said):
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


def gives_as_rounded(listing: Listing) -> bool:
    """“许可84213件，其中市级2.1万件、县级6.3万件”: whether parts, rounded otherwise, give a whole."""
    figures = [one.quantity.figure for one in (listing.whole, *listing.parts)]
    told = list(filter(None, figures))
    are_alike = len(set(map(_step, told))) == 1
    return len(told) == len(figures) and not are_alike and _give_nearly(*told)


def _give_nearly(whole: Figure, *parts: Figure) -> bool:
    """Whether parts give a whole as nearly as all of them are written."""
    missing = whole.value - added(one.value for one in parts)
    return bool(parts) and 2 * abs(missing) <= sum(map(_step, (whole, *parts)))


def _step(figure: Figure) -> Decimal:
    """By how much a figure may be off that is written in 万 or 亿; a plain count by nothing."""
    is_plain = figure.scale == 1 and not figure.places
    return Decimal(0) if is_plain else figure.scale.scaleb(-figure.places)


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


def of_no_table(listing: Listing) -> Listing:
    """The list up to what the tables know to be none of the whole: its row, or its ways."""
    if not listing.whole.meanings or not any(one.meanings for one in listing.parts):
        return listing
    unknown = tuple(takewhile(lambda one: not one.meanings, listing.parts))
    ways = sum(1 for _ in takewhile(is_way, unknown))
    taken = max(ways, min(listing.in_a_row, len(unknown)))
    # “自然人1件，占50%；商业企业1件，占50%”: what goes on behind a “；” goes on from what is left out here.
    further = listing.further if taken == len(listing.parts) else ()
    return msgspec.structs.replace(listing, parts=unknown[:taken], in_a_row=taken, further=further)


def may_be_counted_together(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts are counted as their whole is, applications by whatever counter (条, 件).

    In a long list some things may have another counter, or none.
    """
    if counted_alike(parts if whole.meanings else (whole, *parts)):
        return True
    is_long_list = len(parts) >= LONG_LIST and is_thing(whole)
    return is_long_list and all(map(_may_be_thing, parts))


def _may_be_thing(one: Mention) -> bool:
    """Also a count without a counter: “意见征集5、公示公告9条”."""
    is_bare_count = not one.quantity.counter and one.quantity.kind is Kind.COUNT
    return is_thing(one) or (is_bare_count and one.quantity.exact)


def are_ways(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether applications are divided by the ways they came: few lists leave one out."""
    return bool(whole.meanings) and bool(parts) and all(map(is_way, parts))


def tells(listing: Listing, whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether parts must give their whole, or are too many to be right.

    A list that is closed may count its parts in several counters (条, 件), and then tells only that they are
    too many; one that is open must count them as the whole.
    """
    counters = {counted_in(one) for one in (listing.whole, *listing.parts)}
    if len(parts) == 1:
        is_of_things = counters == {counted_in(listing.whole)} and all(map(is_thing, listing.parts))
        return is_of_things and _exceeds(listing, whole, parts[0])
    if "" in counters or _are_of_another_whole(whole, parts):
        return False
    is_one_counter = len(counters) == 1
    if listing.complete:
        return is_one_counter
    total = added(parts)
    is_too_much = total > whole
    if listing.closed:
        if not is_too_much and _may_leave_out(listing):
            # “其他概况类信息” may be other of a kind alone: then far more is left out than by a slip.
            return one_slip_away(whole, parts) or perhaps_one_slip_away(whole, parts)
        counts_things = all(map(is_thing, (listing.whole, *listing.parts)))
        return is_one_counter or (is_too_much and counts_things)
    if not is_one_counter:
        return False
    may_be_told_twice = may_lie_over_each_other(listing, whole, total) or are_hardly_parts(whole, parts)
    return is_too_much and not may_be_told_twice


def _may_leave_out(listing: Listing) -> bool:
    """Whether what closes a list may be no more than a kind of its own; a sum of several leaves none out."""
    is_sum = is_sum_behind(listing) and len(listing.parts) >= SURE_LIST
    is_unknown = "unknown" in listing.parts[-1].said
    return is_unknown and not is_sum and not all(map(is_way, listing.parts))


def _exceeds(listing: Listing, whole: Decimal, part: Decimal) -> bool:
    """Whether a part is too great: by a slip, or at all where so many are said to be done of a known whole.

    “受理来信1874件，办结8174件” is not said to be a part: older ones may have been done too.
    """
    said = listing.parts[0].said
    is_said_part = "part" in said
    if said.isdisjoint(DONE):
        return exceeds_by_slip(part, whole)
    if is_said_part and listing.whole.meanings:
        return part > whole
    return exceeds_by_slip(part, whole, nearly=not is_said_part)


def _are_of_another_whole(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether parts are larger than the whole; one of a long list may be a slip, if the others fit."""
    larger = [part for part in parts if part > whole > 0]
    if not larger:
        return False
    others = added(parts) - larger[0]
    may_be_slip = len(larger) == 1 and len(parts) > SURE_LIST and others <= whole
    return not may_be_slip


def begins_right(listing: Listing, numbers: Sequence[Decimal], whole: Decimal) -> bool:
    """Whether the first parts give the whole: what follows is of something else.

    Of nothing there is no part. One alone is not enough where each part is a thing of its own: the ways of
    applications are told to their end, and so is “2件为……，1件为……”. What is closed goes to its end, and
    so do the ends that cases came to.
    """
    if listing.closed or (listing.parts and all(map(is_ending, listing.parts))):
        return False
    if _is_one_row(listing) and len(numbers) == len(listing.parts):
        return False
    fewest = 2 if are_ways(listing.whole, listing.parts) or are_told_first(listing.parts) else 1
    return whole > 0 and whole in list(accumulate(numbers))[fewest - 1 :]


def is_divided_twice(listing: Listing, numbers: Sequence[Decimal], whole: Decimal) -> bool:
    """“查出21个：链接14个，错字7个；整改20个，剩余1个”: by kinds, then by what was done.

    What is divided first may be told in part: then what leaves a rest gives the whole.
    """
    is_left = bool(listing.parts) and "remaining" in listing.parts[-1].said
    if not is_left or len(numbers) <= SURE_LIST:
        return False
    by_kinds = list(accumulate(numbers))[1:-_REST]
    with_rest = list(accumulate(reversed(numbers)))[1:]
    return whole in by_kinds or whole in with_rest


def tell_what_is_in_several(numbers: Sequence[Decimal], whole: Decimal) -> bool:
    """“其中网站210条、公众号180条，90条同步发布”: what is too much is told behind."""
    totals = accumulate(numbers)
    return any(one - behind == whole for one, behind in zip(totals, numbers[1:], strict=False))


def _is_one_row(listing: Listing) -> bool:
    """“征地3件、规划1件、财务1件”: applications that only a “、” parts, and none of them done with.

    So are accounts, each of which is on one platform.
    """
    is_row = len(listing.parts) >= SURE_LIST and listing.in_a_row == len(listing.parts)
    if not listing.whole.meanings:
        return is_row and counts_accounts(listing)
    return is_row and not any("verb" in one.said or one.meanings or is_way(one) for one in listing.parts)
