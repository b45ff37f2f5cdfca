"""Cutting a clause into its figures and labels."""

from collections.abc import Iterator, Sequence

from model.prose.reading import Quantity
from model.prose.words import Word

Token = Word | Quantity


def pieces(tokens: list[Token]) -> Iterator[tuple[list[Word], Quantity]]:
    """Cut a clause behind each figure; what stands behind the last one belongs to it."""
    words: list[Word] = []
    last: tuple[list[Word], Quantity] | None = None
    for token in tokens:
        if isinstance(token, Word):
            words.append(token)
            continue
        if last is not None:
            yield last
        last, words = (words, token), []
    if last is not None:
        yield [*last[0], *words], last[1]


def split_at_and(words: Sequence[Word]) -> list[list[Word]]:
    """Return the labels of “甲、乙和丙分别为……”, parted at “和”."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.has("and"):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts
