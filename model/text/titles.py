"""Where a title that is longer than a line is broken: into balanced lines of whole words.

GB/T 9704-2012, 7.3.1: a title of several lines is broken by its meaning, its lines are of fitting
lengths. The type area of 156 mm holds 20 characters of size 2号. A break of the clerk's own stays.
"""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from model.chinese.phrases import Phrase, phrases

LINE = 20.0
"""The characters of a line of the title."""
SIGNATURE_LINE = 24.0
"""The characters of a line of an organ's name in a signature: of 28, with two and more free at the right."""
# The width of a digit or Latin letter. The faces of the standard have 0.5; what stands in for one
# that a computer lacks has up to 0.6, and must not push a last character to a line of its own.
_NARROW = 0.6
_LONGEST = 300  # characters: the ways to break a text grow with the cube of its length
_LONELY = 40.0  # lost by a line of nothing but a year, or of a word or two
_SHORT = 2.0  # characters
_ANOTHER_LINE = 4.0


@lru_cache(maxsize=64)  # asked again with each page that is drawn, and when a written file is read back
def broken(title: str, line: float = LINE) -> str:
    r"""Return a title as it is printed, with ``\n`` wherever a line ends.

    ``line``: the characters of full width that one line holds. Breaks of a person stay; only what
    is too long for a line all the same is broken further. What is longer than any title stays as it is.
    """
    return "\n".join(made for own in title.split("\n") for made in _lines(own, line))


def joined(title: str, line: float = LINE) -> str:
    """Return a title that was read from a page in one line, when it would be printed as it stood there."""
    if "\n" not in title:  # nearly all lines of signatures
        return title
    whole = title.replace("\n", "")
    return whole if broken(whole, line) == title else title


def width(text: str) -> float:
    """In characters of full width."""
    return sum(_NARROW if character.isascii() else 1 for character in text)


def _lines(text: str, line: float) -> list[str]:
    """The lines that a text is printed on."""
    if len(text) > _LONGEST or width(text) <= line:
        return [text]
    parts = list(_fitting(phrases(text), line))
    best = min(_ways(parts, line), key=lambda way: way.lost)
    made: list[str] = []
    for start, end in pairwise((0, *best.ends)):
        made.append("".join(part.text for part in parts[start:end]).strip())
    return list(filter(None, made))


def _fitting(parts: Sequence[Phrase], line: float) -> Iterator[Phrase]:
    """Cut what is longer than a whole line by itself: no word is, but anything may be typed."""
    for part in parts:
        text = part.text
        while width(text) > line:
            end = _most_that_fits(text, line)
            yield Phrase(text[:end])
            text = text[end:]
        yield Phrase(text, part.loss, part.is_year)


def _most_that_fits(text: str, line: float) -> int:
    """How many characters of a text one line holds, at least one."""
    end = len(text)
    while end > 1 and width(text[:end]) > line:
        end -= 1
    return end


class _Way(NamedTuple):
    """What is lost by some line ends, and the ends themselves: numbers of phrases."""

    lost: float
    ends: tuple[int, ...]


_NO_WAY = _Way(math.inf, ())


class _Measured(NamedTuple):
    """A phrase and its width, which is asked for with each line that it may stand on."""

    phrase: Phrase
    width: float


def _ways(parts: Sequence[Phrase], line: float) -> Iterator[_Way]:
    """The best way for each number of lines that may be thought of: the fewest, and one more."""
    measured = [_Measured(part, width(part.text)) for part in parts]
    whole = sum(part.width for part in measured)
    ways = ((count, _best(measured, line, count, whole / count)) for count in range(1, len(parts) + 1))
    fewest, best = next((count, way) for count, way in ways if way is not None)
    yield best
    another = _best(measured, line, fewest + 1, whole / (fewest + 1))
    if another is not None:
        yield _Way(another.lost + _ANOTHER_LINE, another.ends)


def _best(parts: Sequence[_Measured], line: float, count: int, mean: float) -> _Way | None:
    """The best ends of ``count`` lines, each near ``mean``; None when they do not hold the text."""
    ways = {0: _Way(0.0, ())}  # by the last end
    for _ in range(count):
        longer: dict[int, _Way] = {}
        for start, way in ways.items():
            for end, more in _ends(parts, start, line, mean):
                lost = way.lost + more
                if lost < longer.get(end, _NO_WAY).lost:
                    longer[end] = _Way(lost, (*way.ends, end))
        ways = longer
    return ways.get(len(parts))


def _ends(parts: Sequence[_Measured], start: int, line: float, mean: float) -> Iterator[tuple[int, float]]:
    """Where a line that begins at a phrase may end, and what is lost by each end."""
    used = 0.0
    for end in range(start + 1, len(parts) + 1):
        last = parts[end - 1]
        used += last.width
        if used > line:
            return
        is_year_alone = last.phrase.is_year and end == start + 1
        is_lonely = is_year_alone or used <= _SHORT
        lost = ((used - mean) / 2) ** 2
        if is_lonely:
            lost += _LONELY
        if end < len(parts):  # at the end of the title nothing is divided
            lost += last.phrase.loss
        yield end, lost
