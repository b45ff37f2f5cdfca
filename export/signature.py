"""Where organ and date of a signature stand: GB/T 9704-2012, 7.3.5.2, for Word and the printed page alike."""

from collections.abc import Sequence

FREE = 2  # characters kept free at the right; the date begins as many after the organ
_LINE = 28  # characters of a line


def free_characters(paragraphs: Sequence[str]) -> list[float]:
    """Return how many characters each paragraph keeps free at the right.

    The date begins two characters after the organ; of the two the one that reaches further right keeps
    two characters free. Other signatures stand at the right, one below the other.
    """
    if len(paragraphs) != 2:
        return [FREE] * len(paragraphs)
    # An organ too long for a line fills one: the date stays on its own line all the same.
    organ, date = (min(_width(text), _LINE - FREE) for text in paragraphs)
    return [FREE, organ - date] if organ - date >= FREE else [date - organ + 2 * FREE, FREE]


def _width(text: str) -> float:
    """The width of a text's longest line in characters: digits and Latin letters take half of one."""
    return max(sum(0.5 if one.isascii() else 1 for one in line) for line in text.split("\n"))
