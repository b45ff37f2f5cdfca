"""Finds words in the chapters of the manual. Knows no Qt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_AROUND = 18  # characters shown at each side of what was found
_MARKS = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|[*`\[|]|^#+ |^ *[-\d]+[.] |^- ", re.MULTILINE)
_RULES = re.compile(r"^[ |:-]+$", re.MULTILINE)  # the line under the heading of a table


@dataclass(frozen=True, slots=True)
class Hit:
    """One place: the chapter's file, which of its places it is (from 0), and the words around it."""

    chapter: Path
    number: int
    around: str


def plain(markdown: str) -> str:
    """Return the words of a chapter as they are read: marks, addresses of links and pictures left out."""
    return _MARKS.sub("", _RULES.sub("", markdown))


def hits(chapters: Iterable[Path], wanted: str) -> list[Hit]:
    """Return every place of a word, chapter by chapter; capitals count for nothing."""
    words = wanted.strip()
    if not words:
        return []
    pattern = re.compile(re.escape(words), re.IGNORECASE)
    found = []
    for chapter in chapters:
        text = plain(chapter.read_text("utf-8"))
        for number, match in enumerate(pattern.finditer(text)):
            found.append(Hit(chapter, number, _around(text, match.start(), match.end())))
    return found


def _around(text: str, start: int, end: int) -> str:
    """The words around a place, within its line."""
    line = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    until = len(text) if after < 0 else after
    left, right = max(line, start - _AROUND), min(until, end + _AROUND)
    return f"{'…' if left > line else ''}{text[left:right].strip()}{'…' if right < until else ''}"
