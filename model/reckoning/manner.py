"""What all manners of reckoning have in common."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from model.reckoning.texts import Alone
from model.reckoning.told import Paragraph, Told

__all__ = ["Alone", "Manner", "Misreckoned", "places"]


class Manner(NamedTuple):
    """One manner of reckoning.

    ``sign`` is the kind of words without which a paragraph tells nothing of it. ``said`` yields what a paragraph
    says, whatever else is told; ``judge`` what of it is wrong.
    """

    sign: str
    said: Callable[[Paragraph], Iterator[Any]]
    judge: Callable[[Alone, Paragraph, Any], Iterator["Misreckoned"]]


class Misreckoned(msgspec.Struct, frozen=True):
    """What figures do not give.

    ``start`` to ``end`` is where it is told. ``how`` names the manner. ``told`` are the figures it is worked out
    from, with where they stand in its paragraph, ``right`` what they give.
    """

    start: int
    end: int
    how: str
    one: Decimal
    other: Decimal
    right: Decimal
    figures: tuple[tuple[int, int], ...] = ()
    name: str = ""


def places(figures: Sequence[Told]) -> tuple[tuple[int, int], ...]:
    """Return where figures stand."""
    return tuple((one.figure.start, one.figure.end) for one in figures)
