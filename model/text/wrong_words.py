"""Words that are written wrongly in government prose, told by what stands beside them.

The list is data: ``resources/proofreading/common.toml``, and an office's own file of the same shape. Nothing
changes by itself: what is found is offered.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

import msgspec

import resources

_Line = tuple[str, ...]  # wrong, right, found in, not found in, what stands before, what follows
_LONGEST = 6


class Certainty(Enum):
    """How sure it is that a word is wrong."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Entry:
    """One wrong word: what is meant, and the neighbours that tell it from a right one.

    ``found_in`` and ``not_found_in`` are texts that show it; empty in an office's own list.
    """

    wrong: str
    right: str
    certainty: Certainty
    pattern: re.Pattern[str]
    found_in: str
    not_found_in: str


@dataclass(frozen=True, slots=True)
class WrongWord:
    """Characters ``start`` to ``end`` of a paragraph are a wrong word."""

    start: int
    end: int
    entry: Entry


class WordListError(ValueError):
    """A list of words cannot be used; the text is for the user and names the place."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    certain: list[list[str]] = []
    doubtful: list[list[str]] = []
    style: list[list[str]] = []


@cache
def common() -> tuple[Entry, ...]:
    """Return the list that comes with the program."""
    return parse(resources.path("proofreading", "common.toml").read_bytes(), "common.toml")


def parse(content: bytes, name: str) -> tuple[Entry, ...]:
    """Return the entries of a list. Raises WordListError, with the file's name and the word."""
    try:
        file = msgspec.toml.decode(content, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WordListError(f"“{name}”不是用词表的格式，没有使用：{error}") from error
    levels = (
        (Certainty.CERTAIN, file.certain),
        (Certainty.DOUBTFUL, file.doubtful),
        (Certainty.STYLE, file.style),
    )
    return tuple(_entry(tuple(line), certainty, name) for certainty, lines in levels for line in lines)


def wrong_words(paragraph: str, entries: Iterable[Entry]) -> tuple[WrongWord, ...]:
    """Return the wrong words of a paragraph in order; of two that overlap the longer one."""
    found = [word for entry in entries if entry.wrong in paragraph for word in _all(paragraph, entry)]
    kept: list[WrongWord] = []
    for word in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(word.start < other.end and other.start < word.end for other in kept):
            kept.append(word)
    return tuple(sorted(kept, key=lambda one: one.start))


def _all(paragraph: str, entry: Entry) -> Iterator[WrongWord]:
    for match in entry.pattern.finditer(paragraph):
        yield WrongWord(match.start(), match.end(), entry)


def _entry(line: _Line, certainty: Certainty, name: str) -> Entry:
    if not 2 <= len(line) <= _LONGEST or not line[0] or line[0] == line[1]:
        shown = "、".join(line)
        raise WordListError(f"“{name}”中的“{shown}”不能使用：每条依次写错误的词、正确的词，两者不同。")
    wrong, right, found_in, not_found_in, before, after = (*line, "", "", "", "")[:_LONGEST]
    try:
        pattern = re.compile(f"{before}{re.escape(wrong)}{after}")
    except re.error as error:
        raise WordListError(f"“{name}”中“{wrong}”的前后条件写法不对：{error}") from error
    return Entry(wrong, right, certainty, pattern, found_in, not_found_in)
