"""Results that a sentence lists against what was received, also where no table knows one of them."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, chain

from model.forms import OfficialForm
from model.reading.facts import Listing, Mention
from model.reading.relations.outcomes import is_ending
from model.reading.relations.unsaid_lists import are_told_first
from model.reading.words.meaning import Meaning, cell_number, number
from model.reading.words.terms import terms
from model.reading.words.words import words_of
from model.report import Report
from model.rules.slips import added, perhaps_one_slip_away

_RECEIVED = frozenset(("received", "to-handle", "results-total"))  # roles of rows
_NO_RESULTS = frozenset(("received", "carried-in", "to-handle"))
_RESULTS = frozenset(("row", "aside", "remaining", "excepting", "results-total"))
_SAYS_NOTHING = frozenset(("filler", "and"))
_FEWEST = 2  # parts


def numbers_of(form: OfficialForm, report: Report, parts: Sequence[Mention]) -> list[Decimal]:
    """Return the figures of parts; none at all where one of them is not exact or not filled in."""
    numbers: list[Decimal] = []
    for one in parts:
        value = one.quantity.value(form, report.cells) if one.quantity.exact else None
        if value is None:
            return []
        numbers.append(value)
    return numbers


def wrong_results(form: OfficialForm, report: Report, listing: Listing, whole: Decimal) -> Sequence[Mention]:
    """Results that are more than what was received and carried in, also where not all of them are known.

    “收到5件，3件予以公开，1件部分公开，2件不予公开并告知查询途径”. With “其余” they must give all of it.
    """
    if not listing.whole.meanings or len(listing.parts) < _FEWEST:
        return ()
    numbers = numbers_of(form, report, listing.parts)
    total = added(numbers)
    may_be_wrong = total > whole or (listing.closed and 0 < total < whole)
    if not may_be_wrong or not are_results(form, listing):
        return ()
    in_table = listing.whole.numbers(form, report.cells)
    if len(in_table) < len(listing.whole.readings):
        return ()  # how many were carried in is not known
    right = (whole, max(whole, *in_table))
    begins_right = any(one in right for one in accumulate(numbers))
    if begins_right and "carried-out" in listing.parts[-1].said:
        # “办结69件，……，结转1件”: then the table must have as many results.
        begins_right = total in right or total - numbers[-1] in _finished(form, report)
    is_wrong = not begins_right and not whole <= total <= right[1]
    return listing.parts if is_wrong else ()


def doubtful_results(
    form: OfficialForm, report: Report, listing: Listing, whole: Decimal
) -> Sequence[Mention]:
    """Results of which one may be wrong, as one slip would make up for what is missing: worth a question.

    No question where the table has just as many of a row that was not told: “……，结转1件” elsewhere.
    """
    if all(one.meanings for one in listing.parts):
        return ()
    numbers = numbers_of(form, report, listing.parts)
    missing = whole - added(numbers)
    is_doubtful = missing > 0 and perhaps_one_slip_away(whole, numbers) and are_results(form, listing)
    is_explained = is_doubtful and missing in _not_told(form, report, listing)
    return listing.parts if is_doubtful and not is_explained else ()


def _not_told(form: OfficialForm, report: Report, listing: Listing) -> Iterator[Decimal | None]:
    """The figures of the table beside those that are told."""
    told = set(chain.from_iterable(one.meanings[0].addresses for one in listing.parts if one.meanings))
    whole = listing.whole.meanings[0]
    for address, cell in form.cells.items():
        if cell.table.id == whole.table and cell.column.id == whole.column and address not in told:
            yield cell_number(form, report.cells, address)


def _finished(form: OfficialForm, report: Report) -> list[Decimal | None]:
    return [number(form, report.cells, one) for one in terms(form).of_role("results-total")]


def are_results(form: OfficialForm, listing: Listing) -> bool:
    """Whether all parts are results of all that was received, or outcomes of cases, none of them twice."""
    whole, parts = listing.whole, listing.parts
    if not whole.meanings or any(map(_tells_subject, parts)):
        return False
    meanings = [one.meanings[0] for one in parts if one.meanings]
    are_of_one_table = all(one.table == whole.meanings[0].table for one in meanings)
    if not are_of_one_table:
        return False
    if _is_of_cases(form, whole):
        return _are_outcomes_of(whole.meanings[0], parts, meanings)
    return _is_all_received(form, whole) and _are_results_of_all(form, parts, meanings)


def _are_results_of_all(form: OfficialForm, parts: Sequence[Mention], meanings: Sequence[Meaning]) -> bool:
    """Whether each part may tell what became of applications, and those known are results."""
    roles = map(terms(form).role, meanings)
    if not _NO_RESULTS.isdisjoint(roles) or not all(map(_may_be_result, parts)):
        return False
    return _are_all_different(one.rows for one in meanings)


def _are_outcomes_of(cases: Meaning, parts: Sequence[Mention], meanings: Sequence[Meaning]) -> bool:
    """Whether all are of these cases: “行政复议121件，行政诉讼32件，其中29件行政复议、……” is of both."""
    are_outcomes = are_told_first(parts) or all(map(is_ending, parts))
    if not are_outcomes:
        return False
    are_of_these = all(set(one.rows) <= set(cases.rows) for one in meanings)
    return are_of_these and _are_all_different(one.columns for one in meanings)


def _are_all_different(names: Iterable[Sequence[str]]) -> bool:
    """Whether no row or column is in two of the parts."""
    told = list(chain.from_iterable(names))
    return len(set(told)) == len(told)


def _is_of_cases(form: OfficialForm, whole: Mention) -> bool:
    """Whether a figure counts cases, each of which ends in one way: reviews, suits."""
    known = terms(form)
    return all(known.is_case(one) and known.is_whole(one) for one in whole.meanings)


def _is_all_received(form: OfficialForm, whole: Mention) -> bool:
    known = terms(form)
    roles = set(map(known.role, whole.meanings))
    return roles <= _RECEIVED and known.is_whole(whole.meanings[0])


def _may_be_result(one: Mention) -> bool:
    """Whether a part may tell what became of applications."""
    names_result = bool(one.meanings) or not one.said.isdisjoint(_RESULTS)
    return names_result or one.said <= _SAYS_NOTHING  # “对3件部分公开”


def _tells_subject(one: Mention) -> bool:
    """Whether a part says what its things are about: “3件涉及土地征收”."""
    return any(word in one.label for word in words_of("subject"))
