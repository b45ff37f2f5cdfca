"""Wholes and parts by the figures of one sentence alone, whatever its words are taken for."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from model.chinese.figures import Figure, Kind
from model.reading.reading import Mention

_FEWEST = 3  # figures: a whole and two parts
_DISCLOSURE = "信息公开"
_REST = re.compile(r"其[他它](?:申请|案件)?\s*[为有共]?")


def sorted_out(
    mentions: Sequence[Mention],
    said: Sequence[Mention],
    listings: Iterable[tuple[Mention, Sequence[Mention]]],
    cases: Collection[str],
    is_whole: Callable[[Mention], bool],
) -> list[Mention]:
    """Return the mentions without those that the other figures of their sentence show to be something else.

    ``said`` are the figures of the sentence outside brackets, ``listings`` wholes with their parts, ``cases``
    the rows of reviews and suits, of which the tables have none carried over. What may be the rest of a whole
    is marked so.
    """
    wrong = [*not_whole(said), *_new_alone(said, cases), *_wider(listings)]
    wholes = [number for number, one in enumerate(said) if is_whole(one)]
    rests = [*_rests(said, wholes), *_of_the_new(said, wholes)]
    for whole, parts in listings:
        rests += [*_rests([whole, *parts], [0]), *_of_the_new([whole, *parts], [0])]
    if not (wrong or rests):
        return list(mentions)
    kept = [one for one in mentions if one not in wrong]
    return [msgspec.structs.replace(one, rest=True) if one in rests else one for one in kept]


def not_whole(said: Sequence[Mention]) -> list[Mention]:
    """Return the parts that are taken for the whole: “受理12件，答复7件，不予受理5件”.

    ``said`` are the figures of a sentence. Where those behind the first add up to it, and one of them is not
    understood, each is a part, and “答复” is not all that were answered.
    """
    figures = [one.quantity.figure for one in said]
    strange = any(not one.meanings for one in said)
    if len(said) < _FEWEST or not strange or None in figures:
        return []
    whole, *parts = (figure.value for figure in figures if figure)
    if sum(parts) != whole:
        return []
    return [one for one in said[1:] if set(one.meanings) & set(said[0].meanings)]


def _rests(said: Sequence[Mention], wholes: Sequence[int]) -> list[Mention]:
    """Return the “其他3件” that is all that was not told of a whole: “复议8件，维持4件，纠正1件，其他3件”.

    ``wholes`` says which of the figures can be one.
    """
    found = []
    for last, one in enumerate(said):
        if not _REST.fullmatch(one.label):
            continue
        for first in wholes:
            figures = [told.quantity.figure for told in said[first : last + 1]]
            if len(figures) < _FEWEST or not all(map(_plain, figures)):
                continue
            whole, *parts = (figure.value for figure in figures if figure)
            if sum(parts) == whole:
                found.append(one)
    return found


def _of_the_new(said: Sequence[Mention], wholes: Sequence[int]) -> list[Mention]:
    """Return what was finished of the new applications alone: “收到36件，办结29件，结转7件”."""
    found = []
    for first in wholes:
        if any(len(one.rows) > 1 for one in said[first].meanings):
            continue  # with those carried in
        figures = [told.quantity.figure for told in said[first : first + _FEWEST]]
        if len(figures) == _FEWEST and all(map(_plain, figures)):
            whole, finished, left = (figure.value for figure in figures if figure)
            told = "办结" in said[first + 1].label and "结转" in said[first + 2].label
            if told and finished + left == whole:
                found.append(said[first + 1])
    return found


def _plain(figure: Figure | None) -> bool:
    return figure is not None and figure.kind is Kind.COUNT and not figure.approximate


def _new_alone(said: Sequence[Mention], cases: Collection[str]) -> list[Mention]:
    """Return the new reviews or suits beside which older ones are told: “新收复议6件，上年结转2件”."""
    if not any("结转" in one.label and not one.meanings for one in said):
        return []
    return [one for one in said if "新" in one.label and any(m.row in cases for m in one.meanings)]


def _wider(listings: Iterable[tuple[Mention, Sequence[Mention]]]) -> list[Mention]:
    """Return the wholes of which those about disclosure are a part: “复议20件，其中政府信息公开类8件”."""
    return [
        whole
        for whole, parts in listings
        if _DISCLOSURE not in whole.label and any(_DISCLOSURE in part.label for part in parts)
    ]
