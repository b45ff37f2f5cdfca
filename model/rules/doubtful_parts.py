"""Parts of a list of which a clerk is asked whether one of them is wrong, or some are left out."""

from collections.abc import Sequence
from decimal import Decimal

from model.forms import OfficialForm
from model.reading.facts import Listing, Mention, counted_alike
from model.report import Report
from model.rules.listed_parts import (
    LONG_LIST,
    SURE_LIST,
    are_ways,
    begins_right,
    may_be_counted_together,
    of_no_table,
    readings_of,
)
from model.rules.result_lists import doubtful_results, numbers_of
from model.rules.slips import added, perhaps_one_slip_away


def doubtful(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> Sequence[Mention]:
    """Return parts of which a clerk should be asked whether one of them is wrong, or some are left out."""
    return _doubtful_parts(form, report, of_no_table(listing), whole) or doubtful_results(
        form, report, listing, whole
    )


def _doubtful_parts(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal
) -> Sequence[Mention]:
    """Return such parts where no table knows them; of nothing there are none."""
    if not whole:
        return ()
    readings = list(filter(_are_several, (listing.parts, *readings_of(listing))))
    told = [numbers_of(form, report, parts) for parts in readings]
    if whole in map(added, told):
        return ()
    some_begin_right = any(begins_right(listing, numbers, whole) for numbers in told)
    is_doubtful = _is_doubtful_to_its_end if some_begin_right else _is_doubtful
    for parts, numbers in zip(readings, told, strict=True):
        if is_doubtful(listing, parts, numbers, whole):
            return parts
    return ()


def _are_several(parts: Sequence[Mention]) -> bool:
    return len(parts) > 1


def _is_doubtful_to_its_end(
    listing: Listing, parts: Sequence[Mention], numbers: Sequence[Decimal], whole: Decimal
) -> bool:
    """Whether one of many parts may be wrong, of which the last are hardly of something else."""
    if are_ways(listing.whole, parts):
        is_list = len(parts) >= SURE_LIST
    else:
        is_counted_so_to_its_end = counted_alike((listing.whole, parts[-1]))
        is_list = len(parts) >= LONG_LIST and is_counted_so_to_its_end
    return is_list and _misses_by_a_slip(listing, parts, numbers, whole)


def _is_doubtful(
    listing: Listing, parts: Sequence[Mention], numbers: Sequence[Decimal], whole: Decimal
) -> bool:
    if _misses_by_a_slip(listing, parts, numbers, whole):
        return True
    are_counted_together = bool(numbers) and may_be_counted_together(listing.whole, parts)
    return are_counted_together and are_ways(listing.whole, parts)


def _misses_by_a_slip(
    listing: Listing, parts: Sequence[Mention], numbers: Sequence[Decimal], whole: Decimal
) -> bool:
    is_enough = bool(listing.parts) or len(parts) >= SURE_LIST
    misses = is_enough and perhaps_one_slip_away(whole, numbers)
    return misses and may_be_counted_together(listing.whole, parts)
