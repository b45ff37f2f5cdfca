"""“现行有效规范性文件由21件增加到23件”: what it came to is this year's, what it was is no figure of it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise, starmap, takewhile

from msgspec.structs import replace

from model.reading.clauses.clause import Piece
from model.reading.tokens.phrase import Phrase, Senses, Token
from model.reading.words.words import sorted_words, words_of

_MOVING = frozenset(("rise", "fall"))
_CAME_FROM = frozenset(("came-from",))
_OF_LAST_YEAR = frozenset(("last-year", "then", "copula"))


def with_what_it_came_to(pieces: list[Piece]) -> list[Piece]:
    """Return the figures of a clause, each that something came to with the words before what it came from."""
    made = pieces[:]
    for place, (was, came_to) in enumerate(pairwise(pieces)):
        words, start = was[0].words, _start(was, came_to)
        if start is not None:
            made[place] = (Phrase([*words[:start], _as_came_from(words[start]), *words[start + 1 :]]), was[1])
            made[place + 1] = (Phrase(words[:start]), came_to[1])
    return made


def without_what_it_was(whole: Phrase, pieces: list[Piece]) -> Phrase:
    """Return the words of a clause without “上年的” and “调整为” in “由上年的21件调整为23件”."""
    told = list(chain.from_iterable(starmap(_told_of_what_it_was, pairwise(pieces))))
    return Phrase([word for word in whole.words if word not in told]) if told else whole


def _told_of_what_it_was(was: Piece, came_to: Piece) -> Sequence[Token]:
    """The words behind “由” but for the figures; none where the second is not what the first came to."""
    start = _start(was, came_to)
    return () if start is None else (*was[0].words[start + 1 :], *came_to[0].words)


def _start(was: Piece, came_to: Piece) -> int | None:
    """The place of “由” among the words before a figure, where the next is what that came to."""
    start = _starts_from(was[0].words)
    return start if start is not None and _leads_up_to(came_to[0].words) else None


def _starts_from(words: Sequence[Token]) -> int | None:
    """The place of “由” where no more than last year's name stands between it and the figure."""
    behind = sum(1 for _ in takewhile(_is_of_last_year, reversed(words)))
    place = len(words) - behind - 1
    return place if place > 0 and words[place].text in words_of("from") else None


def _is_of_last_year(word: Token) -> bool:
    return word.may_be(_OF_LAST_YEAR) and word.text not in words_of("from")


def _as_came_from(word: Token) -> Token:
    senses = _senses_of_came_from(word.senses)
    return replace(word, senses=senses, kinds=senses.kinds)


@lru_cache(maxsize=16)
def _senses_of_came_from(senses: Senses) -> Senses:
    return senses.and_also(_CAME_FROM)


def _leads_up_to(words: Sequence[Token]) -> bool:
    """Whether words say no more than that something rose, fell or was made to be so many."""
    said = "".join(word.text for word in words)
    if not said.endswith(sorted_words("up-to-ending")):
        return False
    return any(word.may_be(_MOVING) for word in words[:1]) or said[:-1] in words_of("made-to-be")
