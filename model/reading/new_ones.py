"""Of those that are new, or were carried in, alone: what is told of some applications by when they came."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from model.reading.facts import Listing, Mention, is_sum
from model.reading.terms import Terms
from model.reading.words import words_of


def behind_the_new(terms: Terms, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """“新收36件，其中29件已办结”, “新收36件（已办结29件）”: just behind what is said to be new."""
    for before, one in pairwise(mentions):
        is_new = has_role(terms, before, "received") and _says_new(before)
        if is_new and has_role(terms, one, "results-total"):
            yield one


def before_the_older(terms: Terms, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """“当年办结29件，另办结上年结转2件”: what was finished beside those carried in, told apart."""
    for before, one in pairwise(mentions):
        is_beside = has_role(terms, before, "results-total") and _tells_older_besides(terms, one)
        if is_beside:
            yield before


def _tells_older_besides(terms: Terms, one: Mention) -> bool:
    return one.label.startswith(tuple(words_of("told-besides"))) and is_finished_of_older(terms, one)


def new_among_finished(terms: Terms, lists: Sequence[Listing]) -> Iterator[Mention]:
    """“办结59件（上年结转2件，本年新收57件）”: the new ones of those that were finished, with a right sum."""
    for listing in lists:
        new = [one for one in listing.parts if has_role(terms, one, "received")]
        are_divided = "results-total" in listing.whole.said and is_sum(listing.whole, listing.parts)
        if are_divided and any(has_role(terms, one, "carried-in") for one in listing.parts):
            yield from new


def is_finished_of_older(terms: Terms, one: Mention) -> bool:
    """“办结上年结转的2件”: all that were carried in, or some of them."""
    return "results-total" in one.said and has_role(terms, one, "carried-in")


def _says_new(one: Mention) -> bool:
    return any(word in one.label for word in words_of("new-ones"))


def has_role(terms: Terms, one: Mention, role: str) -> bool:
    """Whether a figure is of a row of a role."""
    return bool(one.meanings) and terms.role(one.meanings[0]) == role
