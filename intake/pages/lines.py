"""Placed characters into lines of text."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from intake.blocks import raised
from intake.pages.placed import Placed

_SAME_LINE = 0.3  # of the size: by how much baselines in one line may differ
_SMALL = 0.8  # of the size: a raised character is smaller than this
_TWICE = 0.2  # of the size: a character printed again this close is only made bold by it
_WORD_GAP = 0.2  # of the size: a blank between two Latin letters, more than the line's usual gap
_BLANK_GAP = 0.2  # the same between two Chinese characters, marks left out
_MIXED_GAP = 0.7  # between a Chinese and another one, where programs leave some room of their own
_FULL_GAP = 0.8  # from here on it is a full-width blank
_TAB_GAP = 2.0
_RADICALS = ("\u2e80", "\u2fdf")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on page number ``page`` (from 0); its place is that of what is seen of it.

    ``first`` is the width of its first word, which had no room in the line before.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    first: float


def lines(characters: Iterable[Placed], page: int) -> list[Line]:
    """Return the lines that characters make, from top to bottom."""
    rows: list[list[Placed]] = []
    for character in sorted(characters, key=lambda c: (c.base, c.left)):
        row = rows[-1] if rows else None
        if row is not None and character.base - row[0].base <= _SAME_LINE * min(row[0].size, character.size):
            row.append(character)
        else:
            rows.append([character])
    made = (_line(row, page) for row in _with_raised(rows))
    return [line for line in made if line is not None]


def _with_raised(rows: Sequence[list[Placed]]) -> list[list[Placed]]:
    """Rows of nothing but small characters, just above another row, belong into that one."""
    made: list[list[Placed]] = []
    for row in reversed(rows):
        under = made[-1] if made else None
        if under is not None and _stands_on(row, under):
            marks = [Placed(raised(c.text), c.left, c.right, under[0].base, c.size) for c in row]
            under += marks
        else:
            made.append(row)
    return made[::-1]


def _stands_on(row: Sequence[Placed], under: Sequence[Placed]) -> bool:
    size = max(character.size for character in under)
    if max(character.size for character in row) > _SMALL * size:
        return False
    near = under[0].base - row[0].base < 0.75 * size
    left, right = min(c.left for c in under), max(c.right for c in under)
    return near and all(left - size <= c.left <= right + size for c in row)


def _line(row: Sequence[Placed], page: int) -> Line | None:
    ordered = sorted(row, key=lambda character: character.left)
    while ordered and ordered[0].text.isspace():
        ordered.pop(0)
    while ordered and ordered[-1].text.isspace():
        ordered.pop()
    if not ordered:
        return None
    sizes = sorted(character.size for character in ordered)
    size = sizes[len(sizes) // 2]
    text = _text(ordered)
    return Line(text, ordered[0].left, ordered[-1].right, row[0].base, size, page, _first_word(ordered))


def _text(ordered: Sequence[Placed]) -> str:
    parts: list[str] = []
    before: Placed | None = None
    usual_gaps = _usual_gaps(ordered)
    for character in ordered:
        if before is not None:
            if character.text == before.text and character.left - before.left < _TWICE * character.size:
                continue
            parts.append(_blank_between(before, character, usual_gaps))
        parts.append(usual(character.text))
        before = character
    return "".join(parts)


def _usual_gaps(ordered: Sequence[Placed]) -> dict[bool, float]:
    """The room that justifying leaves between Chinese (False) and between other characters (True)."""
    gaps: dict[bool, list[float]] = {False: [0.0], True: [0.0]}
    for before, after in pairwise(ordered):
        if before.text.isascii() == after.text.isascii():
            gaps[after.text.isascii()].append((after.left - before.right) / after.size)
    return {kind: max(median(found), 0.0) for kind, found in gaps.items()}


def _blank_between(before: Placed, after: Placed, usual_gaps: dict[bool, float]) -> str:
    """The blank that a reader sees between two characters though none is written."""
    if before.text.isspace() or after.text.isspace():
        return ""
    gap = (after.left - before.right) / max(before.size, after.size)
    latin = after.text.isascii()
    if gap > _TAB_GAP + usual_gaps[latin]:
        return "\t"
    if gap <= _least_blank(before.text, after.text, usual_gaps):
        return ""
    return " " if latin or gap <= _FULL_GAP + usual_gaps[False] else "\u3000"


def _least_blank(before: str, after: str, usual_gaps: dict[bool, float]) -> float:
    """More room than this between two characters is a blank."""
    if before.isascii() != after.isascii():
        return _MIXED_GAP + max(usual_gaps.values())
    if after.isascii():
        return _WORD_GAP + usual_gaps[True]
    marks = not (before.isalnum() and after.isalnum())
    return (_MIXED_GAP if marks else _BLANK_GAP) + usual_gaps[False]


def _first_word(ordered: Sequence[Placed]) -> float:
    """The width of what a line break may not divide: a number or word, or one character with its mark."""
    last = ordered[0]
    for character in ordered[1:]:
        together = last.text.isascii() and character.text.isascii() and not character.text.isspace()
        if not together and not _may_not_begin(character.text):
            break
        last = character
    return last.right - ordered[0].left


def _may_not_begin(text: str) -> bool:
    """Whether a line may not begin with a mark: closing ones stay with the character before."""
    return text in "，。、；：！？）》”’〉」』】〕％%…—"


def usual(text: str) -> str:
    """Return the common form of a character: fonts give radicals and compatible forms in its place."""
    if _RADICALS[0] <= text <= _RADICALS[1]:
        return unicodedata.normalize("NFKC", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def joined(before: str, after: str) -> str:
    """Return two lines of one paragraph as one; between Latin words stands a blank."""
    first, second = before.rstrip(" \u3000"), after.lstrip(" \u3000")
    if not first or not second:
        return first + second
    blank = first[-1].isascii() and second[0].isascii() and (first[-1].isalpha() or second[0].isalpha())
    return f"{first}{' ' if blank and first[-1].isalnum() and second[0].isalnum() else ''}{second}"
