"""What stands on a page and where. Units are points (1/72 inch); y grows downwards from the page's top."""

from dataclasses import dataclass, field

from msgspec import Struct

MOST_PAGES = 200
MOST_CHARACTERS = 200_000
MOST_STROKES = 60_000
"""Bounds of a whole file; a report has some ten pages, 6,000 characters and 2,000 strokes."""


class TooMuch(ValueError):
    """A file with far more pages, characters or lines than any report."""


class Placed(Struct, frozen=True):
    """One character: its advance from ``left`` to ``right``, its baseline, its font's height."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> float:
        """The height in the middle of the character."""
        return self.base - 0.36 * self.size


class Stroke(Struct, frozen=True):
    """A thin straight line, horizontal or vertical; the first point is the upper or left one."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Page:
    """One page as shown, upright. ``slanted`` is text that runs across, such as a watermark."""

    width: float
    height: float
    characters: list[Placed] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: int = 0
    slanted: str = ""
