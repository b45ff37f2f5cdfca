"""What the labels of figures beside each other say: that they are of some, or of something else."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

from model.reading.facts import Mention, is_more
from model.reading.words import alternatives, words_of

_MARKS = 3  # that documents may have


def told_of_some(said: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the figures of a sentence that are not all of what a table has, by the labels beside theirs."""
    yield from _marked_documents(said)
    yield from _of_two_kinds(said)
    yield from _by_other_channels(said)
    yield from _one_each(said)
    yield from _left_of_some(said)


def _marked_documents(said: Sequence[Mention]) -> Iterator[Mention]:
    """“主动公开56件、依申请公开34件、不予公开12件”: what documents are marked as; no applications."""
    for first in range(len(said)):
        stretch = said[first : first + _MARKS]
        marks = {mark for one in stretch if (mark := _ending(one, "marked-as"))}
        if len(marks) == _MARKS:
            yield from stretch


def _ending(one: Mention, kind: str) -> str:
    """The word of a kind that the label of a figure ends with; an empty text for none."""
    return next((word for word in words_of(kind) if one.label.endswith(word)), "")


def _of_two_kinds(said: Sequence[Mention]) -> Iterator[Mention]:
    """“行政强制措施12件、行政强制执行3件”: neither is all of what the table has together."""
    for first in range(len(said)):
        pair = said[first : first + 2]
        kinds = {kind for one in pair if (kind := _ending(one, "one-of-two"))}
        if len(kinds) > 1:
            yield from pair


def _by_other_channels(said: Sequence[Mention]) -> Iterator[Mention]:
    """“网上申请463件，信函和当面申请9件”: behind one channel another is not all."""
    named = [one for one in said if _channel().search(one.label)]
    yield from named[1:]


def _one_each(said: Sequence[Mention]) -> Iterator[Mention]:
    """“行政复议、行政诉讼29件、11件”: one figure each, without a word that says so."""
    for one, other in pairwise(said):
        if not other.label:
            yield from (one, other)


def _left_of_some(said: Sequence[Mention]) -> Iterator[Mention]:
    """“受理线上申请58件，办结54件，撤回2件，结转2件”: what is left of those told before."""
    for place, one in enumerate(said):
        if "topic" in one.said and not one.meanings:
            yield from _left_behind(one, said[place + 1 :])


def _left_behind(some: Mention, figures: Sequence[Mention]) -> Iterator[Mention]:
    """What is left of some applications where it is told how many of them are finished."""
    of_some = list(takewhile(lambda one: "topic" not in one.said, figures))
    if any(_is_finished_of(some, one) for one in of_some):
        yield from (one for one in of_some if "carried-out" in one.said)


def _is_finished_of(some: Mention, one: Mention) -> bool:
    is_unknown = "results-total" in one.said and not one.meanings
    return is_unknown and not is_more(one, some)


@cache
def _channel() -> re.Pattern[str]:
    return re.compile(alternatives("channel-name"))
