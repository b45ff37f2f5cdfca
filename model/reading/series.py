"""“2022年至2024年分别为28件、39件、47件”: one figure for each of several years, the last of them this one."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from model.reading.facts import Quantity
from model.reading.phrase import Token
from model.reading.tokens import Sentence

_NEEDED = frozenset(("each", "then"))
_YEAR = re.compile(r"[0-9]{4}年度?")
_SPAN = re.compile(r"(?P<first>[0-9]{4})年?度?(?:至|到|[—–~～-]+)(?P<last>[0-9]{4})年度?")
_BETWEEN, _MOVING = frozenset(("and",)), frozenset(("rise", "fall"))

_Tokens = Sequence[Token | Quantity]


def of_this_year(sentence: Sentence) -> Sentence:
    """Return a sentence with this year's figure alone where it tells one of each of several years."""
    if not sentence.kinds >= _NEEDED:
        return sentence
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        years, behind = _years(tokens, place)
        if years > 1:
            assert isinstance(token, Token)
            return _without_other_years(sentence, place, behind, years)
    return sentence


def _without_other_years(sentence: Sentence, place: int, behind: int, years: int) -> Sentence:
    """The sentence without the figures of other years, where there is one for each year from a place on."""
    tokens = sentence.tokens
    begins = next((at for at in range(behind, len(tokens)) if isinstance(tokens[at], Quantity)), behind)
    words = tokens[behind:begins]
    figures, ends = _row(tokens, begins)
    if len(figures) != years or not any("each" in one.kinds for one in words if isinstance(one, Token)):
        return sentence
    last = tokens[behind - 1]
    assert isinstance(last, Token)
    this_year = replace(last, kinds=last.kinds | {"now"})
    left = (*_leading_up(tokens[:place]), this_year, *words, figures[-1], *tokens[ends:])
    return replace(sentence, tokens=left, kinds=sentence.kinds | {"now"})


def _leading_up(before: _Tokens) -> _Tokens:
    """The words before the years; “申请量逐年上升，” says of what the figures are."""
    if not before or not _is_stop(before[-1], "，"):
        return before
    begins = next((at for at in range(len(before) - 1, 0, -1) if _is_stop(before[at - 1])), 0)
    clause = [one for one in before[begins:-1] if isinstance(one, Token)]
    names_topic = any("topic" in one.kinds for one in clause)
    tells_it_moved = any(one.may_be(_MOVING) for one in clause)
    is_alone = len(clause) == len(before) - 1 - begins
    if not (names_topic and tells_it_moved and is_alone):
        return before
    return (*before[:begins], *(one for one in clause if not one.may_be(_MOVING)))


def _is_stop(token: Token | Quantity, mark: str = "") -> bool:
    return isinstance(token, Token) and "stop" in token.kinds and mark in token.text


def _years(tokens: _Tokens, place: int) -> tuple[int, int]:
    """How many years are named from a place on, up to this one, and where they end; 0 where they are none."""
    first = tokens[place]
    if isinstance(first, Quantity):
        return 0, place
    span = _SPAN.fullmatch(first.text)
    if span is not None and "then" in first.kinds:
        return int(span["last"]) - int(span["first"]) + 1, place + 1
    years, at, last = 0, place, place
    while at < len(tokens) and _is_year(tokens[at]):
        years, last = years + 1, at
        at += 2 if at + 1 < len(tokens) and _joins(tokens[at + 1]) else len(tokens)
    end = tokens[last]
    is_up_to_now = isinstance(end, Token) and "now" in end.kinds
    return (years, last + 1) if is_up_to_now else (0, place)


def _is_year(token: Token | Quantity) -> bool:
    return isinstance(token, Token) and _YEAR.fullmatch(token.text) is not None


def _joins(token: Token | Quantity) -> bool:
    return isinstance(token, Token) and (token.text == "、" or token.may_be(_BETWEEN))


def _row(tokens: _Tokens, begins: int) -> tuple[list[Quantity], int]:
    """The figures from a place on that nothing but “、” and “和” parts, and where they end."""
    figures: list[Quantity] = []
    at = begins
    while at < len(tokens):
        token = tokens[at]
        if isinstance(token, Quantity):
            figures.append(token)
            begins = at + 1
        elif not _joins(token):
            break
        at += 1
    return figures, begins
