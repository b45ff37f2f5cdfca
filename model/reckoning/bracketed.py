"""Shares in brackets behind each figure of a list: one that is of no whole of which all others are."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

from model.chinese.figures import Kind
from model.reading.words.year_patterns import pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.told import Paragraph, Told

_HUNDRED = Decimal(100)
_LAST_DIGIT = Decimal("1.5")  # by how many of its last digits a share may be off
_FEWEST_ALIKE = 3  # shares of one whole that show of what the others of their list are


class _Part(NamedTuple):
    """A figure with the share that stands behind it in brackets."""

    figure: Told
    share: Told


def _lists(paragraph: Paragraph) -> Iterator[Sequence[_Part]]:
    """Yield the lists of which each figure has its share: “就业142条（38.9%）、保险88条（24.1%）……”."""
    pairs = [_Part(*pair) for pair in pairwise(paragraph.told) if _is_part(paragraph, *pair)]
    for _, row in groupby(pairs, key=lambda one: (one.figure.begin, one.figure.unit)):
        parts = list(row)
        yield from [parts] if len(parts) > _FEWEST_ALIKE else ()


def _is_part(paragraph: Paragraph, figure: Told, share: Told) -> bool:
    between = paragraph.text[figure.figure.stop : share.figure.start]
    is_exact = share.figure.kind is Kind.PERCENT and share.figure.can_be_wrong and share.figure.limits is None
    is_closed = paragraph.text[share.figure.stop : share.figure.stop + 1] == "）"
    is_in_bracket = is_closed and pattern("share-in-bracket").fullmatch(between) is not None
    return is_exact and is_in_bracket and figure.is_exact_count


def _odd_one(_texts: Alone, paragraph: Paragraph, parts: Sequence[_Part]) -> Iterator[Misreckoned]:
    """Yield the one share of a list that is not of the whole of which all others are."""
    found = [(_not_of(parts, whole), whole) for whole in _wholes(paragraph, parts)]
    fewest, whole = min(found, key=lambda one: len(one[0]), default=([], _HUNDRED))
    yield from [_told(fewest[0], whole)] if len(fewest) == 1 else ()


def _not_of(parts: Sequence[_Part], whole: Decimal) -> list[_Part]:
    return [one for one in parts if not _gives(one, whole)]


def _wholes(paragraph: Paragraph, parts: Sequence[_Part]) -> list[Decimal]:
    """What the shares may be of: what is told before in the same unit, or what the parts come to."""
    first = parts[0].figure
    most = max(one.figure.value for one in parts)
    alike = [one.value for one in paragraph.counted_as(first) if one.figure.start < first.figure.start]
    together = sum((one.figure.value for one in parts), Decimal(0))
    return [value for value in (*reversed(alike), together) if value >= most and value > 0]


def _gives(part: _Part, whole: Decimal) -> bool:
    figure = part.share.figure
    return abs(_share(part, whole) - figure.value) <= _LAST_DIGIT.scaleb(-figure.places)


def _share(part: _Part, whole: Decimal) -> Decimal:
    return part.figure.value / whole * _HUNDRED


def _told(odd: _Part, whole: Decimal) -> Misreckoned:
    figure, part = odd.share.figure, odd.figure
    right = _share(odd, whole)
    return Misreckoned(figure.start, figure.end, How.SHARE, part.value, whole, right, places([part]))


BRACKETED = Manner("share-sign", _lists, _odd_one)
