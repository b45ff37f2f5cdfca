"""The cards of the recent reports: one list, painted; what it shows was kept, no file is looked into."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu, QWidget

from ui.recent import Card, when
from ui.start.card_look import SHOWN, CardDelegate, CardList, Shown, action_rect

PATH = Qt.ItemDataRole.UserRole
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class RecentCards(CardList):
    """The recent reports, newest first; the current one is the one that Enter opens.

    Signals: ``open_asked`` with a path; ``folder_asked`` with the folder to be shown; ``forget_asked`` with a
    path that is to leave the list.
    """

    open_asked = Signal(object)
    folder_asked = Signal(object)
    forget_asked = Signal(object)

    def __init__(self, cards: Mapping[Path, Card], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entered_by: QWidget = self  # besides the list, the widget whose Enter opens the current card
        self.setAccessibleName("最近的报告")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(CardDelegate(self))
        self.viewport().setAutoFillBackground(False)
        now = datetime.now()
        for path, card in cards.items():
            self._add(path, Shown(path, card, when(card.edited, now)))
        self.setCurrentRow(0)

    def tell_trouble(self, path: Path, trouble: str) -> None:
        """Show in grey what is gone or does not answer; it can be tried all the same, it may be back."""
        for item in self._items():
            if item.data(PATH) == path:
                before: Shown = item.data(SHOWN)
                self._tell(item, Shown(path, before.card, before.when, trouble))

    def search(self, text: str) -> int:
        """Show the cards alone that hold every word of a text; return how many there are."""
        words = text.split()
        left = []
        for item in self._items():
            told = item.data(SHOWN).spoken
            item.setHidden(not all(word in told for word in words))
            if not item.isHidden():
                left.append(item)
        current = self.currentItem()
        if left and (current is None or current.isHidden()):
            self.setCurrentItem(left[0])
        return len(left)

    def open_current(self) -> None:
        """Open the card that is painted active."""
        item = self.currentItem()
        if item is not None and not item.isHidden():
            self.open_asked.emit(item.data(PATH))

    def take_key(self, event: QKeyEvent) -> bool:
        """Take a key pressed elsewhere on the page: the arrows choose a card; return whether it was one."""
        if event.key() not in _MOVING:
            return False
        self.keyPressEvent(event)
        return True

    def enters(self) -> bool:
        """Whether Enter opens the current card, where the keyboard is now."""
        return self.hasFocus() or self.entered_by.hasFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens, Delete takes out of the list."""
        if event.key() in _OPENING:
            self.open_current()
        elif event.key() == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.forget_asked.emit(self.currentItem().data(PATH))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Wait for the release: the active card stays what it is, with its button where it stands."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the card that is clicked, or its menu."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._opens_menu(index, place):
            self._show_menu(self.item(index.row()), event.globalPosition().toPoint())
        else:
            self.open_asked.emit(index.data(PATH))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the menu of a card, by the mouse or by the keyboard."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        item = self.itemAt(event.pos()) if by_mouse else self.currentItem()
        if item is not None:
            below = self.viewport().mapToGlobal(self.visualItemRect(item).center())
            self._show_menu(item, event.globalPos() if by_mouse else below)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """What Enter does is written on the card."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter does something else now."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _opens_menu(self, index: QModelIndex | QPersistentModelIndex, place: QPoint) -> bool:
        """Whether a click falls on the sign ⋯; the active card has its button there."""
        if index.row() == self.currentRow() and self.enters():
            return False
        return action_rect(self.visualRect(index), self.fontMetrics()).contains(place)

    def _show_menu(self, item: QListWidgetItem, place: QPoint) -> None:
        path: Path = item.data(PATH)
        menu = QMenu(self)
        menu.addAction("打开(&O)", lambda: self.open_asked.emit(path))
        menu.addAction("打开所在文件夹(&F)", lambda: self.folder_asked.emit(path.parent))
        menu.addSeparator()
        menu.addAction("从列表中去掉（不删文件）(&R)", lambda: self.forget_asked.emit(path))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _add(self, path: Path, shown: Shown) -> None:
        item = QListWidgetItem(self)
        item.setData(PATH, path)
        self._tell(item, shown)

    def _tell(self, item: QListWidgetItem, shown: Shown) -> None:
        group = QPalette.ColorGroup.Disabled if shown.trouble else QPalette.ColorGroup.Active
        item.setForeground(self.palette().brush(group, QPalette.ColorRole.Text))
        item.setData(SHOWN, shown)
        item.setToolTip(f"{shown.path}\n{shown.trouble}" if shown.trouble else str(shown.path))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, shown.spoken)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, shown.trouble)
