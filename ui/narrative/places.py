"""Where the characters of paragraphs stand in the editor's document, for the marks of all findings at once.

The document is walked through once, and each paragraph read once: a text may have a thousand findings.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from PySide6.QtGui import QTextDocument

from model.report.fields import fields
from ui.narrative.documents import goes_on

# A character that takes no place in the document, or two.
_UNEVEN = re.compile("[\r\ufdd0\ufdd1\ufffc\U00010000-\U0010ffff]")
_GONE = frozenset("\r\ufdd0\ufdd1\ufffc")


class Places:
    """Tells positions in a document that shows ``texts``; ``known`` says which names are live figures."""

    def __init__(self, document: QTextDocument, texts: Sequence[str], known: Callable[[str], bool]) -> None:
        self._document = document
        self._texts = texts
        self._known = known
        self._read: dict[int, _Paragraph] = {}

    def position(self, paragraph: int, offset: int) -> int:
        """Return the position of a character of a paragraph.

        A place inside a live figure is taken for its start; what is not there, as it was left out of what is
        shown of a very long text, for the end.
        """
        end = self._document.characterCount() - 1
        if paragraph >= len(self._pieces):
            return end
        if paragraph not in self._read:
            text = "".join(self._texts[paragraph : paragraph + 1])
            self._read[paragraph] = _Paragraph(text, self._known)
        return min(self._pieces[paragraph].position(self._read[paragraph].place(offset)), end)

    @cached_property
    def _pieces(self) -> "list[_Pieces]":
        """The blocks of each paragraph."""
        made: list[_Pieces] = []
        is_begun = False
        block = self._document.begin()
        while block.isValid():
            if not is_begun:
                made.append(_Pieces())
            made[-1].add(block.position(), block.length() - 1)
            is_begun = goes_on(block)
            block = block.next()
        return made


class _Pieces:
    """The blocks that a paragraph lies in. Between two of them the document has one position more."""

    def __init__(self) -> None:
        self._ends: list[int] = []  # places of the paragraph
        self._shifts: list[int] = []  # from a place to its position

    def add(self, position: int, length: int) -> None:
        before = self._ends[-1] if self._ends else 0
        self._ends.append(before + length)
        self._shifts.append(position - before)

    def position(self, place: int) -> int:
        piece = min(bisect_left(self._ends, place), len(self._ends) - 1)
        return self._shifts[piece] + place


class _Paragraph:
    """Which place in a paragraph of the document a character of the text has."""

    def __init__(self, text: str, known: Callable[[str], bool]) -> None:
        self._starts: list[int] = []  # of stretches that take more or fewer places than characters
        self._ends: list[int] = []
        self._shifts = [0]  # from a character to its place: before the first stretch, behind each
        for start, end, places in _uneven(text, known):
            self._starts.append(start)
            self._ends.append(end)
            self._shifts.append(self._shifts[-1] + places - (end - start))

    def place(self, offset: int) -> int:
        before = bisect_left(self._starts, offset)
        if before and offset < self._ends[before - 1]:  # inside a live figure
            return self._starts[before - 1] + self._shifts[before - 1]
        return offset + self._shifts[before]


def _uneven(text: str, known: Callable[[str], bool]) -> Iterator[tuple[int, int, int]]:
    """Stretches of a text that take more or fewer places than characters: start, end, places."""
    at = 0
    for field in fields(text) if "{{" in text else ():
        if known(field.name):
            yield from _uneven_characters(text, at, field.start)
            yield field.start, field.end, 1
            at = field.end
    yield from _uneven_characters(text, at, len(text))


def _uneven_characters(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for match in _UNEVEN.finditer(text, start, end):
        yield match.start(), match.end(), 0 if match[0] in _GONE else 2
