"""Stretches of a text, of which none may stand over another."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Characters ``start`` to ``end`` (exclusive) of a text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character behind the last one."""


AnyStretch = TypeVar("AnyStretch", bound=Stretch)


def without_overlaps(found: Iterable[AnyStretch]) -> list[AnyStretch]:
    """Return stretches in the order of the text, without those that stand over one given before."""
    kept: list[AnyStretch] = []  # in order, and so are their ends: a text may have a hundred thousand
    for one in found:
        behind = bisect_right(kept, one.start, key=lambda other: other.end)
        is_free = behind == len(kept) or kept[behind].start >= one.end
        if is_free:
            kept.insert(behind, one)
    return kept
