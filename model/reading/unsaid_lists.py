"""Wholes and parts of a sentence that are told one behind the other, where no “其中” says so."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, takewhile

from model.chinese.numerals import HAN, worth
from model.reading.facts import Listing, Mention, counted_alike, is_more, is_sum
from model.reading.grounded import Closed, Counted, Fact, Opened
from model.reading.outcomes import are_all_outcomes, outcomes
from model.reading.ways import by_ways, is_way
from model.reading.words import sorted_words

_MOST_PARTS = 30  # figures before a sum; more are no parts of it
_MOST_SUMMED = 20  # figures of which each stretch is added up
_NEAR = 5  # figures before a list, of which one may be its whole
_LONG_LIST = 4  # figures
_LARGE = 100
_SENTENCES = 2  # before a sentence of parts
_SHORTEST_NAME = 4  # characters that whole and parts have in common
_FEWEST = 3  # figures: a whole and two parts
_LEADING_UP = frozenset(("part", "filler", "copula", "and", "remaining", "closing"))
_SUM_ALONE = frozenset(("sum", "filler", "copula", "counts-up", "and", "now"))


def unsaid_lists(
    before: Sequence[Mention],
    openings: Sequence[Mention],
    sentence: Sequence[Fact],
    counted: Sequence[Counted],
    told: Sequence[Listing],
    received: Mention | None,
) -> list[Listing]:
    """Return the lists of a sentence that no “其中” begins; ``told`` are those that one does.

    ``before`` are the figures of the last sentence that has any, ``openings`` the first of each before;
    ``received`` counts all applications, and was told last of such.
    """
    figures = [one.mention for one in counted if not one.bracketed]
    kinds = frozenset[str]().union(*[one.mention.said for one in counted])
    within = list(_within(sentence, counted, kinds))
    if within:  # seldom
        earlier = [*zip(openings), *(before[first:] for first in range(len(before)))]
        within = [one for one in within if not _sums_up_earlier(one, earlier)]
    found = [*within, *outcomes(before, figures, kinds, told)]
    if told:
        found += _of_another_whole((*before, *figures), told)
    elif len(figures) >= _FEWEST - 1:
        alike = _named_alike(openings, figures)
        ways = [] if alike else by_ways(before, figures, received)
        found += alike or ways or _supposed(before, figures, are_row=_are_row(counted))
    ends_in_sum = any("sum" in one.said for one in figures[-1:])
    if not (found or ends_in_sum):  # what a sum is told of divides nothing
        found += _behind_each_other(sentence, figures)
    return _of_no_part(found, told)


def _of_no_part(found: Sequence[Listing], told: Sequence[Listing]) -> list[Listing]:
    """The lists but those of figures that give a whole with others: such a figure has no parts itself."""
    right = (one for one in told if found and is_sum(one.whole, one.parts))
    parts = list(chain.from_iterable(one.parts for one in right))
    return [one for one in found if one.whole not in parts]


def _sums_up_earlier(listing: Listing, earlier: Iterable[Sequence[Mention]]) -> bool:
    """“网站100条。公众号50条、微博20条，共计170条”: a sum with figures of the sentences before too."""
    may_hold_more = is_sum_behind(listing)
    return may_hold_more and any(_adds_up(listing.whole, [*some, *listing.parts]) for some in earlier)


def is_sum_behind(listing: Listing) -> bool:
    """Whether a whole is told as the sum of the parts before it."""
    parts = listing.parts
    is_behind = bool(parts) and parts[0].quantity.start < listing.whole.quantity.start
    return is_behind and "sum" in listing.whole.said


def _within(sentence: Sequence[Fact], counted: Sequence[Counted], kinds: frozenset[str]) -> Iterator[Listing]:
    """The lists of which whole and parts stand in the sentence, by a sum or in a row that no table knows."""
    if "sum" in kinds:
        yield from _summed(sentence)
    unknown = sum(not one.mention.meanings for one in counted)
    if len(counted) >= _FEWEST and unknown >= _FEWEST - 1:
        yield from _in_rows(sentence)


def _of_another_whole(figures: Sequence[Mention], told: Sequence[Listing]) -> Iterator[Listing]:
    """“公开信息328条，解读12条，其中政策15条……”: parts greater than the last figure may be of one before."""
    unknown = [one for one in figures if not one.meanings]
    starts = [one.quantity.start for one in unknown]
    for listing in filter(_has_greater_part, told):
        place = bisect_left(starts, listing.parts[0].quantity.start)
        near = unknown[max(place - _NEAR, 0) : place]
        wholes = filter(partial(_may_be_whole_of, listing), near)
        yield from (_may_be_divided(one, listing.parts) for one in wholes)


def _has_greater_part(listing: Listing) -> bool:
    return any(is_more(one, listing.whole) for one in listing.parts)


def _may_be_whole_of(listing: Listing, one: Mention) -> bool:
    return one not in listing.parts and _is_greatest(one, listing.parts)


def _supposed(before: Sequence[Mention], figures: Sequence[Mention], *, are_row: bool) -> list[Listing]:
    """“公开信息420条。动态180条；……”: a long list behind a full stop may divide what was before it.

    So may a shorter one of large figures, or in a row. ``before`` are the figures of the sentence before.
    """
    if not before:
        return []
    is_list = len(figures) >= _LONG_LIST or _are_large((before[-1], *figures)) or are_row
    if not is_list:
        return _told_each(before, figures)
    are_known = all(one.meanings for one in (before[-1], *figures))
    # “受理96件，办结90件。咨询50件、投诉30件、求助16件” divides the first of them.
    is_right = any(is_sum(one, figures) for one in before[-_NEAR:])
    return [] if are_known or is_right else [_may_be_divided(before[-1], figures)]


def _told_each(before: Sequence[Mention], figures: Sequence[Mention]) -> list[Listing]:
    """“收到2件。1件由申请人撤回，1件予以公开”: what became of each."""
    received = [one for one in before if one.also][-1:]
    is_told = are_told_first(figures) and counted_alike((*received, *figures))
    return [Listing(one, tuple(figures), closed=False) for one in received if is_told]


def _named_alike(openings: Sequence[Mention], figures: Sequence[Mention]) -> list[Listing]:
    """“主动公开政府信息数700条……。网站公开政府信息数65条，微信公开政府信息数635条”: a sentence of parts.

    All of its figures are named as the one is that opened one of the last sentences. ``openings`` are those.
    """
    name = figures[0].label[-_SHORTEST_NAME:]
    if len(name) < _SHORTEST_NAME or not all(one.label.endswith(name) for one in figures):
        return []
    named = [one for one in openings[-_SENTENCES:] if one.label.endswith(name)]
    wholes = [one for one in named if _is_greatest(one, figures)]
    return [Listing(one, tuple(figures), closed=False) for one in wholes[-1:]]


def _is_greatest(whole: Mention, figures: Sequence[Mention]) -> bool:
    """Whether a figure counts what others do, and none of these is greater."""
    return counted_alike((whole, *figures)) and not any(is_more(one, whole) for one in figures)


def _are_row(counted: Sequence[Counted]) -> bool:
    return len(counted) >= _FEWEST and all(one.listed for one in counted[1:])


def _may_be_divided(whole: Mention, parts: Sequence[Mention]) -> Listing:
    return Listing(whole, (), closed=False, further=(tuple(parts),))


def _are_large(told: Sequence[Mention]) -> bool:
    """Whether figures are so large that they hardly miss a whole by one slip without being its parts."""
    return counted_alike(told) and all(map(_is_large, told))


def _is_large(mention: Mention) -> bool:
    figure = mention.quantity.figure
    return figure is not None and figure.value >= _LARGE and mention.quantity.counter != ""


def _in_rows(sentence: Sequence[Fact]) -> Iterator[Listing]:
    """“开展解读32次，文字12次、图文20次”: figures in a row behind another divide it, said so or not.

    Only those that no table knows: what the tables have of each is held against them.
    """
    for row in filter(_has_whole, _rows(sentence)):
        told = [one.mention for one in row]
        if counted_alike(told) and not any(one.meanings for one in told[1:]):
            yield _divided_by_row(told[0], told[1:], is_first=row[0] in sentence[:1])


def _divided_by_row(whole: Mention, parts: Sequence[Mention], *, is_first: bool) -> Listing:
    if all(map(_says_what_it_is, parts)) or (is_first and are_all_outcomes(parts)):
        return Listing(whole, tuple(parts), closed=False)
    return _may_be_divided(whole, parts)


def _behind_each_other(sentence: Sequence[Fact], figures: Sequence[Mention]) -> Iterator[Listing]:
    """“公开信息21597条，网站公开7055条，乡镇公开14542条”: large figures may divide the first of them.

    So may others up to “其他……”: “公开信息96条，人事信息5条，规划计划9条，其他信息82条”. The second may
    be what is divided: “收到许可申请38264件，受理38251件，准予38107件，不予82件，撤销62件”.
    """
    if len(figures) < _FEWEST or any(map(_is_bracket, sentence)):
        return
    joined = [one.mention for one in sentence if isinstance(one, Counted) and one.listed]
    alike = list(takewhile(partial(_counts_alike, figures[0]), figures))
    for told in (alike, alike[1:]):
        may_be_whole = _is_long_or_large(told) and told[1] not in joined
        if may_be_whole and _is_greatest(told[0], told[1:]):
            yield _may_be_divided(told[0], told[1:])


def _is_long_or_large(alike: Sequence[Mention]) -> bool:
    if len(alike) >= _LONG_LIST:
        return _is_large(alike[0]) or "closing" in alike[-1].said
    return len(alike) == _FEWEST and _are_large(alike)


def _counts_alike(one: Mention, other: Mention) -> bool:
    return counted_alike((one, other))


def _has_whole(row: Sequence[Counted]) -> bool:
    """Whether something stands before a row of two parts at least that is none of them.

    What a “、” joins to them is: “救助类40件、养老类21件、殡葬类20件”.
    """
    return len(row) >= _FEWEST and not any(one.listed for one in row[:2])


def _rows(sentence: Sequence[Fact]) -> Iterator[list[Counted]]:
    """Yield the rows of figures, each with the figure before it; none goes on into a bracket or behind it."""
    row: list[Counted] = []
    for fact in sentence:
        if isinstance(fact, Counted):
            begins_anew = not _goes_on(row, fact)
            if begins_anew:
                yield row
                row = row[-1:]
            row.append(fact)
        elif _is_bracket(fact):
            yield row
            row = []
    yield row


def _goes_on(row: Sequence[Counted], fact: Counted) -> bool:
    """Whether a figure is one more of a row: a “、” joins them, or both are told in one manner."""
    if fact.listed:
        return True
    if not row:
        return False
    both = (row[-1].mention, fact.mention)
    return any(told_so(both[0]) and told_so(both[1]) for told_so in (_is_class, _says_what_it_is, is_way))


def _says_what_it_is(mention: Mention) -> bool:
    """“2件为消防信息，1件为人防信息”: each figure comes first, and what it is behind it."""
    return mention.first and mention.label.startswith(sorted_words("copula"))


def _is_class(mention: Mention) -> bool:
    """“征地类4件，规划类3件”: a class of what was counted before."""
    return not mention.meanings and mention.label.endswith(sorted_words("class-ending"))


def are_told_first(parts: Sequence[Mention]) -> bool:
    """Whether each figure stands before what it counts: “其中1件部分公开，1件为人防信息，另2件……”."""
    return bool(parts) and all(one.first or one.said <= _LEADING_UP for one in parts)


def _is_bracket(fact: Fact) -> bool:
    return isinstance(fact, Opened) or (isinstance(fact, Closed) and fact.bracket)


def _summed(sentence: Sequence[Fact]) -> Iterator[Listing]:
    """“网络700件、信函500件，合计1200件”: a sum behind its parts, where it is not theirs."""
    before: list[Mention] = []
    around: list[list[Mention]] = []  # what stands before a bracket goes on behind it
    for fact in sentence:
        if isinstance(fact, Opened):
            around += [before] if fact.bracket else []
            before = []
        elif isinstance(fact, Closed):
            before = around.pop() if fact.bracket and around else []
        elif isinstance(fact, Counted):
            if "sum" in fact.mention.said and len(before) <= _MOST_PARTS:
                yield from _sum_of(before, fact.mention)
            before.append(fact.mention)


def _sum_of(before: Sequence[Mention], told: Mention) -> Iterator[Listing]:
    if _is_wrong_sum(told, before):
        yield Listing(told, tuple(before), closed=True)
    elif _begins_with_sum(told, before):
        is_sure = _is_greatest(told, before)
        yield Listing(told, tuple(before), closed=False) if is_sure else _may_be_divided(told, before)
    elif _may_be_sum(told, before):
        yield _may_be_divided(told, before)


def _is_wrong_sum(told: Mention, before: Sequence[Mention]) -> bool:
    """Whether a figure is said to be a sum and is not that of some figures before it."""
    if len(before) < 2 or not _is_said_to_be_sum(told) or not counted_alike((told, *before)):
        return False
    are_all_told = _parts_said(told) <= len(before)
    return are_all_told and not any(_adds_up(told, run) for run in _runs(before))


def _parts_said(told: Mention) -> int:
    """How many parts a sum is said to have: “四个渠道共”; 0 where it is not said."""
    return next((int(worth(one) or 0) for one in told.label if one in HAN), 0)


def _runs(figures: Sequence[Mention]) -> Iterator[Sequence[Mention]]:
    """Two figures or more in their order; of very many those up to the last."""
    ends = range(len(figures), 1, -1) if len(figures) <= _MOST_SUMMED else (len(figures),)
    return (figures[first:end] for end in ends for first in range(end - 1))


def _begins_with_sum(told: Mention, before: Sequence[Mention]) -> bool:
    """“网站315条，公众号1013条，合计公开信息1328条”: a sum of some figures before, with what it counts."""
    begins = told.label.startswith(sorted_words("sum-first")) and not _is_said_to_be_sum(told)
    if not begins or not 2 <= len(before) <= _MOST_SUMMED or not counted_alike((told, *before)):
        return False
    return not any(_adds_up(told, run) for run in chain(_runs(before), zip(before)))


def _may_be_sum(told: Mention, before: Sequence[Mention]) -> bool:
    """“政策15条，动态89条，公告224条，共发布信息328条”: a large figure behind some that may be its parts."""
    is_said_so = "sum" in told.said and not _is_said_to_be_sum(told)
    return is_said_so and len(before) >= _FEWEST and _is_large(told) and _is_greatest(told, before)


def _is_said_to_be_sum(told: Mention) -> bool:
    return "sum" in told.said and told.said <= _SUM_ALONE


def _adds_up(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts give their whole; of live figures that is not known, so they may."""
    told = whole.quantity.figure
    figures = [one.quantity.figure for one in parts]
    if told is None or None in figures:
        return True
    return sum(figure.value for figure in figures if figure is not None) == told.value
