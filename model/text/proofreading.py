"""All that a proof-reader marks in a paragraph: punctuation, wrong words, words written twice."""

from collections.abc import Iterable

from model.text.confusion import confused_words
from model.text.doubled_words import doubled_words
from model.text.punctuation import Slip, SlipKind, slips
from model.text.stretches import without_overlaps
from model.text.wrong_words import Certainty, Entry, WrongWord, wrong_words

_KINDS = {
    Certainty.CERTAIN: SlipKind.WRONG_WORD,
    Certainty.DOUBTFUL: SlipKind.DOUBTFUL_WORD,
    Certainty.STYLE: SlipKind.STYLE,
}
_MOST_KEPT = 2_500  # paragraphs: the window counts the slips of a whole text, of 2,000, at each keystroke
_JUDGED = frozenset({SlipKind.DOUBTFUL_WORD, SlipKind.STYLE, SlipKind.TWICE})


class Words:
    """Finds wrong words: those of a list, and those that are a known word but for one character.

    Where the list knows a wrong word, it alone decides, by what stands beside it. ``quiet`` are not told.
    """

    def __init__(self, entries: Iterable[Entry], quiet: Iterable[str] = ()) -> None:
        listed = tuple(entries)
        silent = frozenset(quiet)
        self._entries = tuple(entry for entry in listed if entry.wrong not in silent)
        self._certain = tuple(entry for entry in self._entries if entry.certainty is Certainty.CERTAIN)
        self._decided = silent | {entry.wrong for entry in listed}

    def certain(self, paragraph: str) -> list[WrongWord]:
        """Return the wrong words that have no other reading, in order, none over another."""
        listed = wrong_words(paragraph, self._certain)
        return self._with_confused(listed, confused_words(paragraph, sure=True))

    def all(self, paragraph: str) -> list[WrongWord]:
        """Return all wrong words, also those that are only worth a look, in order, none over another."""
        listed = wrong_words(paragraph, self._entries)
        confused = confused_words(paragraph, sure=True) + confused_words(paragraph, sure=False)
        return self._with_confused(listed, confused)

    def _with_confused(self, listed: Iterable[WrongWord], confused: Iterable[WrongWord]) -> list[WrongWord]:
        undecided = [word for word in confused if word.entry.wrong not in self._decided]
        return without_overlaps([*listed, *undecided])


class Proofreader:
    """Finds the slips of paragraphs by one list of words, remembering what it read last; in any thread.

    ``quiet`` are words that are not to be told.
    """

    def __init__(self, words: Iterable[Entry], quiet: Iterable[str] = ()) -> None:
        self._words = Words(words, quiet)
        self._read: dict[str, tuple[Slip, ...]] = {}

    def slips(self, paragraph: str) -> tuple[Slip, ...]:
        """Return the slips of a paragraph in order, none over another; words go before punctuation."""
        found = self._read.get(paragraph)
        if found is None:
            found = self._slips(paragraph)
            if len(self._read) >= _MOST_KEPT:
                self._read.clear()
            self._read[paragraph] = found
        return found

    def _slips(self, paragraph: str) -> tuple[Slip, ...]:
        found: list[Slip] = []
        for word in self._words.all(paragraph):
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
