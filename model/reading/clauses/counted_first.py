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


def with_marks(tokens: Sequence[Token | Quantity]) -> Sequence[Token | Quantity]:
    """Return the words and figures of a sentence, with a “、” in the place of such an “和”."""
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
    figure = place - len(named) - 1
    has_name = any(one.may_be(_NAMES) for one in named if isinstance(one, Token))
    is_ahead = any(isinstance(one, Quantity) for one in tokens[place + 1 : place + 2])
    is_behind = figure >= 0 and isinstance(tokens[figure], Quantity)
    return is_ahead and is_behind and has_name and _begins_clause(tokens[:figure])


def _is_naming(one: Token | Quantity) -> bool:
    return isinstance(one, Token) and one.may_be(_NAMING) and "stop" not in one.kinds


def _begins_clause(before: Sequence[Token | Quantity]) -> bool:
    """Whether nothing but words that lead up to a figure stands before it in its clause."""
    clause = takewhile(lambda one: not (isinstance(one, Token) and "stop" in one.kinds), reversed(before))
    return all(isinstance(one, Token) and one.may_be(_LEADING_UP) for one in clause)
