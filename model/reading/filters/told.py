"""One sentence as the filters see it, and what several of them ask of its figures."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from model.reading.facts import Listing, Mention, Mentions, has_role
from model.reading.relations.relations import Relations
from model.reading.words.terms import Terms
from model.reading.words.words import sorted_words
from model.reading.words.year_patterns import one_of

ALL_RESULTS = frozenset(("results-total", "answered"))  # what labels say of all that were finished
CARRIED_IN = frozenset(("carried-in",))
OF_ELSE = "(of else)"
UNKNOWN, DIVIDED = frozenset(("(unknown)",)), frozenset(("(divided)",))
_RESULTS = frozenset(("result", "reason", "other-result", "fee-not-paid"))  # roles of their rows
_SEVERAL = 2  # figures, of which one may show what the other is


class Told(NamedTuple):
    """A sentence: all its figures, those ``said`` outside brackets, wholes with their parts.

    ``unsaid`` are wholes whose parts are told without “其中”. ``kinds`` are all that the labels say, with
    ``UNKNOWN`` where a figure is not understood, ``DIVIDED`` where there are wholes with their parts, and
    ``OF_ELSE`` where it is said of what else the cases are.
    """

    terms: Terms
    figures: Mentions
    said: Mentions
    listings: Sequence[Listing]
    unsaid: Sequence[Listing]
    kinds: frozenset[str]


class Filter(NamedTuple):
    """What finds figures in a sentence; where its ``kinds`` have none of what it ``needs`` there are none."""

    find: Callable[[Told], Iterator[Mention]]
    needs: frozenset[str] = frozenset()


def is_alone(sentence: Relations, figures: Mentions) -> bool:
    """Whether nothing stands beside the one of a sentence's figures that could show what it is."""
    is_one = len(figures) < _SEVERAL and not sentence.divided and not sentence.unsaid
    return is_one and not any(map(is_carried_in, sentence.unbracketed))


def told_in(terms: Terms, sentence: Relations, figures: Mentions) -> Told:
    """Return a sentence with what its figures were taken for so far."""
    said, divided, unsaid = sentence.unbracketed, sentence.divided, sentence.unsaid
    of_else = [OF_ELSE for one in sentence.stated if one.phrase.says("unrelated")]
    return Told(terms, figures, said, divided, unsaid, _kinds_in(figures, divided, unsaid).union(of_else))


def _kinds_in(figures: Mentions, divided: Sequence[Listing], unsaid: Sequence[Listing]) -> frozenset[str]:
    listed = [one for listing in divided for one in (listing.whole, *listing.parts)]
    parts = [one for listing in unsaid for one in listing.parts]
    told = DIVIDED if divided else frozenset[str]()
    found = told.union(*[one.said for one in (*figures, *listed)])
    return found if all(one.meanings for one in (*figures, *parts)) else found | UNKNOWN


def found_by(filters: Sequence[Filter], told: Told) -> list[Mention]:
    """Return what filters find in a sentence."""
    found: list[Mention] = []
    for find, needs in filters:
        if not (needs and needs.isdisjoint(told.kinds)):
            found += find(told)
    return found


# ------------------------------------------------------------- what a figure is of


def is_carried_in(one: Mention) -> bool:
    """Whether a figure is told of what came from the year before."""
    return "carried-in" in one.said


def is_all_results(one: Mention) -> bool:
    """Whether a figure is told of all that were finished."""
    return not one.said.isdisjoint(ALL_RESULTS)


def is_finished_of_older(terms: Terms, one: Mention) -> bool:
    """“办结上年结转的2件”: all that were carried in, or some of them."""
    return "results-total" in one.said and has_role(terms, one, "carried-in")


def is_of_cases(terms: Terms, one: Mention) -> bool:
    """Whether a figure is of cases, all of a kind or those of an outcome."""
    return any(map(terms.is_case, one.meanings))


def is_result(terms: Terms, one: Mention) -> bool:
    """Whether a figure is of one way in which applications ended."""
    return bool(one.meanings) and terms.role(one.meanings[0]) in _RESULTS


def is_of_no_total(terms: Terms, one: Mention) -> bool:
    """Whether a figure is of what no table divides by what came of it: documents, decisions."""
    return bool(one.meanings) and not any(terms.tables[meant.table].total for meant in one.meanings)


def has_word(one: Mention, kind: str) -> bool:
    """Whether a word of a kind stands in the label of a figure."""
    return one_of(kind).search(one.label) is not None


def is_told_besides(one: Mention) -> bool:
    """“另有2件”: whether a figure is told as something besides the others."""
    return one.label.startswith(sorted_words("told-besides"))
