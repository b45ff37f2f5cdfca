"""A mandated table in print: official proportions, bands, rows that are not split."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont

from export.printed import Printed
from model.forms import LayoutCell, Role
from ui.look.typefaces import Face, font
from ui.paper.items import Box, Item, Line, natural_width, paragraph
from ui.paper.measures import (
    BAND,
    BORDER,
    CELL_LINE,
    CELL_PADDING,
    LABEL_INDENT,
    LABEL_TRACKING,
    LEFT,
    ROW_LEAST,
    TABLE,
    TALL_ROW_LEAST,
    WIDTH,
)

_SMALLEST = 100  # twips; a figure too long for its column is set smaller, to this size


class PrintedTable:
    """One table of a report, ready to be cut into the parts that stand on a page each."""

    def __init__(self, printed: Printed, table: str) -> None:
        definition = printed.form.tables[table]
        self._layout = printed.form.layouts[table]
        self._left_labels = definition.label_columns > 1
        self._is_across = any(block.across for block in definition.blocks)
        self._text: Callable[[LayoutCell], str] = lambda cell: (
            printed.cells.get(cell.address, "") if cell.address else cell.text
        )
        # The official tables are wider than the type area: they are drawn in to it, as in the Word file.
        scale = min(1.0, WIDTH / sum(definition.grid))
        start = LEFT + (WIDTH - scale * sum(definition.grid)) / 2
        self._edges = [start]
        for width in definition.grid:
            self._edges.append(self._edges[-1] + scale * width)
        self._lines_of = {cell: self._set(cell) for cell in self._layout.cells}

    @property
    def lines(self) -> int:
        """How many lines the table has."""
        return self._layout.lines

    @property
    def heading_lines(self) -> int:
        """How many lines at the top are repeated on each page."""
        return self._layout.heading_lines

    @cached_property
    def heights(self) -> tuple[float, ...]:
        """The height of each line: what its cells need; a cell over several lines stretches the last."""
        heights = [ROW_LEAST] * self._layout.lines
        if self._is_across:
            heights[-1] = TALL_ROW_LEAST
        heights[0] += BORDER
        for cell in sorted(self._layout.cells, key=lambda one: one.line_span):
            last = cell.line + cell.line_span - 1
            missing = self._needed(cell) - sum(heights[cell.line : last + 1])
            if missing > 0:
                heights[last] += missing
        return tuple(heights)

    def may_end(self, line: int) -> bool:
        """Whether a page may end before a line: not behind a band or heading."""
        return line >= self.lines or any(
            cell.role is Role.FIGURE and cell.line == line - 1 for cell in self._layout.cells
        )

    def part(self, first: int, last: int) -> list[Item]:
        """Return the lines from ``first`` to before ``last``, from y = 0."""
        items: list[Item] = []
        tops = [0.0]
        for height in self.heights[first:last]:
            tops.append(tops[-1] + height)
        for cell in self._layout.cells:
            start, end = max(cell.line, first), min(cell.line + cell.line_span, last)
            if start < end:
                room = QRectF(self._edges[cell.column], tops[start - first], 0, 0)
                room.setRight(self._edges[cell.column + cell.column_span])
                room.setBottom(tops[end - first])
                items.append(Box(room, BAND if cell.role is Role.BAND else ""))
                items += self._placed(cell, room)
        return items

    def _placed(self, cell: LayoutCell, room: QRectF) -> list[Line]:
        """The cell's text in the middle of what of it stands on this page, as far as it fits."""
        fitting = self._lines_of[cell][: max(1, int(room.height() / CELL_LINE))]
        down = room.top() + (room.height() - len(fitting) * CELL_LINE) / 2
        left = room.left() + CELL_PADDING + self._indent(cell)
        return [line.moved(left, down) for line in fitting]

    def _indent(self, cell: LayoutCell) -> float:
        is_remark = self._left_labels and cell.role is Role.CORNER
        return LABEL_INDENT if cell.role is Role.BAND or is_remark else 0

    def _set(self, cell: LayoutCell) -> list[Line]:
        text = self._text(cell)
        if not text:
            return []
        inset = CELL_PADDING + self._indent(cell)
        width = self._edges[cell.column + cell.column_span] - self._edges[cell.column] - 2 * inset
        corner = self._left_labels and cell.role is Role.CORNER  # a remark, in the official form 楷体
        face = font(Face.KAI if corner else Face.SONG, TABLE)
        if cell.role is Role.FIGURE:
            face = _fitting(text, face, width)
        elif self._alignment(cell) is Qt.AlignmentFlag.AlignLeft:
            face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, LABEL_TRACKING)
        return paragraph(text, face, width, align=self._alignment(cell), pitch=CELL_LINE)

    def _alignment(self, cell: LayoutCell) -> Qt.AlignmentFlag:
        left = cell.role is Role.BAND or (self._left_labels and cell.role in (Role.LABEL, Role.CORNER))
        return Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter

    def _needed(self, cell: LayoutCell) -> float:
        return len(self._lines_of[cell]) * CELL_LINE + BORDER


def _fitting(text: str, face: QFont, width: float) -> QFont:
    while face.pixelSize() > _SMALLEST and natural_width(text, face) > width:
        face.setPixelSize(face.pixelSize() - 10)
    return face
