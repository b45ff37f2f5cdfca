"""The two views of a grid: the form's heading lines, which stay, and the body that is edited."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QTableView,
    QWidget,
)

from model.address import Address
from ui.grid.delegate import GridDelegate
from ui.grid.model import GridModel

_Action = QAbstractItemView.CursorAction
_Flag = QItemSelectionModel.SelectionFlag
_Edit = QAbstractItemView.EditTrigger
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_Index = QModelIndex | QPersistentModelIndex


def _is_help(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F1 and event.modifiers() == Qt.KeyboardModifier.NoModifier


class FormView(QTableView):
    """A table view that shows the form's merged cells and nothing of its own."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
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


class HeadingView(FormView):
    """The heading lines above the body; the keyboard does not reach them.

    Signals: ``picked`` with the figures (tuple of Address) below a heading that is clicked.
    """

    picked = Signal(tuple)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(_Edit.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("表头")
        for line in range(model.grid.layout.heading_lines, model.grid.layout.lines):
            self.setRowHidden(line, True)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Pick the figures below a heading."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.grid_model.grid.below(self.grid_model.cell(index)))


class BodyView(FormView):
    """The lines with figures. Signals: ``moved`` to another figure; ``explain_asked`` by the help key."""

    moved = Signal()
    explain_asked = Signal()

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

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:  # noqa: N802 (Qt's name)
        """Take the delegate, and hear from it by which key its editor was left."""
        super().setItemDelegate(delegate)
        if isinstance(delegate, GridDelegate):
            delegate.left.connect(self._travel)

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
        """Make a figure the current one and bring it into sight."""
        self._run = self._wish = None
        index = self.grid_model.index_of(address)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.scrollTo(index)

    def select(self, addresses: tuple[Address, ...]) -> None:
        """Select figures; the first becomes the current one."""
        if not addresses:
            return
        self.selectionModel().setCurrentIndex(self.grid_model.index_of(addresses[0]), _Flag.ClearAndSelect)
        for address in addresses[1:]:
            self.selectionModel().select(self.grid_model.index_of(address), _Flag.Select)

    def selectAll(self) -> None:  # noqa: N802 (Qt's name)
        """Select every figure, leaving the current one as it is."""
        for address in self.grid_model.grid.addresses:
            self.selectionModel().select(self.grid_model.index_of(address), _Flag.Select)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 (Qt's name)
        """Tell that another figure is the current one."""
        super().currentChanged(current, previous)
        self.moved.emit()

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

    def event(self, event: QEvent) -> bool:
        """Keep the help key from the window's manual: on a cell it explains the cell, while typing too."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_help(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move, begin to type, or leave the key to the window."""
        if _is_help(event):
            self.explain_asked.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        if event.key() in (*_ENTER, *_TAB) and not event.modifiers() & _CONTROL:
            if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.ignore()
                return
            self._travel(event)
            event.accept()
            return
        typing = event.text().isprintable() and event.text() and not event.modifiers() & _CONTROL
        if typing and not self._may_type():
            return
        super().keyPressEvent(event)

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
        """Select the figures that a label speaks of; otherwise what is clicked."""
        self._run = self._wish = None
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.grid_model.address(index) is None:
            if event.button() == Qt.MouseButton.LeftButton:
                self.select(self.grid_model.grid.below(self.grid_model.cell(index)))
            return
        super().mousePressEvent(event)

    # -------------------------------------------------------------- moving

    def moveCursor(  # noqa: N802 (Qt's name)
        self, action: _Action, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a movement key leads: always to a figure."""
        here = self.current
        grid = self.grid_model.grid
        if here is None:
            return self.grid_model.index_of(grid.addresses[0])
        self._run = None
        far = bool(modifiers & _CONTROL)
        wish = grid.cells[here].column if self._wish is None else self._wish
        self._wish = None
        if action in (_Action.MoveLeft, _Action.MoveRight):
            there = grid.sideways(here, 1 if action == _Action.MoveRight else -1, to_edge=far)
        elif action in (_Action.MoveHome, _Action.MoveEnd):
            if far:
                there = grid.addresses[0 if action == _Action.MoveHome else -1]
            else:
                there = grid.sideways(here, 1 if action == _Action.MoveEnd else -1, to_edge=True)
        elif action in (_Action.MoveNext, _Action.MovePrevious):
            there = grid.tab(here, 1 if action == _Action.MoveNext else -1)
        else:
            step = 1 if action in (_Action.MoveDown, _Action.MovePageDown) else -1
            paged = action in (_Action.MovePageDown, _Action.MovePageUp)
            there = grid.vertical(here, step, wish, to_edge=far or paged)
            self._wish = wish
        return self.grid_model.index_of(there)

    def _travel(self, event: QKeyEvent) -> None:
        """Go where Tab, Enter or an arrow leads that ended the typing."""
        here = self.current
        if here is None:
            return
        grid = self.grid_model.grid
        column = grid.cells[here].column
        back = -1 if event.modifiers() & _SHIFT else 1
        key = event.key()
        if key in _TAB:
            run = column if self._run is None else self._run
            self.go(grid.tab(here, -1 if key == Qt.Key.Key_Backtab else back))
            self._run = run  # going somewhere ends a run; this goes on with it
        elif key in _ENTER and grid.single_line:
            self.go(grid.tab(here, back))
        elif key in _ENTER:
            wish = column if self._run is None else self._run
            self.go(grid.vertical(here, back, wish, typed_only=True))
        else:
            self.go(grid.vertical(here, 1 if key == Qt.Key.Key_Down else -1, column))
