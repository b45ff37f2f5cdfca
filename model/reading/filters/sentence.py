"""The sixth step: wholes and parts by the figures of one sentence alone, whatever its words are taken for.

Each filter is a function that finds mentions in a sentence; the lists of filters say what becomes of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, Quantity, has_role, is_sum
from model.reading.filters.of_some import (
    before_the_older,
    behind_the_new,
    behind_unknown,
    has_word,
    is_finished_of_older,
    of_decisions,
    told_of_parts,
    told_of_some,
    wider,
    wider_than_behind,
    without_those_besides,
)
from model.reading.words.terms import Terms
from model.reading.words.words import words_of

_FEWEST = 3  # figures: a whole and two parts
_SEVERAL = 2  # figures, of which one may show what the other is
_A_TOPIC_ALONE = frozenset(("topic",))
_ALL_RESULTS = frozenset(("results-total", "answered"))  # what labels say of all that were finished
_OTHERS = frozenset(("other-result", "other-alone"))
_RESULTS = frozenset(("result", "reason", "fee-not-paid"))  # roles of rows that tell how applications ended

_CARRIED_IN = frozenset(("carried-in",))
_UNKNOWN, _DIVIDED = frozenset(("(unknown)",)), frozenset(("(divided)",))


class _Row(NamedTuple):
    """Figures as they are told one behind the other; ``wholes``: which of them may be a whole."""

    figures: Sequence[Mention]
    wholes: Sequence[int]


class _Told(NamedTuple):
    """One sentence: its figures outside brackets, wholes with their parts.

    ``unsaid`` are wholes whose parts are told without “其中”. ``kinds`` are all that the labels say, with
    ``_UNKNOWN`` where a figure is not understood and ``_DIVIDED`` where there are wholes with their parts.
    """

    terms: Terms
    said: Sequence[Mention]
    listings: Sequence[Listing]
    unsaid: Sequence[Listing]
    kinds: frozenset[str]


class _Filter(NamedTuple):
    """What finds figures in a sentence; where its ``kinds`` have none of what it ``needs`` there are none."""

    find: Callable[[_Told], Iterator[Mention]]
    needs: frozenset[str]


def sorted_out(
    terms: Terms,
    mentions: Sequence[Mention],
    said: Sequence[Mention],
    listings: Sequence[Listing],
    unsaid: Sequence[Listing] = (),
) -> list[Mention]:
    """Return the mentions without those that the other figures of their sentence show to be something else.

    ``said`` are the figures of the sentence outside brackets, ``listings`` wholes with their parts and
    ``unsaid`` those of which no word says so. What may be the rest of a whole is marked so; what may hold the
    carried-in too gets that meaning besides.
    """
    if not mentions:
        return []
    is_alone = len(said) < _SEVERAL and not listings and not unsaid
    if is_alone and not any(map(_is_carried_in, said)):
        return list(mentions)  # there is nothing that could show it
    told = _Told(terms, said, listings, unsaid, _kinds_in(said, listings, unsaid))
    return _as_rests(told, _kept(told, mentions))


def _kept(told: _Told, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that are what they seem to be, with what was carried in where it may be in them."""
    without_carried, carrying, wrong = (_found_by(one, told) for one in (_APART, _CARRYING, _WRONG))
    kept: list[Mention] = []
    for one in mentions:
        if one in without_carried:
            kept.append(replace(one, also=()))
        elif one not in wrong:
            kept.append(_with_carried(told.terms, one) if one in carrying else one)
    return kept


def _as_rests(told: _Told, kept: Sequence[Mention]) -> list[Mention]:
    """The mentions, those marked that may be what is left of a whole, or of the new applications alone."""
    terms = told.terms
    rests = _quantities(_found_by(_RESTS, told))
    of_the_new = _quantities(_found_by(_OF_THE_NEW, told), _beside_older(terms, kept))
    answered = _quantities(_answered_of_told(told))
    if not (rests or of_the_new or answered):
        return list(kept)  # as in most sentences
    narrowed = (_as_answered(terms, one) if one.quantity in answered else one for one in kept)
    return [_as_rest(terms, one, rests, of_the_new) for one in narrowed]


def _beside_older(terms: Terms, kept: Sequence[Mention]) -> Iterator[Mention]:
    """What was finished of the new applications, or of those carried in, by what is told beside it."""
    if any(has_role(terms, one, "results-total") for one in kept):
        yield from behind_the_new(terms, kept)
        yield from before_the_older(terms, kept)
    yield from (one for one in kept if is_finished_of_older(terms, one))


def _quantities(*mentions: Iterable[Mention]) -> list[Quantity]:
    return [one.quantity for one in chain(*mentions)]


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


def _rows(told: _Told) -> list[_Row]:
    """Where parts may be told behind a whole."""
    is_whole = told.terms.is_whole
    wholes = [place for place, one in enumerate(told.said) if one.meanings and is_whole(one.meanings[0])]
    divided = [_Row((listing.whole, *listing.parts), [0]) for listing in told.listings]
    return [_Row(told.said, wholes), *divided]


def _kinds_in(
    said: Sequence[Mention], listings: Sequence[Listing], unsaid: Sequence[Listing]
) -> frozenset[str]:
    divided = [one for listing in listings for one in (listing.whole, *listing.parts)]
    parts = [one for listing in unsaid for one in listing.parts]
    found = set(_DIVIDED if listings else ()).union(*[one.said for one in (*said, *divided)])
    return frozenset(found if all(one.meanings for one in (*said, *parts)) else found | _UNKNOWN)


def _found_by(filters: Sequence[_Filter], told: _Told) -> list[Mention]:
    found: list[Mention] = []
    for find, needs in filters:
        if not (needs and needs.isdisjoint(told.kinds)):
            found += find(told)
    return found


def _with_carried(terms: Terms, one: Mention) -> Mention:
    also = dict.fromkeys((*one.also, *terms.carrying(one.meanings)))
    return replace(one, also=tuple(also))


# ------------------------------------------------------------- with what was carried in


def _carried_apart(told: _Told) -> Iterator[Mention]:
    """What was received where what was carried in is told beside it: “收到75件，上年结转1件”."""
    parts = list(chain.from_iterable(without_those_besides(one.parts) for one in told.listings))
    if any(one not in parts for one in filter(_is_carried_in, told.said)):
        yield from (one for one in told.said if one.also and not _may_hold_carried(one))


def _may_hold_carried(one: Mention) -> bool:
    """Whether what was carried in is mostly counted with it: “受理75件，上年结转1件”."""
    said = (word in one.label for word in words_of("may-hold-carried"))
    return len(one.meanings) > 1 or any(said)


def _carrying(told: _Told) -> Iterator[Mention]:
    """A whole of which what was carried in is a part: “收到57件，其中上年结转2件”."""
    for listing in told.listings:
        if any(map(_is_carried_in, without_those_besides(listing.parts))):
            yield listing.whole


def _is_carried_in(one: Mention) -> bool:
    return "carried-in" in one.said


# ------------------------------------------------------------- what is something else


def _not_whole(told: _Told) -> Iterator[Mention]:
    """Parts that are taken for the whole: “受理12件，答复7件，不予受理5件”.

    Where the figures behind the first add up to it, and one of them is not understood, each is a
    part, and “答复” is not all that were answered.
    """
    for whole, *parts in filter(None, (told.said, *_of_sentence_before(told))):
        all_are_known = all(one.meanings for one in parts)
        if not all_are_known and _is_all_told((whole, *parts)):
            yield from filter(partial(_is_whole_again, whole), parts)


def _of_sentence_before(told: _Told) -> Iterator[Sequence[Mention]]:
    """Wholes of the sentence before with all their parts in this one: “收到9件。6件撤回，3件已答复”."""
    for listing in told.unsaid:
        if listing.whole not in told.said:
            yield (listing.whole, *listing.parts)


def _is_whole_again(whole: Mention, part: Mention) -> bool:
    return not set(part.meanings).isdisjoint(whole.meanings) or _is_all_results(part)


def _beside_other_results(told: _Told) -> Iterator[Mention]:
    """What was finished beside the results told with it: “收到43件，办结40件，不再处理1件，结转2件”.

    Only with them it makes the whole, so it is not the sum of all results.
    """
    for figures, wholes in _rows(told):
        for first in wholes:
            whole, *parts = figures[first:]
            has_another = any(_is_one_result(told.terms, one) for one in parts)
            if has_another and _is_all_told([whole, *parts]):
                yield from filter(_is_all_results, parts)


def _is_one_result(terms: Terms, one: Mention) -> bool:
    return any(terms.role(meant) in _RESULTS for meant in one.meanings)


def _is_all_results(one: Mention) -> bool:
    return not one.said.isdisjoint(_ALL_RESULTS)


def _told_as_one_result(told: _Told) -> Iterator[Mention]:
    """A topic without a verb among results: “2条依申请公开，1条部分公开，3条不予公开”."""
    results = [one for one in told.said if one.first and "row" in one.said]
    if results and not _is_all_told(told.said):
        yield from (one for one in told.said if one.first and one.said == _A_TOPIC_ALONE)


def _new_alone(told: _Told) -> Iterator[Mention]:
    """New cases beside which older ones are told: “新收复议6件，上年结转2件”. No table has these."""
    if any(map(_is_of_older_cases, told.said)):
        yield from filter(partial(_is_of_new_cases, told.terms), told.said)


def _is_of_older_cases(one: Mention) -> bool:
    return _is_carried_in(one) and not one.meanings


def _is_of_new_cases(terms: Terms, one: Mention) -> bool:
    return any(map(terms.is_case, one.meanings)) and has_word(one, "new")


def _rest_of_whole(told: _Told) -> Iterator[Mention]:
    """“其他3件” that is all that was not told of a whole: “复议8件，维持4件，纠正1件，其他3件”."""
    for figures, wholes in _rows(told):
        for last, one in enumerate(figures):
            is_rest = "other-alone" in one.said
            if is_rest and any(_is_all_told(figures[first : last + 1]) for first in wholes):
                yield one


def _others_beside_their_part(told: _Told) -> Iterator[Mention]:
    """“逾期未补正3件，其他处理6件” in a list that gives its whole: what was told by itself is not in them."""
    for figures, wholes in _rows(told):
        if any(_is_all_told(figures[first:]) for first in wholes):
            others = (one for one in figures if not _OTHERS.isdisjoint(one.said))
            yield from (one for one in others if _is_part_told(one, figures))


def _is_part_told(whole: Mention, figures: Sequence[Mention]) -> bool:
    """Whether another figure is of a part of the same cells."""
    cells = {address for meant in whole.meanings for address in meant.addresses}
    told = chain.from_iterable(one.meanings for one in figures if one is not whole)
    return any(cells > set(meant.addresses) for meant in told)


def _of_the_new(told: _Told) -> Iterator[Mention]:
    """What was finished of the new applications alone: “收到36件，办结29件，结转7件”."""
    for figures, wholes in _rows(told):
        for first in wholes:
            stretch = figures[first : first + _FEWEST]
            if len(stretch) == _FEWEST and _tells_new_finished(told.terms, stretch):
                yield stretch[1]


def _tells_new_finished(terms: Terms, stretch: Sequence[Mention]) -> bool:
    is_left = _is_all_told(stretch) and _tells_new_finished_left(terms, *stretch)
    return is_left or _tells_new_finished_beside(terms, *stretch)


def _answered_of_told(told: _Told) -> Iterator[Mention]:
    """What was answered beside what was received: “收到22件，答复22件”, perhaps of the new alone."""
    for place, one in enumerate(told.said):
        is_unsure = len(one.meanings) > 1 and has_role(told.terms, one, "results-total")
        if is_unsure and any(has_role(told.terms, before, "received") for before in told.said[:place]):
            yield one


def _tells_new_finished_left(terms: Terms, new: Mention, finished: Mention, left: Mention) -> bool:
    is_with_those_carried_in = bool(new.meanings) and len(new.meanings[0].rows) > 1
    is_finished = _is_all_results(finished)
    # “另有2件结转至2025年”: what is left is named behind its figure.
    is_left = "carried-out" in left.said or any(terms.role(one) == "carried-out" for one in left.meanings)
    are_named = is_finished and is_left
    return are_named and not is_with_those_carried_in


def _tells_new_finished_beside(terms: Terms, new: Mention, finished: Mention, carried: Mention) -> bool:
    """“收到14件，办结14件；另办理上年结转2件”; “收到14件，办结12件；办结上年结转2件”."""
    is_beside = _is_all_results(finished) and has_role(terms, carried, "carried-in")
    is_of_new = is_finished_of_older(terms, carried) or is_sum(new, [finished])
    return is_beside and is_of_new


def _is_all_told(told: Sequence[Mention]) -> bool:
    """Whether the first figure is the sum of those behind it, two at least, all of them plain counts."""
    return len(told) >= _FEWEST and is_sum(told[0], told[1:])


_APART = (_Filter(_carried_apart, _CARRIED_IN),)
_CARRYING = (_Filter(_carrying, _CARRIED_IN),)
_WRONG = (
    _Filter(lambda told: told_of_some(told.said, told.listings), frozenset()),
    _Filter(lambda told: told_of_parts(told.said), _UNKNOWN),
    _Filter(lambda told: wider_than_behind(told.terms, told.said), _UNKNOWN),
    _Filter(lambda told: behind_unknown(told.terms, told.said), _UNKNOWN),
    _Filter(_not_whole, _UNKNOWN),
    _Filter(_beside_other_results, _ALL_RESULTS),
    _Filter(_told_as_one_result, frozenset(("row",))),
    _Filter(_new_alone, _CARRIED_IN),
    _Filter(lambda told: wider(told.listings), _DIVIDED),
    _Filter(lambda told: of_decisions(told.terms, told.listings), _DIVIDED),
)
_RESTS = (_Filter(_rest_of_whole, _OTHERS), _Filter(_others_beside_their_part, _OTHERS))
_OF_THE_NEW = (_Filter(_of_the_new, _ALL_RESULTS),)
