"""The parts of the current cell: a small table under the grid, typed, pasted, or brought in from files."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.address import Address
from model.report import CellPart, NoSum, Origin, Parts, set_parts, sum_of
from model.report.parts import ROWS_TOLD, source_words
from model.values import Kind, parse
from ui.grid.places import GridMap
from ui.session import Session

_HEADINGS = ("分项（科室、单位）", "数字", "来源")
_LABEL, _FIGURE, _SOURCE = range(3)
_LINES = 4  # seen at a time; more of them scroll
_FIGURE_WIDTH = 90  # pixels


class PartsBox(QWidget):
    """Shows and changes the parts of one cell, each change as an undoable step.

    Signals: ``closed`` when the clerk goes back to the grid.
    """

    closed = Signal()

    def __init__(self, session: Session, grid: GridMap, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = grid
        self._address: Address | None = None
        self._head = QLabel(self)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self.table = QTableWidget(0, len(_HEADINGS), self)
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        self.table.setAccessibleName("分项")
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_SOURCE, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(_FIGURE, _FIGURE_WIDTH)
        self.paste_button = self._button(
            "粘贴(&V)", "从 Excel、WPS 粘贴两列：单位和数字（Ctrl+V）", self.paste
        )
        self.remove_button = self._button("删除分项(&D)", "删除选中的分项（Delete）", self.remove)
        self.close_button = self._button("关闭(&Q)", "回到表格（Esc）", self.closed.emit)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._head, 1)
        for button in (self.paste_button, self.remove_button, self.close_button):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.table)
        self._hold_height()
        self.table.cellChanged.connect(self._take)
        self.table.installEventFilter(self)
        session.changed.connect(self._show)
        self.hide()

    def show_cell(self, address: Address | None) -> None:
        """Show the parts of a cell."""
        if address is not None:
            self._address = address
            self._show()

    def enter(self) -> None:
        """Put the keyboard on the first line that is free."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentCell(len(self._parts()), _LABEL)

    def commit_open_editor(self) -> None:
        """Take what is being typed, so that a save holds it."""
        editor = self.table.indexWidget(self.table.currentIndex())
        if editor is not None:
            self.table.commitData(editor)
            self.table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def paste(self) -> None:
        """Add the lines of the clipboard: a name and a figure each, or figures alone."""
        added = list(_lines(QGuiApplication.clipboard().text()))
        if added:
            self._put([*self._parts(), *added], "粘贴分项")

    def remove(self) -> None:
        """Take away the selected parts."""
        chosen = {index.row() for index in self.table.selectedIndexes()}
        kept = [part for row, part in enumerate(self._parts()) if row not in chosen]
        if len(kept) != len(self._parts()):
            self._put(kept, "删除分项")

    def eventFilter(self, _watched: object, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Keys of the small table: Esc goes back, Delete and Ctrl+V do what their buttons do."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            return False
        return True

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._hold_height()

    def _button(self, text: str, tip: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.clicked.connect(act)
        return button

    def _hold_height(self) -> None:
        line = self.fontMetrics().lineSpacing() + 6
        self.table.verticalHeader().setDefaultSectionSize(line)
        self.table.setFixedHeight(line * (_LINES + 1) + 6)

    def _parts(self) -> Parts:
        return self._session.report.parts.get(self._address, ()) if self._address else ()

    def _put(self, parts: Iterable[CellPart], label: str) -> None:
        session, address = self._session, self._address
        if address is None or not session.do(
            set_parts(session.form, session.report, {address: parts}, label)
        ):
            self._show()

    def _take(self, row: int, _column: int) -> None:
        """Take over what was typed in a line; the line below the last one begins another part."""
        parts = self._parts()
        label, figure = self._text(row, _LABEL), self._text(row, _FIGURE)
        is_new = row >= len(parts)
        # A figure that came from a file and is changed by hand is the clerk's own from then on.
        is_as_it_came = not is_new and parts[row].figure == figure
        origin = parts[row].origin if is_as_it_came else Origin()
        line = [CellPart(label, figure, origin)] if label or figure else []
        if line or not is_new:
            self._put([*parts[:row], *line, *parts[row + 1 :]], "填写分项")
        if is_new and label and figure:
            self.table.setCurrentCell(row + 1, _LABEL)  # the next part can be typed at once

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _show(self) -> None:
        if self._address is None or self.isHidden():
            return
        parts = self._parts()
        self._head.setText(self._told(parts))
        self.table.setEnabled(not self._session.locked)
        with QSignalBlocker(self.table):
            here = (self.table.currentRow(), self.table.currentColumn())
            self.table.setRowCount(len(parts) + 1)
            for row, part in enumerate(parts):
                self._fill(row, (part.label, part.figure, source_words(part)), source_tip(part))
            self._fill(len(parts), ("", "", ""), "")
            if here[0] >= 0:
                self.table.setCurrentCell(min(here[0], len(parts)), here[1])

    def _fill(self, row: int, texts: Sequence[str], tip: str) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(tip)
            if column == _FIGURE:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column == _SOURCE:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, column, item)

    def _told(self, parts: Parts) -> str:
        """The head line: whose parts these are, what they add up to, and whether the cell says so too."""
        assert self._address is not None
        name = self._grid.label(self._address)
        if not parts:
            return f"“{name}”还没有分项。写上各科室、各单位的数字，本格就自动相加。"
        try:
            total = sum_of(parts, self._session.form.cells[self._address].column)
        except NoSum as error:
            return f"“{name}”的分项不能相加：{error}。"
        here = self._session.report.cell(self._address)
        differs = "" if here == total else f"，表中手工填写的是 {here or '空白'}"
        return f"“{name}”的分项：{len(parts)} 项，合计 {total or '空白'}{differs}"


def source_tip(part: CellPart) -> str:
    """Return where a part comes from, with all its rows."""
    rows = "、".join(map(str, part.origin.rows))
    return f"{source_words(part)}\n第 {rows} 行" if len(part.origin.rows) > ROWS_TOLD else source_words(part)


def _lines(text: str) -> Iterable[CellPart]:
    """The lines of a block as parts: the last column is the figure, the one before it the name.

    A name alone has no figure yet.
    """
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        written = [cell for cell in cells if cell]
        if len(written) == 1 and parse(written[0]).kind is Kind.INVALID:
            yield CellPart(written[0], "")  # a name; its figure is still to come
        elif written:
            yield CellPart(written[-2] if len(written) > 1 else "", written[-1])
