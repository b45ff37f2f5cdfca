"""The second step: sentences become clauses, each with its figures and the words before them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

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


_Token = Token | Quantity


def clauses(sentences: Iterable[Sentence]) -> tuple[Clause, ...]:
    """Return the clauses of all sentences; the last of each ends in a mark of ``SENTENCE_ENDS``."""
    return tuple(chain.from_iterable(map(_clauses, sentences)))


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    if sentence.passing:
        words = _words(sentence.tokens)
        yield Clause((), tuple(words), Phrase(words), "。", passing=True)
        return
    group: list[Token] = []
    has_figures = False
    for run, stop in _runs(sentence.tokens):
        words = _words(run)
        group += words
        has_figure = len(words) < len(run)
        has_figures = has_figures or has_figure
        ends_group = stop in _GROUP_ENDS
        stated = Phrase(group) if ends_group and not has_figures else None
        pieces, rest = _pieces(run) if has_figure else ((), tuple(words))
        yield Clause(pieces, rest, Phrase(words), stop, stated)
        if ends_group:
            group, has_figures = [], False


def _words(tokens: Sequence[_Token]) -> list[Token]:
    return [one for one in tokens if isinstance(one, Token)]


def _runs(tokens: Sequence[_Token]) -> Iterator[tuple[list[_Token], str]]:
    """Yield what stands before each mark, with the mark; what none ends as if a full stop did."""
    run: list[_Token] = []
    ended = False
    for token in tokens:
        if isinstance(token, Token) and "stop" in token.kinds:
            yield run, token.text
            run, ended = [], token.text in SENTENCE_ENDS
        else:
            run.append(token)
    if not ended:
        yield run, "。"


def _pieces(run: Sequence[_Token]) -> tuple[tuple[tuple[Phrase, Quantity], ...], tuple[Token, ...]]:
    """The figures of a run, each with the words before it, and the words behind the last."""
    pieces: list[tuple[Phrase, Quantity]] = []
    words: list[Token] = []  # since the figure before
    for token in run:
        if isinstance(token, Quantity):
            pieces.append((Phrase(words), token))
            words = []
        else:
            words.append(token)
    return tuple(pieces), tuple(words)
