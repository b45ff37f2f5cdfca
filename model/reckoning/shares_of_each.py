"""Shares of each figure of a list: one that is of no whole of which all others are.

They stand in brackets behind each figure, or in a row behind all of them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, groupby, pairwise, takewhile
from typing import NamedTuple

from model.reading.words.year_patterns import pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.told import HUNDRED, Paragraph, Told

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
    is_closed = paragraph.text[share.figure.stop : share.figure.stop + 1] == "）"
    is_opened = is_closed and pattern("share-in-bracket").fullmatch(paragraph.between(figure, share))
    return bool(is_opened) and figure.is_exact_count and share.is_exact_share


def _with_row(paragraph: Paragraph) -> Iterator[Sequence[_Part]]:
    """“现场460人次、电话300人次、网上80人次，占比分别为54.8%、35.7%、9.5%”."""
    for place in range(_FEWEST_EACH, len(paragraph.told)):
        shares = _row_of_shares(paragraph, place)
        figures = paragraph.told[max(0, place - len(shares)) : place]
        parts = [*map(_Part, figures, shares)]
        yield from [parts] if len(parts) >= _FEWEST_EACH and _are_of_one_row(parts) else ()


def _row_of_shares(paragraph: Paragraph, place: int) -> list[Told]:
    first, behind = paragraph.told[place], paragraph.told[place + 1 :]
    is_first = first.is_exact_share and pattern("share-of-each-told").fullmatch(first.name) is not None
    return [first, *takewhile(_goes_on, behind)] if is_first else []


def _goes_on(share: Told) -> bool:
    return pattern("share-and").fullmatch(share.name) is not None and share.is_exact_share


def _are_of_one_row(parts: Sequence[_Part]) -> bool:
    """Whether figures are counted alike, in the sentence of their shares."""
    figures = [one.figure for one in parts]
    sentences = {parts[0].share.begin, *(one.begin for one in figures)}
    are_alike = len({one.unit for one in figures}) == 1 == len(sentences)
    return are_alike and all(one.is_exact_count for one in figures)


def _odd_one(_texts: Alone, paragraph: Paragraph, parts: Sequence[_Part]) -> Iterator[Misreckoned]:
    """Yield the one share of a list that is not of the whole of which all others are."""
    found = [_not_of(parts, whole) for whole in _wholes(paragraph, parts)]
    odd = min(found, key=len, default=[])
    yield from odd if len(odd) == 1 else ()


def _not_of(parts: Sequence[_Part], whole: Decimal) -> list[Misreckoned]:
    """The shares that are of another whole."""
    rights = [one.figure.value / whole * HUNDRED for one in parts]
    odd = [(one, right) for one, right in zip(parts, rights, strict=True) if not one.share.says(right)]
    return [_told(one, whole, right) for one, right in odd]


def _wholes(paragraph: Paragraph, parts: Sequence[_Part]) -> list[Decimal]:
    """What the shares may be of: what is told before in the same unit, or what the parts come to."""
    first = parts[0].figure
    most = max(one.figure.value for one in parts)
    alike = [one.value for one in paragraph.counted_as(first) if one.figure.start < first.figure.start]
    together = sum((one.figure.value for one in parts), Decimal(0))
    return [value for value in (*reversed(alike), together) if value >= most and value > 0]


def _told(odd: _Part, whole: Decimal, right: Decimal) -> Misreckoned:
    figure, part = odd.share.figure, odd.figure
    return Misreckoned(figure.start, figure.end, How.SHARE, part.value, whole, right, places([part]))


SHARES_OF_EACH = Manner("share-sign", _lists, _odd_one)
