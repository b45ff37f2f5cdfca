"""What readers of several kinds share of how text looks: one look over another, colours that hide letters.

A colour is six hexadecimal digits. ``AUTO`` is the program's own choice, which can always be read on its
ground; ``UNKNOWN`` is one that cannot be told, such as a pattern's: text is taken as seen then. ``NONE`` is
that of letters that are not painted at all.
"""

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

AUTO, UNKNOWN, NONE = "auto", "?", "none"
WHITE, BLACK = "FFFFFF", "000000"
_ALIKE = 12  # of 255 by which each part of two colours may differ and the eye sees one
_Look = TypeVar("_Look", bound=Struct)


def over(upper: _Look, lower: _Look) -> _Look:
    """Return what two looks say together; where both say something, the upper one counts.

    A look is a struct; its fields that are None or empty say nothing.
    """
    said = {name: value for name, value in asdict(upper).items() if value is not None and value != ""}
    return replace(lower, **said) if said else lower


def alike(colour: str, ground: str) -> bool:
    """Whether letters of a colour cannot be seen on a ground.

    >>> alike("FFFFFF", "F8F8F8"), alike("000000", "FFFFFF"), alike("FFFFFF", UNKNOWN)
    (True, False, False)
    """
    if colour == NONE:
        return True
    letters, behind = _parts(colour), _parts(ground)
    if not letters or not behind:
        return False
    return all(abs(one - other) <= _ALIKE for one, other in zip(letters, behind, strict=True))


def _parts(colour: str) -> tuple[int, ...]:
    """Red, green and blue; nothing for what is no colour of its own."""
    if len(colour) != 6:
        return ()
    try:
        return tuple(bytes.fromhex(colour))
    except ValueError:
        return ()
