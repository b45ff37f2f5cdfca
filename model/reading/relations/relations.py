"""The fifth step: what the facts of a sentence say of each other: parts, shares, growth, statements."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from model.reading.facts import (
    Growth,
    Listing,
    Mention,
    Mentions,
    Quantity,
    Share,
    Statement,
    has_role,
    is_more,
)
from model.reading.grounding.grounded import Closed, Counted, Fact, Left, Opened, Stated
from model.reading.grounding.resolve import Resolver
from model.reading.relations.listings import divided
from model.reading.relations.of_their_whole import of_their_wholes
from model.reading.relations.statements import statements
from model.reading.relations.unsaid_lists import unsaid_lists
from model.reading.relations.ways import all_received, of_received, told_to_the_end, with_ways_behind
from model.reading.tokens.phrase import Phrase
from model.reading.words.division import beside
from model.reading.words.terms import FOREIGN, Terms

_SEVERAL = 2  # figures, that may be a whole and its part
_FINISHED = "results-total"
_NAMING = ("carried-out", "result")  # roles of what says by itself that it is of applications
_SAYING_NO_MORE = frozenset(
    (_FINISHED, "verb", "now", "own", "filler", "copula", "sum", "all", "supposed-all", "timely")
)
_ALL_OF_IT = 100  # percent
_ByKind = dict[type[object], list[Any]]
"""The facts of a sentence by their kinds: several steps ask for those of one."""


class Relations(msgspec.Struct, frozen=True, gc=False):
    """What the facts of one sentence say of each other.

    ``mentions`` are its figures, ``unbracketed`` those outside brackets. ``divided`` are wholes with the
    parts that words give them, be these none; ``unsaid`` those of which no word says so; ``listings`` what
    of both is to be held against its sum. ``stated`` is where “none” or “all” is said, ``statements``
    what is meant.
    """

    mentions: tuple[Mention, ...]
    unbracketed: tuple[Mention, ...]
    divided: tuple[Listing, ...]
    unsaid: tuple[Listing, ...]
    listings: tuple[Listing, ...]
    shares: tuple[Share, ...]
    growths: tuple[Growth, ...]
    stated: tuple[Stated, ...]
    statements: tuple[Statement, ...]


def relate(resolver: Resolver, facts: Iterable[Fact]) -> Iterator[Relations]:
    """Yield what the facts of each sentence of a paragraph say of each other."""
    before: list[Mention] = []  # the figures of the last sentence that has any
    openings: list[Mention] = []  # the first figures of the sentences before
    received: Mention | None = None  # what was told last of all applications
    for number, stretch in enumerate(_sentences(facts)):
        sentence, by_kind = _with_names_behind(resolver.terms, stretch, before)
        counted = by_kind.get(Counted, [])
        figures = [one.mention for one in counted if not one.bracketed]
        told = divided(sentence, before) if Opened in by_kind else []
        told = [of_received(one, received) for one in told] if received is not None else told
        told = [one for one in told if _may_be_divided(one, before)]
        lists = [one for one in told if one.parts]
        is_one = len(counted) < _SEVERAL  # as mostly
        unsaid = [] if is_one else unsaid_lists(before, openings, sentence, counted, lists, received)
        found = [*lists, *unsaid]
        of_all = all_received(figures)
        found = with_ways_behind(figures, found) if of_all is not None else found
        found = [told_to_the_end(one, (*before, *figures)) for one in found]
        found = [replace(one, left=True) for one in found] if Left in by_kind else found
        may_state = Stated in by_kind or Share in by_kind
        yield Relations(
            mentions=of_their_wholes([one.mention for one in counted], found),
            unbracketed=tuple(figures),
            divided=tuple(told),
            unsaid=tuple(unsaid),
            listings=tuple(found),
            shares=tuple([replace(one, list=number) for one in by_kind.get(Share, ())]),
            growths=tuple(by_kind.get(Growth, ())),
            stated=tuple(by_kind.get(Stated, ())),
            statements=tuple(_stated(resolver, sentence, before)) if may_state else (),
        )
        received = of_all or received
        before = figures or before
        openings += figures[:1]


def _stated(resolver: Resolver, sentence: Sequence[Fact], before: Mentions) -> Iterator[Statement]:
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
            yield from _of_rate(resolver, one)


def _divided_before(facts: Sequence[Fact], before: Mentions) -> Mentions:
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


def _may_be_divided(listing: Listing, before: Mentions) -> bool:
    """“不予处理9件、其他处理19件。其中市本级收到57件”: the last of several before is no less than a part."""
    is_of_several_before = len(before) > 1 and listing.whole in before
    return not is_of_several_before or not any(is_more(part, listing.whole) for part in listing.parts)


def _with_names_behind(
    terms: Terms, sentence: list[Fact], before: Sequence[Mention]
) -> tuple[list[Fact], _ByKind]:
    """The facts of a sentence, and by their kinds; its first figure known where the next one tells of what.

    “全年办结71件，结转下年度办理3件”: what was finished, of what only the figure behind it names. So does
    “全年办结71件，没有结转下年度的申请”.
    """
    by_kind = _by_kind(sentence)
    first, second, *_ = *(fact for fact in sentence if isinstance(fact, Counted | Stated)), None, None
    is_unnamed = isinstance(first, Counted) and _says_only_finished(first.mention)
    if not is_unnamed or second is None:
        return sentence, by_kind  # as mostly
    is_of_else = isinstance(second, Stated) and any("foreign" in one.said for one in before)
    if is_of_else or not _names_applications(terms, second):
        return sentence, by_kind
    named = [_known(terms, first) if fact is first else fact for fact in sentence]
    return named, _by_kind(named)


def _by_kind(sentence: Sequence[Fact]) -> _ByKind:
    found: _ByKind = {}
    for fact in sentence:
        found.setdefault(type(fact), []).append(fact)
    return found


def _says_only_finished(one: Mention) -> bool:
    return _FINISHED in one.said and not one.meanings and one.said <= _SAYING_NO_MORE


def _names_applications(terms: Terms, fact: Counted | Stated) -> bool:
    if isinstance(fact, Stated):
        return _names_those_left(fact.phrase)
    one = fact.mention
    return "vague" not in one.said and any(has_role(terms, one, role) for role in _NAMING)


def _names_those_left(phrase: Phrase) -> bool:
    """Whether words name applications as such, and those of them that are carried over."""
    names_all = any(topic.is_all_of_a_table for topic in phrase.topics)
    return names_all and "carried-out" in phrase.said.kinds_and_roles


def _known(terms: Terms, first: Counted) -> Counted:
    finished = tuple(terms.of_role(_FINISHED))
    return replace(first, mention=replace(first.mention, meanings=finished))


def _of_rate(resolver: Resolver, share: Share) -> list[Statement]:
    """“办结率100%”: what stands beside all that were finished must be 0. Some count the new ones alone."""
    zero = beside(resolver.form, share.parts[0]) if share.parts and _is_all_of_it(share.quantity) else ()
    carried_in = tuple(resolver.terms.of_role("carried-in"))
    start, end = share.quantity.start, share.quantity.end
    return [Statement(start, end, zero, hint=True, unless=carried_in)] if zero else []


def _is_all_of_it(quantity: Quantity) -> bool:
    figure = quantity.figure
    return figure is not None and not figure.approximate and figure.value == _ALL_OF_IT
