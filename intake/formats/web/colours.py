"""Colours of a page's letters and grounds: which letters cannot be told from what is behind them."""

from functools import lru_cache

from msgspec import Struct
from tinycss2.color3 import parse_color

Colour = tuple[float, float, float]
_WHITE, _BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
_ALIKE = 0.05  # by which each part of two colours may differ and the eye sees one
_CLEAR, _FULL = 0.05, 0.95  # how much of a colour is there
_COLOUR_OF_AROUND = ("", "inherit", "currentcolor")
_NO_GROUND = ("", "none", "inherit", "initial")


class Paint(Struct, frozen=True):
    """What an element is painted with: its letters' colour and the ground behind them; None where unknown."""

    colour: Colour | None = _BLACK
    ground: Colour | None = _WHITE
    is_clear: bool = False

    @property
    def hides(self) -> bool:
        """Whether letters cannot be seen."""
        if self.is_clear:
            return True
        if self.colour is None or self.ground is None:
            return False
        return alike(self.colour, self.ground)


def alike(first: Colour, second: Colour) -> bool:
    """Whether two colours are one to the eye."""
    return all(abs(a - b) <= _ALIKE for a, b in zip(first, second, strict=True))


@lru_cache(256)
def parsed(value: str) -> tuple[Colour, float] | None:
    """Return a colour and how much of it is there; None for what is not known, such as a system's colour."""
    found = parse_color(value)
    if found is None or isinstance(found, str):
        return None
    return (found.red, found.green, found.blue), found.alpha


def inside(around: Paint, colour: str, ground: str, image: str, position: str) -> Paint:
    """Return the paint of an element, given that around it and its own values, empty where it has none.

    What is set over the rest of the page by ``position`` has a ground that is not known.
    """
    letters, is_clear = around.colour, around.is_clear
    if colour not in _COLOUR_OF_AROUND:
        letters, share = parsed(colour) or (None, _FULL)
        is_clear = share <= _CLEAR
    is_elsewhere = position in ("absolute", "fixed")
    behind = None if is_elsewhere else around.ground
    return Paint(letters, _painted(behind, ground, image), is_clear)


def _painted(behind: Colour | None, ground: str, image: str) -> Colour | None:
    """The ground that an element paints over the one behind it; None where it is not known."""
    if image not in ("", "none"):
        return None
    if ground in _NO_GROUND:
        return behind
    painted = parsed(ground)
    if painted is None:
        return None
    colour, share = painted
    if share <= _CLEAR:
        return behind
    return colour if share >= _FULL else None
