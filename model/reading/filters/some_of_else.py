"""Figures that are some of another thing than they seem to be: of one result or applicant, of other cases."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import filterfalse, takewhile

from model.reading.facts import Listing, Mention, has_role, is_sum
from model.reading.filters.of_some import has_word
from model.reading.words.terms import Terms
from model.reading.words.words import sorted_words

_FLOW = ("received", "carried-in", "carried-out", "to-handle")
_RESULTS = ("result", "reason", "other-result", "fee-not-paid")
_PAIR = 2  # figures that may divide one before them


def of_one_of_them(terms: Terms, lists: Sequence[Listing]) -> Iterator[Mention]:
    """“公开12件（含上年结转3件）”, “自然人12件（新收9件、结转3件）”, “不公开3件，其中1件引发复议”.

    What one result or one applicant is divided into is not all that came, nor all cases; nor are cases.
    """
    for listing in lists:
        yield from _of_one_result(terms, listing)
        yield from _of_one_applicant(terms, listing)
        yield from _of_cases(terms, listing)


def _of_cases(terms: Terms, listing: Listing) -> Iterator[Mention]:
    """“行政复议30件，其中向省政府申请12件、不予公开类7件”: parts of cases are no applications."""
    if is_of_cases(terms, listing.whole):
        yield from (one for one in listing.parts if _is_of_flow(terms, one) or _is_one_result(terms, one))


def _of_one_result(terms: Terms, listing: Listing) -> Iterator[Mention]:
    if _is_one_result(terms, listing.whole):
        yield from (one for one in listing.parts if _is_of_flow(terms, one) or is_of_cases(terms, one))


def _of_one_applicant(terms: Terms, listing: Listing) -> Iterator[Mention]:
    if _is_one_applicant(terms, listing.whole):
        flow = (one for one in listing.parts if _is_of_flow(terms, one))
        yield from filterfalse(partial(_are_of_same_applicant, listing.whole), flow)


def _are_of_same_applicant(whole: Mention, part: Mention) -> bool:
    return any(one.column == whole.meanings[0].column for one in part.meanings)


def of_one_outcome(terms: Terms, lists: Sequence[Listing]) -> Iterator[Mention]:
    """“被纠正14件，其中复议11件、诉讼3件”: cases of that outcome, not all of a kind."""
    for listing in lists:
        if "outcome" in listing.whole.said:
            yield from (one for one in listing.parts if _are_all_cases(terms, one))


def before_those_of_disclosure(terms: Terms, told: Sequence[Mention]) -> Iterator[Mention]:
    """“诉讼12件，胜诉11件；其中涉及信息公开的1件”: cases of whatever, before those about disclosure."""
    before = list(takewhile(_is_of_whatever, told))
    of_disclosure = told[len(before) :]
    for one in filter(partial(is_of_cases, terms), before if of_disclosure else ()):
        is_told_of_some = of_disclosure[0].label.endswith(sorted_words("attributive"))
        if is_told_of_some or _are_told_again(terms, one, of_disclosure):
            yield one


def _is_of_whatever(one: Mention) -> bool:
    return not has_word(one, "of-disclosure")


def _are_told_again(terms: Terms, one: Mention, of_disclosure: Sequence[Mention]) -> bool:
    """“诉讼12件，涉及信息公开的诉讼1件”: whether the same cases are told of those about disclosure."""
    meant = {meant for other in of_disclosure for meant in other.meanings}
    return is_of_cases(terms, of_disclosure[0]) and not meant.isdisjoint(one.meanings)


def of_those_reviewed(terms: Terms, told: Sequence[Mention]) -> Iterator[Mention]:
    """“对42件文件清理，继续有效23件，废止19件”: of documents looked at, in which both are told to the end."""
    for place, whole in enumerate(told):
        parts = told[place + 1 : place + 1 + _PAIR]
        are_documents = len(parts) == _PAIR and all(_is_of_no_total(terms, one) for one in parts)
        if are_documents and not whole.meanings and is_sum(whole, parts):
            yield from parts


def is_of_cases(terms: Terms, one: Mention) -> bool:
    """Whether a figure is of cases, all of a kind or those of an outcome."""
    return any(map(terms.is_case, one.meanings))


def _are_all_cases(terms: Terms, one: Mention) -> bool:
    return any(terms.is_case(meant) and terms.is_whole(meant) for meant in one.meanings)


def _is_one_result(terms: Terms, one: Mention) -> bool:
    return any(has_role(terms, one, role) for role in _RESULTS)


def _is_of_flow(terms: Terms, one: Mention) -> bool:
    return any(has_role(terms, one, role) for role in _FLOW)


def _is_one_applicant(terms: Terms, one: Mention) -> bool:
    is_of_one = any(meant.column != terms.tables[meant.table].total for meant in one.meanings)
    return is_of_one and _is_of_flow(terms, one)


def _is_of_no_total(terms: Terms, one: Mention) -> bool:
    return bool(one.meanings) and not any(terms.tables[meant.table].total for meant in one.meanings)
