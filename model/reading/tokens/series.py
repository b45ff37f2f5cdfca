"""“2022年至2024年分别为28件、39件、47件”: one figure for each of several years, the last of them this one."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from msgspec.structs import replace

from model.reading.facts import Quantity
from model.reading.tokens.phrase import Token
from model.reading.tokens.tokens import Sentence

_NEEDED = frozenset(("each", "then"))
_YEAR = re.compile(r"[0-9]{4}年度?")
_SPAN = re.compile(r"(?P<first>[0-9]{4})年?度?(?:至|到|[—–~～-]+)(?P<last>[0-9]{4})年度?")
_BETWEEN, _MOVING, _NOW = frozenset(("and",)), frozenset(("rise", "fall")), frozenset(("now",))

_Tokens = Sequence[Token | Quantity]


def of_this_year(sentence: Sentence) -> Sentence:
    """Return a sentence with this year's figure alone where it tells one of each of several years."""
    named = named_years(sentence.tokens) if sentence.kinds >= _NEEDED else None
    return sentence if named is None else _with_last(sentence, named)


class Named(NamedTuple):
    """How many years stand where, up to this one."""

    years: int
    ends: int
    begins: int


def named_years(tokens: _Tokens) -> Named | None:
    """Return where several years stand of which this one is the last; None where none do."""
    found = (Named(*_years(tokens, place), place) for place in range(len(tokens)))
    return next((one for one in found if one.years > 1), None)


def _with_last(sentence: Sentence, named: Named) -> Sentence:
    """The sentence with the last of the figures behind the years alone, where each of them has one."""
    tokens = sentence.tokens
    words = list(takewhile(is_no_figure, tokens[named.ends :]))
    figures, ends = figures_in_a_row(tokens, named.ends + len(words))
    left = (*_up_to_this_year(tokens, named), *words, *figures[-1:], *tokens[ends:])
    is_one_each = len(figures) == named.years and any(map(_says_each, words))
    return replace(sentence, tokens=left, kinds=sentence.kinds | _NOW) if is_one_each else sentence


def _up_to_this_year(tokens: _Tokens, named: Named) -> _Tokens:
    return (*_leading_up(tokens[: named.begins]), _as_this_year(tokens[named.ends - 1]))


def _says_each(token: Token | Quantity) -> bool:
    return isinstance(token, Token) and "each" in token.kinds


def _as_this_year(year: Token | Quantity) -> Token:
    assert isinstance(year, Token)
    return year.senses.and_also(_NOW).token(year.start, year.text)


def _leading_up(before: _Tokens) -> _Tokens:
    """The words before the years; “申请量逐年上升，” says of what the figures are."""
    clause = _last_clause(before)
    if not _tells_what_moved(clause):
        return before
    kept = before[: len(before) - len(clause) - 1]
    return (*kept, *(one for one in clause if not one.may_be(_MOVING)))


def _last_clause(before: _Tokens) -> list[Token]:
    """The words from the mark before on to a “，” at the end, where there is no figure among them."""
    if not before or not _is_mark(before[-1], "，"):
        return []
    words = [one for one in takewhile(_is_word, reversed(before[:-1])) if isinstance(one, Token)]
    first = len(before) - 1 - len(words)
    return words[::-1] if first == 0 or _is_mark(before[first - 1]) else []


def _tells_what_moved(clause: Sequence[Token]) -> bool:
    return any("topic" in one.kinds for one in clause) and any(one.may_be(_MOVING) for one in clause)


def is_no_figure(token: Token | Quantity) -> bool:
    """Whether something is a word or a mark."""
    return isinstance(token, Token)


def _is_word(token: Token | Quantity) -> bool:
    return isinstance(token, Token) and "stop" not in token.kinds


def _is_mark(token: Token | Quantity, mark: str = "") -> bool:
    return isinstance(token, Token) and "stop" in token.kinds and mark in token.text


def _years(tokens: _Tokens, place: int) -> tuple[int, int]:
    """How many years are named from a place on, up to this one, and where they end; 0 where they are none."""
    years = _in_span(tokens[place])
    return (years, place + 1) if years else _one_by_one(tokens, place)


def _in_span(token: Token | Quantity) -> int:
    """How many years “2022年至2024年” are."""
    span = _SPAN.fullmatch(token.text) if isinstance(token, Token) else None
    return int(span["last"]) - int(span["first"]) + 1 if span is not None else 0


def _one_by_one(tokens: _Tokens, place: int) -> tuple[int, int]:
    """“2022年、2023年和2024年”."""
    places = list(_places_of_years(tokens, place))
    is_up_to_now = bool(places) and _is_this_year(tokens[places[-1]])
    return (len(places), places[-1] + 1) if is_up_to_now else (0, place)


def _places_of_years(tokens: _Tokens, place: int) -> Iterator[int]:
    """The places of years from a place on, each with what joins it to the next behind it."""
    joined = takewhile(_joins, tokens[place + 1 :: 2])
    years = takewhile(_is_year, tokens[place::2])
    last = sum(1 for _ in joined) + 1
    return (place + 2 * at for at, _ in islice(enumerate(years), last))


def _is_year(token: Token | Quantity) -> bool:
    return isinstance(token, Token) and _YEAR.fullmatch(token.text) is not None


def _is_this_year(token: Token | Quantity) -> bool:
    return isinstance(token, Token) and "now" in token.kinds


def _joins(token: Token | Quantity) -> bool:
    return isinstance(token, Token) and (token.text == "、" or token.may_be(_BETWEEN))


def figures_in_a_row(tokens: _Tokens, begins: int) -> tuple[list[Quantity], int]:
    """Return the figures from a place on that nothing but “、” and “和” parts, and where they end."""
    row = list(takewhile(_is_figure_or_joins, tokens[begins:]))
    while row and not isinstance(row[-1], Quantity):
        row.pop()
    return [one for one in row if isinstance(one, Quantity)], begins + len(row)


def _is_figure_or_joins(token: Token | Quantity) -> bool:
    return isinstance(token, Quantity) or _joins(token)
