"""What became of some applications that their sentence tells of first: “涉及征地的46件申请，公开29件”."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from model.reading.facts import Mention, Mentions, Quantity, Share, counted_alike, has_role, is_more
from model.reading.filters.told import Told, is_result
from model.reading.relations.relations import Relations
from model.reading.words.terms import Terms
from model.reading.words.words import sorted_words

_OF_ALL_AGAIN = frozenset(("topic", "now", "received"))


def results_of_some(told: Told) -> Iterator[Mention]:
    """The results of a sentence that are those of some applications, and none greater than these."""
    yield from _results(told.terms, told.said)


def shares_among_some(terms: Terms, sentence: Relations) -> Sequence[Share]:
    """The shares of a sentence, those of such results as shares of the applications that they are of."""
    if not sentence.shares:
        return ()  # as mostly
    results: set[Quantity | None] = {one.quantity for one in _results(terms, sentence.unbracketed)}
    return [_among(one, sentence.unbracketed[0]) if one.told in results else one for one in sentence.shares]


def _among(share: Share, some: Mention) -> Share:
    return replace(share, parts=(), bases=(), row=(), wholes=(some,))


def _results(terms: Terms, said: Mentions) -> Iterator[Mention]:
    some = said[0] if said else None
    if some is not None and _are_some(terms, some):
        of_some = takewhile(lambda one: one.said.isdisjoint(_OF_ALL_AGAIN), said[1:])
        yield from (one for one in of_some if is_result(terms, one) and _is_none_greater(some, one))


def _is_none_greater(some: Mention, one: Mention) -> bool:
    return counted_alike((some, one)) and not is_more(one, some)


def _are_some(terms: Terms, one: Mention) -> bool:
    """Whether a figure is of applications that words set apart: those carried in, or what no table knows."""
    is_named_so = one.label.endswith(sorted_words("attributive") + sorted_words("class-ending"))
    if one.meanings:
        return is_named_so and has_role(terms, one, "carried-in")
    return "unknown" in one.said and (one.first or is_named_so or "topic" in one.said)
