"""Views of a table's layout: what both have in common, and the heading lines, which stay in sight."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from model.forms import LayoutCell
from ui.grid.model import GridModel
from ui.look.area import own_viewport
from ui.look.wheel import leaves_zoom


class FormView(QTableView):
    """A table view that shows the form's merged cells and nothing of its own."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.grid_model = model
        self.setModel(model)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for cell in model.grid.layout.cells:
            if cell.line_span > 1 or cell.column_span > 1:
                self.setSpan(cell.line, cell.column, cell.line_span, cell.column_span)

    def set_sizes(self, widths: Sequence[int], heights: Sequence[int]) -> None:
        """Give columns and lines their sizes, all at once: Qt would paint the table anew after each kind."""
        across, down = self.horizontalHeader(), self.verticalHeader()
        with QSignalBlocker(across), QSignalBlocker(down):
            for column, width in enumerate(widths):
                across.resizeSection(column, width)
            for line, height in enumerate(heights):
                down.resizeSection(line, height)
        self.updateGeometries()
        self.viewport().update()

    def show_lit(self, labels: Iterable[LayoutCell]) -> None:
        """Paint labels anew, those of this view, because they are lit or no longer are."""
        for label in labels:
            self.update(self.grid_model.index(label.line, label.column))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll; with Ctrl the window sizes the letters."""
        if not leaves_zoom(event):
            super().wheelEvent(event)


class HeadingView(FormView):
    """The heading lines above the body; the keyboard does not reach them.

    Signals: ``picked`` with the figures (tuple of Address) below a heading that is clicked.
    """

    picked = Signal(tuple)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("表头")
        for line in range(model.grid.layout.heading_lines, model.grid.layout.lines):
            self.setRowHidden(line, True)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Pick the figures below a heading."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self.picked.emit(self.grid_model.grid.below(self.grid_model.cell(index)))
