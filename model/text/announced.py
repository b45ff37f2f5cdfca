"""How many points a text says that follow, and how many do: “有以下三个问题：一是更新慢；二是解读少”."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from model.chinese.numerals import COUNTING, ordinal, written
from model.text.numbering import Mark, wrong_row

_NUMBER = rf"(?<![第{COUNTING}\d])(?:[{COUNTING}两]{{1,2}}|\d{{1,2}})"
_FIRST_NUMBER = re.compile(_NUMBER)
_POINTS = "问题|不足(?:之处)?|短板|困难|薄弱环节|差距|举措|措施|做法|特点|原因"
_COUNTED = rf"{_NUMBER}(?:(?:个|大)?方面|[个点项大条])?的?(?:主要|突出|明显)?"
_ALL = rf"{_COUNTED}(?:{_POINTS})(?:[和与及](?:{_POINTS}))?"
# What is announced stands just before the first point; of “方面” a few words may tell for what. Behind
# “针对三个问题：” follows what was done about them.
_ANNOUNCED = re.compile(
    rf"(?<![^，,。；;：:\n])(?![^，,。；;：:\n]*(?:针对|围绕|对照|整改|解决|上年|去年|上一年|、))[^，,。；;：:\n]*?"
    rf"(?:(?P<below>(?:以下|如下|下列){_ALL})\s*[：:，,。]|(?P<points>{_ALL})\s*[：:]"
    rf"|(?P<sides>{_NUMBER}(?:个|大)?方面[^，,。；;：:\n]{{0,10}})[：:])\s*$"
)
_COLONS = ("：", ":")
_REACH = 60  # characters before the first point
_BELOW = 3  # paragraphs below the last point in which one more may stand
_MORE = re.compile("此外|另外|还有|同时|最后|再者|再次|以及")


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
    first = row[0]
    is_headed = not paragraphs[first.paragraph][: first.start].strip()
    place = first.paragraph - is_headed
    said = _said_before(paragraphs[place], None if is_headed else first.start) if place >= 0 else None
    if said is None:
        return
    start, end, number = said
    may_be_right = number == len(row) or (number > len(row) and _may_go_on(paragraphs, row))
    if not may_be_right:
        yield Announced(place, start, end, tuple(row))


def _said_before(paragraph: str, place: int | None) -> tuple[int, int, int] | None:
    """Where it is announced just before a place, or at the end, how many points follow, and how many."""
    end = len(paragraph) if place is None else place
    said = _ANNOUNCED.search(paragraph, max(0, end - _REACH), end)
    is_open_end = said is not None and place is None and not said[0].rstrip().endswith(_COLONS)
    if said is None or is_open_end:
        return None
    number = _FIRST_NUMBER.search(paragraph, said.start(said.lastgroup or 0), said.end())
    return (number.start(), said.end(said.lastgroup or 0), _worth(number[0])) if number is not None else None


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
    return _MORE.search(behind) is not None or any(one in behind for one in another)
