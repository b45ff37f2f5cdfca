"""Draws the grid's cells and edits its figures."""

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from model.address import Address
from model.forms import LayoutCell
from ui.grid.beside import NOWHERE, Beside
from ui.grid.geometry import Labels
from ui.grid.looks import Looks, looks_of
from ui.grid.model import GridModel
from ui.grid.paint import Fonts, LabelManner, Manner, fonts_of, paint_figure, paint_label
from ui.look.sheet import dress_as

_Index = QModelIndex | QPersistentModelIndex
_HAS_FOCUS = QStyle.StateFlag.State_HasFocus.value
_SELECTED = QStyle.StateFlag.State_Selected.value
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVING = (
    *_ENTER,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)


class GridDelegate(QStyledItemDelegate):
    """Paints as the official form looks and offers a plain line to type in.

    Signals: ``left`` with the key event by which a person left the editor, after its text was taken;
    ``filled`` with what was typed when it is meant for all selected figures.
    ``beside``: where last year's figures are shown; ``involved``: the cells of the finding being told;
    ``lit``: the labels of the current figure; ``texts``: all labels, broken for their
    places.
    """

    left = Signal(QKeyEvent)
    filled = Signal(str)

    def __init__(self, model: GridModel, font: QFont, palette: QPalette, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.beside: Beside = NOWHERE
        self.involved: frozenset[Address] = frozenset()
        self.lit: tuple[LayoutCell, ...] = ()
        self.texts: Labels = {}
        self.dress(font, palette)

    def dress(self, font: QFont, palette: QPalette) -> None:
        """Take the widget's font and palette."""
        self.fonts: Fonts = fonts_of(font)
        self.looks: Looks = looks_of(palette)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell."""
        cell = self._model.cell(index)
        rect = option.rect  # type: ignore[attr-defined] # the stubs leave the fields of options out
        if cell.address is None:
            centred = self._model.grid.table.label_columns == 1
            manner = LabelManner(self.texts.get(cell, cell.text), centred, cell in self.lit)
            paint_label(painter, rect, cell, manner, self.looks, self.fonts)
            return
        flags = option.state.value  # type: ignore[attr-defined] # plain numbers: this runs for every cell
        shown = Manner(
            current=bool(flags & _HAS_FOCUS),
            selected=bool(flags & _SELECTED),
            involved=cell.address in self.involved,
            beside=self.beside,
            flush_right=self._model.grid.columns_are_long,
        )
        paint_figure(painter, rect, self._model.state(cell.address), shown, self.looks, self.fonts)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 (Qt's name)
        """Ask for nothing: the frame sizes lines and columns."""
        return QSize(0, 0)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: N802
        """Make the line that a figure is typed in."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setFont(self.fonts.plain)
        editor.setAutoFillBackground(True)
        editor.setAcceptDrops(False)  # a file dropped here is opened, as anywhere in the window
        right = self._model.grid.columns_are_long
        editor.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignHCenter)
        editor.setTextMargins(2, 0, 2, 0)
        dress_as(editor, "cell")
        address = self._model.address(index)
        if address is not None:
            # The row was told when the clerk came to the figure.
            editor.setAccessibleName(self._model.grid.column_path(address)[-1])
            editor.textEdited.connect(partial(self._model.draft, address))
        return editor

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 (Qt's name)
        """Let go of the line; what was typed is an edit by now, or was given up."""
        self._model.session.drafted.emit(None)
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 (Qt's name)
        """Put the figure as it is saved into the editor."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:  # noqa: N802
        """Hand what was typed to the model."""
        if isinstance(editor, QLineEdit):
            place = model.index(index.row(), index.column())
            model.setData(place, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(  # noqa: N802 (Qt's name)
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Lay the editor over the whole cell."""
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take the text when a key leaves the editor, and tell the view which key it was."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if not (pressed and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit)):
            return super().eventFilter(watched, event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in _ENTER:
            self.filled.emit(watched.text())
            self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        if control or event.key() not in _LEAVING:
            return super().eventFilter(watched, event)
        self.commitData.emit(watched)
        self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
        self.left.emit(event)
        return True
