"""“全年8件复议案件中3件被纠正”: a whole and a part of it that no mark stands between."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from model.reading.facts import Quantity
from model.reading.tokens.lexicon import mark
from model.reading.tokens.phrase import Token
from model.reading.tokens.tokens import Sentence
from model.reading.words.terms import Terms
from model.reading.words.words import words_of

_NAMING = frozenset(("topic", "verb", "filler", "copula", "row", "column"))
_OF_ALL = frozenset(("now", "territory"))
_OF_ONE_COLUMN = frozenset(("column",))
_AMONG = frozenset(("among", "stop"))

_Tokens = Sequence[Token | Quantity]


def with_wholes_apart(terms: Terms, sentence: Sentence) -> Sentence:
    """Return a sentence with a “，” behind each whole of which it goes on to tell a part."""
    if "amid" not in sentence.kinds:
        return sentence
    tokens = tuple(_marked(terms, sentence.tokens))
    return replace(sentence, tokens=tokens, kinds=sentence.kinds | _AMONG)


def _marked(terms: Terms, tokens: _Tokens) -> Iterator[Token | Quantity]:
    for place, token in enumerate(tokens):
        if isinstance(token, Token) and _ends_whole(terms, tokens, place):
            yield replace(token, kinds=token.kinds | _AMONG - {"stop"})
            yield replace(mark("，", token.end), end=token.end)
        else:
            yield token


def _ends_whole(terms: Terms, tokens: _Tokens, place: int) -> bool:
    """Whether a word stands behind what a figure counts, and that is all: cases, what a year brought."""
    if not _may_be(tokens[place], "amid"):
        return False
    named = list(takewhile(_is_naming, reversed(tokens[:place])))
    figure = place - len(named) - 1
    # “有1件在行政复议中被纠正”: it only says where.
    is_of_a_place = any(one.text in words_of("set-in") for one in named if isinstance(one, Token))
    is_counted = figure >= 0 and isinstance(tokens[figure], Quantity) and not is_of_a_place
    before = list(takewhile(_is_no_stop, reversed(tokens[: max(figure, 0)])))
    is_named_before = not named  # “自然人提出的83件中31件……”
    around = [one for one in (*before, *named) if isinstance(one, Token)]
    is_of_applicants = any(one.may_be(_OF_ONE_COLUMN) for one in around)  # “41件个人申请中”
    return is_counted and (is_named_before or is_of_applicants or _are_all(terms, around))


def _are_all(terms: Terms, words: Sequence[Token]) -> bool:
    topics = [topic for one in words for topic in one.senses.topics]
    are_cases = bool(topics) and all(map(terms.is_case_topic, topics))
    return are_cases or any(one.may_be(_OF_ALL) for one in words)


def _may_be(token: Token | Quantity, kind: str) -> bool:
    return isinstance(token, Token) and kind in token.kinds


def _is_naming(token: Token | Quantity) -> bool:
    return isinstance(token, Token) and token.may_be(_NAMING) and "stop" not in token.kinds


def _is_no_stop(token: Token | Quantity) -> bool:
    return not _may_be(token, "stop")
