"""The text in a frame's cells: frame and characters into a grid."""

from collections import defaultdict
from collections.abc import Sequence

from intake.blocks import Cell, Grid, clean
from intake.pages.lines import Line, joined, lines
from intake.pages.placed import Placed
from intake.pages.rulings import Frame, Region

_PADDING = 11.5  # points that Word and WPS leave free in a cell, on both sides together


def grid(frame: Frame, characters: Sequence[Placed], page: int) -> Grid:
    """Return a frame's cells with the text in them; the cells below a vertical merge are blank."""
    boxes = {
        (row, column): region
        for region in frame.regions
        for row in range(region.top, region.bottom)
        for column in range(region.left, region.right)
    }
    inside: dict[Region, list[Placed]] = defaultdict(list)
    for character in characters:
        inside[boxes[frame.box(character)]].append(character)
    rows: list[list[Cell]] = [[] for _ in range(len(frame.ys) - 1)]
    for region in sorted(frame.regions, key=lambda region: region.left):
        width = frame.xs[region.right] - frame.xs[region.left]
        text = cell_text(lines(inside[region], page), width) if region in inside else ""
        for row in range(region.top, region.bottom):
            shown = text if row == region.top else ""
            rows[row].append(Cell(shown, region.left, region.right - region.left))
    return Grid(tuple(map(tuple, rows)))


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
