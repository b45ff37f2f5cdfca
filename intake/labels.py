"""Labels of the official forms, known again however they were typed.

A label is compared without blanks, breaks, punctuation and numbering, in the width and form that
NFKC gives; then without what stands in brackets; then by its beginning; last by a small edit distance.
What fits two labels equally well fits none: a wrong row is worse than a missing one.
"""

import re
import unicodedata
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Generic, TypeVar

from model.chinese.characters import traditional
from model.chinese.dates import YEAR
from model.chinese.numerals import COUNTING

T = TypeVar("T", bound=Hashable)

_NUMBER = re.compile(  # 一、 （一） 1. Ⅰ、 and 第一部分
    rf"(?P<part>第)?[(\[【〔]?(?P<number>[{COUNTING}]{{1,3}}|\d{{1,2}}|[IVX]{{1,4}})"
    r"(?(part)(?:部分|章)[、.,:]?|(?:[)\]】〕]+[、.,:]?|[、.,:]|(?<=\d)(?=[一-鿿])))"
)
_NUMBER_AND_BLANK = re.compile(rf"([{COUNTING}]{{1,3}})\s++(?=[一-鿿])")  # 五 存在的问题
_BRACKETED = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]?")
_YEAR = re.compile(rf"{YEAR}年?度?")
_SHORTEST_BEGINNING = 4  # characters; a shorter beginning says too little
_LONGEST_LABEL = 120  # characters; longer text is a paragraph


class How(IntEnum):
    """How surely a label was known, best first."""

    OFFICIAL = 0
    VARIANT = 1
    FORMER = 2  # the wording of another form
    GUESSED = 3  # misspelt or cut off


@dataclass(frozen=True, slots=True)
class Key:
    """A label ready for comparison: its number, its words, its words without brackets."""

    number: str
    body: str
    core: str


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """What a text was known as; ``label`` is the wording it was known by."""

    target: T
    label: str
    how: How


@lru_cache(maxsize=512)
def key(text: str) -> Key:
    r"""Return what of a label counts.

    >>> key("（三） 不予\n公开")
    Key(number='三', body='不予公开', core='不予公开')
    """
    label = text[:_LONGEST_LABEL].lstrip()
    blank = _NUMBER_AND_BLANK.match(label)
    if blank:
        label = f"{blank[1]}、{label[blank.end() :]}"
    joined = simplified("".join(unicodedata.normalize("NFKC", label).split()))
    number = _NUMBER.match(joined)
    rest = joined[number.end() :] if number else joined
    body = _letters(rest)
    return Key(number["number"] if number else "", body, _letters(_BRACKETED.sub("", rest)) or body)


def simplified(text: str) -> str:
    """Return a text with the traditional characters of labels simplified; its length stays."""
    return text if text.isascii() else text.translate(_traditional())


@cache
def _traditional() -> dict[int, str]:
    return traditional("of_labels")


@lru_cache(maxsize=128)
def without_year(body: str) -> str:
    """Return the words of a label without a year in them."""
    return _YEAR.sub("", body)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


class Vocabulary(Generic[T]):
    """The labels that may stand at some kind of place, each with what it stands for."""

    def __init__(self, entries: Iterable[tuple[T, str, How]]) -> None:
        self._bodies: dict[str, dict[T, Match[T]]] = {}
        self._numbers: dict[T, str] = {}
        for target, label, how in entries:
            known = key(label)
            if known.body:
                self._bodies.setdefault(known.body, {}).setdefault(target, Match(target, label, how))
                self._numbers.setdefault(target, known.number)
        self._cores = self._by_core()
        self._characters = frozenset(character for body in self._bodies for character in body)
        self._found: dict[str, tuple[Match[T], ...]] = {}

    def all(self, text: str) -> tuple[Match[T], ...]:
        """Return everything a text may stand for; more than one where the same label occurs twice."""
        found = self._found.get(text)
        if found is None:
            if len(self._found) > 4096:  # one odd file must not fill the memory
                self._found.clear()
            found = self._found[text] = self._look_up(text)
        return found

    def labels(self) -> Iterator[str]:
        """Every label, one of those with the same words."""
        return (match.label for matches in self._bodies.values() for match in matches.values())

    def find(self, text: str) -> Match[T] | None:
        """Return what a text stands for, None when it is unknown or not certain."""
        found = self.all(text)
        if len(found) > 1:
            found = self._with_number(found, key(text).number)
        return found[0] if len(found) == 1 else None

    def _with_number(self, found: Iterable[Match[T]], number: str) -> tuple[Match[T], ...]:
        """Those of several labels that have a number; none where there is no number to tell them by."""
        if not number:
            return ()
        return tuple(match for match in found if self._numbers[match.target] == number)

    def _by_core(self) -> dict[str, dict[T, Match[T]]]:
        """The labels by their words without brackets, but for those that only brackets tell apart."""
        cores: dict[str, dict[T, Match[T]]] = {}
        for matches in self._bodies.values():
            for target, match in matches.items():
                cores.setdefault(key(match.label).core, {}).setdefault(target, match)
        return {core: matches for core, matches in cores.items() if len(matches) == 1}

    def _look_up(self, text: str) -> tuple[Match[T], ...]:
        if len(text) > 2 * _LONGEST_LABEL:
            return ()
        wanted = key(text)
        if not wanted.body:
            return ()
        exact = self._bodies.get(wanted.body)
        if exact:
            return tuple(exact.values())
        near = self._near(wanted)
        if near:
            return tuple(_at_least(match, How.VARIANT) for match in near.values())
        if self._may_be_meant(wanted.body) or self._may_be_meant(wanted.core):
            return self._beginning(wanted.core) or self._misspelt(wanted)
        return ()

    def _near(self, wanted: Key) -> dict[T, Match[T]]:
        """The labels that a text is but for what stands in brackets, in it or in them."""
        cores, bodies = self._cores, self._bodies
        return cores.get(wanted.body) or bodies.get(wanted.core) or cores.get(wanted.core) or {}

    def _may_be_meant(self, body: str) -> bool:
        """Whether half of a text's characters are met in labels; with fewer it is no label with a slip.

        It spares a sheet of thousands of other words the long way.
        """
        met = sum(character in self._characters for character in body)
        return 2 * met >= len(body)

    def _beginning(self, core: str) -> tuple[Match[T], ...]:
        """The one label that a text is the beginning of, or that a longer text begins with."""
        if len(core) < _SHORTEST_BEGINNING:
            return ()
        found: dict[T, Match[T]] = {}
        for body, matches in self._bodies.items():
            if _is_cut_off(core, body) or _goes_on(core, body):
                found.update(matches)
        return _only_one(found.values())

    def _misspelt(self, wanted: Key) -> tuple[Match[T], ...]:
        """The one label that a text is but for some slips; of several the one with the text's number."""
        found = tuple(self._with_slips(wanted).values())
        if len(found) > 1:
            found = self._with_number(found, wanted.number)
        return _only_one(found)

    def _with_slips(self, wanted: Key) -> dict[T, Match[T]]:
        """The labels that a text is but for some slips, each in the wording with the fewest."""
        fewest: dict[T, int] = {}
        found: dict[T, Match[T]] = {}
        for body, matches in self._bodies.items():
            slips = _slips(wanted, body)
            if slips is None:
                continue
            for target, match in matches.items():
                if slips < fewest.get(target, _TOO_MANY):
                    fewest[target], found[target] = slips, match
        return found


_TOO_MANY = 1000  # slips; no label is as long


def _only_one(found: Collection[Match[T]]) -> tuple[Match[T], ...]:
    """What was guessed, where it is one label and no other."""
    return tuple(_at_least(match, How.GUESSED) for match in found) if len(found) == 1 else ()


def _at_least(match: Match[T], how: How) -> Match[T]:
    return Match(match.target, match.label, max(match.how, how))


def _is_cut_off(text: str, body: str) -> bool:
    """Whether a text is the beginning of a label, a third of it or more."""
    return body.startswith(text) and len(text) * 3 >= len(body)


def _goes_on(text: str, body: str) -> bool:
    """Whether a text is a label and something more, which is a third of it at most."""
    return len(body) > 3 and text.startswith(body) and len(body) * 3 >= len(text) * 2


def _slips(wanted: Key, body: str) -> int | None:
    """How many slips part a text, with its brackets or without, from a label; None for too many."""
    allowed = _allowed(len(body))
    for wording in (wanted.body, wanted.core):
        far = distance(wording, body, allowed)
        if far <= allowed:
            return far
    return None


def _allowed(length: int) -> int:
    """How many slips of the pen a label of some length may have."""
    if length < 4:
        return 0
    return 1 if length < 8 else min(2 + (length - 8) // 8, 4)


def distance(one: str, other: str, most: int) -> int:
    """Return the edit distance of two texts, or ``most + 1`` when it is more than ``most``."""
    if one == other:
        return 0
    too_far = most + 1
    if abs(len(one) - len(other)) > most:
        return too_far
    before = list(range(len(other) + 1))
    for index, character in enumerate(one, 1):
        now = [index]
        for position, against in enumerate(other, 1):
            replaced = before[position - 1] + (character != against)
            inserted, left_out = now[-1] + 1, before[position] + 1
            now.append(min(replaced, left_out, inserted))
        if min(now) > most:
            return too_far
        before = now
    return min(before[-1], too_far)
