"""The lines of a table with its figures: moving about, selecting and typing as in a spreadsheet."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QWidget

from ui.grid.delegate import GridDelegate
from ui.grid.model import GridModel
from ui.grid.selecting import CursorAction, SelectingView

_Edit = QAbstractItemView.EditTrigger
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MOVES = {
    Qt.Key.Key_Left: CursorAction.MoveLeft,
    Qt.Key.Key_Right: CursorAction.MoveRight,
    Qt.Key.Key_Up: CursorAction.MoveUp,
    Qt.Key.Key_Down: CursorAction.MoveDown,
    Qt.Key.Key_Home: CursorAction.MoveHome,
    Qt.Key.Key_End: CursorAction.MoveEnd,
    Qt.Key.Key_PageUp: CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: CursorAction.MovePageDown,
}


def _is_help(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F1 and event.modifiers() == Qt.KeyboardModifier.NoModifier


class BodyView(SelectingView):
    """The lines with figures.

    Signals: ``fill_asked`` with the text for all selected figures; ``explain_asked`` by the help key.
    """

    fill_asked = Signal(str)
    explain_asked = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._left = True  # the keyboard is elsewhere
        self.setEditTriggers(_Edit.DoubleClicked | _Edit.EditKeyPressed | _Edit.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(model.grid.table.label)
        for line in range(model.grid.layout.heading_lines):
            self.setRowHidden(line, True)

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:  # noqa: N802 (Qt's name)
        """Take the delegate, and hear from it by which key its editor was left."""
        super().setItemDelegate(delegate)
        if isinstance(delegate, GridDelegate):
            delegate.left.connect(self._travel)
            delegate.filled.connect(self.fill_asked)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the focus; only the current cell looks different."""
        if self._left:
            self._left = False
            self.grid_model.come_anew()
        with self._repainting_little():
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show that the focus is gone; an open editor is no other place."""
        self._left = not self.isAncestorOf(QApplication.focusWidget() or self)
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
        """Move, select, begin to type, or leave the key to the window."""
        key, held = event.key(), event.modifiers()
        leaves = key == Qt.Key.Key_Escape or (key in _ENTER and held & _ALT)
        if leaves:
            event.ignore()
        elif _is_help(event):
            self.explain_asked.emit()
        elif key in (*_ENTER, *_TAB) and not held & _CONTROL:
            self._travel(event)
        elif key == Qt.Key.Key_Space or (key in _MOVES and held & _SHIFT):
            self._select(event)
        elif key in _MOVES:
            super().keyPressEvent(event)
            if len(self.selected()) > 1 and self.current is not None:
                self.go(self.current)  # at the edge nothing moved; the selection is given up all the same
        elif not self._types(event) or self._may_type():  # else the session has said why not
            super().keyPressEvent(event)

    def _select(self, event: QKeyEvent) -> None:
        """Select by the space bar or by Shift and a movement.

        A blank alone does nothing: no figure begins with one, and it would wipe out the one there.
        """
        key, held = event.key(), event.modifiers()
        if key in _MOVES:
            self.extend(self.lead(_MOVES[Qt.Key(key)], self._end or self.current, held))
        elif held == _SHIFT:
            self.select_row()
        elif held == _CONTROL:
            self.select_column()

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

    # -------------------------------------------------------------- moving

    def _travel(self, event: QKeyEvent) -> None:
        """Go where Tab, Enter or an arrow leads that ended the typing; round inside a selection."""
        here = self.current
        if here is None:
            return
        grid = self.grid_model.grid
        column = grid.cells[here].column
        key = event.key()
        back = -1 if event.modifiers() & _SHIFT or key == Qt.Key.Key_Backtab else 1
        chosen = self.selected()
        if len(chosen) > 1 and key in (*_ENTER, *_TAB):
            self.stay_at(grid.round(chosen, here, back, down=key in _ENTER))
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
