"""What became of some applications that their sentence tells of first: “涉及征地的46件申请，公开29件”."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from model.reading.facts import Mention, Mentions, Share, has_role, is_more
from model.reading.filters.told import Told, is_result, is_told_besides
from model.reading.relations.relations import Relations
from model.reading.words.terms import Terms
from model.reading.words.words import sorted_words, words_of

_OF_ALL_AGAIN = frozenset(("topic", "now", "received"))


def results_of_some(told: Told) -> Iterator[Mention]:
    """The results of a sentence that are those of some applications, and none greater than these."""
    yield from _results(told.terms, told.said)


def shares_among_some(terms: Terms, sentence: Relations) -> Sequence[Share]:
    """The shares of a sentence; those of such results are of the applications that they became of.

    Of what others are, that are told beside such results, is not known.
    """
    if not sentence.shares:
        return ()  # as mostly
    results = {one.quantity for one in _results(terms, sentence.unbracketed)}
    if not results:
        return sentence.shares
    some = _opening(sentence.unbracketed)
    told = (one for one in sentence.shares if one.told is not None)
    return [_among(some, one) if one.told in results else one for one in told]


def _among(some: Mentions, share: Share) -> Share:
    return replace(share, parts=(), bases=(), row=(), wholes=tuple(some))


def besides(terms: Terms, said: Mentions) -> Mentions:
    """“另有3件部分公开，系……”: what begins a sentence as something besides is not all of it."""
    return [one for one in said[:1] if _is_besides(one) and has_role(terms, one, "result")]


def _is_besides(one: Mention) -> bool:
    """Whether nothing stands before a figure but that it is told besides others."""
    return "row" not in one.said and ("remaining" in one.said or is_told_besides(one))


def _results(terms: Terms, said: Mentions) -> Iterator[Mention]:
    for some in _opening(said):
        behind = said[said.index(some) + 1 :] if _are_some(terms, some) else ()
        of_some = takewhile(lambda one: one.said.isdisjoint(_OF_ALL_AGAIN), behind)
        yield from (one for one in of_some if is_result(terms, one) and not is_more(one, some))


def _opening(said: Mentions) -> tuple[Mention, ...]:
    """The first figure that counts cases: “三名申请人提出的52件申请”."""
    return tuple([one for one in said if one.quantity.counter in words_of("case-counter")][:1])


def _are_some(terms: Terms, one: Mention) -> bool:
    """Whether a figure is of applications that words set apart: those carried in, or what no table knows."""
    is_named_so = one.label.endswith(sorted_words("attributive") + sorted_words("class-ending"))
    if one.meanings:
        return is_named_so and has_role(terms, one, "carried-in")
    return bool(one.perhaps) or ("unknown" in one.said and (one.first or is_named_so or "topic" in one.said))
