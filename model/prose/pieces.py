"""A clause cut into its figures and labels."""

from collections.abc import Sequence

from model.prose.reading import Quantity
from model.prose.words import Word

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
