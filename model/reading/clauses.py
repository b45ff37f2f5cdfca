"""The second step: sentences become clauses, each with its figures and the words before them."""

from collections.abc import Iterable, Sequence

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


def clauses(sentences: Iterable[Sentence]) -> tuple[Clause, ...]:
    """Return the clauses of all sentences; the last of each ends in a mark of ``SENTENCE_ENDS``."""
    found: list[Clause] = []
    for sentence in sentences:
        if sentence.passing:
            words = [one for one in sentence.tokens if isinstance(one, Token)]
            found.append(Clause((), tuple(words), Phrase(words), "。", passing=True))
        else:
            found += _clauses(sentence.tokens)
    return tuple(found)


def _clauses(tokens: Sequence[Token | Quantity]) -> list[Clause]:
    found: list[Clause] = []
    pieces: list[tuple[Phrase, Quantity]] = []
    words: list[Token] = []
    everything: list[Token] = []
    group: list[Token] = []
    figures = False
    for token in tokens:
        if isinstance(token, Quantity):
            pieces.append((Phrase(words), token))
            words, figures = [], True
        elif "stop" not in token.kinds:
            words.append(token)
            everything.append(token)
        else:
            group += everything
            ends = token.text in _GROUP_ENDS
            stated = Phrase(group) if ends and not figures else None
            found.append(Clause(tuple(pieces), tuple(words), Phrase(everything), token.text, stated))
            pieces, words, everything = [], [], []
            if ends:
                group, figures = [], False
    if not found or found[-1].stop not in SENTENCE_ENDS:
        stated = None if figures else Phrase(group + everything)
        found.append(Clause(tuple(pieces), tuple(words), Phrase(everything), "。", stated))
    return found
