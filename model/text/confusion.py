"""Words with one character exchanged for one that sounds or looks alike: 布署 for 部署, in no list.

That is how most wrong words come about with an input method, or in copying from paper. The words and the
sets of alike characters are data: ``resources/proofreading/confusion.toml``. A whole saying of four
characters that differs in one has no other reading; two or three may belong to the words beside them, so
they are only worth a look, and are not told where a right word lies across their border.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

import msgspec

import resources
from model.text.wrong_words import Certainty, Entry, WrongWord

_SURE = 4  # characters of a word that is not met by chance
_LONGEST = 7  # characters of the words in the list
_PREFIX = 2  # characters by which words are looked up: the shortest have no more
_KEPT = 512  # paragraphs: the window counts the slips of a whole text at each keystroke


class _File(msgspec.Struct, forbid_unknown_fields=True):
    alike: list[str]
    words: list[str]
    also_right: list[str]


_ByPrefix = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=_KEPT)
def confused_words(paragraph: str, *, sure: bool) -> tuple[WrongWord, ...]:
    """Return the words of a paragraph that are a known word but for one alike character.

    ``sure``: only those that have no other reading, else only those that are worth a look.
    """
    certainty = Certainty.CERTAIN if sure else Certainty.DOUBTFUL
    by_prefix, meant = _wrong(sure)
    return tuple(
        WrongWord(start, start + len(wrong), Entry(wrong, meant[wrong], certainty, "", ""))
        for start, wrong in _standing(paragraph, by_prefix)
        if not _is_reached_into(paragraph, start, start + len(wrong))
    )


def _standing(text: str, words: _ByPrefix) -> Iterator[tuple[int, str]]:
    """Yield where which words stand in a text."""
    for at in range(len(text) - 1):
        for word in words.get(text[at : at + _PREFIX], ()):
            if text.startswith(word, at):
                yield at, word


def _is_reached_into(paragraph: str, start: int, end: int) -> bool:
    """Whether a right word lies across one of the two borders: in 按排名 it is 排名."""
    before = max(0, start - _LONGEST)
    around = paragraph[before : end + _LONGEST]
    for at, word in _standing(around, _right()):
        first, last = before + at, before + at + len(word)
        if first < start < last or first < end < last:
            return True
    return False


@cache
def _file() -> _File:
    return msgspec.toml.decode(resources.path("proofreading", "confusion.toml").read_bytes(), type=_File)


@cache
def _right() -> _ByPrefix:
    return _by_prefix(_file().words)


@cache
def _wrong(sure: bool) -> tuple[_ByPrefix, Mapping[str, str]]:
    """The wrong words by their first characters, and what is meant by each.

    The sure ones by themselves: the rules need no others, and making all of them would be felt at start.
    """
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for group in _file().alike:
        for character in group:
            alike[character].update(set(group) - {character})
    right = {*_file().words, *_file().also_right}
    meant = {
        wrong: word
        for word in _file().words
        if (len(word) >= _SURE) is sure
        for wrong in _exchanged(word, alike)
        if wrong not in right
    }
    return _by_prefix(meant), meant


def _exchanged(word: str, alike: Mapping[str, set[str]]) -> Iterator[str]:
    for at, character in enumerate(word):
        for other in sorted(alike.get(character, ())):
            yield f"{word[:at]}{other}{word[at + 1 :]}"


def _by_prefix(words: Iterable[str]) -> _ByPrefix:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[:_PREFIX]].append(word)
    return {prefix: tuple(sorted(some)) for prefix, some in found.items()}
