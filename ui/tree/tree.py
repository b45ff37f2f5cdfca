"""The section tree: one entry a page, what stands beneath, and a badge for each."""

from functools import partial

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui.look import tokens
from ui.look.area import own_viewport
from ui.look.sheet import dress_as
from ui.look.wheel import leaves_zoom
from ui.session import Session
from ui.tree.delegate import BADGE, BESIDE_LABEL, MARKS, EntryDelegate
from ui.tree.outline import Entry, badge, outline, progress, target

_ENTRY = Qt.ItemDataRole.UserRole
_BAR = 6  # pixels of the bar's height
_Index = QModelIndex | QPersistentModelIndex


class SectionTree(QWidget):
    """The tree with the overall progress under it.

    Signals: ``page_asked`` with a page's part and, for an entry beneath a page, an Address or Span to go
    to (or None); ``entered`` when the clerk presses Enter or clicks and wants to write there;
    ``findings_asked`` with a part whose findings are wanted.
    """

    page_asked = Signal(str, object)
    entered = Signal()
    findings_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = QStandardItemModel(self)
        self.view = _View()
        self._bar = QProgressBar()
        self._filled, self._complete = QLabel(), QLabel()
        self._fill()
        self._arrange()
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.pressed_again.connect(self._chosen)
        self.view.activated.connect(lambda _: self.entered.emit())
        self.view.clicked.connect(lambda _: self.entered.emit())
        self.view.customContextMenuRequested.connect(self._show_menu)
        session.findings_changed.connect(self.refresh)
        self._hold_width()
        self.refresh()

    def show_page(self, part: str) -> None:
        """Mark the entry of a page as current, unless one beneath it already is."""
        entry = self._entry(self.view.currentIndex())
        if entry is not None and entry.part == part:
            return
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            if index.data(_ENTRY).part == part:
                selection, before = self.view.selectionModel(), self.view.currentIndex()
                blocked = selection.blockSignals(True)
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                selection.blockSignals(blocked)
                for one in (before, index):
                    self.view.update_line(one)

    def refresh(self) -> None:
        """Show the badges and the progress as they are now; nothing is told before the report was checked."""
        session = self._session
        if not session.checked:
            return
        for item in self._items():
            shown = badge(session.form, session.report, session.findings, item.data(_ENTRY))
            if shown != item.data(BADGE):
                item.setData(shown, BADGE)
                says = MARKS[shown.state][2].format(shown.count)
                item.setToolTip(f"{item.text()}：{says}")
                item.setData(f"{item.text()}，{says}", Qt.ItemDataRole.AccessibleTextRole)
        now = progress(session.form, session.report, session.findings)
        self._bar.setUpdatesEnabled(False)  # else it paints at once, and all that is still to be painted
        self._bar.setRange(0, now.cells)
        self._bar.setValue(now.filled)
        self._bar.setUpdatesEnabled(True)
        self._filled.setText(f"{now.filled} / {now.cells} 格")
        self._complete.setText(f"{now.complete} / {now.pages} 部分")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters: no label is ever cut."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hold_width()

    def _hold_width(self) -> None:
        bold = QFont(self.view.font())
        bold.setBold(True)
        metrics, indent = QFontMetrics(bold), self.view.indentation()
        labels = (
            (1 if item.parent() is None else 2) * indent + metrics.horizontalAdvance(item.text())
            for item in self._items()
        )
        self.view.setMinimumWidth(max(labels, default=0) + BESIDE_LABEL)

    def menu(self, index: QModelIndex) -> QMenu:
        """Return a menu of what can be done with an entry."""
        menu = QMenu(self)
        entry = self._entry(index)
        if entry is not None:
            menu.addAction("转到这里(&G)", partial(self._go, index))
            menu.addAction("只看这部分的问题(&C)", partial(self.findings_asked.emit, entry.part))
            menu.addSeparator()
        menu.addAction("全部展开(&E)", self.view.expandAll)
        menu.addAction("全部折叠(&F)", self.view.collapseAll)
        return menu

    def _go(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self._chosen(index)
        self.entered.emit()

    def _show_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        menu = self.menu(index if index.isValid() else self.view.currentIndex())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _fill(self) -> None:
        for entry in outline(self._session.form):
            item = _item(entry)
            for child in entry.children:
                item.appendRow(_item(child))
            self._model.appendRow(item)

    def _arrange(self) -> None:
        self.view.setModel(self._model)
        self.view.expandAll()
        self.setFocusProxy(self.view)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR)
        self._bar.setAccessibleName("填写进度")
        foot = QGridLayout()
        foot.setContentsMargins(tokens.EDGE, tokens.SPACE, tokens.EDGE, tokens.SPACE)
        foot.setVerticalSpacing(tokens.SPACE)
        for line, (name, number) in enumerate((("已填", self._filled), ("可以交审", self._complete))):
            label = QLabel(name)
            for one in (label, number):
                dress_as(one, "status")
            foot.addWidget(label, 2 * line, 0)
            foot.addWidget(number, 2 * line, 1, Qt.AlignmentFlag.AlignRight)
        foot.addWidget(self._bar, 1, 0, 1, 2)
        line_above = QFrame()
        dress_as(line_above, "line")
        line_above.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(line_above)
        column.addLayout(foot)

    def _items(self) -> list[QStandardItem]:
        pages = [self._model.item(row) for row in range(self._model.rowCount())]
        return [*pages, *(page.child(row) for page in pages for row in range(page.rowCount()))]

    def _entry(self, index: QModelIndex | QPersistentModelIndex) -> Entry | None:
        entry = index.data(_ENTRY)
        return entry if isinstance(entry, Entry) else None

    def _chosen(self, index: QModelIndex) -> None:
        entry = self._entry(index)
        if entry is not None:
            self.page_asked.emit(entry.part, target(self._session.report, entry))


def _item(entry: Entry) -> QStandardItem:
    item = QStandardItem(entry.label)
    item.setEditable(False)
    item.setData(entry, _ENTRY)
    return item


class _View(QTreeView):
    """A plain tree; a click on the current entry goes there once more."""

    pressed_again = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setAccessibleName("报告各部分")
        self.setIndentation(16)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        own_viewport(self).setBackgroundRole(QPalette.ColorRole.Window)
        self.setItemDelegate(EntryDelegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(self._again)
        self._before = QPersistentModelIndex()

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:  # noqa: N802 (Qt's name)
        """Leave the arrows to the delegate: it paints the ground of the whole line first."""

    def update_line(self, index: _Index) -> None:
        """Paint a whole line anew: its ground reaches farther than the entry that Qt knows of."""
        line = self.visualRect(index)
        line.setLeft(0)
        self.viewport().update(line)

    def currentChanged(self, now: _Index, before: _Index) -> None:  # noqa: N802 (Qt's name)
        """Move the ground of what is current."""
        super().currentChanged(now, before)
        for index in (now, before):
            self.update_line(index)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Frame what is current."""
        super().focusInEvent(event)
        self.update_line(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the frame away."""
        super().focusOutEvent(event)
        self.update_line(self.currentIndex())

    def _again(self, index: QModelIndex) -> None:
        if self._before == QPersistentModelIndex(index):
            self.pressed_again.emit(index)
        self._before = QPersistentModelIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll; with Ctrl the window sizes the letters."""
        if not leaves_zoom(event):
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the current entry where it is while a menu is asked for."""
        if event.button() != Qt.MouseButton.RightButton:
            super().mousePressEvent(event)
