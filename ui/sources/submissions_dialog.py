"""The reports from below: who sent what, with which errors; their figures side by side; what to send back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from export.returns import as_text
from intake.submissions import Submission, units
from model.address import Address
from model.consolidation import alike, explains
from model.values import parse
from ui.look import icons
from ui.look.fit import open_at
from ui.session import Session

_SUBMISSION = Qt.ItemDataRole.UserRole
_MOST_PAIRS = 200
_LONGEST_HEADING = 12  # characters of a row's label over its column; the tip has all


class SubmissionsDialog(QDialog):
    """Shows the reports of a folder; accepted when they are to be added up into the open report.

    Signals: ``look_asked`` with a Submission to be looked at; ``file_asked`` when the list of what to send
    back is wanted as a Word file.
    """

    look_asked = Signal(object)
    file_asked = Signal()

    def __init__(
        self,
        session: Session,
        found: Sequence[Submission],
        missing: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._found = found
        self._units = units(found)
        self.setWindowTitle("下级报告")
        open_at(self, 1000, 640)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["单位", "文件", "错误", "情况"])
        self.list.setAccessibleName("单位")
        self.list.setRootIsDecorated(False)
        self.list.setSortingEnabled(True)
        self.list.itemActivated.connect(self._look)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找单位")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.figures = QTableWidget()
        self.figures.setAccessibleName("各单位的数字")
        self.figures.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.figures.currentCellChanged.connect(lambda _row, column: self._explain(column))
        self.shown = QComboBox()
        self.shown.setAccessibleName("表")
        self.explained = QLabel()
        self.explained.setWordWrap(True)
        self.back = QPlainTextEdit(as_text(one for one in found if one.findings or one.why))
        self.back.setReadOnly(True)
        self.back.setTabChangesFocus(True)
        self.pairs = QTreeWidget()
        self.pairs.setHeaderLabels(["单位", "单位", "雷同"])
        self.pairs.setRootIsDecorated(False)
        self._columns: list[Address] = []
        self._fill_list(missing)
        self._fill_pairs()
        self._lay_out(missing)
        for table in session.form.tables.values():
            self.shown.addItem(table.label, table.id)
        self.shown.currentIndexChanged.connect(self._fill_figures)
        self._fill_figures()

    def _lay_out(self, missing: Sequence[str]) -> None:
        wrong = sum(1 for one in self._found if one.report and one.errors)
        refused = sum(1 for one in self._found if one.report is None)
        head = QLabel(
            f"共 {len(self._found)} 份：可以汇总 {len(self._units)} 份，其中 {wrong} 份有错误；"
            f"没有计入 {refused} 份；没有交来 {len(missing)} 份。双击一行，查看那份报告。"
        )
        head.setWordWrap(True)
        tabs = QTabWidget()
        tabs.addTab(_column(self.search, self.list), "单位")
        tabs.addTab(_column(self.shown, self.figures, self.explained), "数字")
        copy, save = QPushButton("复制(&C)"), QPushButton("存为 Word 文件(&W)…")
        copy.clicked.connect(self._copy)
        save.clicked.connect(self.file_asked)
        line = QHBoxLayout()
        for button in (copy, save):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        sent_back = _column(self.back)
        sent_back.layout().addLayout(line)  # type: ignore[union-attr]
        tabs.addTab(sent_back, "退回意见")
        tabs.addTab(_column(self.pairs), f"文字雷同 {self.pairs.topLevelItemCount()}")
        buttons = QDialogButtonBox()
        self.agree = buttons.addButton("汇总到本报告(&O)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setEnabled(bool(self._units) and not self._session.locked)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (head, tabs, buttons):
            column.addWidget(part)

    # -------------------------------------------------------------- who

    def _fill_list(self, missing: Sequence[str]) -> None:
        for one in self._found:
            if one.report is None:
                state, mark = one.why, "hint" if one.again else "error"
            elif one.errors:
                state, mark = one.findings[0], "error"
            else:
                state, mark = "没有错误", "good"
            item = QTreeWidgetItem(self.list, [one.name, one.file, "", state])
            if one.report:
                item.setData(2, Qt.ItemDataRole.DisplayRole, one.errors)
            item.setIcon(0, icons.icon(mark, mark))
            item.setToolTip(3, state)
            item.setData(0, _SUBMISSION, one)
        for name in missing:
            item = QTreeWidgetItem(self.list, [name, "", "", "没有交来"])
            item.setIcon(0, icons.icon("warning", "warning"))
        self.list.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        header = self.list.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(1, 220)

    def _look(self, item: QTreeWidgetItem) -> None:
        one = item.data(0, _SUBMISSION)
        if isinstance(one, Submission) and one.report is not None:
            self.look_asked.emit(one)

    def _filter(self, text: str) -> None:
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None:
                item.setHidden(text.strip() not in f"{item.text(0)} {item.text(1)}")

    # -------------------------------------------------------------- figures

    def _fill_figures(self) -> None:
        """One row a unit, one column a figure of the table; totals alone where a table has them."""
        form, table = self._session.form, self.shown.currentData()
        cells = [address for address, cell in form.cells.items() if cell.table.id == table]
        totals = [a for a in cells if a in form.derivations and form.cells[a].column.role == "total"]
        self._columns = totals or cells
        self.figures.setSortingEnabled(False)
        self.figures.setRowCount(len(self._units))
        self.figures.setColumnCount(1 + len(self._columns))
        names = [form.cells[a].row.label if totals else form.label(a) for a in self._columns]
        for column, name in enumerate(["单位", *names]):
            heading = QTableWidgetItem(name[:_LONGEST_HEADING])
            heading.setToolTip(name)
            self.figures.setHorizontalHeaderItem(column, heading)
        for row, unit in enumerate(self._units):
            self.figures.setItem(row, 0, QTableWidgetItem(unit.name))
            for column, address in enumerate(self._columns, 1):
                text = unit.report.cell(address)
                item = QTableWidgetItem()
                number = parse(text)
                value = float(number.number) if number.is_number and not number.unit else text
                item.setData(Qt.ItemDataRole.DisplayRole, value)
                self.figures.setItem(row, column, item)
        self.figures.setSortingEnabled(True)
        self._explain(0)

    def _explain(self, column: int) -> None:
        """Tell what a column adds up to, and which unit the difference to the figure in hand may be."""
        if not 0 < column <= len(self._columns):
            self.explained.setText("点一个数字，看这一栏的合计与本报告现有的数字差多少。点栏名排序。")
            return
        address = self._columns[column - 1]
        form, report = self._session.form, self._session.report
        figures = [parse(unit.report.cell(address)) for unit in self._units]
        if not all(figure.is_number or not figure.text.strip("/") for figure in figures):
            self.explained.setText(f"{form.label(address)}：有的单位写的不是数字，不能相加。")
            return
        total = sum(int(figure.number) for figure in figures if figure.number == int(figure.number))
        here = report.cell(address)
        told = f"{form.label(address)}：各单位合计 {total}，本报告现为 {here or '空白'}。"
        if here.isdecimal() and int(here) != total:
            told += f"相差 {total - int(here)}。"
            likely = explains(self._units, address, total - int(here))
            if likely:
                told += (
                    f"正好等于{'、'.join(unit.name for unit in likely[:3])}的数字，请看是不是多算或漏算了它。"
                )
        self.explained.setText(told)

    # -------------------------------------------------------------- texts

    def _fill_pairs(self) -> None:
        for first, second, share in alike(self._units)[:_MOST_PAIRS]:
            QTreeWidgetItem(self.pairs, [first.name, second.name, f"{share:.0%}"])
        self.pairs.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _copy(self) -> None:
        self.back.selectAll()
        self.back.copy()


def _column(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    return page
