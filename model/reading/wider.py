"""Cases of which those about disclosure are only some: no table has the others."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from model.reading.facts import Listing, Mention
from model.reading.terms import Terms
from model.reading.words import sorted_words, words_of

_NEAR = 16  # characters between a figure and the next, with what the first is of


def wider(listings: Sequence[Listing]) -> Iterator[Mention]:
    """Wholes of which those about disclosure are a part: “复议20件，其中政府信息公开类8件”."""
    for listing in listings:
        has_part_of_disclosure = any(has_word(part, "of-disclosure") for part in listing.parts)
        if has_part_of_disclosure and not has_word(listing.whole, "of-disclosure"):
            yield listing.whole


def wider_than_behind(terms: Terms, said: Sequence[Mention]) -> Iterator[Mention]:
    """Cases, and behind them those about disclosure: “复议20件，涉及政府信息公开的8件”."""
    for one, behind in pairwise(said):
        if _is_followed_by_its_part(terms, one, behind):
            yield one


def _is_followed_by_its_part(terms: Terms, one: Mention, behind: Mention) -> bool:
    is_of_cases = not behind.meanings and _is_of_cases(terms, one)
    if not is_of_cases or has_word(one, "of-disclosure"):
        return False
    return has_word(behind, "of-disclosure") and behind.label.endswith(sorted_words("attributive"))


def of_decisions(terms: Terms, listings: Sequence[Listing]) -> Iterator[Mention]:
    """Cases about what else was decided: “行政处罚214件，其中12件申请行政复议”."""
    for listing in listings:
        if _is_of_decisions(terms, listing.whole):
            yield from filter(partial(_is_of_cases, terms), listing.parts)


def behind_unknown(terms: Terms, said: Sequence[Mention]) -> Iterator[Mention]:
    """“处罚案件2件申请行政复议，1件提起行政诉讼”: where the first are of no table, nor are the second."""
    for before, one in pairwise(said):
        if _goes_on(before, one) and _is_of_cases(terms, one):
            yield one


def _goes_on(before: Mention, one: Mention) -> bool:
    """Whether a figure stands first, near behind one that is not understood."""
    is_near = one.quantity.start - before.quantity.stop < _NEAR
    return one.first and is_near and not before.meanings


def _is_of_decisions(terms: Terms, one: Mention) -> bool:
    """Whether a figure is of what no table divides by what came of it: documents, decisions."""
    return bool(one.meanings) and not any(terms.tables[meant.table].total for meant in one.meanings)


def _is_of_cases(terms: Terms, one: Mention) -> bool:
    return any(map(terms.is_case, one.meanings))


def has_word(one: Mention, kind: str) -> bool:
    """Whether a word of a kind stands in the label of a figure."""
    return any(word in one.label for word in words_of(kind))
