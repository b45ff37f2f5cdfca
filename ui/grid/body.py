"""The lines of a table with its figures: moving about, selecting and typing as in a spreadsheet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QWidget

from model.address import Address
from ui.grid.delegate import GridDelegate
from ui.grid.model import GridModel
from ui.grid.view import FormView

_Action = QAbstractItemView.CursorAction
_Flag = QItemSelectionModel.SelectionFlag
_Edit = QAbstractItemView.EditTrigger
_Button = Qt.MouseButton
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MOVES = {
    Qt.Key.Key_Left: _Action.MoveLeft,
    Qt.Key.Key_Right: _Action.MoveRight,
    Qt.Key.Key_Up: _Action.MoveUp,
    Qt.Key.Key_Down: _Action.MoveDown,
    Qt.Key.Key_Home: _Action.MoveHome,
    Qt.Key.Key_End: _Action.MoveEnd,
    Qt.Key.Key_PageUp: _Action.MovePageUp,
    Qt.Key.Key_PageDown: _Action.MovePageDown,
}
_Index = QModelIndex | QPersistentModelIndex


class BodyView(FormView):
    """The lines with figures.

    The current figure is the one where a selection began; it stays while the selection grows, and Tab and
    Enter go round inside the selection.

    Signals: ``moved`` when another figure is the current one; ``chosen`` when another selection of several
    figures is made or given up; ``fill_asked`` with the text for all selected figures.
    """

    moved = Signal()
    chosen = Signal()
    fill_asked = Signal(str)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setEditTriggers(_Edit.DoubleClicked | _Edit.EditKeyPressed | _Edit.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(model.grid.table.label)
        for line in range(model.grid.layout.heading_lines):
            self.setRowHidden(line, True)
        self._run: int | None = None  # grid column where the present run of Tabs began
        self._wish: int | None = None  # grid column that moving up and down keeps to
        self._end: Address | None = None  # the corner of a growing selection across from the current figure
        self._began: Address | None = None  # where the mouse was pressed

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:  # noqa: N802 (Qt's name)
        """Take the delegate, and hear from it by which key its editor was left."""
        super().setItemDelegate(delegate)
        if isinstance(delegate, GridDelegate):
            delegate.left.connect(self._travel)
            delegate.filled.connect(self.fill_asked)

    # -------------------------------------------------------------- where we are

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
        self._stay_at(current or addresses[0])
        made = QItemSelection()
        made.extend(QItemSelectionRange(self.grid_model.index_of(address)) for address in addresses)
        self.selectionModel().select(made, _Flag.ClearAndSelect)

    def extend(self, there: Address) -> None:
        """Let the selection reach from the current figure to another; the current one stays."""
        here = self.current
        if here is not None:
            self.select(self.grid_model.grid.between(here, there), here)
            self._end = there
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

    def _stay_at(self, address: Address) -> None:
        """Make a figure the current one and leave the selection as it is."""
        self.selectionModel().setCurrentIndex(self.grid_model.index_of(address), _Flag.NoUpdate)

    def selectAll(self) -> None:  # noqa: N802 (Qt's name)
        """Select every figure, leaving the current one as it is."""
        self.select(self.grid_model.grid.addresses, self.current)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 (Qt's name)
        """Tell that another figure is the current one."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Tell of selections of several figures."""
        super().selectionChanged(selected, deselected)
        several = selected.count() > 1 or deselected.count() > 1 or len(self.selectedIndexes()) > 1
        if several:
            self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the focus; only the current cell looks different."""
        with self._repainting_little():
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show that the focus is gone."""
        with self._repainting_little():
            super().focusOutEvent(event)

    @contextmanager
    def _repainting_little(self) -> Iterator[None]:
        """Keep Qt from painting the whole table at every change of focus, twice for each figure typed."""
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, True)
        yield
        viewport.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, False)
        self.update(self.currentIndex())

    # -------------------------------------------------------------- editing

    def commit_open_editor(self) -> None:
        """Take what stands in an open editor, as if Enter had been pressed, and stay."""
        editor = self._editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move, select, begin to type, or leave the key to the window."""
        key, held = event.key(), event.modifiers()
        leaves = key == Qt.Key.Key_Escape or (key in _ENTER and held & _ALT)
        if leaves:
            event.ignore()
        elif key in _ENTER and held & _CONTROL:
            self.fill_asked.emit(str(self.currentIndex().data(Qt.ItemDataRole.EditRole) or ""))
        elif key in _ENTER or (key in _TAB and not held & _CONTROL):
            self._travel(event)
        elif key == Qt.Key.Key_Space and held in (_SHIFT, _CONTROL):
            self.select_row() if held == _SHIFT else self.select_column()
        elif key in _MOVES and held & _SHIFT:
            self.extend(self._lead(_MOVES[Qt.Key(key)], self._end or self.current, held))
        elif self._types(event) and not self._may_type():
            pass  # the session has said why
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _types(event: QKeyEvent) -> bool:
        """Whether a key is a character to be typed."""
        return bool(event.text()) and event.text().isprintable() and not event.modifiers() & _CONTROL

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the editor at the first key of an input method, losing nothing of it."""
        if not self._may_type():
            return
        opens = self._editor() is None
        super().inputMethodEvent(event)
        editor = self._editor()
        # Qt hands a composition on to the new editor, but not a character that comes without one, such as
        # a full-width digit.
        if opens and editor is not None and event.commitString() and not event.preeditString():
            QApplication.sendEvent(editor, event)

    def _may_type(self) -> bool:
        here = self.current
        return self.grid_model.session.may_edit() if here is None else self.grid_model.may_fill(here)

    def _editor(self) -> QWidget | None:
        return self.indexWidget(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Select the figures that a label speaks of, those up to a figure with Shift; else what is clicked."""
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
            self._stay_at(began)
            self._end = here

    # -------------------------------------------------------------- moving

    def moveCursor(  # noqa: N802 (Qt's name)
        self, action: _Action, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a movement key leads: always to a figure."""
        self._run = self._end = None
        return self.grid_model.index_of(self._lead(action, self.current, modifiers))

    def _lead(self, action: _Action, here: Address | None, held: Qt.KeyboardModifier) -> Address:
        """Return the figure that a movement leads to from another."""
        grid = self.grid_model.grid
        if here is None:
            return grid.addresses[0]
        far = bool(held & _CONTROL)
        wish = grid.cells[here].column if self._wish is None else self._wish
        self._wish = None
        if action in (_Action.MoveLeft, _Action.MoveRight):
            return grid.sideways(here, 1 if action == _Action.MoveRight else -1, to_edge=far)
        if action in (_Action.MoveHome, _Action.MoveEnd):
            if far:
                return grid.addresses[0 if action == _Action.MoveHome else -1]
            return grid.sideways(here, 1 if action == _Action.MoveEnd else -1, to_edge=True)
        if action in (_Action.MoveNext, _Action.MovePrevious):
            return grid.tab(here, 1 if action == _Action.MoveNext else -1)
        self._wish = wish
        step = 1 if action in (_Action.MoveDown, _Action.MovePageDown) else -1
        paged = action in (_Action.MovePageDown, _Action.MovePageUp)
        return grid.vertical(here, step, wish, to_edge=far or paged)

    def _travel(self, event: QKeyEvent) -> None:
        """Go where Tab, Enter or an arrow leads that ended the typing; round inside a selection of several."""
        here = self.current
        if here is None:
            return
        grid = self.grid_model.grid
        column = grid.cells[here].column
        key = event.key()
        back = -1 if event.modifiers() & _SHIFT or key == Qt.Key.Key_Backtab else 1
        chosen = self.selected()
        if len(chosen) > 1 and key in (*_ENTER, *_TAB):
            self._stay_at(grid.round(chosen, here, back, down=key in _ENTER))
            self.scrollTo(self.currentIndex())
            return
        if key in _TAB:
            run = column if self._run is None else self._run
            self.go(grid.tab(here, back))
            self._run = run  # going somewhere ends a run; this goes on with it
        elif key in _ENTER and grid.single_line:
            self.go(grid.tab(here, back))
        elif key in _ENTER:
            wish = column if self._run is None else self._run
            self.go(grid.vertical(here, back, wish, typed_only=True))
        else:
            self.go(grid.vertical(here, 1 if key == Qt.Key.Key_Down else -1, column))
