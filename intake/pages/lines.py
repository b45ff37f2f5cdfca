"""Placed characters into lines of text."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from intake.blocks import raised
from intake.pages.placed import Placed

_SAME_LINE = 0.3  # of the size: by how much baselines in one line may differ
_SMALL = 0.8  # of the size: a raised character is smaller than this
_RAISED = 0.75  # of the size: it stands no higher than this above its line
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
    for character in sorted(characters, key=attrgetter("base", "left")):
        belongs = bool(rows) and _is_beside(rows[-1][0], character)
        if belongs:
            rows[-1].append(character)
        else:
            rows.append([character])
    made = (_line(row, page) for row in _with_raised(rows))
    return list(filter(None, made))


def _is_beside(first: Placed, character: Placed) -> bool:
    """Whether a character stands in the line of another one, as far as their baselines tell."""
    return character.base - first.base <= _SAME_LINE * min(first.size, character.size)


def _with_raised(rows: Sequence[list[Placed]]) -> list[list[Placed]]:
    """Rows of nothing but small characters, just above another row, belong into that one."""
    made: list[list[Placed]] = []
    for row in reversed(rows):
        is_raised = bool(made) and _stands_on(row, made[-1])
        if is_raised:
            line = made[-1]
            line += [Placed(raised(c.text), c.left, c.right, line[0].base, c.size) for c in row]
        else:
            made.append(row)
    return made[::-1]


def _stands_on(row: Sequence[Placed], under: Sequence[Placed]) -> bool:
    """Whether characters are smaller than those of the row under them, and near them, as a note's mark."""
    size = _largest(under)
    is_small = _largest(row) <= _SMALL * size
    is_near = under[0].base - row[0].base < _RAISED * size
    if not (is_small and is_near):
        return False
    left = min(character.left for character in under) - size
    right = max(character.right for character in under) + size
    return all(left <= character.left <= right for character in row)


def _largest(row: Sequence[Placed]) -> float:
    """The size of the largest character."""
    return max(character.size for character in row)


def _line(row: Sequence[Placed], page: int) -> Line | None:
    """The line that characters make, None for blanks alone."""
    ordered = _without_blanks(sorted(row, key=attrgetter("left")))
    if not ordered:
        return None
    sizes = sorted(character.size for character in ordered)
    size = sizes[len(sizes) // 2]
    text = _text(ordered)
    return Line(text, ordered[0].left, ordered[-1].right, row[0].base, size, page, _first_word(ordered))


def _without_blanks(ordered: Sequence[Placed]) -> Sequence[Placed]:
    """Characters without the blanks at either end."""
    seen = [at for at, character in enumerate(ordered) if not character.text.isspace()]
    return ordered[seen[0] : seen[-1] + 1] if seen else ()


def _text(ordered: Sequence[Placed]) -> str:
    """The characters of a line with the blanks that are seen between them."""
    parts = [usual(ordered[0].text)]
    before = ordered[0]
    usual_gaps = _usual_gaps(ordered)
    for character in ordered[1:]:
        if _is_printed_again(before, character):
            continue
        parts.append(_blank_between(before, character, usual_gaps))
        parts.append(usual(character.text))
        before = character
    return "".join(parts)


def _is_printed_again(before: Placed, character: Placed) -> bool:
    """Whether a character is the one before once more, a little beside it, to look bold."""
    return character.text == before.text and character.left - before.left < _TWICE * character.size


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
    is_latin = after.text.isascii()
    if gap > _TAB_GAP + usual_gaps[is_latin]:
        return "\t"
    if gap <= _least_blank(before.text, after.text, usual_gaps):
        return ""
    is_full_width = not is_latin and gap > _FULL_GAP + usual_gaps[False]
    return "\u3000" if is_full_width else " "


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
        if _may_break(last.text, character.text):
            break
        last = character
    return last.right - ordered[0].left


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters: not in a word or number, not before a closing mark."""
    is_one_word = before.isascii() and after.isascii() and not after.isspace()
    return not is_one_word and not _may_not_begin(after)


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
    return f"{first} {second}" if _are_words(first[-1], second[0]) else first + second


def _are_words(last: str, first: str) -> bool:
    """Whether two characters belong to two Latin words, or to a word and a number; two numbers are one."""
    are_latin = (last + first).isascii() and (last + first).isalnum()
    return are_latin and not (last + first).isdigit()
