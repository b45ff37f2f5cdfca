"""Rows of numbered headings or points that count wrongly: （一）（三）, or “一是…三是…三是…”.

Only a row that begins with one and has at least two members is looked at; another one begins it anew. What
stands in a citation, as 第三十六条第（一）（二）项, is no heading.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import msgspec

from model.chinese.numerals import CIRCLED, COUNTING, ordinal

_NUMBER = rf"(?P<number>[{COUNTING}]{{1,3}})"
_WITHIN = r"(?<=[。；！：])"  # a number amid a paragraph is in another row than the headings
_POINT = r"(?:^\s*|(?<=[，。；：、！\s]))"


class _Manner(msgspec.Struct, frozen=True):
    """A way to number. A heading of a lower ``rank`` ends the rows of those above it."""

    rank: int
    pattern: re.Pattern[str]


_POINTS = 4
_IN_ANY_MANNER = re.compile(
    rf"(?P<number>[{CIRCLED}]|(?:\d{{1,2}}|[{COUNTING}]{{1,3}})(?=[、.．）)是要则来，,：: 　]))"
)
_ENOUGH = 3  # numbers of a row that tell how it counts
_MANNERS = (
    _Manner(0, re.compile(rf"^\s*{_NUMBER}、")),
    _Manner(1, re.compile(rf"^\s*（{_NUMBER}）(?![项款条目（、和])")),
    _Manner(2, re.compile(r"^\s*(?P<number>\d{1,2})(?:[.．](?!\d)|、)")),
    _Manner(3, re.compile(r"^\s*（(?P<number>\d{1,2})）")),
    _Manner(_POINTS, re.compile(rf"{_WITHIN}（{_NUMBER}）(?![项款条目（、和])")),
    _Manner(_POINTS, re.compile(rf"{_WITHIN}（(?P<number>\d{{1,2}})）")),
    _Manner(_POINTS, re.compile(rf"{_POINT}{_NUMBER}是(?!一|二)")),
    _Manner(_POINTS, re.compile(rf"{_POINT}{_NUMBER}要(?![素件点务领闻])")),
    _Manner(_POINTS, re.compile(rf"{_POINT}第{_NUMBER}(?=[，、])")),
    _Manner(_POINTS, re.compile(rf"{_POINT}其{_NUMBER}(?=[，、是])")),
    _Manner(_POINTS, re.compile(rf"(?P<number>[{CIRCLED}])")),
    _Manner(_POINTS, re.compile(rf"{_WITHIN}(?P<number>\d{{1,2}})(?:[.．](?!\d)|、(?!\d))")),
)
_HEADINGS = {4: 1, 5: 3, len(_MANNERS) - 1: 2}
"""Numbers amid a paragraph that may go on with a row of headings: a file has lost its breaks there."""
_ENDS_POINTS = 1  # rank: points go on below numbered lines, but not below another heading


_BRACKET = re.compile("（[^（）]*）")


class Mark(msgspec.Struct, frozen=True):
    """One number: paragraph, characters ``start`` to ``end``, as written, and its worth."""

    paragraph: int
    start: int
    end: int
    written: str
    number: int


class WrongRow(msgspec.Struct, frozen=True):
    """A row of numbers that is not one, two, three …; ``wrong`` is the first that should be another."""

    marks: tuple[Mark, ...]
    wrong: Mark
    expected: int


class _Rows(msgspec.Struct):
    """The rows that are open, one for each manner."""

    open: dict[int, list[Mark]] = msgspec.field(default_factory=dict)

    def add(self, manner: int, mark: Mark) -> Iterator[list[Mark]]:
        """Take a number in, and yield the rows that end with it."""
        for other in [other for other in self.open if _ends(manner, other)]:
            yield self.open.pop(other)
        if mark.number == 1:
            yield self.open.pop(manner, [])
            self.open[manner] = [mark]
        elif manner in self.open:
            self.open[manner].append(mark)
        else:
            of_headings = self.open.get(_HEADINGS.get(manner, manner), [])
            if of_headings and mark.number == of_headings[-1].number + 1:
                of_headings.append(mark)


def _ends(manner: int, other: int) -> bool:
    """Whether a number ends the rows of another manner, which stand below it."""
    rank, other_rank = _MANNERS[manner].rank, _MANNERS[other].rank
    goes_on = other_rank == _POINTS and rank > _ENDS_POINTS
    return other_rank > rank and not goes_on


def rows(paragraphs: Sequence[str]) -> tuple[Sequence[Mark], ...]:
    """Return the rows of a part of the report that begin with one."""
    found = _Rows()
    ended = [row for manner, mark in _marks(paragraphs) for row in found.add(manner, mark)]
    return (*ended, *found.open.values())


def wrong_rows(among: Iterable[Sequence[Mark]]) -> tuple[WrongRow, ...]:
    """Return those of some rows that count wrongly, by their first wrong number."""
    found = filter(None, map(wrong_row, among))
    return tuple(sorted(found, key=lambda one: (one.wrong.paragraph, one.wrong.start)))


def wrong_row(row: Sequence[Mark]) -> WrongRow | None:
    """Return what is wrong with a row, None where it counts rightly."""
    for expected, mark in enumerate(row, 1):
        if mark.number != expected:
            return WrongRow(tuple(row), mark, expected)
    return None


def is_certain(row: WrongRow, paragraphs: Sequence[str]) -> bool:
    """Whether a row surely counts wrongly: one number is another, comes twice, or is nowhere to be seen.

    What goes on behind the wrong number must be right, or off just as it is. A number that is skipped may be
    written in another manner.
    """
    numbers = [mark.number for mark in row.marks]
    off = [number - place for place, number in enumerate(numbers, 1)]
    place = row.expected - 1
    behind = set(off[place + 1 :])
    goes_on = behind in (set(), {0}, {off[place]})
    may_be_skipped = off[place] == 1 and behind != {0} and numbers.count(numbers[place]) == 1
    is_seen = may_be_skipped and _stands_before_the_wrong(row, paragraphs)
    return len(numbers) >= _ENOUGH and goes_on and not is_seen


def _stands_before_the_wrong(row: WrongRow, paragraphs: Sequence[str]) -> bool:
    """Whether the number that is missing may stand in another manner behind the one before it."""
    before, wrong = row.marks[row.expected - 2], row.wrong
    between = "\n".join(paragraphs[before.paragraph : wrong.paragraph + 1])
    end = len(between) - len(paragraphs[wrong.paragraph]) + wrong.start
    return any(
        ordinal(one["number"]) == row.expected for one in _IN_ANY_MANNER.finditer(between, before.end, end)
    )


def _marks(paragraphs: Sequence[str]) -> Iterator[tuple[int, Mark]]:
    """Every number with its manner, in reading order."""
    for at, paragraph in enumerate(paragraphs):
        found = _found(paragraph)
        brackets = [one.span() for one in _BRACKET.finditer(paragraph)] if found else []
        for start, manner, match in found:
            number = ordinal(match["number"])
            is_aside = _MANNERS[manner].rank == _POINTS and _stands_in_one(brackets, start)
            if number and not is_aside:
                yield manner, Mark(at, match.start(), match.end(), match[0].strip(), number)


def _found(paragraph: str) -> list[tuple[int, int, re.Match[str]]]:
    """All that may be a number: where it begins, its manner, and the match; in reading order."""
    found: list[tuple[int, int, re.Match[str]]] = []
    for manner, one in enumerate(_MANNERS):
        found += [(match.start(), manner, match) for match in one.pattern.finditer(paragraph)]
    return sorted(found, key=itemgetter(0, 1))


def _stands_in_one(brackets: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place is inside a bracket: “二是解读少（其中一是……）；三是……” counts on behind it."""
    before = bisect_left(brackets, (place, place))
    return before > 0 and place < brackets[before - 1][1]
