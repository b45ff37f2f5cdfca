"""“3件企业申请和1件律师事务所申请”: figures before what they count, that “和” parts as “、” would."""

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from model.reading.facts import Quantity
from model.reading.tokens.lexicon import mark
from model.reading.tokens.phrase import Token

_NAMES = frozenset(("row", "column"))
_NAMING = _NAMES | {"topic", "filler"}
_LEADING_UP = frozenset(("part", "filler", "copula", "excepting"))


def with_marks(tokens: Sequence[Token | Quantity], kinds: frozenset[str]) -> Sequence[Token | Quantity]:
    """Return the words and figures of a sentence of some kinds, with a “、” in the place of such an “和”."""
    return _marked(tokens) if "and" in kinds else tokens


def _marked(tokens: Sequence[Token | Quantity]) -> Sequence[Token | Quantity]:
    places = [place for place, one in enumerate(tokens) if _is_and(one) and _parts_figures(tokens, place)]
    if not places:
        return tokens  # as mostly
    return [_as_mark(one) if place in places else one for place, one in enumerate(tokens)]


def _is_and(one: Token | Quantity) -> bool:
    return isinstance(one, Token) and "and" in one.kinds


def _as_mark(one: Token | Quantity) -> Token:
    return replace(mark("、", one.start), end=one.end)


def _parts_figures(tokens: Sequence[Token | Quantity], place: int) -> bool:
    """Whether a figure stands behind, and before it another with the name of what that counts."""
    named = list(takewhile(_is_naming, reversed(tokens[:place])))
    figure = place - len(named)
    are_figures = any(map(_is_figure, tokens[place + 1 : place + 2])) and _ends_in_figure(tokens[:figure])
    return are_figures and any(map(_is_name, named)) and _begins_clause(tokens[: figure - 1])


def _is_figure(one: Token | Quantity) -> bool:
    return isinstance(one, Quantity)


def _ends_in_figure(tokens: Sequence[Token | Quantity]) -> bool:
    return any(map(_is_figure, tokens[-1:]))


def _is_name(one: Token | Quantity) -> bool:
    return isinstance(one, Token) and one.may_be(_NAMES)


def _is_naming(one: Token | Quantity) -> bool:
    return isinstance(one, Token) and one.may_be(_NAMING) and "stop" not in one.kinds


def _begins_clause(before: Sequence[Token | Quantity]) -> bool:
    """Whether nothing but words that lead up to a figure stands before it in its clause."""
    clause = takewhile(lambda one: not (isinstance(one, Token) and "stop" in one.kinds), reversed(before))
    return all(isinstance(one, Token) and one.may_be(_LEADING_UP) for one in clause)
