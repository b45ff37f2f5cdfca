"""Stretches of a text, of which none may stand over another."""

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
    kept: list[AnyStretch] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda stretch: stretch.start)
