"""A figure of all of something that the text looks back upon, and where it told that before.

“全年15条解读以文字为主” in section five, where section one had “发布政策解读15条”.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

import msgspec

from model.reading.words.year_patterns import one_of, pattern

_MARKS = re.compile("[,，]")
_STOP = re.compile("[，,。；;：:、\\n（()）]")
_OPENING = "，"  # stands for the beginning of a text
_SENTENCE = re.compile("[。\\n]")
_YEAR_SAID = 6  # characters that the year of a figure is said in
_SHORTEST = 2  # characters of a thing


class Figure(msgspec.Struct, frozen=True):
    """A figure at ``start`` to ``end``, its counter, and the thing that it counts.

    ``of_all``: nothing says that it is that of a part or of another time.
    """

    start: int
    end: int
    number: Decimal
    counter: str
    thing: str
    of_all: bool = True


@lru_cache(maxsize=512)
def looked_back_upon(paragraph: str) -> tuple[Figure, ...]:
    """Return the figures of all of something that was told before."""
    found = filter(_is_of_all, pattern("told-back").finditer(paragraph))
    figures = (_figure(match, _thing(match["what"])) for match in found)
    return tuple(one for one in figures if _is_a_thing(one.thing))


def _is_of_all(match: re.Match[str]) -> bool:
    """Whether a figure is said to be of the year, or opens a clause and has something “中” it."""
    sentence = _SENTENCE.split(match.string[: match.start()])[-1]
    is_of_a_sample = one_of("told-of-a-sample").search(sentence) is not None
    before = match.string[max(0, match.start() - _YEAR_SAID) : match.start()]
    is_of_the_year = pattern("told-of-the-year").search(before) is not None
    opens_a_clause = _STOP.match(before[-1:] or _OPENING) is not None
    is_among = match["among"] is not None
    is_said = is_of_the_year or (opens_a_clause and is_among)
    return is_said and not is_of_a_sample


@lru_cache(maxsize=512)
def told_at_end(paragraph: str, year: int) -> tuple[Figure, ...]:
    """Return the figures that end their clauses, behind what they count."""
    return tuple(_told(paragraph, year))


def _told(paragraph: str, year: int) -> Iterator[Figure]:
    for match in pattern("told-at-end").finditer(paragraph):
        before = paragraph[: match.start()]
        clause = _STOP.split(before)[-1]
        is_of_part = _is_of_part(clause, _SENTENCE.split(before)[-1], str(year))
        yield _figure(match, _thing(clause), of_all=not is_of_part)


def _is_of_part(clause: str, sentence: str, year: str) -> bool:
    """Whether a figure is that of a part, of one channel, or of another year."""
    of_another = pattern("named-year").search(sentence.replace(f"{year}年", ""))
    says_some = one_of("told-of-a-part", "publishing-channel", "stock-begin")
    return of_another is not None or says_some.search(clause) is not None


def _figure(match: re.Match[str], thing: str, *, of_all: bool = True) -> Figure:
    number = Decimal(_MARKS.sub("", match["number"]))
    return Figure(*match.span("number"), number, match["counter"], thing, of_all)


def _thing(written: str) -> str:
    return one_of("told-filler").sub("", written)


def _is_a_thing(thing: str) -> bool:
    is_any = one_of("told-anything").fullmatch(thing) is not None
    return len(thing) >= _SHORTEST and not is_any and one_of("told-of-tables").search(thing) is None


def contradicted(back: Figure, told: Iterator[Figure]) -> Figure | None:
    """Return the one figure that the text has of the same, where that is another; None where it has more.

    “政策文件14件；转发上级文件26件” is told again as “40件文件”, “年初合作社6家，年末9家” as “9家合作社”.
    """
    counted_alike = [one for one in told if one.counter == back.counter]
    alike = [one for one in counted_alike if back.thing[-_SHORTEST:] in one.thing]
    numbers = {one.number for one in alike}
    together = {sum(numbers), *(one + other for one, other in combinations(numbers, 2))}
    is_told_so = back.number in together or any(one.number == back.number for one in counted_alike)
    of_all = [one for one in alike if one.of_all and one.thing.endswith(back.thing)]
    is_one = len({one.number for one in of_all}) == 1
    return of_all[0] if is_one and not is_told_so else None
