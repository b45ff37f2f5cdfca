"""All that a proof-reader marks in a paragraph: punctuation, wrong words, words written twice."""

from collections.abc import Iterable, Iterator

from model.text.confusion import confused_words
from model.text.doubled_words import doubled_words
from model.text.punctuation import Slip, SlipKind, slips
from model.text.wrong_words import Certainty, Entry, WrongWord, wrong_words

_KINDS = {
    Certainty.CERTAIN: SlipKind.WRONG_WORD,
    Certainty.DOUBTFUL: SlipKind.DOUBTFUL_WORD,
    Certainty.STYLE: SlipKind.STYLE,
}
_MOST_KEPT = 512  # paragraphs: the window counts the slips of a whole text at each keystroke
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

    def certain(self, paragraph: str) -> Iterator[WrongWord]:
        """Yield the wrong words that have no other reading, none over another."""
        listed = wrong_words(paragraph, self._certain)
        yield from self._with_confused(listed, confused_words(paragraph, sure=True))

    def all(self, paragraph: str) -> Iterator[WrongWord]:
        """Yield all wrong words, also those that are only worth a look, none over another."""
        listed = wrong_words(paragraph, self._entries)
        confused = confused_words(paragraph, sure=True) + confused_words(paragraph, sure=False)
        yield from self._with_confused(listed, confused)

    def _with_confused(
        self, listed: Iterable[WrongWord], confused: Iterable[WrongWord]
    ) -> Iterator[WrongWord]:
        told = list(listed)
        for word in confused:
            is_free = not any(word.start < other.end and other.start < word.end for other in told)
            if is_free and word.entry.wrong not in self._decided:
                told.append(word)
        yield from told


class Proofreader:
    """Finds the slips of paragraphs by one list of words, remembering what it read last.

    ``quiet`` are words that are not to be told.
    """

    def __init__(self, words: Iterable[Entry], quiet: Iterable[str] = ()) -> None:
        self._words = Words(words, quiet)
        self._read: dict[str, tuple[Slip, ...]] = {}

    def slips(self, paragraph: str) -> tuple[Slip, ...]:
        """Return the slips of a paragraph in order, none over another; words go before punctuation."""
        if paragraph not in self._read:
            if len(self._read) >= _MOST_KEPT:
                self._read.clear()
            self._read[paragraph] = self._slips(paragraph)
        return self._read[paragraph]

    def _slips(self, paragraph: str) -> tuple[Slip, ...]:
        found = [
            Slip(_KINDS[word.entry.certainty], word.start, word.end, word.entry.right)
            for word in self._words.all(paragraph)
        ]
        found += [Slip(SlipKind.TWICE, one.start, one.end, one.once) for one in doubled_words(paragraph)]
        found += slips(paragraph)
        kept: list[Slip] = []
        for slip in found:
            if not any(slip.start < other.end and other.start < slip.end for other in kept):
                kept.append(slip)
        return tuple(sorted(kept, key=lambda one: one.start))


def is_sure(slip: Slip) -> bool:
    """Whether a slip may be put right without a person looking at it."""
    return slip.replacement is not None and slip.kind not in _JUDGED


def is_word(slip: Slip) -> bool:
    """Whether a slip is about a word of a list."""
    return slip.kind in _KINDS.values()
