"""“被纠正的3件复议案件反映出……”: what cases of an outcome show is nothing that sets some of them apart."""

from collections.abc import Sequence
from itertools import takewhile

from model.reading.tokens.phrase import Token
from model.reading.words.words import sorted_words, words_of

_NAMING = frozenset(("filler", "copula", "column", "topic"))
_SETTING_APART = frozenset(
    (
        *("then", "now", "last-year", "away", "territory", "unit", "own", "none", "compared", "rise", "fall"),
        *("part", "among", "dividing", "excepting", "remaining", "other", "aside", "each", "sum", "column"),
    )
)


def without_what_is_shown(words: list[Token], behind: int) -> list[Token]:
    """Return the words of a clause of one figure up to the name of the cases that it counts.

    ``behind`` is how many stand before the figure. All of them, where they do not begin with cases of an
    outcome, or say something else of them.
    """
    place = _place_of_cases(words, behind)
    if place is None:
        return words
    return words[: place + 1] if _says_no_more_of_them(words[place + 1 :]) else words


def _says_no_more_of_them(shown: Sequence[Token]) -> bool:
    """Whether words behind cases set none of them apart."""
    if not any("unknown" in one.kinds for one in shown):
        return False
    begins_so = shown[0].text.startswith(sorted_words("showing"))
    return begins_so or not any(one.may_be(_SETTING_APART) for one in shown)


def _place_of_cases(words: Sequence[Token], behind: int) -> int | None:
    """Where the name of cases stands behind their figure, where nothing but an outcome describes them."""
    place = sum(1 for _ in takewhile(_leads_up, words))
    if not behind <= place < len(words):
        return None
    is_told_of_cases = _names_cases(words[place]) and _are_of_an_outcome(words[:place])
    return place if is_told_of_cases else None


def _leads_up(word: Token) -> bool:
    return word.may_be(_NAMING) and not _names_cases(word)


def _names_cases(word: Token) -> bool:
    return "topic" in word.kinds and any(name in word.text for name in words_of("name-of-cases"))


def _are_of_an_outcome(words: Sequence[Token]) -> bool:
    """Whether the last words name an outcome as an attribute: “被纠正的”."""
    said = "".join(word.text for word in words)
    has_outcome = any("column" in word.kinds and "vague" not in word.kinds for word in words[-2:])
    return has_outcome and said.endswith(sorted_words("attributive"))
