"""Sentences and their numbers: “1.”, “（一）”, “①”, “一是”, “第一类”."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from model.chinese.numerals import CIRCLED, HAN, ordinal

AMONG = "其中"
COMMA = "，"
# The characters that it begins with come first: so a text is gone through at once.
FIRST = re.compile(r"[（1①一第](?:(?<=（)[1一]）|(?<=1)(?<!\d1)[.．、](?!\d)|(?<=①)|(?<=一)是|(?<=第)一)")
"""What the first of some numbered sentences may begin with."""

_NUMBERS = re.compile(
    rf"\s*(?:（(?P<bracket>\d{{1,2}}|[{HAN}]{{1,3}})）|(?P<point>\d{{1,2}})[.．、](?!\d)|(?P<circle>[{CIRCLED}])"
    rf"|(?P<han>[{HAN}])是|第(?P<kind>[{HAN}])[类项种]?[是为]?)"
)
_UNIT = re.compile(r"[^。；！？：\n]+[。；！？：\n]?")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?")
_STOPS = "。；！？：\n \u3000"
_ONE_FIGURE = re.compile(r"[^，、；。：（）\d]{1,40}\d[\d,]{0,12}(?:\.\d{1,4})?[万亿]?[一-龥]{1,2}")
_NOT_ALL = ("等", "余")


class Unit(NamedTuple):
    """What stands between two marks that end something, without mark and number.

    ``manner`` is how the number is written; empty, with 0 for the number, where it has none.
    """

    start: int
    text: str
    number: int = 0
    manner: str = ""


def units(paragraph: str) -> Iterator[Unit]:
    """Yield the units of a paragraph, but for empty ones."""
    for match in _UNIT.finditer(paragraph):
        marked = _NUMBERS.match(match[0])
        begins = marked.end() if marked else 0
        text = match[0][begins:].rstrip(_STOPS)
        manner = (marked.lastgroup or "") if marked else ""
        number = ordinal(marked[manner]) if marked else 0
        if text:
            yield Unit(match.start() + begins, text, number, manner)


def numbered_on(units_behind: Sequence[Unit]) -> int:
    """Return how many units, from the first on, are numbered 1, 2, 3 … in one manner."""
    manner = units_behind[0].manner
    counted = enumerate(units_behind, 1)
    return sum(1 for _ in takewhile(lambda one: one[1][2:] == (one[0], manner), counted))


def tells_one_figure(text: str) -> bool:
    """Whether a text is a name and one count, and nothing is left out: “图解51篇”, but not “图解等51篇”."""
    return _ONE_FIGURE.fullmatch(text) is not None and not text.endswith(_NOT_ALL)


def first_sentences(paragraph: str, count: int) -> int:
    """Return where the first sentences of a paragraph end."""
    ends = [match.end() for match in islice(_SENTENCE.finditer(paragraph), count)]
    return ends[-1] if ends else 0


def last_sentences(paragraph: str, count: int) -> int:
    """Return where the last sentences of a paragraph begin."""
    starts = [match.start() for match in _SENTENCE.finditer(paragraph)]
    return starts[-count:][0] if starts else 0
