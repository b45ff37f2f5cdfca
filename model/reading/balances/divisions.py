"""Wholes divided in ways that leave nothing out: “上半年31件、下半年21件”, “采用465篇，退稿47篇”."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise

import msgspec

from model.reading.balances.counts import Count, Division, Stretch, are_neighbours, is_compared, total
from model.reading.words.words import entries, words_of
from model.reading.words.year_patterns import one_of, pattern

_NEAR = 20  # characters behind parts that may say that they lie over each other
_LONGEST_NAME = 8  # characters that name the same of each part

_Words = tuple[re.Pattern[str], ...]


@cache
def _known() -> tuple[tuple[_Words, _Words], ...]:
    """The ways of dividing, each with a word for every part: as it stands, and where it is not denied.

    “无不合格” is none of them. The words as they stand are found in a fraction of the time.
    """
    none = f"(?<!{')(?<!'.join(words_of('balance-none'))})"
    return tuple(
        (tuple(map(re.compile, one.words)), tuple(re.compile(f"{none}(?:{word})") for word in one.words))
        for one in entries("balance-division")
    )


def named(said: str) -> list[_Words]:
    """Return the ways of dividing of which a text has all words."""
    return [words for plainly, words in _known() if _has_all(said, plainly) and _has_all(said, words)]


def _has_all(said: str, words: _Words) -> bool:
    return all(word.search(said) for word in words)


def divisions(stretch: Stretch) -> Iterator[Division]:
    """Yield the wholes that their parts do not give."""
    for words in named(stretch.said):
        for place in range(1, len(stretch.counts) - len(words) + 1):
            yield from _Told(stretch, words, place).wrong()


class _Told(msgspec.Struct, frozen=True):
    """As many counts of a stretch as there are words, from a place on."""

    stretch: Stretch
    words: _Words
    place: int

    def wrong(self) -> Iterator[Division]:
        """Yield the whole before them, where they are its parts and do not give it."""
        for whole in self._alike[-1:] if self._are_parts else ():
            if self._is_whole(whole) and total(self.parts) not in self._wholes:
                yield Division(whole, self.parts)

    def _is_whole(self, whole: Count) -> bool:
        """Whether nothing but its parts may be told behind it."""
        is_in_row = self.parts[0].lead.startswith("、")
        is_part_itself = is_in_row or bool(self._words_of(whole))
        return not (is_part_itself or self._may_overlap(whole) or self._goes_on(whole))

    @property
    def parts(self) -> tuple[Count, ...]:
        """The counts themselves."""
        return self.stretch.counts[self.place : self.place + len(self.words)]

    @property
    def _are_parts(self) -> bool:
        """Whether each count is of one of the words, in any order, and all of them of the same thing."""
        parts = self.parts
        are_this_years = not any(map(is_compared, parts))
        is_row = are_this_years and len({one.counter for one in parts}) == 1 and are_neighbours(parts)
        return is_row and self._are_told_once(list(map(self._words_of, parts)))

    def _words_of(self, part: Count) -> list[re.Pattern[str]]:
        return [word for word in self.words if word.search(part.says)]

    def _are_told_once(self, found: Sequence[list[re.Pattern[str]]]) -> bool:
        is_one_each = all(len(one) == 1 for one in found)
        are_all = is_one_each and len(set(chain(*found))) == len(self.words)
        return are_all and self._are_of_one_thing([one[0] for one in found])

    def _are_of_one_thing(self, words: Sequence[re.Pattern[str]]) -> bool:
        things = set(map(_thing, self.parts, words))
        return len(things - {""}) <= 1 and max(map(len, things)) <= _LONGEST_NAME

    @property
    def _before(self) -> list[Count]:
        """All counts before that are counted so."""
        return [one for one in self.stretch.counts[: self.place] if one.counter == self.parts[0].counter]

    @property
    def _alike(self) -> list[Count]:
        """Those before that may be divided."""
        told = [one for one in self._before if not is_compared(one)]
        return told if told and told[-1].depth <= self.parts[0].depth else []

    @property
    def _wholes(self) -> set[object]:
        """What may be divided: any count before, or two told one behind the other."""
        values = [one.value for one in self._before]
        return {*values, *(one + other for one, other in pairwise(values))}

    def _may_overlap(self, whole: Count) -> bool:
        end = min(self.stretch.end, self.parts[-1].stop + _NEAR)
        return one_of("balance-overlapping").search(self.stretch.text, whole.start, end) is not None

    def _goes_on(self, whole: Count) -> bool:
        """Whether the count behind parts may be one more of them: “主动公开138件、……，涉密6件”."""
        end = self.place + len(self.words)
        behind = [one for one in self.stretch.counts[end : end + 1] if _is_beside(whole, one)]
        is_within = bool(behind) and total([*self.parts, *behind]) <= whole.value
        return is_within or self._leaves_a_rest()

    def _leaves_a_rest(self) -> bool:
        """“原创30条，其余为动态”: what is left is told without a figure."""
        behind = self.stretch.text[self.parts[-1].stop : self.stretch.end]
        return one_of("balance-rest").search(behind) is not None


def _is_beside(whole: Count, one: Count) -> bool:
    """Whether a count is told as a whole is, or in one row with its parts, and opens no parts of its own.

    “解读92件，其中图解47件、文字解读26件、视频解读12件、新闻发布会7场” counts one of its ways otherwise.
    """
    is_told_so = one.counter == whole.counter or one.lead.startswith("、")
    return is_told_so and one.is_joined and not one.opens


def _thing(part: Count, word: re.Pattern[str]) -> str:
    """What a part is of besides its word."""
    return pattern("balance-small").sub("", word.sub("", part.says))
