"""The second step: sentences become clauses, each with its figures and the words before them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from model.reading.facts import Quantity
from model.reading.phrase import Phrase, Token
from model.reading.tokens import SENTENCE_ENDS, Sentence

_GROUP_ENDS = "，：；（）" + SENTENCE_ENDS


class Clause(msgspec.Struct, frozen=True):
    """Words and figures up to the next mark.

    ``pieces`` are its figures, each with the words before it; ``rest`` the words behind the last of them.
    ``whole`` is all its words, ``last`` those of the last figure with what follows it. ``group`` are the
    words since the last mark that is no “、”, where this one ends them and there was no figure among them.
    """

    pieces: tuple[tuple[Phrase, Quantity], ...]
    rest: tuple[Token, ...]
    whole: Phrase
    stop: str
    group: Phrase | None = None
    passing: bool = False

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop or the like follows."""
        return self.stop in SENTENCE_ENDS


class _Run(NamedTuple):
    """Tokens up to a mark, and the mark."""

    tokens: Sequence[Token | Quantity]
    stop: str

    def words(self) -> list[Token]:
        """Return its words."""
        return [one for one in self.tokens if isinstance(one, Token)]

    def pieces(self) -> tuple[tuple[tuple[Phrase, Quantity], ...], tuple[Token, ...]]:
        """Return its figures, each with the words before it, and the words behind the last."""
        pieces: list[tuple[Phrase, Quantity]] = []
        words: list[Token] = []  # since the figure before
        for token in self.tokens:
            if isinstance(token, Quantity):
                pieces.append((Phrase(words), token))
                words = []
            else:
                words.append(token)
        return tuple(pieces), tuple(words)


def clauses(sentences: Iterable[Sentence]) -> tuple[Clause, ...]:
    """Return the clauses of all sentences; the last of each ends in a mark of ``SENTENCE_ENDS``."""
    found: list[Clause] = []
    for sentence in sentences:
        found += [_passed(sentence)] if sentence.passing else _clauses(sentence)
    return tuple(found)


def _passed(sentence: Sentence) -> Clause:
    words = _Run(sentence.tokens, "。").words()
    return Clause((), tuple(words), Phrase(words), "。", passing=True)


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    group: list[Token] = []
    has_figures = False
    for run in _runs(sentence):
        words = run.words()
        pieces, rest = run.pieces()
        group += words
        has_figures = has_figures or bool(pieces)
        ends_group = run.stop in _GROUP_ENDS
        stated = Phrase(group) if ends_group and not has_figures else None
        yield Clause(pieces, rest, Phrase(words), run.stop, stated)
        if ends_group:
            group, has_figures = [], False


def _runs(sentence: Sentence) -> Iterator[_Run]:
    """Yield what stands before each mark; what none ends is taken as if a full stop did."""
    run: list[Token | Quantity] = []
    is_open = True
    for token in sentence.tokens:
        if isinstance(token, Token) and "stop" in token.kinds:
            yield _Run(run, token.text)
            run, is_open = [], token.text not in SENTENCE_ENDS
        else:
            run.append(token)
    if is_open:
        yield _Run(run, "。")
