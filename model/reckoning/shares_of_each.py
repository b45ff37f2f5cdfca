"""Shares of each figure of a list: one that is of no whole of which all others are.

They stand in brackets behind each figure, or in a row behind all of them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, groupby, pairwise, takewhile
from typing import NamedTuple

from model.chinese.figures import Kind
from model.reading.words.year_patterns import pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.told import Paragraph, Told

_HUNDRED = Decimal(100)
_LAST_DIGIT = Decimal("1.5")  # by how many of its last digits a share may be off
_FEWEST = 4  # shares of a list of which all others show of what one is
_FEWEST_EACH = 3  # the same, where they are said to be of each


class _Part(NamedTuple):
    """A figure with the share that stands behind it in brackets."""

    figure: Told
    share: Told


def _lists(paragraph: Paragraph) -> Iterator[Sequence[_Part]]:
    """Yield the lists of a paragraph with a share of each figure."""
    return chain(_with_brackets(paragraph), _with_row(paragraph))


def _with_brackets(paragraph: Paragraph) -> Iterator[Sequence[_Part]]:
    """Yield the lists with shares in brackets: “就业142条（38.9%）、保险88条（24.1%）……”."""
    pairs = [_Part(*pair) for pair in pairwise(paragraph.told) if _is_part(paragraph, *pair)]
    for _, row in groupby(pairs, key=lambda one: (one.figure.begin, one.figure.unit)):
        parts = list(row)
        yield from [parts] if len(parts) >= _FEWEST else ()


def _is_part(paragraph: Paragraph, figure: Told, share: Told) -> bool:
    between = paragraph.text[figure.figure.stop : share.figure.start]
    is_closed = paragraph.text[share.figure.stop : share.figure.stop + 1] == "）"
    is_in_bracket = is_closed and pattern("share-in-bracket").fullmatch(between) is not None
    return is_in_bracket and figure.is_exact_count and _is_exact_share(share)


def _is_exact_share(one: Told) -> bool:
    figure = one.figure
    return figure.kind is Kind.PERCENT and figure.can_be_wrong and figure.limits is None


def _with_row(paragraph: Paragraph) -> Iterator[Sequence[_Part]]:
    """“现场460人次、电话300人次、网上80人次，占比分别为54.8%、35.7%、9.5%”."""
    for place in range(_FEWEST_EACH, len(paragraph.told)):
        shares = _row_of_shares(paragraph, place)
        figures = paragraph.told[max(0, place - len(shares)) : place]
        parts = [*map(_Part, figures, shares)]
        yield from [parts] if len(parts) >= _FEWEST_EACH and _are_of_one_row(parts) else ()


def _row_of_shares(paragraph: Paragraph, place: int) -> list[Told]:
    first, behind = paragraph.told[place], paragraph.told[place + 1 :]
    is_first = _is_exact_share(first) and pattern("share-of-each-told").fullmatch(first.name) is not None
    return [first, *takewhile(_goes_on, behind)] if is_first else []


def _goes_on(share: Told) -> bool:
    return pattern("share-and").fullmatch(share.name) is not None and _is_exact_share(share)


def _are_of_one_row(parts: Sequence[_Part]) -> bool:
    """Whether figures are counted alike, in the sentence of their shares."""
    figures = [one.figure for one in parts]
    sentences = {parts[0].share.begin, *(one.begin for one in figures)}
    are_alike = len({one.unit for one in figures}) == 1 == len(sentences)
    return are_alike and all(one.is_exact_count for one in figures)


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


SHARES_OF_EACH = Manner("share-sign", _lists, _odd_one)
