"""What stands apart and belongs together: numbered parts of one whole, and what a new paragraph goes on with.

“开展解读126篇，分别为：”, and behind it “1.文字解读58篇。”, “2.图解51篇。”, be they paragraphs or not, are
one sentence; “其中，……” and “以上……” at the beginning of a paragraph are read behind the paragraph before.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from model.chinese import figures
from model.chinese.numbered import (
    AMONG,
    COMMA,
    FIRST,
    Unit,
    first_sentences,
    last_sentences,
    numbered_on,
    tells_one_figure,
    units,
)
from model.reading.words.words import alternatives

_BEFORE = 2  # sentences that are spoken of
_BEHIND = 2  # sentences of a paragraph that speak of them
_FEWEST = 2  # parts


class Piece(NamedTuple):
    """A stretch of a paragraph: the paragraph's number, where it begins there, its text."""

    paragraph: int
    start: int
    text: str


class Joined(NamedTuple):
    """Pieces with what joins them to one text, and where each begins in it.

    ``parts`` is how many figures behind the first piece's last are numbered as its parts; 0 where none are.
    ``closed``: they are said to be all. ``sure``: it is said that they are parts.
    """

    text: str
    begins: tuple[int, ...]
    pieces: tuple[Piece, ...]
    parts: int = 0
    closed: bool = False
    sure: bool = False

    def placed(self, start: int, end: int) -> tuple[int, int, int]:
        """Return paragraph, start and end of a stretch of the text where it stands."""
        number = bisect_right(self.begins, start) - 1
        piece = self.pieces[number]
        moved = piece.start - self.begins[number]
        return piece.paragraph, start + moved, end + moved

    @property
    def own(self) -> int:
        """Where the last piece begins: what is before it is there to be spoken of."""
        return self.begins[-1]


def joined(paragraphs: Sequence[str]) -> Iterator[Joined]:
    """Yield what of some paragraphs belongs together."""
    yield from chain.from_iterable(map(_going_on, range(1, len(paragraphs)), pairwise(paragraphs)))
    if any(map(FIRST.search, paragraphs)):
        yield from _numbered(paragraphs)


def _together(pieces: Sequence[Piece], before: Sequence[str]) -> Joined:
    """Pieces as one text, each with what comes before it."""
    text, begins = "", []
    for piece, mark in zip(pieces, before, strict=True):
        text += mark
        begins.append(len(text))
        text += piece.text
    return Joined(text, tuple(begins), tuple(pieces))


# ---------------------------------------------------------------------- going on


def _going_on(number: int, both: tuple[str, str]) -> Iterator[Joined]:
    """A paragraph that speaks of the one before, with its last sentences."""
    before, paragraph = both
    if _beginning_again().match(paragraph.lstrip()):
        start, end = last_sentences(before, _BEFORE), first_sentences(paragraph, _BEHIND)
        pieces = Piece(number - 1, start, before[start:]), Piece(number, 0, paragraph[:end])
        yield _together(pieces, ("", "\n"))


@cache
def _beginning_again() -> re.Pattern[str]:
    return re.compile(alternatives("beginning-again"))


# ------------------------------------------------------------------------ numbers


def _numbered(paragraphs: Sequence[str]) -> Iterator[Joined]:
    """Yield each whole with the numbered parts behind it."""
    told = [(number, unit) for number, paragraph in enumerate(paragraphs) for unit in units(paragraph)]
    for place, (_, unit) in enumerate(told):
        if unit.number == 1 and place:
            end = place + numbered_on([one for _, one in told[place:]])
            yield from _whole_and_parts(told[max(place - _BEFORE, 0) : place], told[place:end])


_Told = Sequence[tuple[int, Unit]]
"""Units, each with the number of its paragraph."""


def _whole_and_parts(before: _Told, parts: _Told) -> Iterator[Joined]:
    """The last figure before parts of one figure each, as one sentence with them."""
    are_of_one_figure = all(tells_one_figure(unit.text) for _, unit in parts)
    if len(parts) < _FEWEST or not are_of_one_figure:
        return
    counter = figures.find(parts[0][1].text)[-1].counter
    whole = _whole_before(before, counter)
    if whole is not None:
        head, leading = whole
        pieces = [Piece(at, one.start, one.text) for at, one in parts]
        yield _as_parts(head, leading, pieces)


def _whole_before(before: _Told, counter: str) -> tuple[Piece, str] | None:
    """The last figure with a counter in the paragraph before, with what stands behind it."""
    paragraph = before[-1][0]
    behind = ""
    for number, unit in reversed(before):
        end = _end_of_last(counter, unit.text) if number == paragraph else 0
        if end:
            return Piece(number, unit.start, unit.text[:end]), unit.text[end:] + behind
        behind = unit.text + behind
    return None


def _end_of_last(counter: str, text: str) -> int:
    """Where the last figure with a counter ends; 0 where there is none."""
    ends = [one.stop for one in figures.find(text) if one.counter == counter]
    return ends[-1] if ends else 0


def _as_parts(head: Piece, leading: str, parts: Sequence[Piece]) -> Joined:
    """A whole and its parts as one sentence; ``leading`` is what stands between."""
    made = _together((head, *parts), ("", COMMA + AMONG, *[COMMA] * (len(parts) - 1)))
    is_closed = _closing().search(leading) is not None
    return made._replace(parts=len(parts), closed=is_closed, sure=is_closed or AMONG in leading)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(alternatives("all-parts-follow"))
