"""Words with one character exchanged for one that sounds or looks alike: 布署 for 部署, in no list.

That is how most wrong words come about with an input method, or in copying from paper. The words and the
sets of alike characters are data: ``resources/proofreading/confusion.toml``. A long word that differs in an
alike character has no other reading. Worth a look are a saying of fixed wording that differs in whatever
character, and words of two or three, which may belong to the words beside them. Nothing is told where a right
word lies across the border.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import msgspec

import resources
from model.text.wrong_words import Certainty, Entry, WrongWord
from resources import parsed

_SHORT = (2, 3)
_LONGEST = 9  # characters of the words in the list
_PREFIX = 2  # characters by which long words are looked up
_KEPT = 512  # paragraphs: the window counts the slips of a whole text at each keystroke


class _File(msgspec.Struct, forbid_unknown_fields=True):
    alike: str
    sounds: str
    alone: str
    beside: str
    suffixes: str
    sayings: str
    phrases: str
    words: str
    others: str
    also_right: str


_ByPair = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=_KEPT)
def confused_words(paragraph: str, *, sure: bool) -> tuple[WrongWord, ...]:
    """Return the words of a paragraph that are a known word but for one character.

    ``sure``: only those that have no other reading, else only those that are worth a look.
    """
    found = set(_long(paragraph, sure=sure))
    if not sure:
        found.update(_short(paragraph))
    if not found:
        return ()
    certainty = Certainty.CERTAIN if sure else Certainty.DOUBTFUL
    return tuple(
        WrongWord(start, start + len(right), Entry(wrong, right, certainty, "", ""))
        for start, right in sorted(found)
        if (wrong := paragraph[start : start + len(right)]) not in _also_right()
        and not _is_right(wrong)
        and _stands_apart(paragraph, start, wrong, right, sure=sure)
    )


def _stands_apart(paragraph: str, start: int, wrong: str, right: str, *, sure: bool) -> bool:
    """Whether it cannot belong to the words beside it. What is sure may stand beside what is not known."""
    borders, end = _borders(paragraph), start + len(wrong)
    if sure:
        # Three characters of a saying are not met by chance, though 坚持久久为攻 has a 持久, too.
        return right in _sayings() or borders.is_cut_out(start, end)
    return borders.is_clean(start, end) and not _is_composed(wrong)


def _is_composed(there: str) -> bool:
    """Whether a stretch is made of right words: 密切结合, or of two characters that stand alone: 中有."""
    file = _file()
    if len(there) == _PREFIX:
        return there[0] in file.alone + file.suffixes and there[1] in file.alone
    halves = there[:_PREFIX], there[_PREFIX:]
    single = file.alone + file.beside
    known = [_is_right(half) for half in halves]
    return any(known) and all(
        is_known or all(one in single for one in half) for is_known, half in zip(known, halves, strict=True)
    )


# ---------------------------------------------------------------------- long words


def _long(paragraph: str, *, sure: bool) -> Iterator[tuple[int, str]]:
    """Yield where a long word stands but for one character: two at its beginning or its end are whole."""
    heads, tails = _long_by_ends()
    is_meant = _is_surely_meant if sure else _may_be_meant
    for at in range(len(paragraph) - 1):
        pair = paragraph[at : at + _PREFIX]
        for word in heads.get(pair, ()):
            if is_meant(paragraph[at : at + len(word)], word):
                yield at, word
        for word in tails.get(pair, ()):
            start = at + _PREFIX - len(word)
            if start >= 0 and is_meant(paragraph[start : at + _PREFIX], word):
                yield start, word


def _is_surely_meant(there: str, word: str) -> bool:
    exchanged = _exchanged(there, word)
    return exchanged is not None and exchanged[0] in _alike().get(exchanged[1], "")


def _may_be_meant(there: str, word: str) -> bool:
    """Whether it is a saying but for whatever character, or a phrase but for one that sounds alike."""
    exchanged = _exchanged(there, word)
    if exchanged is None or exchanged[0] in _alike().get(exchanged[1], ""):
        return False
    if word in _sayings():
        return _is_chinese(exchanged[0])
    return any(exchanged[0] in group and exchanged[1] in group for group in _sounding())


def _exchanged(there: str, word: str) -> tuple[str, str] | None:
    """The only character in which a text differs from a word, and the word's own; None if not just one."""
    if len(there) < len(word):
        return None
    differing = [(one, other) for one, other in zip(there, word, strict=True) if one != other]
    return differing[0] if len(differing) == 1 else None


# --------------------------------------------------------------------- short words


def _short(paragraph: str) -> Iterator[tuple[int, str]]:
    """Yield where a word of two or three stands but for one alike character."""
    borders = _borders(paragraph)
    for start in range(len(paragraph) - 1):
        for end in (start + length for length in _SHORT):
            if end <= len(paragraph) and borders.is_clean(start, end):
                yield from ((start, word) for word in _meant(paragraph[start:end]))


def _meant(there: str) -> Iterator[str]:
    words, alike = _words(), _alike()
    for at, character in enumerate(there):
        for right in alike.get(character, ""):
            word = f"{there[:at]}{right}{there[at + 1 :]}"
            if word in words and right != character:
                yield word


# ---------------------------------------------------------------------- right words


class _Borders:
    """What lies at the border before each character, and behind the last.

    In 按排名 the border before 名 lies within 排名, so that 按排 is no word there.
    """

    def __init__(self, paragraph: str) -> None:
        size = len(paragraph) + 1
        self._within, self._ended, self._begun = bytearray(size), bytearray(size), bytearray(size)
        self._ended[0] = self._begun[-1] = 1
        file = _file()
        single = file.alone + file.beside
        for at, character in enumerate(paragraph):
            if character in single or not _is_chinese(character):
                self._begun[at] = self._ended[at + 1] = 1
            elif character in file.suffixes:
                self._ended[at + 1] = 1
        for start, end in _right_stretches(paragraph):
            self._begun[start] = self._ended[end] = 1
            self._within[start + 1 : end] = b"\1" * (end - start - 1)

    def is_cut_out(self, start: int, end: int) -> bool:
        """Whether no right word lies across the borders of a stretch."""
        return not self._within[start] and not self._within[end]

    def is_clean(self, start: int, end: int) -> bool:
        """Whether what stands beside a stretch are whole words, too."""
        return self.is_cut_out(start, end) and bool(self._ended[start] and self._begun[end])


@lru_cache(maxsize=2)
def _borders(paragraph: str) -> _Borders:
    return _Borders(paragraph)


def _right_stretches(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield where right words stand: from, to."""
    words, others = _words(), _others()
    for start in range(len(paragraph) - 1):
        for end in range(start + _PREFIX, min(start + _LONGEST, len(paragraph)) + 1):
            word = paragraph[start:end]
            if word in others or word in words:
                yield start, end


def _is_right(word: str) -> bool:
    return word in _words() or word in _others()


def _is_chinese(character: str) -> bool:
    return "一" <= character <= "鿿"


# ------------------------------------------------------------------------- the data


@cache
def _file() -> _File:
    return msgspec.convert(parsed.toml(resources.path("proofreading", "confusion.toml")), _File)


@cache
def _words() -> frozenset[str]:
    """The short words that wrong ones are held for."""
    return frozenset(_file().words.split())


@cache
def _others() -> frozenset[str]:
    return frozenset((*_long_words(), *_file().others.split()))


@cache
def _also_right() -> frozenset[str]:
    return frozenset(_file().also_right.split())


@cache
def _sayings() -> frozenset[str]:
    return frozenset(_long_words()[: len(_file().sayings.split())])


@cache
def _long_words() -> tuple[str, ...]:
    return (*_file().sayings.split(), *_file().phrases.split())


@cache
def _long_by_ends() -> tuple[_ByPair, _ByPair]:
    """The long words by their first and by their last two characters; both are quickly made, at start."""
    return _by_pair(slice(_PREFIX)), _by_pair(slice(-_PREFIX, None))


def _by_pair(ends: slice) -> _ByPair:
    found: dict[str, tuple[str, ...]] = {}
    for word in _long_words():
        pair = word[ends]
        found[pair] = (*found.get(pair, ()), word)
    return found


@cache
def _alike() -> Mapping[str, str]:
    """For each character all of its groups."""
    found: defaultdict[str, str] = defaultdict(str)
    for group in _file().alike.split():
        for character in group:
            found[character] += group
    return dict(found)


@cache
def _sounding() -> tuple[str, ...]:
    return tuple(_file().sounds.split())
