"""Parts that a sentence lists against their whole."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import accumulate, takewhile

import msgspec

from model.forms import OfficialForm
from model.reading.facts import Listing, Mention, counted_alike
from model.reading.relations.outcomes import is_ending
from model.reading.relations.unsaid_lists import are_told_first
from model.reading.tokens.channels import is_way
from model.reading.words.division import splits
from model.reading.words.meaning import Meaning, number
from model.reading.words.words import words_of
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import AnyFinding, Finding, GivesWay, Level, Span
from model.rules.joined_texts import across
from model.rules.listed_parts import (
    LONG_LIST,
    are_ways,
    may_be_counted_together,
    readings_of,
    tells,
    up_to_others,
)
from model.rules.result_lists import are_results, doubtful_results, numbers_of, wrong_results
from model.rules.slips import one_slip_away, perhaps_one_slip_away
from model.rules.texts import TEXT_FIGURE, place_of, plain, readings, with_cells

_SURE_LIST = 3  # parts


class Listed(msgspec.Struct, frozen=True):
    """The numbers of the parts, and where the figures of whole and parts stand."""

    parts: tuple[Decimal, ...]
    figures: tuple[Span, ...]


def _text_parts(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Listed]]:
    """The parts listed in a sentence do not add up to their whole."""
    alone = list(_in_sentences(form, report, part))
    told = [found.span for found in alone]
    yield from alone
    yield from (found for found in _across(form, report, part) if found.span not in told)


def _in_sentences(form: OfficialForm, report: Report, part: str) -> Iterator[Finding[Listed]]:
    for index, reading in readings(form, report, part):
        for listing in reading.listings:
            yield from _parts(form, report, partial(Span, part, index), listing)


def _across(form: OfficialForm, report: Report, part: str) -> Iterator[Finding[Listed]]:
    for one in across(form, report, part):
        for listing in one.listings:
            yield from _parts(form, report, one.span, listing)


def _parts(
    form: OfficialForm, report: Report, span: Callable[[int, int], Span], listing: Listing
) -> Iterator[Finding[Listed]]:
    """One list against its whole; ``span`` says where characters stand."""
    whole = listing.whole.quantity.value(form, report.cells)
    if whole is None or not listing.whole.quantity.exact:
        return
    if listing.parts and sum(numbers_of(form, report, listing.parts), Decimal(0)) == whole:
        return  # as mostly
    if _are_told_side_by_side(form, report, listing):
        return
    is_flow = listing.beside is not None and listing.left  # all that there was, and what became of it
    taken, level = ((), None) if is_flow else _verdict(form, report, listing, whole)
    said = plain(whole)
    if (taken or is_flow) and listing.beside is not None:
        # “新收9件，上年结转1件，其中网络5件、信函5件”: what is wrong of either is wrong.
        beside = listing.beside.quantity.value(form, report.cells)
        if beside is None or not listing.beside.quantity.exact:
            return
        together, level_together = _verdict(form, report, listing, whole + beside)
        taken, level = (taken or together) if together else (), level or level_together
        said += f"+{plain(beside)}" if is_flow else ""
    if not taken:
        return
    numbers = numbers_of(form, report, taken)
    addresses = listing.whole.meanings[0].addresses if listing.whole.meanings else ()
    figures = tuple(span(*place_of(one.quantity)) for one in (listing.whole, *taken))
    facts = Listed(tuple(numbers), figures)
    yield TEXT_PARTS.found(
        facts, addresses, said, plain(sum(numbers, Decimal(0))), span=figures[0], level=level
    )


def _verdict(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal
) -> tuple[Sequence[Mention], Level | None]:
    """The parts that do not give a whole, none where nothing is wrong; of doubtful ones a clerk is asked."""
    if _leaves_some(form, report, listing, whole) or _divide_their_first(form, report, listing):
        return (), None
    if _may_hold_carried_in(form, report, listing, whole) or _are_all_of_the_table(form, report, listing):
        return (), None
    taken = _taken(form, report, listing, whole)
    return (taken, None) if taken else (_doubtful(form, report, listing, whole), Level.HINT)


def _leaves_some(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> bool:
    """“收到36件，其中网上20件，信函10件，其余为当面提交”: the parts are not all.

    “其中当日办结3件，5个工作日内办结9件”: some took longer.
    """
    tells_how_soon = not listing.closed and any(map(_tells_how_soon, listing.parts))
    may_leave_some = listing.left or tells_how_soon
    return may_leave_some and sum(numbers_of(form, report, listing.parts), Decimal(0)) < whole


def _tells_how_soon(part: Mention) -> bool:
    return any(word in part.label for word in words_of("how-soon"))


def _divide_their_first(form: OfficialForm, report: Report, listing: Listing) -> bool:
    """“复议3件。已审结2件，维持1件，纠正1件”: what may divide a figure before it divides its own first."""
    if listing.parts or not listing.further:
        return False
    first, *others = numbers_of(form, report, listing.further[0]) or [Decimal(0)]
    return sum(others, Decimal(0)) == first > 0


def _may_hold_carried_in(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> bool:
    """“受理线上申请58件，办结57件，结转4件”: what is too much was carried in, of which nothing is told."""
    is_told = listing.beside is not None
    if is_told or listing.whole.meanings or not listing.parts or "carried-out" not in listing.parts[-1].said:
        return False
    return sum(numbers_of(form, report, listing.parts), Decimal(0)) > whole


def _are_all_of_the_table(form: OfficialForm, report: Report, listing: Listing) -> bool:
    """“收到50件，网络33件、信函14件、当面5件”: with those carried in, though the text does not say so."""
    total = sum(numbers_of(form, report, listing.parts), Decimal(0))
    return listing.complete and total in listing.whole.numbers(form, report.cells)


def _are_told_side_by_side(form: OfficialForm, report: Report, listing: Listing) -> bool:
    """Whether the tables have all figures as they are told, and do not divide the first by the others."""
    if not listing.whole.meanings or _known_parts(form, report, listing) is not None:
        return False
    told = (listing.whole, *listing.parts) if listing.parts else ()
    values = [one.quantity.value(form, report.cells) for one in told]
    pairs = zip(told, values, strict=True)
    return bool(told) and all(value in one.numbers(form, report.cells) for one, value in pairs)


def _taken(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> Sequence[Mention]:
    """The parts that do not give their whole, none where nothing is wrong or sure."""
    if not listing.parts:
        return _wrong_parts(form, report, listing, whole)
    known = _known_parts(form, report, listing) if listing.whole.meanings else None
    told = list(accumulate(numbers_of(form, report, listing.parts)))
    # “办理10件，其中予以公开9件，结转下年1件” is right in another reading of the whole.
    is_told_right = whole in told[-1 if listing.closed else 1 :]
    wrong = () if is_told_right else _wrong_known(form, report, known, whole)
    wrong = wrong or wrong_results(form, report, listing, whole)
    is_open = bool(told) and told[-1] < whole and not listing.closed
    are_all_results = not is_open and are_results(form, listing)
    if wrong or known is not None or are_all_results:
        return wrong or _wrong_second_division(form, report, listing, whole)
    return _wrong_parts(form, report, _of_no_table(listing), whole)


def _wrong_known(
    form: OfficialForm, report: Report, known: tuple[list[Mention], bool] | None, whole: Decimal
) -> Sequence[Mention]:
    """Parts that the tables know as such, where they are too many, or complete and too few."""
    if known is None:
        return ()
    parts, is_complete = known
    numbers = numbers_of(form, report, parts)
    total = sum(numbers, Decimal(0))
    is_too_little = is_complete and total < whole
    is_wrong = bool(numbers) and (is_too_little or total > whole)
    return parts if is_wrong else ()


def _of_no_table(listing: Listing) -> Listing:
    """The list up to what the tables know to be none of the whole: its row, or its ways."""
    if not listing.whole.meanings or not any(one.meanings for one in listing.parts):
        return listing
    unknown = tuple(takewhile(lambda one: not one.meanings, listing.parts))
    ways = sum(1 for _ in takewhile(is_way, unknown))
    taken = max(ways, min(listing.in_a_row, len(unknown)))
    # “自然人1件，占50%；商业企业1件，占50%”: what goes on behind a “；” goes on from what is left out here.
    further = listing.further if taken == len(listing.parts) else ()
    return msgspec.structs.replace(listing, parts=unknown[:taken], in_a_row=taken, further=further)


def _known_parts(form: OfficialForm, report: Report, listing: Listing) -> tuple[list[Mention], bool] | None:
    """Return the parts that divide a whole of the tables, and whether they must give all of it."""
    for whole in listing.whole.readings:
        divided = splits(form, whole, tuple(_read_as_parts(listing, whole)))
        if divided is not None:
            rest, taken = divided
            return list(listing.parts[:taken]), number(form, report.cells, rest) == 0
    return None


def _read_as_parts(listing: Listing, whole: Meaning) -> Iterator[Meaning]:
    """The parts as the tables have them, as far as they are known: of the rows or columns of the whole."""
    for part in listing.parts:
        is_whole_again = not set(part.readings).isdisjoint(listing.whole.readings)
        if is_whole_again or not part.meanings:
            return
        alike = (one for one in part.readings if one.rows == whole.rows or one.columns == whole.columns)
        yield next(alike, part.meanings[0])


def _wrong_parts(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> Sequence[Mention]:
    """Return the parts that no table knows and that cannot give their whole as they stand."""
    closed = up_to_others(listing)
    readings = list(readings_of(listing))
    told = [numbers_of(form, report, parts) for parts in (listing.parts, closed.parts, *readings)]
    if any(sum(numbers, Decimal(0)) == whole or _begins_right(closed, numbers, whole) for numbers in told):
        return _wrong_second_division(form, report, listing, whole)
    for one, numbers in ((listing, told[0]), (closed, told[1])):
        if numbers and tells(one, whole, numbers):
            return one.parts
    return next((parts for parts in readings if _misses(form, report, listing, whole, parts)), ())


def _wrong_second_division(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal
) -> Sequence[Mention]:
    """“收到9件，其中网上6件、信函3件，涉及征地4件、规划3件、其他1件”: behind all parts come parts again."""
    numbers = numbers_of(form, report, listing.parts)
    ends = [end for end, total in enumerate(accumulate(numbers), 1) if total == whole]
    again = listing.parts[ends[0] :] if ends and listing.closed else ()
    behind = numbers[ends[0] :] if again else []
    is_wrong = one_slip_away(whole, behind) or perhaps_one_slip_away(whole, behind)
    return again if is_wrong else ()


def _begins_right(listing: Listing, numbers: Sequence[Decimal], whole: Decimal) -> bool:
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


def _is_one_row(listing: Listing) -> bool:
    """“征地3件、规划1件、财务1件”: applications that only a “、” parts, and none of them done with."""
    are_things = not any("verb" in one.said or one.meanings or is_way(one) for one in listing.parts)
    is_row = len(listing.parts) >= _SURE_LIST and listing.in_a_row == len(listing.parts)
    return bool(listing.whole.meanings) and is_row and are_things


def _misses(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal, parts: Sequence[Mention]
) -> bool:
    said = bool(listing.parts) or len(parts) > _SURE_LIST
    return one_slip_away(whole, numbers_of(form, report, parts), said=said)


def _doubtful(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> Sequence[Mention]:
    """Return parts of which a clerk should be asked whether one of them is wrong, or some are left out."""
    return _doubtful_parts(form, report, _of_no_table(listing), whole) or doubtful_results(
        form, report, listing, whole
    )


def _doubtful_parts(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal
) -> Sequence[Mention]:
    """Return such parts where no table knows them; of nothing there are none."""
    if not whole:
        return ()
    readings = [parts for parts in (listing.parts, *readings_of(listing)) if len(parts) > 1]
    told = [numbers_of(form, report, parts) for parts in readings]
    if any(sum(numbers, Decimal(0)) == whole for numbers in told):
        return ()
    begins_right = any(_begins_right(listing, numbers, whole) for numbers in told)
    is_doubtful = _is_doubtful_to_its_end if begins_right else _is_doubtful
    pairs = zip(readings, told, strict=True)
    return next((parts for parts, numbers in pairs if is_doubtful(listing, parts, numbers, whole)), ())


def _is_doubtful_to_its_end(
    listing: Listing, parts: Sequence[Mention], numbers: Sequence[Decimal], whole: Decimal
) -> bool:
    """Whether one of many parts may be wrong, of which the last are hardly of something else."""
    if are_ways(listing.whole, parts):
        return len(parts) >= _SURE_LIST and _misses_by_a_slip(listing, parts, numbers, whole)
    is_long_list = len(parts) >= LONG_LIST
    is_counted_so_to_its_end = counted_alike((listing.whole, parts[-1]))
    is_of_it = is_long_list and is_counted_so_to_its_end
    return is_of_it and _misses_by_a_slip(listing, parts, numbers, whole)


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
    is_enough = bool(listing.parts) or len(parts) >= _SURE_LIST
    misses = is_enough and perhaps_one_slip_away(whole, numbers)
    return misses and may_be_counted_together(listing.whole, parts)


def _say_text_parts(_form: OfficialForm, _report: Report, finding: Finding[Listed]) -> str:
    sum_ = "+".join(map(plain, finding.facts.parts))
    return f"正文写总数 {finding.actual}，但所列各项相加为 {finding.expected}（{sum_}），两者不符，请核对。"


def _one_of_its_figures(parts: Finding[Listed], figure: AnyFinding) -> bool:
    """Whether the figure of the text that is wrong is the whole of a list, or one of its parts."""
    return figure.span in parts.facts.figures


TEXT_PARTS = Rule(
    code="text-parts",
    title="正文分项之和等于总数",
    level=Level.WARNING,
    units=with_cells,
    check=_text_parts,
    sentence=_say_text_parts,
    # The table tells which figure of a list is wrong, the sum only that one is.
    gives_way=(GivesWay(TEXT_FIGURE, _one_of_its_figures),),
)

RULES: tuple[AnyRule, ...] = (TEXT_PARTS,)
