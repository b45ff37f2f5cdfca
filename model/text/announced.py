"""How many points a text says that follow, and how many do: “有以下三个问题：一是更新慢；二是解读少”."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from model.chinese.numerals import COUNTING, ordinal, written
from model.reading.words.words import alternatives
from model.reading.words.year_patterns import one_of
from model.text.numbering import Mark, wrong_row

_NUMBER = rf"(?<![第{COUNTING}\d])(?:[{COUNTING}两]{{1,2}}|\d{{1,2}})"
_FIRST_NUMBER = re.compile(_NUMBER)
_COLONS = ("：", ":")
_REACH = 60  # characters before the first point
_BELOW = 3  # paragraphs below the last point in which one more may stand
_IN_CLAUSE = r"[^，,。；;：:\n]"


@cache
def _announcing() -> re.Pattern[str]:
    """What is announced just before the first point; behind “针对三个问题：” follows what was done."""
    point, side = f"(?:{alternatives('announced-point')})", f"(?:{alternatives('announced-side')})"
    counter = alternatives("announced-side", "announced-counter")
    counted = f"{_NUMBER}(?:{counter})?的?(?:{alternatives('announced-quality')})?"
    points = f"{counted}{point}(?:[和与及]{point})?"
    of_others = f"{_IN_CLAUSE}*(?:{alternatives('announced-of-others')}|、)"
    return re.compile(
        rf"(?<!{_IN_CLAUSE})(?!{of_others}){_IN_CLAUSE}*?"
        rf"(?:(?P<below>(?:{alternatives('announced-below')}){points})\s*[：:，,。]|(?P<points>{points})\s*[：:]"
        rf"|(?P<sides>{_NUMBER}{side}{_IN_CLAUSE}{{0,10}})[：:])\s*$"
    )


class Announced(msgspec.Struct, frozen=True):
    """Where it is said how many points follow (``start`` to ``end`` of a paragraph), and those that do."""

    paragraph: int
    start: int
    end: int
    marks: tuple[Mark, ...]


def miscounted(paragraphs: Sequence[str], rows: Iterable[Sequence[Mark]]) -> Iterator[Announced]:
    """Yield where other than as many points follow as are said to; rows that count wrongly are left out.

    ``rows`` are those of the paragraphs (see ``numbering``).
    """
    for row in rows:
        if len(row) > 1 and wrong_row(row) is None:
            yield from _judged(paragraphs, row)


def _judged(paragraphs: Sequence[str], row: Sequence[Mark]) -> Iterator[Announced]:
    place, before = _before(paragraphs, row[0])
    said = _announcing().search(before, max(0, len(before) - _REACH))
    number = _FIRST_NUMBER.search(before, said.start(said.lastgroup or 0)) if said is not None else None
    if said is not None and number is not None and _is_wrong(paragraphs, row, _worth(number[0])):
        yield Announced(place, number.start(), said.end(said.lastgroup or 0), tuple(row))


def _before(paragraphs: Sequence[str], first: Mark) -> tuple[int, str]:
    """The paragraph in which something may be said just before the first point, and its text up to there."""
    here = paragraphs[first.paragraph][: first.start]
    if here.strip() or not first.paragraph:
        return first.paragraph, here
    above = paragraphs[first.paragraph - 1]
    announces = above.rstrip().endswith(_COLONS)
    return first.paragraph - 1, above if announces else ""


def _is_wrong(paragraphs: Sequence[str], row: Sequence[Mark], number: int) -> bool:
    """Whether there are more points than announced, or fewer and none is told in another manner."""
    return number < len(row) or (number > len(row) and not _may_go_on(paragraphs, row))


def _worth(number: str) -> int:
    return 2 if number == "两" else ordinal(number)


def _may_go_on(paragraphs: Sequence[str], row: Sequence[Mark]) -> bool:
    """Whether behind the last point one more is told without its number, or numbered in another manner."""
    first, last = row[0], row[-1]
    below = paragraphs[last.paragraph + 1 : last.paragraph + 1 + _BELOW]
    behind = "\n".join((paragraphs[last.paragraph][last.end :], *below))
    behind = behind.partition(first.written)[0]  # there another row begins
    number, han = last.number + 1, written(last.number + 1)
    another = (
        *(f"{han}{mark}" for mark in "是要、）"),
        f"第{han}",
        *(f"{number}{mark}" for mark in ".．、）"),
    )
    return one_of("point-besides").search(behind) is not None or any(one in behind for one in another)
