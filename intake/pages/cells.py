"""The text in a frame's cells: frame and characters into a grid."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter

from intake.blocks import Cell, Grid, clean
from intake.pages.lines import Line, joined, lines
from intake.pages.placed import Placed
from intake.pages.rulings import Frame, Region

_PADDING = 11.5  # points that Word and WPS leave free in a cell, on both sides together


def grid(frame: Frame, characters: Sequence[Placed], page: int) -> Grid:
    """Return a frame's cells with the text in them; the cells below a vertical merge are blank."""
    inside = _by_region(frame, characters)
    rows: list[list[Cell]] = [[] for _ in range(len(frame.ys) - 1)]
    for region in sorted(frame.regions, key=attrgetter("left")):
        width = frame.xs[region.right] - frame.xs[region.left]
        text = cell_text(lines(inside.get(region, ()), page), width)
        span = region.right - region.left
        rows[region.top].append(Cell(text, region.left, span))
        for row in rows[region.top + 1 : region.bottom]:
            row.append(Cell("", region.left, span))
    return Grid(tuple(map(tuple, rows)))


def _by_region(frame: Frame, characters: Sequence[Placed]) -> Mapping[Region, list[Placed]]:
    """The characters by the cells they stand in, but for cells without any."""
    region_of: dict[tuple[int, int], Region] = {}
    for region in frame.regions:
        region_of.update(dict.fromkeys(region.boxes, region))
    inside: dict[Region, list[Placed]] = defaultdict(list)
    for character in characters:
        inside[region_of[frame.box(character)]].append(character)
    return inside


def cell_text(found: Sequence[Line], width: float) -> str:
    """Return the text of a cell; a line that had no room for the next word is joined with it."""
    text = ""
    for before, line in zip((None, *found), found, strict=False):
        if before is None:
            text = line.text
            continue
        free = width - _PADDING - (before.right - before.left)
        text = joined(text, line.text) if line.first > free else f"{text}\n{line.text}"
    return clean(text)
