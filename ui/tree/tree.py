"""The section tree: one entry a page, what stands beneath, and a badge for each."""

from functools import partial

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPalette, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui.look import icons, style
from ui.look.focus_look import FocusLook
from ui.look.options import fields
from ui.look.wheel import leaves_zoom
from ui.session import Session
from ui.tree.outline import Badge, Entry, State, badge, outline, progress, target

_ENTRY = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_BADGE = Qt.ItemDataRole.UserRole + 1
_MARKS = {  # icon, colour, what it says
    State.EMPTY: ("empty", "calm", "还没有填写"),
    State.ERRORS: ("error", "error", "{} 处错误"),
    State.WARNINGS: ("warning", "warning", "{} 处需要核实"),
    State.UNFILLED: ("empty", "calm", "{} 处还没填"),
    State.COMPLETE: ("good", "good", "已完成"),
    State.OPTIONAL: ("", "calm", "可以不填"),
}
_NOT_CHECKED = Badge(State.OPTIONAL)  # shows no mark


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
        self._count = QLabel()
        self._fill()
        self._arrange()
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.pressed_again.connect(self._chosen)
        self.view.activated.connect(lambda _: self.entered.emit())
        self.view.clicked.connect(lambda _: self.entered.emit())
        self.view.customContextMenuRequested.connect(self._show_menu)
        session.findings_changed.connect(self.refresh)
        self.refresh()

    def show_page(self, part: str) -> None:
        """Mark the entry of a page as current, unless one beneath it already is."""
        entry = self._entry(self.view.currentIndex())
        if entry is not None and entry.part == part:
            return
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            if index.data(_ENTRY).part == part:
                selection = self.view.selectionModel()
                blocked = selection.blockSignals(True)
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                selection.blockSignals(blocked)
                self.view.update(index)

    def refresh(self) -> None:
        """Show the badges and the progress as they are now; nothing is told before the report was checked."""
        session = self._session
        if not session.checked:
            return
        for item in self._items():
            shown = badge(session.form, session.report, session.findings, item.data(_ENTRY))
            if shown != item.data(_BADGE):
                item.setData(shown, _BADGE)
                says = _MARKS[shown.state][2].format(shown.count)
                item.setToolTip(f"{item.text()}：{says}")
                item.setData(f"{item.text()}，{says}", Qt.ItemDataRole.AccessibleTextRole)
        now = progress(session.form, session.report, session.findings)
        self._bar.setRange(0, now.cells + now.pages)
        self._bar.setValue(now.filled + now.complete)
        self._count.setText(f"完成 {now.complete}/{now.pages} 部分 · 已填 {now.filled}/{now.cells} 格")

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
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName("填写进度")
        self._count.setMargin(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.view)
        column.addWidget(self._bar)
        column.addWidget(self._count)

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
        self.setIndentation(14)
        self.setItemDelegate(_Delegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(self._again)
        self._before = QPersistentModelIndex()
        FocusLook(self)

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


class _Delegate(QStyledItemDelegate):
    """Paints the badge at the right end of the line: a mark and a number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 (Qt's name)
        """A little more air than usual, for the mark."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), fields(option).fontMetrics.height() + 8))

    def paint(self, painter: QPainter, given: QStyleOptionViewItem, index: _Index) -> None:
        """Paint label, mark and number."""
        option = fields(given)
        shown: Badge = index.data(_BADGE) or _NOT_CHECKED
        side = option.fontMetrics.height() - 1
        number = str(shown.count) if shown.count else ""
        width = side + 4 + (option.fontMetrics.horizontalAdvance(number) + 3 if number else 0)
        whole = QStyleOptionViewItem(given)
        self.initStyleOption(whole, index)
        text = fields(whole).text
        fields(whole).text = ""
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        ink = option.palette.color(role)
        painter.save()
        painter.setPen(ink)
        rect = option.rect.adjusted(4, 0, -width - 6, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            rect, middle, option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        )
        name, tone, _ = _MARKS[shown.state]
        colour = ink if selected and option.widget.hasFocus() else style.colour(option.palette, tone)
        left = option.rect.right() - width - 2
        if name:
            box = QRectF(left, option.rect.center().y() - side / 2 + 0.5, side, side)
            icons.draw(painter, box, name, colour)
        painter.setPen(colour)
        painter.drawText(option.rect.adjusted(0, 0, -4, 0), middle | Qt.AlignmentFlag.AlignRight, number)
        painter.restore()
