"""A clause cut into its figures and labels."""

from collections.abc import Sequence

from model.chinese.figures import Kind
from model.reading.reading import Quantity
from model.reading.resolve import COUNTERS
from model.reading.words import Phrase, Word

_TO = ("到", "为", "达到", "达")
_OF = ("的", "为", "有", "共", "是")

Piece = tuple[list[Word], Quantity]
"""A figure with the words before it."""


def split_at_and(words: Sequence[Word]) -> list[list[Word]]:
    """Return the labels of “甲、乙和丙分别为……”, parted at “和”."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if "and" in word.kinds:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def is_change(text: str, moved: Word, quantity: Quantity) -> bool:
    """Whether a figure behind a word for rising or falling says by how much, in what the tables count.

    “增加到36件” says what it came to; times, persons and percentage points are no figures of the tables.
    """
    figure = quantity.figure
    if figure is None or figure.kind is not Kind.COUNT:
        return True
    to = text[moved.end : quantity.start].strip() in _TO or moved.text.endswith("为")
    return not to and (not quantity.counter or quantity.counter in COUNTERS)


def is_last_years(phrase: Phrase, quantity: Quantity) -> bool:
    """Whether a figure is that of the year compared with: “较上年的30件增加到36件”."""
    if "compared" not in phrase.kinds:
        return False
    before = [word for word in phrase.words if word.start < quantity.start]
    while before and before[-1].text in _OF:
        before.pop()
    return bool(before) and "compared" in before[-1].kinds and before[-1].text != "同比"
