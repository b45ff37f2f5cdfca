"""Whether a sentence speaks of the reporting organ and year at all."""

import re

from model.chinese.organs import PLACES, speaks_for
from model.reading.words import Phrase, Word

_SCOPING = frozenset(("now", "own", "unknown", "then", "away", "compared"))
_DISTURBING = frozenset(("unknown", "away", "then", "none", "aside"))
_TERRITORY = re.compile(f"全([{PLACES}街])")
_ANYBODY = frozenset(("人民政府", "政府"))
_SHORTEST_NAME = 2  # characters of an organ's short name at least


class Scope:
    """Time, organ and comparison of the sentence being read.

    ``other_time``: another year was named. ``blocked`` by that, another organ or a plan: figures are left
    alone. ``comparing``: the year before was named to compare with.
    """

    def __init__(self, organ: str) -> None:
        self._organ = organ
        self.other_time = self._other_organ = self._said_now = False
        self.comparing = False
        self.unknown = False

    @property
    def blocked(self) -> bool:
        """Whether figures here are not those of the tables; ``unknown`` when they are parts of an unknown."""
        return self.other_time or self._other_organ or self.unknown

    def take(self, phrase: Phrase) -> None:
        """Note what words say of time and organ."""
        if phrase.kinds.isdisjoint(_SCOPING):
            return
        for word in phrase.words:
            maybe = word.kinds
            if maybe.isdisjoint(_SCOPING):
                continue
            if "now" in maybe:
                self.other_time = self._other_organ = False
                self._said_now = True
            elif "own" in maybe or (self._other_organ and self._is_own(word)):
                # “全区” is more than a department or a town of the district.
                territory = _TERRITORY.match(word.text)
                self._other_organ = territory is not None and not speaks_for(self._organ, territory[1])
            elif "then" in maybe and not self._sums_up_now(word):
                self.other_time = True
            elif "away" in maybe:
                self._other_organ = not self._is_own(word)
            self.comparing = self.comparing or "compared" in maybe

    def clean(self, phrase: Phrase) -> bool:
        """Whether every word is known and none takes the figure away from the tables."""
        return phrase.kinds.isdisjoint(_DISTURBING) or not any(map(self._disturbs, phrase.words))

    def end_part(self) -> None:
        """Forget what holds up to a semicolon."""
        self.comparing = self.unknown = False

    def end_sentence(self) -> None:
        """Forget what holds for one sentence; another organ stays until our own is named."""
        self.end_part()
        self.other_time = self._said_now = False

    def _disturbs(self, word: Word) -> bool:
        maybe = word.kinds
        if maybe.isdisjoint(_DISTURBING):
            return False
        if "unknown" in maybe or "away" in maybe:
            return not self._is_own(word) and not word.text.rstrip(".．").isdigit()
        if "then" in maybe:
            return "now" not in maybe and not self._sums_up_now(word)
        return True

    def _sums_up_now(self, word: Word) -> bool:
        """“全年累计” is this year's figure, “累计” alone may be of many years."""
        return self._said_now and word.text.startswith("累计")

    def _is_own(self, word: Word) -> bool:
        """Whether a word is a short form of the organ's own name: “区教育局” of “东山区教育局”."""
        if word.kinds.isdisjoint(("unknown", "away")) or len(word.text) < _SHORTEST_NAME:
            return False
        if word.text in _ANYBODY:
            return False
        letters = iter(self._organ)
        return all(character in letters for character in word.text)
