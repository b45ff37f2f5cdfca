"""Headings inside a section: ``（一）``, ``1.`` and what of their paragraph is the heading.

The levels are those of GB/T 9704-2012, 7.3.3: “一、” 黑体, “（一）” 楷体, “1.” and “（1）” 仿宋.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

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
_GOES_ON = ("；", ";", "，", ",", "、")  # an item of a list ends so, a heading does not


class HeadingLevel(IntEnum):
    """How deep a heading stands; the numbers are those of the official layout."""

    SECTION = 1
    PART = 2
    POINT = 3
    ITEM = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a paragraph: its level, and the characters before ``end``.

    Where ``end`` is the paragraph's length the heading stands alone; otherwise it runs
    in: the text follows on the same line.
    """

    level: HeadingLevel
    end: int


def heading(paragraph: str) -> Heading | None:
    """Return the heading a paragraph begins with, or None.

    A run-in heading reaches to the first ``。``, that included, or to a line break. What is
    too long for a heading, or ends like an item of a list, is none.

    >>> heading("（一）主动公开。全年公开信息。").end
    8
    """
    start = len(paragraph) - len(paragraph.lstrip())
    for level, mark in zip(HeadingLevel, _MARKS, strict=True):
        if mark.match(paragraph, start):
            end = _extent(paragraph, start)
            return Heading(level, end) if end else None
    return None


def _extent(paragraph: str, start: int) -> int:
    """The length of the heading at the start of a paragraph, 0 when there is none."""
    line_end = _LINE_END.search(paragraph, start)
    line = paragraph[: line_end.start()] if line_end else paragraph
    stop = line.find("。")
    end = len(line) if stop < 0 else stop + 1
    is_item = stop < 0 and line.rstrip().endswith(_GOES_ON)
    return 0 if is_item or end > _LONGEST else end
