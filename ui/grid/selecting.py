"""Selecting the figures of a table and moving among them, by keyboard and mouse."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from model.address import Address
from ui.grid.model import GridModel
from ui.grid.view import FormView

CursorAction = QAbstractItemView.CursorAction
_Flag = QItemSelectionModel.SelectionFlag
_Button = Qt.MouseButton
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_Index = QModelIndex | QPersistentModelIndex


class SelectingView(FormView):
    """A view in which labels are passed over and the current figure is where a selection began.

    It stays there while the selection grows. Signals: ``moved`` when another figure is the current one;
    ``chosen`` when another selection of several figures is made or given up.
    """

    moved = Signal()
    chosen = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._run: int | None = None  # grid column where the present run of Tabs began
        self._wish: int | None = None  # grid column that moving up and down keeps to
        self._end: Address | None = None  # the corner of a growing selection across from the current figure
        self._began: Address | None = None  # where the mouse was pressed

    def commit_open_editor(self) -> None:
        """Take what stands in an open editor."""
        raise NotImplementedError

    @property
    def current(self) -> Address | None:
        """The current figure."""
        return self.grid_model.address(self.currentIndex())

    def selected(self) -> tuple[Address, ...]:
        """Return the selected figures in reading order; the current one when nothing is selected."""
        chosen = {self.grid_model.address(index) for index in self.selectedIndexes()}
        if not chosen - {None}:
            chosen = {self.current}
        return tuple(a for a in self.grid_model.grid.addresses if a in chosen)

    def go(self, address: Address) -> None:
        """Make a figure the current one, the only one selected, and bring it into sight."""
        self._run = self._wish = self._end = None
        index = self.grid_model.index_of(address)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.scrollTo(index)

    def select(self, addresses: Sequence[Address], current: Address | None = None) -> None:
        """Select figures; ``current``, or else the first, becomes the current one."""
        if not addresses:
            return
        self._run = self._wish = self._end = None
        self.stay_at(current or addresses[0])
        made = QItemSelection()
        for address in addresses:
            made.append(QItemSelectionRange(self.grid_model.index_of(address)))
        self.selectionModel().select(made, _Flag.ClearAndSelect)

    def extend(self, there: Address) -> None:
        """Let the selection reach from the current figure to another; the current one stays."""
        here = self.current
        if here is not None:
            wish = self._wish
            self.select(self.grid_model.grid.between(here, there), here)
            self._end, self._wish = there, wish
            self.scrollTo(self.grid_model.index_of(there))

    def select_row(self) -> None:
        """Select the line of the current figure."""
        here, grid = self.current, self.grid_model.grid
        if here is not None:
            self.select(grid.in_line(grid.cells[here].line), here)

    def select_column(self) -> None:
        """Select the column of the current figure."""
        here = self.current
        if here is not None:
            self.select(self.grid_model.grid.in_column(here), here)

    def stay_at(self, address: Address) -> None:
        """Make a figure the current one and leave the selection as it is."""
        self.selectionModel().setCurrentIndex(self.grid_model.index_of(address), _Flag.NoUpdate)

    def selectAll(self) -> None:  # noqa: N802 (Qt's name)
        """Select every figure, leaving the current one as it is."""
        self.select(self.grid_model.grid.addresses, self.current)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 (Qt's name)
        """Tell that another figure is the current one."""
        self.grid_model.come_to(self.grid_model.address(current))  # first: screen readers ask at once
        super().currentChanged(current, previous)
        self.moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Tell of selections of several figures."""
        super().selectionChanged(selected, deselected)
        several = selected.count() > 1 or deselected.count() > 1 or len(self.selectedIndexes()) > 1
        if several:
            self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select the figures that a label speaks of, up to a figure with Shift; else what is clicked."""
        self._run = self._wish = None
        index = self.indexAt(event.position().toPoint())
        address = self.grid_model.address(index)
        if index.isValid() and address is None:
            if event.button() in (_Button.LeftButton, _Button.RightButton):
                self.select(self.grid_model.grid.below(self.grid_model.cell(index)))
        elif address is not None and event.modifiers() & _SHIFT and event.button() == _Button.LeftButton:
            self.commit_open_editor()
            self.extend(address)
        else:
            super().mousePressEvent(event)
            self._began = self.current
            self._end = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """After dragging, the figure where it began is the current one."""
        super().mouseReleaseEvent(event)
        began, self._began = self._began, None
        here = self.current
        if began is not None and here is not None and here != began and began in self.selected():
            self.stay_at(began)
            self._end = here

    def moveCursor(  # noqa: N802 (Qt's name)
        self, action: CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a movement key leads: always to a figure."""
        self._run = self._end = None
        return self.grid_model.index_of(self.lead(action, self.current, modifiers))

    def lead(self, action: CursorAction, here: Address | None, held: Qt.KeyboardModifier) -> Address:
        """Return the figure that a movement leads to from another."""
        grid = self.grid_model.grid
        if here is None:
            return grid.addresses[0]
        far = bool(held & _CONTROL)
        wish = grid.cells[here].column if self._wish is None else self._wish
        self._wish = None
        if action in (CursorAction.MoveLeft, CursorAction.MoveRight):
            return grid.sideways(here, 1 if action == CursorAction.MoveRight else -1, to_edge=far)
        if action in (CursorAction.MoveHome, CursorAction.MoveEnd):
            if far:
                return grid.addresses[0 if action == CursorAction.MoveHome else -1]
            return grid.sideways(here, 1 if action == CursorAction.MoveEnd else -1, to_edge=True)
        if action in (CursorAction.MoveNext, CursorAction.MovePrevious):
            return grid.tab(here, 1 if action == CursorAction.MoveNext else -1)
        self._wish = wish
        step = 1 if action in (CursorAction.MoveDown, CursorAction.MovePageDown) else -1
        paged = action in (CursorAction.MovePageDown, CursorAction.MovePageUp)
        return grid.vertical(here, step, wish, to_edge=far or paged)
