"""“农业机械登记等行政许可36件”: what stands before “等” only gives examples of what is counted."""

import re
from collections.abc import Sequence
from functools import cache, partial
from itertools import takewhile

from model.reading.facts import Quantity
from model.reading.tokens.phrase import Token
from model.reading.tokens.tokens import Sentence
from model.reading.words.openings import finding
from model.reading.words.words import alternatives

_LONGEST = 60  # characters
_LINKS = frozenset("、“”《》")
_LEADING = frozenset(("now", "own", "filler"))
_SAYING_MORE = frozenset(
    (
        *("row", "column", "none", "all", "own", "now", "then", "away", "territory", "unit", "examples"),
        *("part", "among", "dividing", "remaining", "other", "compared", "last-year", "each"),
    )
)

_Token = Token | Quantity


def without_examples(sentence: Sentence) -> Sequence[_Token]:
    """Return the tokens of a sentence without the examples before “等行政许可” and the like.

    They stay where their words may say that not all is counted, or something else: “下放的……等行政许可”.
    """
    tokens = sentence.tokens
    if "examples" not in sentence.kinds:
        return tokens
    made: list[_Token] = []
    done = 0
    for place in filter(partial(_stands_behind_examples, tokens), range(1, len(tokens))):
        made += tokens[done:place]
        del made[_begin(made) :]
        done = place
    return [*made, *tokens[done:]] if done else tokens


def _stands_behind_examples(tokens: Sequence[_Token], place: int) -> bool:
    token = tokens[place]
    return isinstance(token, Token) and "examples" in token.kinds


def _begin(before: Sequence[_Token]) -> int:
    """Where the examples begin that end a row of tokens; its length where there are none."""
    end = len(before)
    first = end - sum(1 for _ in takewhile(_goes_on, reversed(before)))
    first += sum(1 for _ in takewhile(_leads, before[first:]))
    return first if _are_examples(before[first:]) else end


def _goes_on(token: _Token) -> bool:
    return isinstance(token, Token) and ("stop" not in token.kinds or token.text in _LINKS)


def _leads(token: _Token) -> bool:
    """Whether a word only leads up to what was done: “全年核发”."""
    if isinstance(token, Quantity):
        return False
    return token.may_be(_LEADING) or any(verb.fits for verb in token.senses.verbs)


def _are_examples(words: Sequence[_Token]) -> bool:
    tokens = [one for one in words if isinstance(one, Token)]
    text = "".join(one.text for one in tokens)
    return (
        not any(map(_says_more, tokens)) and 0 < len(text) <= _LONGEST and _narrowing().search(text) is None
    )


def _says_more(word: Token) -> bool:
    is_of_the_form = "topic" in word.kinds and "foreign" not in word.kinds
    return is_of_the_form or word.may_be(_SAYING_MORE)


@cache
def _narrowing() -> re.Pattern[str]:
    return finding(alternatives("no-examples"))
