"""Figures that are some of another thing than they seem to be: of one result or applicant, of other cases."""

from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from model.reading.facts import Listing, Mention, Mentions, has_role, is_sum
from model.reading.filters.told import OF_ELSE, Told, has_word, is_of_cases, is_of_no_total
from model.reading.words.terms import Terms
from model.reading.words.words import sorted_words

_FLOW = frozenset(("received", "carried-in", "carried-out", "to-handle"))
_RESULTS = frozenset(("result", "reason", "other-result", "fee-not-paid"))
_PAIR = 2  # figures that may divide one before them


def parts_of_one(told: Told) -> Iterator[Mention]:
    """What one result, one applicant or cases are divided into is not all that came; nor are cases.

    “公开12件（含上年结转3件）”, “自然人12件（新收9件、结转3件）”, “不公开3件，其中1件引发复议”.
    """
    for listing in told.listings:
        yield from _not_all(told.terms, listing.whole, listing.parts)
        if "results-total" in listing.whole.said:
            yield from _new_among_finished(told.terms, listing)


def _not_all(terms: Terms, whole: Mention, parts: Mentions) -> Iterator[Mention]:
    if whole.meanings:
        yield from (one for one in parts if _cannot_be_all(terms, whole, one))
    if "outcome" in whole.said:  # “被纠正14件，其中复议11件、诉讼3件”: cases of that outcome
        yield from (one for one in parts if _are_all_cases(terms, one))


def _cannot_be_all(terms: Terms, whole: Mention, one: Mention) -> bool:
    """Whether a part cannot be all applications, all of their results, or all cases of a kind."""
    is_result, are_cases = _has_role_of(_RESULTS, terms, whole), is_of_cases(terms, whole)
    if _has_role_of(_FLOW, terms, one):
        return is_result or are_cases or _are_of_two_applicants(terms, whole, one)
    return (is_result and is_of_cases(terms, one)) or (are_cases and _has_role_of(_RESULTS, terms, one))


def _are_of_two_applicants(terms: Terms, whole: Mention, one: Mention) -> bool:
    is_of_one = any(meant.column != terms.tables[meant.table].total for meant in whole.meanings)
    is_of_same = any(meant.column == whole.meanings[0].column for meant in one.meanings)
    return is_of_one and not is_of_same and _has_role_of(_FLOW, terms, whole)


def _new_among_finished(terms: Terms, listing: Listing) -> Iterator[Mention]:
    """“办结59件（上年结转2件，本年新收57件）”: the new ones of those that were finished, with a right sum."""
    has_older = any(has_role(terms, one, "carried-in") for one in listing.parts)
    if has_older and is_sum(listing.whole, listing.parts):
        yield from (one for one in listing.parts if has_role(terms, one, "received"))


def of_what_else(told: Told) -> Iterator[Mention]:
    """Wholes of which those about disclosure are a part: “复议20件，其中政府信息公开类8件”."""
    for listing in told.listings:
        if _is_partly_of_disclosure(listing):
            yield listing.whole
        parts = listing.parts if is_of_no_total(told.terms, listing.whole) else ()
        yield from filter(partial(is_of_cases, told.terms), parts)  # “行政处罚214件，其中12件申请复议”


def _is_partly_of_disclosure(listing: Listing) -> bool:
    is_told = any(has_word(part, "of-disclosure") for part in listing.parts)
    return is_told and not has_word(listing.whole, "of-disclosure")


def cases_of_else(told: Told) -> Iterator[Mention]:
    """Cases of whatever, or of an organ that reviews what others did: “收到复议申请214件，受理198件”."""
    cases = [place for place, one in enumerate(told.figures) if is_of_cases(told.terms, one)]
    if cases:
        is_of_else = OF_ELSE in told.kinds or any(map(_is_taken_on, told.figures[cases[0] + 1 :]))
        some = told.figures if is_of_else else _before_those_of_disclosure(told)
        yield from (one for one in some if is_of_cases(told.terms, one))


def _is_taken_on(one: Mention) -> bool:
    return not one.meanings and one.label.endswith(sorted_words("taken-on"))


def _before_those_of_disclosure(told: Told) -> Mentions:
    """“诉讼12件，胜诉11件；其中涉及信息公开的1件”: cases of whatever, before those about disclosure."""
    before = list(takewhile(lambda one: not has_word(one, "of-disclosure"), told.figures))
    first, *others = told.figures[len(before) :] or (None,)
    if first is None or first.label.endswith(sorted_words("attributive")):
        return before if first is not None else ()
    return _told_again(before, (first, *others)) if is_of_cases(told.terms, first) else ()


def _told_again(before: Mentions, of_disclosure: Mentions) -> Mentions:
    """“诉讼12件，涉及信息公开的诉讼1件”: what the same is told of as of those about disclosure."""
    meant = {meant for other in of_disclosure for meant in other.meanings}
    return [one for one in before if not meant.isdisjoint(one.meanings)]


def of_those_reviewed(told: Told) -> Iterator[Mention]:
    """“对42件文件清理，继续有效23件，废止19件”: of documents looked at, in which both are told to the end."""
    for place, whole in enumerate(told.figures):
        parts = told.figures[place + 1 : place + 1 + _PAIR] if not whole.meanings else ()
        are_documents = len(parts) == _PAIR and all(is_of_no_total(told.terms, one) for one in parts)
        if are_documents and is_sum(whole, parts):
            yield from parts


def _are_all_cases(terms: Terms, one: Mention) -> bool:
    return any(terms.is_case(meant) and terms.is_whole(meant) for meant in one.meanings)


def _has_role_of(roles: frozenset[str], terms: Terms, one: Mention) -> bool:
    return bool(one.meanings) and terms.role(one.meanings[0]) in roles
