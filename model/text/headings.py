"""Headings inside a section: ``（一）``, ``1.`` and what of their paragraph is the heading.

The levels are those of GB/T 9704-2012, 7.3.3: “一、” 黑体, “（一）” 楷体, “1.” and “（1）” 仿宋.
"""

import re
from collections.abc import Sequence
from enum import IntEnum

import msgspec

from model.chinese.numerals import COUNTING

_NUMERAL = f"{COUNTING}百"
# Kept in the order of the levels. A digit behind “1.” makes it a figure (1.5倍), not a heading.
_MARKS = (
    re.compile(rf"[{_NUMERAL}]{{1,3}}、"),
    re.compile(rf"[（(][{_NUMERAL}]{{1,3}}[）)]"),
    re.compile(r"[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、)"),
    re.compile(r"[（(][0-9０-９]{1,2}[）)]"),
)
_LONGEST = 60  # characters; what is longer is a sentence with a number, not a heading
_LINE_END = re.compile("[\n\u2028]")  # in a report, and in the text editor
# An item of a list, or a sentence with a number, ends so; a heading that stands alone does not.
_NO_HEADING = ("；", ";", "，", ",", "、", "。", "！", "？")


class HeadingLevel(IntEnum):
    """How deep a heading stands; the numbers are those of the official layout."""

    SECTION = 1
    PART = 2
    POINT = 3
    ITEM = 4


class Heading(msgspec.Struct, frozen=True):
    """A heading at the start of a paragraph: its level, and the characters before ``end``.

    Where ``end`` is the paragraph's length the heading stands alone; otherwise it runs
    in: the text follows on the same line.
    """

    level: HeadingLevel
    end: int


def heading(paragraph: str) -> Heading | None:
    """Return the heading a paragraph begins with, or None.

    A run-in heading reaches to the first ``。``, that included, or to a line break. What is
    too long for a heading, or is an item of a list or a numbered sentence, is none.

    >>> heading("（一）主动公开。全年公开信息。").end
    8
    >>> heading("2.数据由财政局提供。") is None
    True
    """
    level = _level(paragraph)
    end = 0 if level is None else _extent(paragraph)
    return Heading(level, end) if level is not None and end else None


def headings(paragraphs: Sequence[str], *, note: bool = False) -> tuple[Heading | None, ...]:
    """Return the headings of a section's paragraphs: what stands before its text.

    One that stands alone, and has neither text nor a deeper heading behind it, is an item of a list.
    ``note``: the paragraphs are the note under a table, which has no headings.

    >>> [one is not None for one in headings(("（一）公开", "1.加强培训", "2.加强考核"))]
    [True, False, False]
    """
    if note:
        return (None,) * len(paragraphs)
    found: list[Heading | None] = []
    for text, following in zip(paragraphs, (*paragraphs, "")[1:], strict=True):
        one = heading(text)
        is_item = one is not None and one.end == len(text) and not _leads(one.level, following)
        found.append(None if is_item else one)
    return tuple(found)


def _leads(level: HeadingLevel, following: str) -> bool:
    """Whether a heading that stands alone has text, or a deeper heading, behind it."""
    below = _level(following)
    return bool(following) and (below is None or below > level)


def _level(paragraph: str) -> HeadingLevel | None:
    """The level of the mark that a paragraph begins with."""
    start = len(paragraph) - len(paragraph.lstrip())
    marks = zip(HeadingLevel, _MARKS, strict=True)
    return next((level for level, mark in marks if mark.match(paragraph, start)), None)


def _extent(paragraph: str) -> int:
    """The length of the heading at the start of a paragraph, 0 when there is none."""
    start = len(paragraph) - len(paragraph.lstrip())
    line_end = _LINE_END.search(paragraph, start)
    line = paragraph[: line_end.start()] if line_end else paragraph
    stop = line.find("。")
    end = len(line) if stop < 0 else stop + 1
    has_text_behind = stop >= 0 and bool(paragraph[end:].strip())
    is_item = not has_text_behind and line.rstrip().endswith(_NO_HEADING)
    is_sentence = end > _LONGEST
    return 0 if is_item or is_sentence else end
