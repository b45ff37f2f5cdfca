"""Sums told behind their parts: “网络700件、信函500件，合计1200件”, “三年累计154件”."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from model.chinese.numerals import HAN, worth
from model.reading.facts import Listing, Mention, Mentions, counted_alike, is_greatest, is_large, may_divide
from model.reading.grounding.grounded import Closed, Counted, Fact, Opened
from model.reading.words.words import alternatives, sorted_words

_FEWEST = 3  # figures before a large sum
_MOST_PARTS = 30  # figures before a sum; more are no parts of it
_MOST_SUMMED = 20  # figures of which each stretch is added up
_SEVERAL = range(2, 10)  # figures that a sum says it has
_SUM_ALONE = frozenset(("sum", "filler", "copula", "counts-up", "and", "now"))


def is_sum_behind(listing: Listing) -> bool:
    """Whether a whole is told as the sum of the parts before it."""
    parts = listing.parts
    is_behind = bool(parts) and parts[0].quantity.start < listing.whole.quantity.start
    return is_behind and "sum" in listing.whole.said


def summed(sentence: Sequence[Fact]) -> Iterator[Listing]:
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


def _sum_of(before: Mentions, told: Mention) -> Iterator[Listing]:
    several = _as_many_as_said(before, told)
    if several and not any(adds_up(told, run) for run in _runs(several)):
        yield Listing(told, tuple(several), closed=True, complete=True)
    elif _is_wrong_sum(told, before):
        yield Listing(told, tuple(before), closed=True)
    elif _begins_with_sum(told, before):
        is_sure = is_greatest(told, before)
        yield Listing(told, tuple(before), closed=False) if is_sure else may_divide(told, before)
    elif _may_be_sum(told, before):
        yield may_divide(told, before)


def _is_wrong_sum(told: Mention, before: Mentions) -> bool:
    """Whether a figure is said to be a sum and is not that of some figures before it."""
    if len(before) < 2 or not _is_said_to_be_sum(told) or not counted_alike((told, *before)):
        return False
    are_all_told = parts_said(told) <= len(before)
    return are_all_told and not any(adds_up(told, run) for run in _runs(before))


def _as_many_as_said(before: Mentions, told: Mention) -> Mentions:
    """“网站20条，公众号30条，两个平台共发布60条”, “三年累计154件”: the figures, if they are so many."""
    counting = [one for one in before[-1:] if _is_in_front_of(one, told)]
    number = counting[0].quantity.figure if counting else None
    said = int(number.value) if number is not None else parts_said(told)
    alike = [one for one in before if counted_alike((one, told))] if said in _SEVERAL else []
    return alike if len(alike) == said and _tells_no_more(told, alike) else ()


def _tells_no_more(told: Mention, parts: Mentions) -> bool:
    """“收到20件、收到30件，两年累计办结45件” sums up something else than its parts."""
    behind = re.compile(alternatives("sum")).split(told.label)[-1]
    counted = behind.strip("".join(sorted_words("copula")))
    return any(counted in one.label for one in parts)


def _is_in_front_of(one: Mention, told: Mention) -> bool:
    """Whether a figure only tells how many things another sums up: “三个平台共计”."""
    is_joined = one.quantity.stop + len(told.label) >= told.quantity.start
    return is_joined and not one.label and one.quantity.exact


def parts_said(told: Mention) -> int:
    """How many parts a sum is said to have: “四个渠道共”; 0 where it is not said."""
    return next((int(worth(one) or 0) for one in told.label if one in HAN), 0)


def _runs(figures: Mentions) -> Iterator[Mentions]:
    """Two figures or more in their order; of very many those up to the last."""
    ends = range(len(figures), 1, -1) if len(figures) <= _MOST_SUMMED else (len(figures),)
    return (figures[first:end] for end in ends for first in range(end - 1))


def _begins_with_sum(told: Mention, before: Mentions) -> bool:
    """“网站315条，公众号1013条，合计公开信息1328条”: a sum of some figures before, with what it counts."""
    begins = told.label.startswith(sorted_words("sum-first")) and not _is_said_to_be_sum(told)
    if not begins or not 2 <= len(before) <= _MOST_SUMMED or not counted_alike((told, *before)):
        return False
    return not any(adds_up(told, run) for run in chain(_runs(before), zip(before)))


def _may_be_sum(told: Mention, before: Mentions) -> bool:
    """“政策15条，动态89条，公告224条，共发布信息328条”: a large figure behind some that may be its parts."""
    is_said_so = "sum" in told.said and not _is_said_to_be_sum(told)
    return is_said_so and len(before) >= _FEWEST and is_large(told) and is_greatest(told, before)


def _is_said_to_be_sum(told: Mention) -> bool:
    return "sum" in told.said and told.said <= _SUM_ALONE


def adds_up(whole: Mention, parts: Mentions) -> bool:
    """Whether parts give their whole; of live figures that is not known, so they may."""
    told = whole.quantity.figure
    figures = [one.quantity.figure for one in parts]
    if told is None or None in figures:
        return True
    return sum(figure.value for figure in figures if figure is not None) == told.value
