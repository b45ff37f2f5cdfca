"""How wide the columns and how high the lines are: the official proportions, fitted to the room there is."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain

from PySide6.QtGui import QFontMetrics

from model.forms import LayoutCell, Role
from ui.grid.places import GridMap

PADDING = 4
"""Pixels between a cell's text and its sides."""

Labels = Mapping[LayoutCell, str]
"""Labels with the line breaks that their places ask for."""

_TIGHTEST = 1.4  # line height in ems: Chinese characters fill one em, the rest keeps the lines apart
_ROOMIEST = 2.7
_ROOMIEST_SINGLE = 4.0  # for a table of one line of figures
_LABEL_EMS = 12  # the label column gives room to the figures down to this width
_UPRIGHT = 1.5  # a label is set upright where it has this many lines for each character
_NUMBERED = re.compile(r"(（.{1,3}）)(.+)")
_ITEM = re.compile(r"(.{1,2}、)?(.*)")


def em(metrics: QFontMetrics) -> int:
    """Return the width of a Chinese character in pixels."""
    return metrics.horizontalAdvance("国")


def column_widths(grid: GridMap, available: int, metrics: QFontMetrics, figure: int = 0) -> list[int]:
    """Return the width of each grid column in pixels; a column of figures is at least ``figure`` wide.

    The sum is ``available``, or more where the figures would not fit (the grid scrolls then). Columns keep
    the proportions of the printed form; group labels give the row labels the room that they do not need.
    """
    shares = _proportional(grid.table.grid, available)
    labels = grid.table.label_columns
    least = [_least(grid, column, metrics, figure) for column in range(len(shares))]
    for column in range(labels - 1):
        spare = shares[column] - least[column]
        shares[column] -= spare
        shares[labels - 1] += spare
    if not labels:
        return [max(pair) for pair in zip(shares, least, strict=True)]
    for column in range(labels, len(shares)):
        missing = max(least[column] - shares[column], 0)
        shares[column] += missing
        shares[labels - 1] -= missing
    shares[labels - 1] = max(shares[labels - 1], least[labels - 1])
    return shares


def least_height(grid: GridMap, texts: Labels, metrics: QFontMetrics, line: int = 0) -> int:
    """Return the height below which the grid has to scroll."""
    return sum(line_heights(grid, texts, 0, metrics, line))


def most_height(grid: GridMap, texts: Labels, metrics: QFontMetrics, line: int = 0) -> int:
    """Return the height above which more room would only look empty."""
    return sum(line_heights(grid, texts, 1_000_000, metrics, line))


def line_heights(
    grid: GridMap, texts: Labels, available: int, metrics: QFontMetrics, line: int = 0
) -> list[int]:
    """Return the height of each line in pixels, such that the table fills the room where it sensibly can.

    ``texts`` are the labels as ``label_texts`` breaks them; a line of figures is at least ``line`` high.
    """
    lines, first = grid.layout.lines, grid.layout.heading_lines
    tightest = round(em(metrics) * _TIGHTEST) + 2
    extra = [0] * first + [max(line - tightest, 0)] * (lines - first)
    for cell in grid.layout.cells:
        if cell.role is Role.HEADING and cell.line_span == 1:
            rows = texts[cell].count("\n")
            extra[cell.line] = max(extra[cell.line], rows * em(metrics) * 5 // 4)
    size = em(metrics)
    height = (available - sum(extra)) // lines
    roomiest = round(size * (_ROOMIEST_SINGLE if grid.single_line else _ROOMIEST))
    height = min(max(height, tightest), roomiest)
    heights = [height + more for more in extra]
    if height < roomiest:  # the pixels that do not make a whole one for each line
        for number in range(min(first, available - sum(heights))):
            heights[number] += (available - sum(heights)) // (first - number)
    return heights


def label_texts(grid: GridMap, widths: Sequence[int], metrics: QFontMetrics) -> Labels:
    """Return all labels with line breaks where their places ask for them.

    Headings of the same words break alike: by the narrowest of their columns.
    """
    narrowest: dict[str, int] = {}
    for cell in grid.layout.cells:
        width = _width(cell, widths)
        narrowest[cell.text] = min(width, narrowest.get(cell.text, width))
    heads = (Role.HEADING, Role.CORNER)
    return {
        cell: cell_text(cell, narrowest[cell.text] if cell.role in heads else _width(cell, widths), metrics)
        for cell in grid.layout.cells
        if cell.address is None
    }


def cell_text(cell: LayoutCell, width: int, metrics: QFontMetrics) -> str:
    """Return a label's text with line breaks where its place asks for them."""
    text = cell.text
    room = width - 2 * PADDING
    if cell.role is Role.LABEL and cell.line_span > 1:
        if cell.line_span > _UPRIGHT * len(text):
            first, rest = _ITEM.fullmatch(text).groups("")  # type: ignore[union-attr] # fits every text
            return "\n".join([first, *rest] if first else rest)
        return _NUMBERED.sub(r"\1\n\2", text) if metrics.horizontalAdvance(text) > room else text
    if cell.role in (Role.HEADING, Role.CORNER) and metrics.horizontalAdvance(text) > room > 0:
        rows = -(-metrics.horizontalAdvance(text) // room)
        length = -(-len(text) // rows)
        return "\n".join(text[start : start + length] for start in range(0, len(text), length))
    return text


def _least(grid: GridMap, column: int, metrics: QFontMetrics, figure: int) -> int:
    """The width below which a column cannot be read."""
    labels = grid.table.label_columns
    if column == labels - 1:
        return _LABEL_EMS * em(metrics)
    cells = [c for c in grid.layout.cells if c.column == column and c.column_span == 1]
    if column < labels:
        return _least_of_labels(cells, metrics)
    return max(_least_of_headings(cells, metrics), figure)


def _least_of_labels(cells: Sequence[LayoutCell], metrics: QFontMetrics) -> int:
    """A column of groups stands as it is broken into lines."""
    lines = chain.from_iterable(cell_text(c, 0, metrics).split("\n") for c in cells)
    return max(map(metrics.horizontalAdvance, lines), default=0) + 2 * PADDING + 1


def _least_of_headings(cells: Sequence[LayoutCell], metrics: QFontMetrics) -> int:
    """A heading may be broken in two; six figures always have their room."""
    halves = (-(-len(c.text) // 2) for c in cells if c.role is Role.HEADING)
    widest = max(halves, default=0) * em(metrics)
    return max(widest, metrics.horizontalAdvance("000000")) + 2 * PADDING + 1


def _width(cell: LayoutCell, widths: Sequence[int]) -> int:
    return sum(widths[cell.column : cell.column + cell.column_span])


def _proportional(weights: Sequence[int], total: int) -> list[int]:
    """Cut a length in proportion to weights, without losing a pixel."""
    ends = [round(total * part / sum(weights)) for part in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
