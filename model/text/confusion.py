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
from resources import parsed

_SURE = 4  # characters of a word that is not met by chance
_LONGEST = 7  # characters of the words in the list
_PREFIX = 2  # characters by which words are looked up: the shortest have no more
_PAIRS = 4096  # pairs of characters; a report has fewer different ones
_KEPT = 512  # paragraphs: the window counts the slips of a whole text at each keystroke


class _File(msgspec.Struct, forbid_unknown_fields=True):
    alike: str
    words: str
    also_right: str


_ByPrefix = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=_KEPT)
def confused_words(paragraph: str, *, sure: bool) -> tuple[WrongWord, ...]:
    """Return the words of a paragraph that are a known word but for one alike character.

    ``sure``: only those that have no other reading, else only those that are worth a look.
    """
    certainty = Certainty.CERTAIN if sure else Certainty.DOUBTFUL
    found = _sayings(paragraph) if sure else _short(paragraph)
    return tuple(
        WrongWord(start, start + len(right), Entry(wrong, right, certainty, "", ""))
        for start, right in sorted(set(found))
        if (wrong := paragraph[start : start + len(right)]) not in _never_told()
        and not _is_reached_into(paragraph, start, start + len(right))
    )


def _sayings(paragraph: str) -> Iterator[tuple[int, str]]:
    """Yield where a long word stands but for one character: two at its beginning or its end are whole."""
    heads, tails = _sayings_by_ends()
    for at in range(len(paragraph) - 1):
        pair = paragraph[at : at + _PREFIX]
        for word in heads.get(pair, ()):
            if _differs_in_one(paragraph, at, word):
                yield at, word
        for word in tails.get(pair, ()):
            start = at + _PREFIX - len(word)
            if start >= 0 and _differs_in_one(paragraph, start, word):
                yield start, word


def _differs_in_one(paragraph: str, start: int, word: str) -> bool:
    there = paragraph[start : start + len(word)]
    if len(there) < len(word):
        return False
    differing = [(one, other) for one, other in zip(there, word, strict=True) if one != other]
    return len(differing) == 1 and differing[0][0] in _alike().get(differing[0][1], ())


def _short(paragraph: str) -> Iterator[tuple[int, str]]:
    """Yield where a short word stands but for one character; of two that may be meant the first of the list.

    The wrong forms are not written out: there are thousands, and few of their beginnings stand in a text.
    """
    for at in range(len(paragraph) - 1):
        begun = _may_begin(paragraph[at : at + _PREFIX])
        meant = [entry for entry in begun if _differs_in_one(paragraph, at, entry[1])]
        for length in {len(word) for _, word in meant}:
            yield at, min(entry for entry in meant if len(entry[1]) == length)[1]


@lru_cache(maxsize=_PAIRS)
def _may_begin(pair: str) -> tuple[tuple[int, str], ...]:
    """Return the short words, with places in the list, that two characters begin, one perhaps wrong."""
    words, alike = _short_by_prefix(), _alike()
    one, other = pair[0], pair[1]
    beginnings = [pair]
    beginnings += [right + other for right in alike.get(one, ())]
    beginnings += [one + right for right in alike.get(other, ())]
    return tuple(entry for beginning in beginnings for entry in words.get(beginning, ()))


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
    return msgspec.convert(parsed.toml(resources.path("proofreading", "confusion.toml")), _File)


@cache
def _words() -> tuple[str, ...]:
    return tuple(_file().words.split())


@cache
def _never_told() -> frozenset[str]:
    return frozenset((*_words(), *_file().also_right.split()))


@cache
def _right() -> _ByPrefix:
    return _by_prefix(_words())


@cache
def _sayings_by_ends() -> tuple[_ByPrefix, _ByPrefix]:
    """The long words by their first and by their last two characters; both are quickly made, at start."""
    tails: defaultdict[str, list[str]] = defaultdict(list)
    sayings = [word for word in _words() if len(word) >= _SURE]
    for word in sayings:
        tails[word[-_PREFIX:]].append(word)
    return _by_prefix(sayings), {end: tuple(some) for end, some in tails.items()}


@cache
def _alike() -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in _file().alike.split():
        for character in group:
            found[character].update(set(group) - {character})
    return dict(found)


@cache
def _short_by_prefix() -> Mapping[str, list[tuple[int, str]]]:
    """The short words by their first two characters, each with its place in the list."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for rank, word in enumerate(_words()):
        if len(word) < _SURE:
            found[word[:_PREFIX]].append((rank, word))
    return found


def _by_prefix(words: Iterable[str]) -> _ByPrefix:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[:_PREFIX]].append(word)
    return {prefix: tuple(sorted(some)) for prefix, some in found.items()}
