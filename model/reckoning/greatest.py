"""What is said to be the most or the least of several that are told beside each other."""

import re
from collections.abc import Iterator
from decimal import Decimal

from model.reading.words.year_patterns import pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.names import meant
from model.reckoning.told import Paragraph, Told

_MOST = ("most", "alone")


def _said(paragraph: Paragraph) -> Iterator[re.Match[str]]:
    """Yield what a paragraph says to be the most, or the least."""
    return pattern("reckoned-most").finditer(paragraph.text)


def _misfit(texts: Alone, paragraph: Paragraph, said: re.Match[str]) -> Iterator[Misreckoned]:
    """Yield what is said to be the most or the least, where the figures say it of another."""
    is_of_the_year = texts.is_of_this_year(said[0])
    for where, one in _named(texts, paragraph, said) if is_of_the_year else ():
        other = _other(where, one, said)
        told = places([one, other]) if where is paragraph else ()
        if other is not one:
            yield Misreckoned(
                *said.span("all"), How.MOST, one.value, other.value, other.value, told, other.name
            )


def _other(where: Paragraph, one: Told, said: re.Match[str]) -> Told:
    """What is the most or the least of the row of a figure; the figure itself where no other surely is."""
    row = [other for other in where.row(one) if not other.is_whole]
    other = _most_of(row, most=_tells_most(said)) if one in row else None
    return one if other is None or other.value == one.value else other


def _named(texts: Alone, paragraph: Paragraph, said: re.Match[str]) -> list[tuple[Paragraph, Told]]:
    """The figure last told before of what is named; else the only one of all texts."""
    before = [one for one in paragraph.told if one.figure.start < said.start("all")]
    here = [(paragraph, one) for one in meant(said["part"], before)[-1:]]
    anywhere = here or list(texts.named_anywhere(said["part"]))
    return anywhere if len(anywhere) == 1 else []


def _tells_most(said: re.Match[str]) -> bool:
    """Whether it is said to be the most, and not the least."""
    return any(said[name] is not None for name in _MOST)


def _most_of(row: list[Told], *, most: bool) -> Told | None:
    """The most or the least of a row; None where the first of it may be the whole of the others."""
    if not most:
        return min(row[1:], key=_value, default=None) if _may_begin_with_whole(row) else min(row, key=_value)
    return None if _may_begin_with_whole(row) else max(row, key=_value)


def _may_begin_with_whole(row: list[Told]) -> bool:
    """Whether the first of a row may be the whole of the others: as great as they are, in another clause."""
    rest = sum((one.value for one in row[1:]), Decimal(0))
    return row[0].clause != row[-1].clause and row[0].value >= rest


def _value(one: Told) -> Decimal:
    return one.value


GREATEST = Manner("most-sign", _said, _misfit)
