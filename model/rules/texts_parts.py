"""Parts that a sentence lists against their whole."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import accumulate

from model.forms import OfficialForm
from model.reading.facts import Listing, Mention
from model.reading.words.division import splits
from model.reading.words.meaning import Meaning, number
from model.reading.words.words import words_of
from model.report import Report
from model.rules.divided_by_itself import Listed, told_wrong
from model.rules.doubtful_parts import doubtful
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import AnyFinding, Finding, GivesWay, Level, Span
from model.rules.joined_texts import across
from model.rules.listed_parts import (
    SURE_LIST,
    begins_right,
    gives_as_rounded,
    is_divided_twice,
    of_no_table,
    readings_of,
    tell_what_is_in_several,
    tells,
    up_to_others,
)
from model.rules.paragraphs import Paragraph, found_in_paragraphs
from model.rules.result_lists import are_results, numbers_of, wrong_results
from model.rules.slips import added, one_slip_away, perhaps_one_slip_away
from model.rules.texts import TEXT_FIGURE, place_of, plain, with_cells

# The parts that divide a whole of the tables, and whether they must give all of it.
_Known = tuple[list[Mention], bool]


def _text_parts(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Listed]]:
    """The parts listed in a sentence do not add up to their whole."""
    alone = list(found_in_paragraphs(form, report, part, _in_paragraph))
    told = [found.span for found in alone]
    found = [*alone, *(one for one in _across(form, report, part) if one.span not in told)]
    whole = list(_by_themselves(report, part, found))
    yield from (one for one in found if one.level is not Level.HINT or not _are_about_same(one, whole))
    yield from whole


def _by_themselves(report: Report, part: str, found: Sequence[Finding[Listed]]) -> Iterator[Finding[Listed]]:
    """The lists that say themselves that they leave nothing out, of whatever no other finding is sure."""
    sure = [one for one in found if one.level is not Level.HINT]
    for facts, said in told_wrong(report, part):
        finding = TEXT_PARTS.found(facts, (), said, plain(added(facts.parts)), span=facts.figures[0])
        if not _are_about_same(finding, sure):
            yield finding


def _are_about_same(one: Finding[Listed], others: Sequence[Finding[Listed]]) -> bool:
    figures = set(one.facts.figures)
    return any(not figures.isdisjoint(other.facts.figures) for other in others)


def _in_paragraph(form: OfficialForm, report: Report, paragraph: Paragraph) -> Iterator[Finding[Listed]]:
    for listing in paragraph.reading.listings:
        yield from _parts(form, report, paragraph.span, listing)


def _across(form: OfficialForm, report: Report, part: str) -> Iterator[Finding[Listed]]:
    for one in across(form, report, part):
        for listing in one.listings:
            yield from _parts(form, report, one.span, listing)


def _parts(
    form: OfficialForm, report: Report, span: Callable[[int, int], Span], listing: Listing
) -> Iterator[Finding[Listed]]:
    """One list against its whole; ``span`` says where characters stand."""
    whole = _exact_number(form, report, listing.whole)
    if whole is None:
        return
    if listing.parts and added(numbers_of(form, report, listing.parts)) == whole:
        return  # as mostly
    if gives_as_rounded(listing):
        return
    if _are_told_side_by_side(form, report, listing) or _are_of_wider_cases(form, report, listing):
        return
    taken, level, said = _wrong_of_all(form, report, listing, whole)
    if not taken:
        return
    numbers = numbers_of(form, report, taken)
    addresses = listing.whole.meanings[0].addresses if listing.whole.meanings else ()
    figures = tuple(span(*place_of(one.quantity)) for one in (listing.whole, *taken))
    facts = Listed(tuple(numbers), figures)
    yield TEXT_PARTS.found(facts, addresses, said, plain(added(numbers)), span=figures[0], level=level)


def _wrong_of_all(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal
) -> tuple[Sequence[Mention], Level | None, str]:
    """The parts that do not give their whole, nor what is told beside it, and the whole as it is told.

    “新收9件，上年结转1件，其中网络5件、信函5件”: what is wrong of either is wrong. In a flow the two are
    all that there was, and the parts what became of it.
    """
    is_flow = listing.beside is not None and listing.left
    taken, level = ((), None) if is_flow else _verdict(form, report, listing, whole)
    may_be_wrong = is_flow or bool(taken)
    if listing.beside is None or not may_be_wrong:
        return taken, level, plain(whole)
    beside = _exact_number(form, report, listing.beside)
    if beside is None:
        return (), None, ""
    together, level_together = _verdict(form, report, listing, whole + beside)
    if not together:
        return (), None, ""
    said = f"{plain(whole)}+{plain(beside)}" if is_flow else plain(whole)
    return taken or together, level or level_together, said


def _exact_number(form: OfficialForm, report: Report, mention: Mention) -> Decimal | None:
    return mention.quantity.value(form, report.cells) if mention.quantity.exact else None


def _verdict(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal
) -> tuple[Sequence[Mention], Level | None]:
    """The parts that do not give a whole, none where nothing is wrong; of doubtful ones a clerk is asked."""
    if _leaves_some(form, report, listing, whole) or _divide_their_first(form, report, listing):
        return (), None
    if not listing.whole.meanings and _ends_with_parts_of_a_part(form, report, listing, whole):
        return (), None
    if _may_hold_carried_in(form, report, listing, whole) or _are_all_of_the_table(form, report, listing):
        return (), None
    taken = _taken(form, report, listing, whole)
    return (taken, None) if taken else (doubtful(form, report, listing, whole), Level.HINT)


def _leaves_some(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> bool:
    """“收到36件，其中网上20件，信函10件，其余为当面提交”: the parts are not all.

    “其中当日办结3件，5个工作日内办结9件”: some took longer.
    """
    tells_how_soon = not listing.closed and any(map(_tells_how_soon, listing.parts))
    may_leave_some = listing.left or tells_how_soon
    return may_leave_some and added(numbers_of(form, report, listing.parts)) < whole


def _tells_how_soon(part: Mention) -> bool:
    return any(word in part.label for word in words_of("how-soon"))


def _divide_their_first(form: OfficialForm, report: Report, listing: Listing) -> bool:
    """“复议3件。已审结2件，维持1件，纠正1件”: what may divide a figure before it divides its own first."""
    if listing.parts or not listing.further:
        return False
    first, *others = numbers_of(form, report, listing.further[0]) or [Decimal(0)]
    return added(others) == first > 0


def _ends_with_parts_of_a_part(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> bool:
    """“其中动态100条，主要为会议20条、活动50条和其他30条”: the last figures divide the one before them."""
    numbers = numbers_of(form, report, listing.parts)
    divided = max(numbers, default=Decimal(0))
    behind = numbers[numbers.index(divided) + 1 :] if numbers else []
    return len(behind) >= SURE_LIST and added(numbers) > whole and added(behind) == divided


def _may_hold_carried_in(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> bool:
    """“受理线上申请58件，办结57件，结转4件”: what is too much was carried in, of which nothing is told."""
    is_told = listing.beside is not None
    if is_told or listing.whole.meanings or not listing.parts or "carried-out" not in listing.parts[-1].said:
        return False
    return added(numbers_of(form, report, listing.parts)) > whole


def _are_all_of_the_table(form: OfficialForm, report: Report, listing: Listing) -> bool:
    """“收到50件，网络33件、信函14件、当面5件”: with those carried in, though the text does not say so."""
    total = added(numbers_of(form, report, listing.parts))
    return listing.complete and total in listing.whole.numbers(form, report.cells)


def _are_told_side_by_side(form: OfficialForm, report: Report, listing: Listing) -> bool:
    """Whether the tables have all figures as they are told, and do not divide the first by the others."""
    if not listing.whole.meanings or _known_parts(form, report, listing) is not None:
        return False
    told = (listing.whole, *listing.parts)
    return bool(listing.parts) and all(_is_as_in_tables(form, report, one) for one in told)


def _are_of_wider_cases(form: OfficialForm, report: Report, listing: Listing) -> bool:
    """“诉讼51件，直接起诉24件、复议后起诉27件，其中维持32件”: as the tables have it of all suits."""
    if not (listing.parts and listing.whole.meanings):
        return False
    are_right = all(_is_as_in_tables(form, report, one) for one in listing.parts)
    return are_right and _is_none_of(form, report, listing.whole.meanings[0], listing.parts[0])


def _is_none_of(form: OfficialForm, report: Report, whole: Meaning, part: Mention) -> bool:
    """Whether the tables have another figure for what a part would be of a whole."""
    of_whole = filter(partial(_is_in_line_with, whole), part.readings)
    in_line = [number(form, report.cells, one) for one in of_whole]
    return bool(in_line) and part.quantity.value(form, report.cells) not in in_line


def _is_as_in_tables(form: OfficialForm, report: Report, told: Mention) -> bool:
    return told.quantity.value(form, report.cells) in told.numbers(form, report.cells)


def _taken(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> Sequence[Mention]:
    """The parts that do not give their whole, none where nothing is wrong or sure."""
    if not listing.parts:
        return _wrong_parts(form, report, listing, whole)
    known = _known_parts(form, report, listing)
    wrong = _wrong_known(form, report, listing, known, whole)
    wrong = wrong or wrong_results(form, report, listing, whole)
    if wrong:
        return wrong
    if known is not None or _are_all_results(form, report, listing, whole):
        return _wrong_second_division(form, report, listing, whole)
    return _wrong_parts(form, report, of_no_table(listing), whole)


def _are_all_results(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> bool:
    """Whether the parts are results, and none may be left out that the list does not tell."""
    numbers = numbers_of(form, report, listing.parts)
    leaves_some = bool(numbers) and added(numbers) < whole and not listing.closed
    return not leaves_some and are_results(form, listing)


def _wrong_known(
    form: OfficialForm, report: Report, listing: Listing, known: _Known | None, whole: Decimal
) -> Sequence[Mention]:
    """Parts that the tables know as such, where they are too many, or complete and too few."""
    if known is None or _is_told_right(form, report, listing, whole):
        return ()
    parts, is_complete = known
    numbers = numbers_of(form, report, parts)
    total = added(numbers)
    is_too_little = is_complete and total < whole
    is_wrong = bool(numbers) and (is_too_little or total > whole)
    return parts if is_wrong else ()


def _is_told_right(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> bool:
    """“办理10件，其中予以公开9件，结转下年1件” is right in another reading of the whole.

    A list that is closed is right as a whole only; else its first parts may be all, but no single one.
    """
    totals = list(accumulate(numbers_of(form, report, listing.parts)))
    return whole in (totals[-1:] if listing.closed else totals[1:])


def _known_parts(form: OfficialForm, report: Report, listing: Listing) -> _Known | None:
    """Return the parts that divide a whole of the tables, None where it is no such whole."""
    if not listing.whole.meanings:
        return None
    for whole in listing.whole.readings:
        divided = splits(form, whole, tuple(_read_as_parts(listing, whole)))
        if divided is not None:
            rest, taken = divided
            is_complete = number(form, report.cells, rest) == 0
            return list(listing.parts[:taken]), is_complete
    return None


def _read_as_parts(listing: Listing, whole: Meaning) -> Iterator[Meaning]:
    """The parts as the tables have them, as far as they are known: of the rows or columns of the whole."""
    for part in listing.parts:
        is_whole_again = not set(part.readings).isdisjoint(listing.whole.readings)
        if is_whole_again or not part.meanings:
            return
        alike = filter(partial(_is_in_line_with, whole), part.readings)
        yield next(alike, part.meanings[0])


def _is_in_line_with(whole: Meaning, part: Meaning) -> bool:
    """Whether a part is of the same rows as its whole, or of the same columns."""
    return part.rows == whole.rows or part.columns == whole.columns


def _wrong_parts(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> Sequence[Mention]:
    """Return the parts that no table knows and that cannot give their whole as they stand."""
    closed = up_to_others(listing)
    readings = list(readings_of(listing))
    if tell_what_is_in_several(numbers_of(form, report, listing.parts), whole):
        return ()
    for parts in (listing.parts, closed.parts, *readings):
        numbers = numbers_of(form, report, parts)
        is_divided = is_divided_twice(listing, numbers, whole) or begins_right(closed, numbers, whole)
        if added(numbers) == whole or is_divided:
            return _wrong_second_division(form, report, listing, whole)
    for one in (listing, closed):
        numbers = numbers_of(form, report, one.parts)
        if numbers and tells(one, whole, numbers):
            return one.parts
    missing = filter(partial(_misses, form, report, listing, whole), readings)
    return next(missing, ())


def _wrong_second_division(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal
) -> Sequence[Mention]:
    """“收到9件，其中网上6件、信函3件，涉及征地4件、规划3件、其他1件”: behind all parts come parts again."""
    numbers = numbers_of(form, report, listing.parts)
    totals = list(accumulate(numbers))
    if not listing.closed or whole not in totals:
        return ()
    end_of_first = totals.index(whole) + 1
    behind = numbers[end_of_first:]
    is_wrong = one_slip_away(whole, behind) or perhaps_one_slip_away(whole, behind)
    return listing.parts[end_of_first:] if is_wrong else ()


def _misses(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal, parts: Sequence[Mention]
) -> bool:
    said = bool(listing.parts) or len(parts) > SURE_LIST
    return one_slip_away(whole, numbers_of(form, report, parts), said=said)


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
