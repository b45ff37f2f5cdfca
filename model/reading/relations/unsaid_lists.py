"""Wholes and parts of a sentence that are told one behind the other, where no “其中” says so."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile

from model.reading.facts import (
    Listing,
    Mention,
    Mentions,
    counted_alike,
    is_greatest,
    is_large,
    is_more,
    is_sum,
    may_divide,
)
from model.reading.grounding.grounded import Closed, Counted, Fact, Opened
from model.reading.relations.outcomes import are_all_outcomes, outcomes
from model.reading.relations.sums import adds_up, is_sum_behind, summed
from model.reading.relations.ways import by_ways
from model.reading.tokens.channels import is_way
from model.reading.words.words import sorted_words

_NEAR = 5  # figures before a list, of which one may be its whole
_LONG_LIST = 4  # figures
_OPENINGS = 40  # sentences before whose first figure a sum may hold; the longest paragraphs have twenty
_SENTENCES = 2  # before a sentence of parts
_SHORTEST_NAME = 4  # characters that whole and parts have in common
_FEWEST = 3  # figures: a whole and two parts
_PAIR = 2  # figures, of which the second may be the last of a row
_LEADING_UP = frozenset(("part", "filler", "copula", "and", "remaining", "closing"))


def unsaid_lists(
    before: Mentions,
    openings: Mentions,
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
        earlier = [*zip(openings[-_OPENINGS:]), *(before[first:] for first in range(len(before)))]
        within = [one for one in within if not _sums_up_earlier(one, earlier)]
    found = [*within, *outcomes(before, figures, kinds, told)]
    if told:
        found += _of_another_whole((*before, *figures), told)
    elif len(figures) >= _FEWEST - 1:
        are_row = len(counted) >= _FEWEST and all(one.listed for one in counted[1:])
        alike = _named_alike(openings, figures) or by_ways(before, figures, received)
        found += alike or _supposed(before, figures, are_row=are_row)
    ends_in_sum = any("sum" in one.said for one in figures[-1:])
    if not (found or ends_in_sum):  # what a sum is told of divides nothing
        found += _behind_each_other(before, sentence, figures)
    return _of_no_part(found, told) if told else found


def _of_no_part(found: Sequence[Listing], told: Sequence[Listing]) -> list[Listing]:
    """The lists but those of figures that give a whole with others: such a figure has no parts itself."""
    right = (one for one in told if found and is_sum(one.whole, one.parts))
    parts = list(chain.from_iterable(one.parts for one in right))
    return [one for one in found if one.whole not in parts]


def _sums_up_earlier(listing: Listing, earlier: Iterable[Mentions]) -> bool:
    """“网站100条。公众号50条、微博20条，共计170条”: a sum with figures of the sentences before too."""
    may_hold_more = is_sum_behind(listing)
    return may_hold_more and any(adds_up(listing.whole, [*some, *listing.parts]) for some in earlier)


def _within(sentence: Sequence[Fact], counted: Sequence[Counted], kinds: frozenset[str]) -> Iterator[Listing]:
    """The lists of which whole and parts stand in the sentence, by a sum or in a row that no table knows."""
    if "sum" in kinds:
        yield from summed(sentence)
    unknown = sum(not one.mention.meanings for one in counted)
    if len(counted) >= _FEWEST and unknown >= _FEWEST - 1:
        yield from _in_rows(sentence)


def _of_another_whole(figures: Mentions, told: Sequence[Listing]) -> Iterator[Listing]:
    """“公开信息328条，解读12条，其中政策15条……”: parts greater than the last figure may be of one before."""
    for listing in told:
        has_greater = any(is_more(one, listing.whole) for one in listing.parts)
        for one in _near_before(listing.parts[0], figures) if has_greater else ():
            if one not in listing.parts and is_greatest(one, listing.parts):
                yield may_divide(one, listing.parts)


def _near_before(part: Mention, figures: Mentions) -> Mentions:
    """The last figures before a part that no table knows."""
    return [one for one in figures if not one.meanings and one.quantity.start < part.quantity.start][-_NEAR:]


def _supposed(before: Mentions, figures: Mentions, *, are_row: bool) -> list[Listing]:
    """“公开信息420条。动态180条；……”: a long list behind a full stop may divide what was before it.

    So may a shorter one of large figures, or in a row. ``before`` are the figures of the sentence before.
    """
    if not before:
        return []
    is_list = len(figures) >= _LONG_LIST or _are_large((before[-1], *figures)) or are_row
    if not is_list or _ends_row_of_smaller(before, figures):
        return _told_each(before, figures)
    are_known = all(one.meanings for one in (before[-1], *figures))
    # “受理96件，办结90件。咨询50件、投诉30件、求助16件” divides the first of them.
    is_right = any(is_sum(one, figures) for one in before[-_NEAR:])
    return [] if are_known or is_right else [may_divide(before[-1], figures)]


def _ends_row_of_smaller(before: Mentions, figures: Mentions) -> bool:
    """“检验报告15件，企业档案12件，名录17件。公开23件，……”: the last of a row is no less than its parts."""
    return counted_alike(before[-_PAIR:]) and len(before) >= _PAIR and not is_greatest(before[-1], figures)


def _told_each(before: Mentions, figures: Mentions) -> list[Listing]:
    """“收到2件。1件由申请人撤回，1件予以公开”: what became of each."""
    received = [one for one in before if one.also][-1:]
    is_told = are_told_first(figures) and counted_alike((*received, *figures))
    return [Listing(one, tuple(figures), closed=False) for one in received if is_told]


def _named_alike(openings: Mentions, figures: Mentions) -> list[Listing]:
    """“主动公开政府信息数700条……。网站公开政府信息数65条，微信公开政府信息数635条”: a sentence of parts.

    All of its figures are named as the one is that opened one of the last sentences. ``openings`` are those.
    """
    name = figures[0].label[-_SHORTEST_NAME:]
    if len(name) < _SHORTEST_NAME or not all(one.label.endswith(name) for one in figures):
        return []
    named = [one for one in openings[-_SENTENCES:] if one.label.endswith(name)]
    wholes = [one for one in named if is_greatest(one, figures)]
    return [Listing(one, tuple(figures), closed=False) for one in wholes[-1:]]


def _are_large(told: Mentions) -> bool:
    """Whether figures are so large that they hardly miss a whole by one slip without being its parts."""
    return counted_alike(told) and all(map(is_large, told))


def _in_rows(sentence: Sequence[Fact]) -> Iterator[Listing]:
    """“开展解读32次，文字12次、图文20次”: figures in a row behind another divide it, said so or not.

    Only those that no table knows: what the tables have of each is held against them.
    """
    for row in filter(_has_whole, _rows(sentence)):
        told = [one.mention for one in row]
        if counted_alike(told) and not any(one.meanings for one in told[1:]):
            yield _divided_by_row(told[0], told[1:], is_first=row[0] in sentence[:1])


def _divided_by_row(whole: Mention, parts: Mentions, *, is_first: bool) -> Listing:
    if all(map(_says_what_it_is, parts)) or (is_first and are_all_outcomes(parts)):
        return Listing(whole, tuple(parts), closed=False)
    return may_divide(whole, parts)


def _behind_each_other(before: Mentions, sentence: Sequence[Fact], figures: Mentions) -> Iterator[Listing]:
    """“公开信息21597条，网站公开7055条，乡镇公开14542条”: large figures may divide the first of them.

    So may others up to “其他……”: “公开信息96条，人事信息5条，规划计划9条，其他信息82条”. The second may
    be what is divided: “收到许可申请38264件，受理38251件，准予38107件，不予82件，撤销62件”. Nothing is where
    all of them give one of the sentence before: “网站197条、公众号239条。网站信息中，动态112条，……”.
    """
    if len(figures) < _FEWEST or any(map(_is_bracket, sentence)):
        return
    if any(is_sum(one, figures) for one in before):
        return
    joined = [one.mention for one in sentence if isinstance(one, Counted) and one.listed]
    alike = list(takewhile(lambda one: counted_alike((figures[0], one)), figures))
    for told in (alike, alike[1:]):
        may_be_whole = _is_long_or_large(told) and told[1] not in joined
        if may_be_whole and is_greatest(told[0], told[1:]):
            yield may_divide(told[0], told[1:])


def _is_long_or_large(alike: Mentions) -> bool:
    if len(alike) >= _LONG_LIST:
        return is_large(alike[0]) or "closing" in alike[-1].said
    return len(alike) == _FEWEST and _are_large(alike)


def _has_whole(row: Sequence[Counted]) -> bool:
    """Whether something stands before a row of two parts at least that is none of them.

    What a “、” joins to them is: “救助类40件、养老类21件、殡葬类20件”, and a class beside classes.
    """
    is_row = len(row) >= _FEWEST and not any(one.listed for one in row[:2])
    return is_row and not all(_is_class(one.mention) for one in row)


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


def are_told_first(parts: Mentions) -> bool:
    """Whether each figure stands before what it counts: “其中1件部分公开，1件为人防信息，另2件……”."""
    return bool(parts) and all(one.first or one.said <= _LEADING_UP for one in parts)


def _is_bracket(fact: Fact) -> bool:
    return isinstance(fact, Opened) or (isinstance(fact, Closed) and fact.bracket)
