"""Drawn outlines and pictures into the thin lines that may rule a table."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, starmap

from intake.pages.matrix import Matrix, applied
from intake.pages.placed import MOST_STROKES, Page, Stroke, TooMuch

Point = tuple[float, float]
_CORNERS: tuple[Point, ...] = ((0, 0), (0, 1), (1, 0), (1, 1))  # of a picture, before it is placed
_THIN = 3.0  # points; a filled box of this height is a line, a higher one is a shade
_STRAIGHT = 0.6  # points by which a line may lean
_SMALL = 20.0  # points; smaller pictures are bullets and the like
_OUTSIDE = 2.0  # points


def strokes_of_path(outlines: Iterable[Sequence[Point]], *, stroked: bool) -> list[Stroke]:
    """Return the lines that a path shows. Raises TooMuch."""
    made: list[Stroke] = []
    for outline in outlines:
        made += _strokes_of_outline(outline, stroked=stroked)
        if len(made) > MOST_STROKES:
            raise TooMuch
    return made


def _strokes_of_outline(points: Sequence[Point], *, stroked: bool) -> list[Stroke]:
    """The lines that an outline shows: those drawn along it, or one when it is filled and thin."""
    box = _box(points)
    if not stroked or _is_thin(*box):
        return _of_filled(*box)
    return list(filter(None, starmap(_between, pairwise(points))))


def add_picture(page: Page, place: Matrix) -> None:
    """Add a picture to a page: as lines of a table, or as a picture that cannot be read."""
    strokes = _strokes_of_picture(place, page.width, page.height)
    if strokes is None:
        page.pictures += 1
    else:
        page.strokes += strokes


def _strokes_of_picture(place: Matrix, width: float, height: float) -> list[Stroke] | None:
    """What a picture shows of a table: a thin one is a line; None for one that is a picture.

    One that is tiny, or lies outside of the page, shows nothing.
    """
    x0, y0, x1, y1 = _box([applied(place, *corner) for corner in _CORNERS])
    if _is_thin(x0, y0, x1, y1):
        return _of_filled(x0, y0, x1, y1)
    is_tiny = min(x1 - x0, y1 - y0) < _SMALL
    is_before_page = min(x1, y1) < _OUTSIDE
    is_behind_page = x0 > width - _OUTSIDE or y0 > height - _OUTSIDE
    shows_nothing = is_tiny or is_before_page or is_behind_page
    return [] if shows_nothing else None


def _box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """The least box around points: its left, top, right and bottom."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_thin(x0: float, y0: float, x1: float, y1: float) -> bool:
    return x1 - x0 <= _THIN or y1 - y0 <= _THIN


def _of_filled(x0: float, y0: float, x1: float, y1: float) -> list[Stroke]:
    """The one line that a thin box is; a higher and wider one is a shade."""
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    if y1 - y0 <= _THIN:
        return [Stroke(x0, y, x1, y)]
    return [Stroke(x, y0, x, y1)] if x1 - x0 <= _THIN else []


def _between(first: Point, second: Point) -> Stroke | None:
    """The line between two points, None when it is neither horizontal nor vertical."""
    (x0, y0), (x1, y1) = first, second
    if abs(y1 - y0) > _STRAIGHT and abs(x1 - x0) > _STRAIGHT:
        return None
    return Stroke(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
