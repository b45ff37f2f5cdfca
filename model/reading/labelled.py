"""What the labels of figures beside each other say: that they are of some, or of something else."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, takewhile

from model.reading.facts import Mention, is_more
from model.reading.openings import finding
from model.reading.words import alternatives, sorted_words

_MARKS = 3  # that documents may have


def told_of_some(said: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the figures of a sentence that are not all of what a table has, by the labels beside theirs."""
    yield from _marked_documents(said)
    yield from _of_two_kinds(said)
    yield from _by_other_channels(said)
    yield from _one_each(said)
    yield from _told_of_parts(said)


def _marked_documents(said: Sequence[Mention]) -> Iterator[Mention]:
    """“主动公开56件、依申请公开34件、不予公开12件”: what documents are marked as; no applications."""
    marks = _endings(said, "marked-as")
    for first in range(len(said) if any(marks) else 0):
        stretch = slice(first, first + _MARKS)
        if len(set(filter(None, marks[stretch]))) == _MARKS:
            yield from said[stretch]


def _endings(said: Sequence[Mention], kind: str) -> list[str]:
    """For each figure the word of a kind that its label ends with; an empty text for none, as mostly."""
    words, attributive = sorted_words(kind), "".join(sorted_words("attributive"))
    labels = (one.label.rstrip(attributive) for one in said)
    return [_last_of(words, label) if label.endswith(words) else "" for label in labels]


def _last_of(words: Sequence[str], label: str) -> str:
    return next(word for word in words if label.endswith(word))


def _of_two_kinds(said: Sequence[Mention]) -> Iterator[Mention]:
    """“行政强制措施12件、行政强制执行3件”: neither is all of what the table has together."""
    kinds = _endings(said, "one-of-two")
    named = zip(kinds, said, strict=True) if any(kinds) else ()
    for (kind, one), (other_kind, other) in pairwise(named):
        if kind and other_kind and kind != other_kind:
            yield from (one, other)


def _by_other_channels(said: Sequence[Mention]) -> Iterator[Mention]:
    """“网上申请463件，信函和当面申请9件”: behind one channel another is not all."""
    channel = finding(alternatives("channel-name"))
    named = [one for one in said if channel.search(one.label)]
    yield from named[1:]


def _one_each(said: Sequence[Mention]) -> Iterator[Mention]:
    """“行政复议、行政诉讼29件、11件”: one figure each, without a word that says so."""
    for one, other in pairwise(said):
        if not other.label:
            yield from (one, other)


def _told_of_parts(said: Sequence[Mention]) -> Iterator[Mention]:
    """“线上申请58件，办结54件，结转4件”, “其中征地类12件，办结10件”: what became of those told before."""
    unknown = [place for place, one in enumerate(said) if not one.meanings]
    for place in unknown:
        one = said[place]
        is_class = one.label.endswith(sorted_words("class-ending"))
        if is_class or "topic" in one.said:
            yield from _became_of(one, said[place + 1 :], is_class=is_class)


def _became_of(some: Mention, figures: Sequence[Mention], *, is_class: bool) -> Iterator[Mention]:
    """How many of some applications are finished and left, where that is told behind them.

    Behind a class of them “办结” may be understood as if it were all; it is not where it is no more.
    """
    of_some = list(takewhile(lambda one: "topic" not in one.said, figures))
    finished = list(filter(partial(_is_finished_of, some, is_class=is_class), of_some))
    left = filter(_is_left, of_some) if finished else ()
    yield from (*finished, *left)


def _is_finished_of(some: Mention, one: Mention, *, is_class: bool) -> bool:
    may_be_all = bool(one.meanings) and not is_class
    return "results-total" in one.said and not may_be_all and not is_more(one, some)


def _is_left(one: Mention) -> bool:
    return "carried-out" in one.said
