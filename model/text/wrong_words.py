"""Words that are written wrongly in government prose, told by what stands beside them.

The list is data: ``resources/proofreading/common.toml``, and an office's own file of the same shape. Nothing
changes by itself: what is found is offered.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path

import msgspec

import resources
from model.text.stretches import without_overlaps
from resources import parsed

_Line = tuple[str, ...]  # wrong, right, found in, not found in, what stands before, what follows
_LONGEST = 6


class Certainty(Enum):
    """How sure it is that a word is wrong."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    STYLE = "style"


class Entry(msgspec.Struct, frozen=True):
    """One wrong word: what is meant, and the neighbours that tell it from a right one.

    ``found_in`` and ``not_found_in`` are texts that show it; empty in an office's own list.
    """

    wrong: str
    right: str
    certainty: Certainty
    found_in: str
    not_found_in: str
    before: str = ""
    after: str = ""


class WrongWord(msgspec.Struct, frozen=True):
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
    file = resources.path("proofreading", "common.toml")
    return _entries(msgspec.convert(parsed.toml(file), _File), file.name)


def with_own(file: Path | None) -> tuple[Entry, ...]:
    """Return the program's list and an office's own one; the office's word on a word counts.

    Raises WordListError, with a sentence for the user, for a file that cannot be read or used.
    """
    if file is None:
        return common()
    try:
        own = parse(file.read_bytes(), file.name)
        for entry in own:
            _pattern(entry)
    except OSError as error:
        raise WordListError(f"“{file.name}”读不出来，没有使用：{error.strerror}") from error
    except re.error as error:
        raise WordListError(f"“{file.name}”中有一条的前后条件写法不对，没有使用：{error}") from error
    words = {entry.wrong for entry in own}
    return (*own, *(entry for entry in common() if entry.wrong not in words))


def parse(content: bytes, name: str) -> tuple[Entry, ...]:
    """Return the entries of a list. Raises WordListError, with the file's name and the word."""
    try:
        file = msgspec.toml.decode(content, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WordListError(f"“{name}”不是用词表的格式，没有使用：{error}") from error
    return _entries(file, name)


def _entries(file: _File, name: str) -> tuple[Entry, ...]:
    entries = [_entry(tuple(line), Certainty.CERTAIN, name) for line in file.certain]
    entries += [_entry(tuple(line), Certainty.DOUBTFUL, name) for line in file.doubtful]
    entries += [_entry(tuple(line), Certainty.STYLE, name) for line in file.style]
    return tuple(entries)


def wrong_words(paragraph: str, entries: Iterable[Entry]) -> tuple[WrongWord, ...]:
    """Return the wrong words of a paragraph in order; of two that overlap the longer one."""
    found: list[WrongWord] = []
    for entry in entries:
        if entry.wrong in paragraph:
            found += _all(paragraph, entry)
    longest_first = sorted(found, key=lambda word: (word.start - word.end, word.start))
    return tuple(without_overlaps(longest_first))


def _all(paragraph: str, entry: Entry) -> Iterator[WrongWord]:
    for match in _pattern(entry).finditer(paragraph):
        yield WrongWord(match.start(), match.end(), entry)


@cache
def _pattern(entry: Entry) -> re.Pattern[str]:
    """Made when the word stands somewhere: hundreds at start would be felt."""
    return re.compile(f"{entry.before}{re.escape(entry.wrong)}{entry.after}")


def _entry(line: _Line, certainty: Certainty, name: str) -> Entry:
    if not 2 <= len(line) <= _LONGEST or not line[0] or line[0] == line[1]:
        shown = "、".join(line)
        raise WordListError(f"“{name}”中的“{shown}”不能使用：每条依次写错误的词、正确的词，两者不同。")
    wrong, right, found_in, not_found_in, before, after = (*line, "", "", "", "")[:_LONGEST]
    return Entry(wrong, right, certainty, found_in, not_found_in, before, after)
