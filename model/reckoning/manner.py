"""What all manners of reckoning have in common."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

import msgspec

from model.reckoning.texts import Alone
from model.reckoning.told import Paragraph, Told

__all__ = ["Alone", "How", "Manner", "Misreckoned", "places"]


class How(Enum):
    """In which manner something is reckoned."""

    SHARE = "share"
    AVERAGE = "average"
    MULTIPLE = "multiple"
    MOST = "most"
    MOVE = "move"
    DOUBLED = "doubled"
    RANK = "rank"
    PRODUCT = "product"


class Manner(NamedTuple):
    """One manner of reckoning.

    ``sign`` is the kind of words without which a paragraph tells nothing of it. ``said`` yields what a
    paragraph says, whatever else is told; ``judge`` what of it is wrong.
    """

    sign: str
    said: Callable[[Paragraph], Iterator[Any]]
    judge: Callable[[Alone, Paragraph, Any], Iterator["Misreckoned"]]


class Misreckoned(msgspec.Struct, frozen=True):
    """What figures do not give.

    ``start`` to ``end`` is where it is told. ``one`` and ``other`` are the numbers it is worked out from,
    ``right`` what they give; ``figures`` is where they stand, if in its paragraph. ``name`` is what the
    other is called, where that is told.
    """

    start: int
    end: int
    how: How
    one: Decimal
    other: Decimal
    right: Decimal
    figures: tuple[tuple[int, int], ...] = ()
    name: str = ""


def places(figures: Sequence[Told]) -> tuple[tuple[int, int], ...]:
    """Return where figures stand."""
    return tuple((one.figure.start, one.figure.end) for one in figures)
