"""Colours of a page's letters and grounds: which letters cannot be told from what is behind them."""

from functools import lru_cache

from msgspec import Struct
from tinycss2.color3 import parse_color

from intake.formats.looks import BLACK, NONE, UNKNOWN, WHITE, alike

_CLEAR, _FULL = 0.05, 0.95  # how much of a colour is there
_COLOUR_OF_AROUND = ("", "inherit", "currentcolor")
_NO_GROUND = ("", "none", "inherit", "initial")


class Paint(Struct, frozen=True):
    """What an element is painted with: its letters' colour and the ground behind them."""

    colour: str = BLACK
    ground: str = WHITE

    @property
    def hides(self) -> bool:
        """Whether letters cannot be seen."""
        return alike(self.colour, self.ground)


@lru_cache(256)
def parsed(value: str) -> tuple[str, float]:
    """Return a colour and how much of it is there; some are not known, such as a system's."""
    found = parse_color(value)
    if found is None or isinstance(found, str):
        return UNKNOWN, _FULL
    parts = (found.red, found.green, found.blue)
    return "".join(f"{round(min(max(part, 0), 1) * 255):02X}" for part in parts), found.alpha


def inside(around: Paint, colour: str, ground: str, image: str, position: str) -> Paint:
    """Return the paint of an element, given that around it and its own values, empty where it has none.

    What is set over the rest of the page by ``position`` has a ground that is not known.
    """
    letters = around.colour
    if colour not in _COLOUR_OF_AROUND:
        letters, share = parsed(colour)
        letters = NONE if share <= _CLEAR else letters
    is_elsewhere = position in ("absolute", "fixed")
    behind = UNKNOWN if is_elsewhere else around.ground
    return Paint(letters, _painted(behind, ground, image))


def _painted(behind: str, ground: str, image: str) -> str:
    """The ground that an element paints over the one behind it."""
    if image not in ("", "none"):
        return UNKNOWN
    if ground in _NO_GROUND:
        return behind
    colour, share = parsed(ground)
    if share <= _CLEAR:
        return behind
    return colour if share >= _FULL else UNKNOWN
