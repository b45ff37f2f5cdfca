"""Where last year's figures stand beside this year's: in a column of their own, or on a second line.

They never stand over a figure: a table without room for another column gets higher lines, and scrolls.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QFontMetrics

from ui.grid.geometry import PADDING, column_widths
from ui.grid.places import GridMap
from ui.grid.state import CellState

GAP = 8
"""Pixels between last year's figure and this year's."""
_BOX = 9  # pixels around the sign: its frame, clear of corner mark and figure
_CLOSE = 2  # pixels that digits need around them: they have no descenders


class Where(Enum):
    """How last year's figures are shown."""

    NOWHERE = "nowhere"
    COLUMN = "column"
    LINE = "line"


@dataclass(frozen=True)
class Beside:
    """Where they stand, and the room they take.

    ``column``: pixels of the part of a cell that is last year's; ``cell``: the least width of a cell with
    both; ``line``: the least height of a line with both; 0 where nothing is asked for.
    """

    where: Where = Where.NOWHERE
    column: int = 0
    cell: int = 0
    line: int = 0


NOWHERE = Beside()


def beside(
    grid: GridMap, states: Iterable[CellState], width: int, plain: QFontMetrics, small: QFontMetrics
) -> Beside:
    """Return where last year's figures have room in a grid of some width, given what its cells show."""
    every = tuple(states)
    then = max((small.horizontalAdvance(state.last_year) for state in every), default=0)
    own = max((plain.horizontalAdvance(state.text) + _sign(state, small) for state in every), default=0)
    column = then + PADDING
    cell = column + GAP + own + 2 * PADDING + 1  # the line at its right
    if sum(column_widths(grid, width, plain, cell)) <= width:
        return Beside(Where.COLUMN, column=column, cell=cell)
    return Beside(Where.LINE, line=digits(plain) + digits(small) + 2 * _CLOSE)


def digits(metrics: QFontMetrics) -> int:
    """Return the height of a line of digits in pixels."""
    return metrics.ascent() + _CLOSE


def _sign(state: CellState, small: QFontMetrics) -> int:
    """The room of the sign before a figure that was typed by hand, or is a sum of parts."""
    return small.horizontalAdvance("手") + _BOX if state.overridden or state.in_parts else 0
