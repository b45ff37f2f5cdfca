"""Where organ and date of a signature stand: GB/T 9704-2012, 7.3.5, for Word and the printed page alike."""

import re
from collections.abc import Sequence

import msgspec

from model.text.titles import SIGNATURE_LINE, broken

CHARACTER = 315
"""The width of a character of the body in twips: 16 points, drawn together by a quarter of one."""
_NARROW = 155  # a digit or Latin letter: half of 16 points, drawn together as much
_BETWEEN = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3007\u3400-\u9fff])|(?<=[\u3007\u3400-\u9fff])(?=[0-9A-Za-z])")
_SPACE = 69  # what Word puts between a character and a digit: a fifth of 16 points, and no drawing together
_FREE = 640  # kept free at the right: two characters
_FREE_BESIDE_SEAL = 1280  # four characters, right of a date that a seal is put on
_MOST = 40  # paragraphs of a signature, many organs and their dates
_LINE = 8844  # the width of the type area


class Placed(msgspec.Struct, frozen=True):
    """A paragraph of a signature: its lines, and the twips that it keeps free at the right."""

    lines: tuple[str, ...]
    free: int


def placed(paragraphs: Sequence[str], *, sealed: bool) -> list[Placed]:
    """Return the paragraphs of a signature with their places.

    Of organ and date without a seal, the organ keeps two characters free, and the date begins two characters
    after it; a date longer than the organ keeps two free itself. With a seal the date keeps
    four free, and the organ is centred on it. Other signatures stand at the right, one below the other; in
    one of more paragraphs than any has no lines are broken.
    """
    if len(paragraphs) > _MOST:
        return [Placed(tuple(text.split("\n")), _FREE) for text in paragraphs]
    texts = [tuple(broken(text, SIGNATURE_LINE).split("\n")) for text in paragraphs]
    if len(texts) != 2:
        return [Placed(lines, _FREE) for lines in texts]
    organ, date = (max(map(width, lines)) for lines in texts)
    free = _with_seal(organ, date) if sealed else _without_seal(organ, date)
    return [Placed(lines, right) for lines, right in zip(texts, free, strict=True)]


def width(text: str) -> int:
    """The width of a line of the body in twips."""
    return sum(_NARROW if one.isascii() else CHARACTER for one in text) + _SPACE * len(spaced(text))


def spaced(text: str) -> list[int]:
    """Return the places in a text where Word, by its usual settings, sets characters and digits apart."""
    return [match.start() for match in _BETWEEN.finditer(text)]


def is_apart(text: str, place: int) -> bool:
    """Whether a place in a text is one of those (see ``spaced``)."""
    return _BETWEEN.match(text, place) is not None


def _without_seal(organ: int, date: int) -> tuple[int, int]:
    if date > organ:
        return min(date + 2 * _FREE - organ, _LINE - organ), _FREE
    return _FREE, max(organ - date, 0)


def _with_seal(organ: int, date: int) -> tuple[int, int]:
    """A long organ reaches to the edge of the type area; the date stays in its middle."""
    beside = _FREE_BESIDE_SEAL + (date - organ) // 2
    return (beside, _FREE_BESIDE_SEAL) if beside >= 0 else (0, (organ - date) // 2)
