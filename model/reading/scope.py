"""The third step: of which year and which organ each clause speaks."""

from collections.abc import Iterable
from functools import cache

import msgspec

from model.chinese.organs import PLACES, may_be_called, speaks_for
from model.reading.clauses import Clause
from model.reading.phrase import Phrase, Token
from model.reading.words import words_of

_SCOPING = frozenset(("now", "own", "unknown", "then", "away", "compared", "territory"))
_DISTURBING = frozenset(("unknown", "away", "then", "none", "aside"))
_LEADING = frozenset(("filler", "and", "part", "copula"))
_SHORTEST_NAME = 2  # characters of an organ's short name at least


class Scope(msgspec.Struct, frozen=True):
    """Time, organ and comparison of a clause.

    ``other_time``: another year was named. ``said_now``: the year reported on was. ``comparing``: the year
    before was named to compare with.
    """

    organ: str = ""
    other_time: bool = False
    other_organ: bool = False
    said_now: bool = False
    comparing: bool = False
    lasting: bool = False

    @property
    def blocked(self) -> bool:
        """Whether figures here are not those of the tables."""
        return self.other_time or self.other_organ

    def after(self, phrase: Phrase) -> "Scope":
        """Return the scope behind words, by what they say of time and organ."""
        if phrase.kinds.isdisjoint(_SCOPING):
            return self
        other_time, other_organ = self.other_time, self.other_organ
        said_now, comparing, lasting = self.said_now, self.comparing, self.lasting
        first = True  # only what stands before it may be the subject
        territory_end = -1  # “全县公安机关” are no short form of a bureau's name
        for word in phrase.words:
            kinds = word.kinds
            if kinds.isdisjoint(_SCOPING):
                first = first and not kinds.isdisjoint(_LEADING)
                continue
            is_named_again = other_organ and word.start != territory_end and self._is_own(word)
            if "now" in kinds:
                other_time = other_organ = False
                said_now = True
            elif "territory" in kinds:
                # “全区” is more than a department or a town of the district.
                place = next((one for one in word.text if one in _territories()), "")
                other_organ = lasting = not speaks_for(self.organ, place)
                territory_end = word.end
            elif "own" in kinds or is_named_again:
                # “我县” of a bureau of the county is the county.
                is_territory = "own" in kinds and word.text[-1] in PLACES
                other_organ = is_territory and not speaks_for(self.organ, word.text[-1])
                territory_end = word.end if is_territory else territory_end
            elif "then" in kinds and not (said_now and _sums_up(word)):
                other_time = True
            elif "away" in kinds:
                other_organ = not self._is_own(word)
                lasting = other_organ and first
            first = first and "unknown" not in kinds
            comparing = comparing or "compared" in kinds
        return Scope(self.organ, other_time, other_organ, said_now, comparing, lasting)

    def clean(self, phrase: Phrase) -> bool:
        """Whether every word is known and none takes the figure away from the tables."""
        return phrase.kinds.isdisjoint(_DISTURBING) or not any(map(self._disturbs, phrase.words))

    def _disturbs(self, word: Token) -> bool:
        kinds = word.kinds
        if kinds.isdisjoint(_DISTURBING):
            return False
        if "unknown" in kinds or "away" in kinds:
            return not self._is_own(word) and not word.text.rstrip(".．").isdigit()
        if "then" in kinds:
            return "now" not in kinds and not (self.said_now and _sums_up(word))
        return True

    def _is_own(self, word: Token) -> bool:
        """Whether a word is a short form of the organ's own name: “区教育局” of “东山区教育局”."""
        if word.kinds.isdisjoint(("unknown", "away")) or len(word.text) < _SHORTEST_NAME:
            return False
        if word.text in words_of("anybody"):
            return False
        return may_be_called(self.organ, word.text)


def scopes(organ: str, found: Iterable[Clause]) -> tuple[Scope, ...]:
    """Return the scope of each clause. What a bracket says of time and organ is not said of what follows."""
    scope = Scope(organ)
    brackets: list[Scope] = []
    told: list[Scope] = []
    for clause in found:
        scope = scope.after(clause.whole)
        told.append(scope)
        if clause.stop == "（":
            brackets.append(scope)
        elif clause.stop == "）" and brackets:
            before = brackets.pop()
            scope = msgspec.structs.replace(
                scope, other_time=before.other_time, other_organ=before.other_organ, lasting=before.lasting
            )
        elif clause.stop == "；":
            scope = msgspec.structs.replace(scope, comparing=False)
        elif clause.ends_sentence:
            # Another organ stays until our own is named, where it is the subject.
            brackets.clear()
            scope = Scope(organ, other_organ=scope.other_organ and scope.lasting, lasting=scope.lasting)
    return tuple(told)


@cache
def _territories() -> frozenset[str]:
    return frozenset(PLACES) | words_of("street")


def _sums_up(word: Token) -> bool:
    """“全年累计” is this year's figure, “累计” alone may be of many years."""
    return "sums-up" in word.kinds
