"""All that a proof-reader marks in a paragraph: punctuation, wrong words, words written twice."""

from collections.abc import Iterable

from model.text.doubled_words import doubled_words
from model.text.punctuation import Slip, SlipKind, slips
from model.text.stretches import without_overlaps
from model.text.wrong_words import Certainty, Entry, wrong_words

_KINDS = {
    Certainty.CERTAIN: SlipKind.WRONG_WORD,
    Certainty.DOUBTFUL: SlipKind.DOUBTFUL_WORD,
    Certainty.STYLE: SlipKind.STYLE,
}
_MOST_KEPT = 512  # paragraphs: the window counts the slips of a whole text at each keystroke
_JUDGED = frozenset({SlipKind.DOUBTFUL_WORD, SlipKind.STYLE, SlipKind.TWICE})


class Proofreader:
    """Finds the slips of paragraphs by one list of words, remembering what it read last.

    ``quiet`` are words that are not to be told.
    """

    def __init__(self, words: Iterable[Entry], quiet: Iterable[str] = ()) -> None:
        silent = frozenset(quiet)
        self._words = tuple(word for word in words if word.wrong not in silent)
        self._read: dict[str, tuple[Slip, ...]] = {}

    def slips(self, paragraph: str) -> tuple[Slip, ...]:
        """Return the slips of a paragraph in order, none over another; words go before punctuation."""
        if paragraph not in self._read:
            if len(self._read) >= _MOST_KEPT:
                self._read.clear()
            self._read[paragraph] = self._slips(paragraph)
        return self._read[paragraph]

    def _slips(self, paragraph: str) -> tuple[Slip, ...]:
        found: list[Slip] = []
        for word in wrong_words(paragraph, self._words):
            kind = _KINDS[word.entry.certainty]
            found.append(Slip(kind, word.start, word.end, word.entry.right))
        found += [Slip(SlipKind.TWICE, one.start, one.end, one.once) for one in doubled_words(paragraph)]
        found += slips(paragraph)
        return tuple(without_overlaps(found))


def is_sure(slip: Slip) -> bool:
    """Whether a slip may be put right without a person looking at it."""
    return slip.replacement is not None and slip.kind not in _JUDGED


def is_word(slip: Slip) -> bool:
    """Whether a slip is about a word of a list."""
    return slip.kind in _KINDS.values()
