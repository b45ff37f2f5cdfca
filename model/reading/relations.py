"""The fifth step: what the facts of a paragraph say of each other: parts, shares, growth, statements."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any

from msgspec.structs import replace

from model.reading.facts import Growth, Listing, Mention, Reading, Share, Statement, is_sum
from model.reading.filters import sorted_out
from model.reading.grounded import Closed, Counted, Fact, Left, Opened, Stated
from model.reading.listings import divided
from model.reading.named_behind import with_names_behind
from model.reading.of_some import (
    as_answered_so_far,
    by_their_reasons,
    left_without_some,
    loosely_named,
    new_among_finished,
)
from model.reading.rates import of_rate
from model.reading.resolve import Resolver
from model.reading.some_or_all import surely_all, tells_elsewhere
from model.reading.statements import statements
from model.reading.table_told import told_as_in_table
from model.reading.terms import FOREIGN
from model.reading.unsaid_lists import unsaid_lists
from model.reading.ways import all_received, of_received, told_to_the_end, with_ways_behind

_MEANINGS, _PARTS = attrgetter("meanings"), attrgetter("parts")
_ByKind = dict[type[object], list[Any]]
"""The facts of a sentence by their kinds: several steps ask for those of one."""


def relate(resolver: Resolver, facts: Iterable[Fact]) -> Reading:
    """Return what a paragraph says."""
    mentions: list[Mention] = []
    listings: list[Listing] = []
    shares: list[Share] = []
    growths: list[Growth] = []
    stated: list[Statement] = []
    doubtful: list[Mention] = []
    elsewhere: list[Mention] = []
    before: list[Mention] = []  # the figures of the last sentence that has any
    openings: list[Mention] = []  # the first figures of the sentences before
    received: Mention | None = None  # what was told last of all applications
    named = map(partial(with_names_behind, resolver.terms), _sentences(facts))
    for number, sentence in enumerate(named):
        by_kind = _by_kind(sentence)
        counted = by_kind.get(Counted, [])
        figures = [one.mention for one in counted if not one.bracketed]
        told = divided(sentence, before) if Opened in by_kind else []
        told = [of_received(one, received) for one in told] if received is not None else told
        taken = told_as_in_table([one.mention for one in counted])
        elsewhere += filter(tells_elsewhere, taken)
        lists = list(filter(_PARTS, told))
        doubtful += _doubtful(taken, lists)
        # Most sentences tell one thing.
        unsaid = (
            unsaid_lists(before, openings, sentence, counted, lists, received) if len(counted) > 1 else []
        )
        known = by_their_reasons(resolver.terms, list(filter(_MEANINGS, taken)), lists)
        others = list(_others(resolver, taken, lists, by_kind.get(Stated, []))) if known else []
        others += left_without_some(before, figures) if known else ()
        known = [one for one in known if one not in others] if others else known
        known = sorted_out(resolver.terms, known, figures, told, unsaid)
        mentions += as_answered_so_far(resolver.terms, known, figures)
        found = with_ways_behind(figures, (*lists, *unsaid))
        found = [told_to_the_end(one, (*before, *figures)) for one in found]
        listings += [replace(one, left=True) for one in found] if Left in by_kind else found
        shares += (replace(one, list=number) for one in by_kind.get(Share, []))
        growths += by_kind.get(Growth, [])
        if Stated in by_kind or Share in by_kind:
            stated += _stated(resolver, sentence, before)
        received = all_received(figures) or received
        before = figures or before
        openings += figures[:1]
    mentions = list(surely_all(mentions, doubtful, elsewhere))
    return Reading(
        tuple(mentions), tuple(shares), tuple(growths), tuple(listings), tuple(stated), tuple(doubtful)
    )


def _others(
    resolver: Resolver, told: Sequence[Mention], lists: Sequence[Listing], stated: Sequence[Stated]
) -> Iterator[Mention]:
    """The figures that the rest of their sentence shows to be something else than they seem to be."""
    yield from new_among_finished(resolver.terms, lists)
    yield from loosely_named(told, lists)
    yield from _cases_of_else(resolver, told, stated)


def _cases_of_else(
    resolver: Resolver, told: Sequence[Mention], stated: Sequence[Stated]
) -> Iterator[Mention]:
    if any(one.phrase.says("unrelated") for one in stated):
        yield from (one for one in told if any(map(resolver.terms.is_case, one.meanings)))


def _doubtful(mentions: Sequence[Mention], lists: Sequence[Listing]) -> list[Mention]:
    """Figures that may speak of the tables, but for the parts of a whole that they add up to."""
    doubtful = [one for one in mentions if one.perhaps]
    right = (one for one in lists if doubtful and is_sum(one.whole, one.parts))
    confirmed = list(chain.from_iterable(map(_PARTS, right)))
    return [one for one in doubtful if one not in confirmed]


def _by_kind(sentence: Sequence[Fact]) -> _ByKind:
    found: _ByKind = {}
    for fact in sentence:
        found.setdefault(type(fact), []).append(fact)
    return found


def _stated(resolver: Resolver, sentence: Sequence[Fact], before: Sequence[Mention]) -> Iterator[Statement]:
    """What is said of the figures so far: those of the sentence with what they divide, or those before."""
    told: list[Mention] = []
    divided = _divided_before(sentence, before)
    for one in sentence:
        if isinstance(one, Counted):
            told.append(one.mention)
        elif isinstance(one, Stated):
            so_far = [*divided, *told] if told else before if _goes_on(one) else ()
            yield from statements(resolver, one, so_far)
        elif isinstance(one, Share) and one.rate:
            yield from of_rate(resolver, one)


def _divided_before(facts: Sequence[Fact], before: Sequence[Mention]) -> Sequence[Mention]:
    """“收到申请9件。其中网络6件，信函3件，均已办结”: what this sentence divides of the one before."""
    opened = [one.whole for one in facts[:1] if isinstance(one, Opened) and not one.bracket]
    return [whole for whole in before if whole in opened] if opened else []


def _goes_on(stated: Stated) -> bool:
    """“收到申请9件。全部按期办结。”: whether it is said of all of what the text is about."""
    says_all = any("all" in one.kinds and "supposed-all" not in one.kinds for one in stated.phrase.words)
    return says_all and not stated.phrase.topics and stated.context.topic not in (None, FOREIGN)


def _sentences(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    sentence: list[Fact] = []
    for fact in facts:
        sentence.append(fact)
        if isinstance(fact, Closed) and fact.sentence:
            if len(sentence) > 1:  # one that says something
                yield sentence
            sentence = []
