"""The first step: a paragraph becomes sentences of tokens and figures.

A sentence without a figure and without a word of “none” or “all” says nothing of the tables; of it only the
tokens that say what the text is about are looked for.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from model.reading.facts import Quantity
from model.reading.tokens.lexicon import SENTENCE_ENDS, Lexicon
from model.reading.tokens.phrase import Token
from model.reading.words.openings import finding
from model.reading.words.words import alternatives

# What is longer was never written as a sentence, and is not read as one: the later steps look at each
# figure of a sentence beside the others, which would take the square of its length.
_LONGEST, _MOST_FIGURES = 3000, 80  # characters, figures
_SENTENCE = re.compile(f"[^{SENTENCE_ENDS}]*[{SENTENCE_ENDS}]|[^{SENTENCE_ENDS}]+$")


_NO_KINDS: frozenset[str] = frozenset()


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """One sentence; ``passing``: nothing is stated in it, only what it is about is known.

    ``kinds`` is all that the words of one that states something may be.
    """

    tokens: tuple[Token | Quantity, ...]
    passing: bool = False
    kinds: frozenset[str] = frozenset()


def stating() -> re.Pattern[str]:
    """Return what finds words of “none” and “all”, whole or begun."""
    return finding(alternatives("none", "all"))


def tokenize(
    lexicon: Lexicon, text: str, quantities: Sequence[Quantity], states: Sequence[int]
) -> tuple[Sentence, ...]:
    """Return the sentences of a text up to the last that states something.

    ``text`` is that of the paragraph with half-width marks widened (see ``plain``), ``states`` where words of
    ``stating`` begin.
    """
    places = [quantity.start for quantity in quantities]
    found: list[Sentence] = []
    done = behind = states_behind = 0
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        first, first_state = behind, states_behind
        behind, states_behind = bisect_left(places, end, first), bisect_left(states, end, first_state)
        if first == behind and first_state == states_behind:
            continue  # it says nothing
        is_endless = end - start > _LONGEST or behind - first > _MOST_FIGURES
        if is_endless:
            continue
        if done < start:
            found.append(Sentence(tuple(lexicon.topical(text, done, start)), passing=True))
        found.append(_stating(lexicon, text, start, end, quantities[first:behind]))
        done = end
    return tuple(found)


def _stating(lexicon: Lexicon, text: str, start: int, end: int, quantities: Sequence[Quantity]) -> Sentence:
    tokens: list[Token | Quantity] = []
    words: list[Token] = []
    for quantity in quantities:
        before = lexicon.split(text, start, quantity.start)
        words += before
        tokens += before
        tokens.append(quantity)
        start = quantity.stop
    behind = lexicon.split(text, start, end)
    kinds = _NO_KINDS.union(*[word.kinds for word in (*words, *behind)])
    return Sentence((*tokens, *behind), kinds=kinds)
