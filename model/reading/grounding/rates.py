"""Rates with a name of their own, shares of a named whole: of the tables, or of what the text alone tells."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from model.chinese.figures import Kind
from model.reading.facts import Mention, Quantity, Share, counted_alike, is_more
from model.reading.grounding.context import Context
from model.reading.grounding.resolve import Resolver
from model.reading.tokens.phrase import Phrase
from model.reading.words.meaning import Meaning
from model.reading.words.words import alternatives, sorted_words, unsaid, words_of

_BARE_RATE = frozenset(("rate-of-results", "copula", "filler", "about", "now"))
_BARE_SHARE = frozenset(("share", "copula", "filler", "about"))
_PART_AND_WHOLE = 2  # figures
_SHORTEST_NAME = 2  # characters of what was done
_LONGEST_NAME = 16  # characters from the name of a rate to its figure


def rate_of_told(text: str, quantity: Quantity, told: Sequence[Mention]) -> Share | None:
    """“报送96条，被采用89条，采用率92.7%”: a rate named as the figure before it is, which says no more.

    ``told`` are the last figures. None where it is no such rate.
    """
    *before, part = told
    is_named_so = _is_done(part, _rate_before(text, quantity)) or _is_named_at_length(text, quantity, part)
    if not is_named_so or not _fits_just_before(part, before):
        return None
    wholes = tuple(one for one in before if counted_alike((one, part)))
    return Share(quantity, (), (), wholes, part.quantity)


def rate_of_those_behind(text: str, quantity: Quantity, told: Sequence[Mention]) -> Share | None:
    """“主动公开率达75%（印发80件，主动公开60件）”: a rate named as one of the two figures in its bracket."""
    name = _name_of_rate(text, quantity)
    pairs = zip(told, told[::-1], strict=True) if len(told) == _PART_AND_WHOLE else ()
    found = (pair for pair in pairs if _give_rate(*pair, name))
    return next((Share(quantity, (), (), (whole,), part.quantity) for part, whole in found), None)


def _give_rate(part: Mention, whole: Mention, name: str) -> bool:
    """Whether a rate is named as the first of two figures is, and the second not so: “公开文件80件”."""
    may_divide = counted_alike((part, whole)) and not is_more(part, whole)
    is_named_too = any(one in whole.label for one in (name, _without_led(part)))
    return name != "" and _is_named_as(part, name) and may_divide and not is_named_too


def _name_of_rate(text: str, quantity: Quantity) -> str:
    """What stands before the 率 of a percentage, with what the clause has before it."""
    named = _any_rate().search(text, max(0, quantity.start - _LONGEST_NAME), quantity.start)
    return named["rate"][:-1] if named is not None else ""


def _is_named_as(part: Mention, name: str) -> bool:
    """“主动公开率” is named as “其中主动公开” is: as all of it but what leads up to it."""
    label = _without_led(part)
    is_named_so = len(label) >= _SHORTEST_NAME and name.endswith(label)
    return is_named_so and not name.removesuffix(label).endswith(sorted_words("in-time"))


def _is_named_at_length(text: str, quantity: Quantity, part: Mention) -> bool:
    """“主动公开60件，主动公开率75%”; what was done in time (“按时办结率”) may be of what was due."""
    is_in_time = part.label.startswith(sorted_words("in-time"))
    is_rate_of_a_whole = _rate_behind().search(text, max(0, quantity.start - _LONGEST_NAME), quantity.start)
    return bool(is_rate_of_a_whole) and not is_in_time and _is_named_as(part, _name_of_rate(text, quantity))


def _without_led(part: Mention) -> str:
    return _leading_up().sub("", part.label)


@cache
def _leading_up() -> re.Pattern[str]:
    return re.compile(f"^(?:{alternatives('rated-before', 'part')})+")


@cache
def _any_rate() -> re.Pattern[str]:
    return re.compile(rf"(?P<rate>{alternatives('any-rate')})(?:{alternatives('rate-copula')})?\s*$")


def share_of_named(
    part: Mention, told: Sequence[Mention], bases: tuple[Meaning, ...], quantity: Quantity
) -> Share | None:
    """“收到36件……征地类9件，占新收申请的25%”: a part that no table knows, of a whole that was told before."""
    is_told = any(not set(one.readings).isdisjoint(bases) for one in told)
    is_of_cases = is_told and part.quantity.counter in words_of("case-counter")
    return Share(quantity, (), bases, (), part.quantity) if is_of_cases else None


def is_bare_share(phrase: Phrase) -> bool:
    """“占35%”, “占比为35%”: of the figure before, and of nothing that is named."""
    return phrase.says("share") and phrase.says_only(_BARE_SHARE)


def is_told_first(phrase: Phrase, quantity: Quantity) -> bool:
    """“43%属于无法提供”: whether a percentage stands before what it is said to be a share of."""
    first = phrase.words[:1]
    is_before = quantity.kind is Kind.PERCENT and all(one.start >= quantity.end for one in first)
    return is_before and any(one.text in words_of("share-of") for one in first)


def rate(resolver: Resolver, context: Context, phrase: Phrase, quantity: Quantity) -> Share | None:
    """Return what a percentage says of what the tables have, by the name of its rate."""
    if phrase.says("rate"):
        return _rate_by_roles(resolver, context, phrase, quantity)
    of_what = _rate_of_results if phrase.says("rate-of-results") else _rate_of_outcome
    return of_what(resolver, context, phrase, quantity)


def _rate_by_roles(resolver: Resolver, context: Context, phrase: Phrase, quantity: Quantity) -> Share | None:
    """“办结率96%”: the rows that the rate is of, and those that it is a share of."""
    terms = resolver.terms
    table = terms.tables.get(context.table)
    if table is None or not table.counts_one_thing:
        return None
    named = phrase.rates[0]
    parts, bases = terms.totals(table, named.names), terms.totals(table, named.fits)
    return Share(quantity, parts, bases, rate=True)


def _rate_of_results(
    resolver: Resolver, context: Context, phrase: Phrase, quantity: Quantity
) -> Share | None:
    """“予以公开3件，不予公开2件，公开率60%”: what the rate itself names, where that was told before."""
    parts = resolver.named(Phrase([phrase.first("rate-of-results")]), context)
    if not _is_told_of(parts, context) or not phrase.says_only(_BARE_RATE):
        return None
    table = resolver.terms.tables[parts[0].table]
    return Share(quantity, parts, resolver.terms.totals(table, unsaid().names))


def _is_told_of(parts: Sequence[Meaning], context: Context) -> bool:
    """Whether a figure before is of some of what parts are."""
    cells = set(chain.from_iterable(one.addresses for one in parts))
    return any(cells.issuperset(one.addresses) for one in context.told)


def _rate_of_outcome(
    resolver: Resolver, context: Context, phrase: Phrase, quantity: Quantity
) -> Share | None:
    """“行政复议86件，纠正11件，纠错率12.79%”: of one outcome, where figures of its cases are told."""
    told = {one.row for one in context.told}
    named = next((one for one in resolver.named(phrase, context) if one.row in told), None)
    if named is None:
        return None
    bases = resolver.terms.cases_with_outcomes(named)
    return Share(quantity, (named,), bases, rate=True) if bases else None


def _rate_before(text: str, quantity: Quantity) -> str:
    """What a rate just before a figure is of: “采用” of “采用率达到”; an empty text without a rate.

    What is done in time (“按时办结率”) is not all that is done.
    """
    named = _rate_behind().search(text, max(0, quantity.start - _LONGEST_NAME), quantity.start)
    if named is None or text.endswith(sorted_words("in-time"), 0, named.start()):
        return ""
    return named["rate"][:-1]


def _is_done(part: Mention, what: str) -> bool:
    """“被采用”, “办结”: whether a figure says that this was done, and nothing else.

    “收回96份，回收率96%” says it in the other order of its characters.
    """
    befores = [part.label.removesuffix(one) for one in (what, what[::-1]) if part.label.endswith(one)]
    return what != "" and any(before in ("", *words_of("rated-before")) for before in befores)


def _fits_just_before(part: Mention, before: Sequence[Mention]) -> bool:
    """Whether the figure before a part counts the same, and as much at least."""
    return bool(before) and counted_alike((before[-1], part)) and not is_more(part, before[-1])


@cache
def _rate_behind() -> re.Pattern[str]:
    """The name of a rate before its figure."""
    return re.compile(rf"(?P<rate>{alternatives('rate-of-a-whole')})(?:{alternatives('rate-copula')})?\s*$")
