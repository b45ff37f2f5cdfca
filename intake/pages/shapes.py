"""Drawn outlines and pictures into the thin lines that may rule a table."""

from collections.abc import Sequence
from itertools import pairwise

from intake.pages.matrix import Matrix, applied
from intake.pages.placed import Stroke

Point = tuple[float, float]
_THIN = 3.0  # points; a filled box of this height is a line, a higher one is a shade
_STRAIGHT = 0.6  # points by which a line may lean
_SMALL = 20.0  # points; smaller pictures are bullets and the like
_OUTSIDE = 2.0  # points


def strokes_of_outline(points: Sequence[Point], *, stroked: bool) -> list[Stroke]:
    """Return the lines that an outline shows: those drawn along it, or one when it is filled and thin."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = min(xs), min(ys), max(xs), max(ys)
    if not stroked or _is_thin(*box):
        return _of_filled(*box)
    between = (_between(first, second) for first, second in pairwise(points))
    return [stroke for stroke in between if stroke is not None]


def strokes_of_picture(place: Matrix, width: float, height: float) -> list[Stroke] | None:
    """Return what a picture shows of a table: a thin one is a line; None for one that is a picture.

    One that is tiny, or lies outside of the page, shows nothing.
    """
    corners = [applied(place, x, y) for x in (0, 1) for y in (0, 1)]
    x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
    y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
    if _is_thin(x0, y0, x1, y1):
        return _of_filled(x0, y0, x1, y1)
    if x1 - x0 < _SMALL or y1 - y0 < _SMALL:
        return []
    outside = x1 < _OUTSIDE or y1 < _OUTSIDE or x0 > width - _OUTSIDE or y0 > height - _OUTSIDE
    return [] if outside else None


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
