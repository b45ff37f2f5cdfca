"""The sixth step: wholes and parts by the figures of one sentence alone, whatever its words are taken for.

Each filter is a function that finds mentions in a sentence; the lists of filters say what becomes of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, filterfalse
from typing import NamedTuple

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, Mentions, Quantity, has_role, is_sum
from model.reading.filters.of_some import (
    as_answered_so_far,
    by_neighbours,
    by_other_channels,
    finished_apart,
    loosely_named,
    marked_documents,
    one_of_kinds,
    told_of_parts,
    without_those_besides,
)
from model.reading.filters.results_of_some import results_of_some
from model.reading.filters.some_of_else import cases_of_else, of_those_reviewed, of_what_else, parts_of_one
from model.reading.filters.told import (
    ALL_RESULTS,
    CARRIED_IN,
    DIVIDED,
    UNKNOWN,
    Filter,
    Told,
    found_by,
    has_word,
    is_all_results,
    is_alone,
    is_carried_in,
    is_finished_of_older,
    is_of_cases,
    told_in,
)
from model.reading.relations.relations import Relations
from model.reading.words.terms import Terms

_FEWEST = 3  # figures: a whole and two parts
_A_TOPIC_ALONE = frozenset(("topic",))
_OTHERS = frozenset(("other-result", "other-alone"))
_RESULTS = frozenset(("result", "reason", "fee-not-paid"))  # roles of rows that tell how applications ended


class _Row(NamedTuple):
    """Figures as they are told one behind the other, and where in them a whole may stand."""

    figures: Mentions
    wholes: Sequence[int]

    @property
    def stretches(self) -> Iterator[Mentions]:
        """The figures from each on that may be a whole."""
        return (self.figures[first:] for first in self.wholes)


def sorted_out(terms: Terms, sentence: Relations, figures: Mentions, known: Mentions) -> Mentions:
    """Return those known of a sentence's figures that its others do not show to be something else.

    What may be the rest of a whole is marked so; what may hold the carried-in too gets that meaning besides.
    """
    told = told_in(terms, sentence, figures)
    of_else = found_by(_OF_ELSE, told)
    own = list(filterfalse(of_else.__contains__, known))
    if is_alone(sentence, told.said):
        return own
    return as_answered_so_far(terms, _as_rests(told, _kept(told, own)), told.said)


def _kept(told: Told, mentions: Mentions) -> Mentions:
    """The mentions that are what they seem to be, with what was carried in where it may be in them."""
    without_carried, carrying, wrong = (found_by(one, told) for one in (_APART, _CARRYING, _WRONG))
    if not (without_carried or carrying or wrong):
        return mentions  # as in most sentences
    kept: list[Mention] = []
    for one in mentions:
        if one in without_carried:
            kept.append(replace(one, also=()))
        elif one not in wrong:
            kept.append(_with_carried(told.terms, one) if one in carrying else one)
    return kept


def _with_carried(terms: Terms, one: Mention) -> Mention:
    also = dict.fromkeys((*one.also, *terms.carrying(one.meanings)))
    return replace(one, also=tuple(also))


def _as_rests(told: Told, kept: Mentions) -> Mentions:
    """The mentions, those marked that may be what is left of a whole, or of the new applications alone."""
    rests = _quantities(found_by(_RESTS, told))
    of_the_new = _quantities((*found_by(_OF_THE_NEW, told), *finished_apart(told.terms, kept)))
    answered = _quantities(_answered_of_told(told))
    if not (rests or of_the_new or answered):
        return kept  # as in most sentences
    narrowed = (_as_answered(told.terms, one) if one.quantity in answered else one for one in kept)
    return [_as_rest(told.terms, one, rests, of_the_new) for one in narrowed]


def _quantities(mentions: Iterable[Mention]) -> list[Quantity]:
    return [one.quantity for one in mentions]


def _as_answered(terms: Terms, one: Mention) -> Mention:
    """What was answered is as much as was received only where those carried in were not all answered too."""
    first, *others = one.meanings
    given = terms.beside("carried-in", first)
    return replace(one, meanings=(first,), also=(*others, *one.also), given=tuple(given))


def _as_rest(
    terms: Terms, one: Mention, rests: Sequence[Quantity], of_the_new: Sequence[Quantity]
) -> Mention:
    if one.quantity in of_the_new and one.meanings:
        return replace(one, without=tuple(terms.beside("carried-in", one.meanings[0])))
    return replace(one, rest=True) if one.quantity in rests else one


def _rows(told: Told) -> list[_Row]:
    """Where parts may be told behind a whole."""
    is_whole = told.terms.is_whole
    wholes = [place for place, one in enumerate(told.said) if any(map(is_whole, one.meanings[:1]))]
    divided = [_Row((listing.whole, *listing.parts), [0]) for listing in told.listings]
    return [_Row(told.said, wholes), *divided]


def _stretches(told: Told) -> Iterator[Mentions]:
    return chain.from_iterable(row.stretches for row in _rows(told))


# ------------------------------------------------------------- with what was carried in


def _carried_apart(told: Told) -> Iterator[Mention]:
    """What was received where what was carried in is told beside it: “收到75件，上年结转1件”."""
    parts = list(chain.from_iterable(map(_own_parts, told.listings)))
    if any(one not in parts for one in filter(is_carried_in, told.said)):
        yield from (one for one in told.said if one.also and not _may_hold_carried(one))


def _may_hold_carried(one: Mention) -> bool:
    """Whether what was carried in is mostly counted with it: “受理75件，上年结转1件”."""
    return len(one.meanings) > 1 or has_word(one, "may-hold-carried")


def _carrying(told: Told) -> Iterator[Mention]:
    """A whole of which what was carried in is a part: “收到57件，其中上年结转2件”."""
    for listing in told.listings:
        if any(map(is_carried_in, _own_parts(listing))):
            yield listing.whole


def _own_parts(listing: Listing) -> Mentions:
    """The parts; of new ones those of a row: “新收6件，其中自然人5件、企业1件，上年结转1件”."""
    parts = without_those_besides(listing.parts)
    return parts[: max(1, listing.in_a_row)] if has_word(listing.whole, "new") else parts


# ------------------------------------------------------------- what is something else


def _not_whole(told: Told) -> Iterator[Mention]:
    """Parts that are taken for the whole: “受理12件，答复7件，不予受理5件”, “收到9件。6件撤回，3件已答复”.

    Where the figures behind the first, or behind one of the sentence before, add up to it, and one of them
    is not understood, each is a part, and “答复” is not all that were answered.
    """
    before = ((one.whole, *one.parts) for one in told.unsaid if one.whole not in told.said)
    for whole, *parts in filter(None, (told.said, *before)):
        all_are_known = all(one.meanings for one in parts)
        if not all_are_known and _is_all_told((whole, *parts)):
            yield from (one for one in parts if _is_whole_again(whole, one))


def _is_whole_again(whole: Mention, part: Mention) -> bool:
    return not set(part.meanings).isdisjoint(whole.meanings) or is_all_results(part)


def _beside_other_results(told: Told) -> Iterator[Mention]:
    """What was finished beside the results told with it: “收到43件，办结40件，不再处理1件，结转2件”."""
    for whole, *parts in _stretches(told):
        has_another = any(_is_one_result(told.terms, one) for one in parts)
        if has_another and _is_all_told([whole, *parts]):  # which only with them it makes
            yield from filter(is_all_results, parts)


def _is_one_result(terms: Terms, one: Mention) -> bool:
    return any(terms.role(meant) in _RESULTS for meant in one.meanings)


def _told_as_one_result(told: Told) -> Iterator[Mention]:
    """A topic without a verb among results: “2条依申请公开，1条部分公开，3条不予公开”."""
    results = [one for one in told.said if one.first and "row" in one.said]
    if results and not _is_all_told(told.said):
        yield from (one for one in told.said if one.first and one.said == _A_TOPIC_ALONE)


def _new_alone(told: Told) -> Iterator[Mention]:
    """New cases beside which older ones are told: “新收复议6件，上年结转2件”. No table has these."""
    if any(is_carried_in(one) and not one.meanings for one in told.said):
        yield from (one for one in told.said if is_of_cases(told.terms, one) and has_word(one, "new"))


def _rest_of_whole(told: Told) -> Iterator[Mention]:
    """“其他3件” that is all that was not told of a whole: “复议8件，维持4件，纠正1件，其他3件”."""
    for stretch in _stretches(told):
        ends = (end for end, one in enumerate(stretch, 1) if "other-alone" in one.said)
        yield from (stretch[end - 1] for end in ends if _is_all_told(stretch[:end]))


def _others_beside_their_part(told: Told) -> Iterator[Mention]:
    """“逾期未补正3件，其他处理6件” in a list that gives its whole: what was told by itself is not in them."""
    for row in _rows(told):
        if any(map(_is_all_told, row.stretches)):
            others = (one for one in row.figures if not _OTHERS.isdisjoint(one.said))
            yield from (one for one in others if _is_part_told(one, row.figures))


def _is_part_told(whole: Mention, figures: Mentions) -> bool:
    """Whether another figure is of a part of the same cells."""
    cells = {address for meant in whole.meanings for address in meant.addresses}
    told = chain.from_iterable(one.meanings for one in figures if one is not whole)
    return any(cells > set(meant.addresses) for meant in told)


def _of_the_new(told: Told) -> Iterator[Mention]:
    """What was finished of the new applications alone: “收到36件，办结29件，结转7件”."""
    for stretch in _stretches(told):
        if len(stretch) >= _FEWEST and _tells_new_finished(told.terms, *stretch[:_FEWEST]):
            yield stretch[1]


def _tells_new_finished(terms: Terms, new: Mention, finished: Mention, behind: Mention) -> bool:
    """“收到14件，办结14件；另办理上年结转2件”; “收到14件，办结12件；办结上年结转2件”, or with those left."""
    if not is_all_results(finished):
        return False
    is_of_new = is_finished_of_older(terms, behind) or is_sum(new, [finished])
    is_beside = is_of_new and has_role(terms, behind, "carried-in")
    return is_beside or (is_sum(new, [finished, behind]) and _is_left_of_new(terms, new, behind))


def _is_left_of_new(terms: Terms, new: Mention, left: Mention) -> bool:
    """“另有2件结转至2025年”: what is left may be named behind its figure."""
    is_with_those_carried_in = bool(new.meanings) and len(new.meanings[0].rows) > 1
    is_left = "carried-out" in left.said or any(terms.role(one) == "carried-out" for one in left.meanings)
    return is_left and not is_with_those_carried_in


def _answered_of_told(told: Told) -> Iterator[Mention]:
    """What was answered beside what was received: “收到22件，答复22件”, perhaps of the new alone."""
    for place, one in enumerate(told.said):
        is_unsure = len(one.meanings) > 1 and has_role(told.terms, one, "results-total")
        if is_unsure and any(has_role(told.terms, before, "received") for before in told.said[:place]):
            yield one


def _is_all_told(told: Mentions) -> bool:
    """Whether the first figure is the sum of those behind it, two at least, all of them plain counts."""
    return len(told) >= _FEWEST and is_sum(told[0], told[1:])


_OF_ELSE = (
    Filter(parts_of_one, DIVIDED),
    Filter(loosely_named, frozenset(("loose",))),
    Filter(cases_of_else),
    Filter(of_those_reviewed, UNKNOWN),
    Filter(results_of_some),
    Filter(one_of_kinds, frozenset(("perhaps-some",))),
)
_APART, _CARRYING = (Filter(_carried_apart, CARRIED_IN),), (Filter(_carrying, CARRIED_IN),)
_WRONG = (
    Filter(marked_documents),
    Filter(by_neighbours),
    Filter(by_other_channels),
    Filter(told_of_parts, UNKNOWN),
    Filter(_not_whole, UNKNOWN),
    Filter(_beside_other_results, ALL_RESULTS),
    Filter(_told_as_one_result, frozenset(("row",))),
    Filter(_new_alone, CARRIED_IN),
    Filter(of_what_else, DIVIDED),
)
_RESTS = (Filter(_rest_of_whole, _OTHERS), Filter(_others_beside_their_part, _OTHERS))
_OF_THE_NEW = (Filter(_of_the_new, ALL_RESULTS),)
