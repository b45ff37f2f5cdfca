"""The sixth step: wholes and parts by the figures of one sentence alone, whatever its words are taken for."""

from collections.abc import Iterable, Sequence

import msgspec

from model.chinese.figures import Figure, Kind
from model.reading.facts import Listing, Mention
from model.reading.resolve import Resolver
from model.reading.words import words_of

_FEWEST = 3  # figures: a whole and two parts


def sorted_out(
    resolver: Resolver, mentions: Sequence[Mention], said: Sequence[Mention], listings: Sequence[Listing]
) -> list[Mention]:
    """Return the mentions without those that the other figures of their sentence show to be something else.

    ``said`` are the figures of the sentence outside brackets, ``listings`` wholes with their parts. What
    may be the rest of a whole is marked so; what may hold the carried-in too gets that meaning besides.
    """
    wrong = [*not_whole(said), *new_alone(resolver, said), *wider(listings)]
    wholes = [
        number for number, one in enumerate(said) if any(map(resolver.terms.is_whole, one.meanings[:1]))
    ]
    rests = [*rest_of_whole(said, wholes), *of_the_new(said, wholes)]
    for listing in listings:
        told = (listing.whole, *listing.parts)
        rests += [*rest_of_whole(told, [0]), *of_the_new(told, [0])]
    carrying = [
        listing.whole for listing in listings if any("carried-in" in one.said for one in listing.parts)
    ]
    apart = carried_apart(said, listings)
    if apart:
        mentions = [msgspec.structs.replace(one, also=()) if one in apart else one for one in mentions]
    if not (wrong or rests or carrying):
        return list(mentions)
    kept = [one for one in mentions if one not in wrong]
    return [_marked(resolver, one, rest=one in rests, carrying=one in carrying) for one in kept]


def carried_apart(said: Sequence[Mention], listings: Sequence[Listing]) -> list[Mention]:
    """Return what was received where what was carried in is told beside it: “收到75件，上年结转1件”."""
    parts = [part for listing in listings for part in listing.parts]
    if not any("carried-in" in one.said and one not in parts for one in said):
        return []
    return [one for one in said if one.also and len(one.meanings) == 1]


def not_whole(said: Sequence[Mention]) -> list[Mention]:
    """Return the parts that are taken for the whole: “受理12件，答复7件，不予受理5件”.

    Where the figures behind the first add up to it, and one of them is not understood, each is a
    part, and “答复” is not all that were answered.
    """
    figures = [one.quantity.figure for one in said]
    strange = any(not one.meanings for one in said)
    if len(said) < _FEWEST or not strange or None in figures:
        return []
    whole, *parts = (figure.value for figure in figures if figure)
    if sum(parts) != whole:
        return []
    return [one for one in said[1:] if set(one.meanings) & set(said[0].meanings)]


def rest_of_whole(said: Sequence[Mention], wholes: Sequence[int]) -> list[Mention]:
    """Return the “其他3件” that is all that was not told of a whole: “复议8件，维持4件，纠正1件，其他3件”.

    ``wholes`` says which of the figures can be one.
    """
    found = []
    for last, one in enumerate(said):
        if "other-alone" not in one.said:
            continue
        for first in wholes:
            figures = [told.quantity.figure for told in said[first : last + 1]]
            if len(figures) < _FEWEST or not all(map(_plain, figures)):
                continue
            whole, *parts = (figure.value for figure in figures if figure)
            if sum(parts) == whole:
                found.append(one)
    return found


def of_the_new(said: Sequence[Mention], wholes: Sequence[int]) -> list[Mention]:
    """Return what was finished of the new applications alone: “收到36件，办结29件，结转7件”."""
    found = []
    for first in wholes:
        if any(len(one.rows) > 1 for one in said[first].meanings[:1]):
            continue  # with those carried in
        figures = [told.quantity.figure for told in said[first : first + _FEWEST]]
        if len(figures) == _FEWEST and all(map(_plain, figures)):
            whole, finished, left = (figure.value for figure in figures if figure)
            told = "results-total" in said[first + 1].said and "carried-out" in said[first + 2].said
            if told and finished + left == whole:
                found.append(said[first + 1])
    return found


def new_alone(resolver: Resolver, said: Sequence[Mention]) -> list[Mention]:
    """Return new cases beside which older ones are told: “新收复议6件，上年结转2件”. No table has these."""
    if not any("carried-in" in one.said and not one.meanings for one in said):
        return []
    cases = [one for one in said if any(map(resolver.terms.is_case, one.meanings))]
    return [one for one in cases if any(word in one.label for word in words_of("new"))]


def wider(listings: Iterable[Listing]) -> list[Mention]:
    """Return the wholes of which those about disclosure are a part: “复议20件，其中政府信息公开类8件”."""
    return [
        one.whole for one in listings if not _of_disclosure(one.whole) and any(map(_of_disclosure, one.parts))
    ]


def _of_disclosure(one: Mention) -> bool:
    return any(word in one.label for word in words_of("of-disclosure"))


def _marked(resolver: Resolver, one: Mention, *, rest: bool, carrying: bool) -> Mention:
    also = (*one.also, *resolver.terms.carrying(one.meanings)) if carrying else one.also
    return msgspec.structs.replace(one, also=tuple(dict.fromkeys(also)), rest=one.rest or rest)


def _plain(figure: Figure | None) -> bool:
    return figure is not None and figure.kind is Kind.COUNT and not figure.approximate
