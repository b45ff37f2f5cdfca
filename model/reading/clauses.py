"""The second step: sentences become clauses, each with its figures and the words before them."""

from collections.abc import Iterable, Iterator

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


class _Draft:
    """What was gathered of a clause so far."""

    __slots__ = ("pieces", "rest", "words")

    def __init__(self) -> None:
        self.pieces: list[tuple[Phrase, Quantity]] = []
        self.rest: list[Token] = []
        self.words: list[Token] = []

    def add(self, token: Token | Quantity) -> None:
        """Take the next word, or a figure with the words before it."""
        if isinstance(token, Quantity):
            self.pieces.append((Phrase(self.rest), token))
            self.rest = []
        else:
            self.rest.append(token)
            self.words.append(token)


def clauses(sentences: Iterable[Sentence]) -> tuple[Clause, ...]:
    """Return the clauses of all sentences; the last of each ends in a mark of ``SENTENCE_ENDS``."""
    found: list[Clause] = []
    for sentence in sentences:
        found += [_passed(sentence)] if sentence.passing else _clauses(sentence)
    return tuple(found)


def _passed(sentence: Sentence) -> Clause:
    words = [one for one in sentence.tokens if isinstance(one, Token)]
    return Clause((), tuple(words), Phrase(words), "。", passing=True)


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    group: list[Token] = []
    has_figures = False
    for draft, stop in _drafts(sentence):
        group += draft.words
        has_figures = has_figures or bool(draft.pieces)
        ends_group = stop in _GROUP_ENDS
        stated = Phrase(group) if ends_group and not has_figures else None
        yield Clause(tuple(draft.pieces), tuple(draft.rest), Phrase(draft.words), stop, stated)
        if ends_group:
            group, has_figures = [], False


def _drafts(sentence: Sentence) -> Iterator[tuple[_Draft, str]]:
    """Yield what stands before each mark, with the mark; what none ends is taken as if a full stop did."""
    draft, stop = _Draft(), ""
    for token in sentence.tokens:
        if isinstance(token, Token) and "stop" in token.kinds:
            stop = token.text
            yield draft, stop
            draft = _Draft()
        else:
            draft.add(token)
    is_ended = bool(stop) and stop in SENTENCE_ENDS
    if not is_ended:
        yield draft, "。"
