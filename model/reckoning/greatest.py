"""What is said to be the most or the least of several that are told beside each other."""

import re
from collections.abc import Iterator
from decimal import Decimal

from model.reading.words.year_patterns import pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.names import meant
from model.reckoning.told import Paragraph, Told

_MOST = ("most", "alone")
_FEWEST = 2  # figures of which one is more


def _said(paragraph: Paragraph) -> Iterator[re.Match[str]]:
    """Yield what a paragraph says to be the most, or the least."""
    return pattern("reckoned-most").finditer(paragraph.text)


def _misfit(texts: Alone, paragraph: Paragraph, said: re.Match[str]) -> Iterator[Misreckoned]:
    """Yield what is said to be the most or the least, where the figures say it of another."""
    for where, one in _named(texts, paragraph, said) if texts.is_of_this_year(said[0]) else ():
        row = [other for other in where.row(one) if not other.is_whole]
        other = _most_of(row, most=_tells_most(said))
        if other is not None and one in row and other.value != one.value:
            start, end = said.span("all")
            told = places([one, other]) if where is paragraph else ()
            yield Misreckoned(start, end, How.MOST, one.value, other.value, other.value, told, other.name)


def _named(texts: Alone, paragraph: Paragraph, said: re.Match[str]) -> list[tuple[Paragraph, Told]]:
    """The figure last told before of what is named; else the only one of all texts."""
    before = [one for one in paragraph.told if one.figure.start < said.start("all")]
    here = meant(said["part"], before)[-1:]
    if here:
        return [(paragraph, one) for one in here]
    anywhere = list(texts.named_anywhere(said["part"]))
    return anywhere if len(anywhere) == 1 else []


def _tells_most(said: re.Match[str]) -> bool:
    """Whether it is said to be the most, and not the least."""
    return any(said[name] is not None for name in _MOST)


def _most_of(row: list[Told], *, most: bool) -> Told | None:
    """The most or the least of a row; None where the first of it may be the whole of the others."""
    if len(row) < _FEWEST:
        return None
    rest = sum((one.value for one in row[1:]), Decimal(0))
    are_beside = row[0].clause == row[-1].clause
    if are_beside or row[0].value < rest:
        return max(row, key=_value) if most else min(row, key=_value)
    return None if most else min(row[1:], key=_value)


def _value(one: Told) -> Decimal:
    return one.value


GREATEST = Manner("most-sign", _said, _misfit)
