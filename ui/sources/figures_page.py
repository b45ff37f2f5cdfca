"""The figures of the reports from below side by side, and what a sum differs from the figure in hand by."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from model.address import Address
from model.consolidation import Unit, explains
from model.values import parse
from ui.look.wheel import only_with_focus
from ui.session import Session

_LONGEST_HEADING = 12  # characters of a row's label over its column; the tip has all


class FiguresPage(QWidget):
    """A matrix of units and figures, a table of the form at a time; each column can be sorted."""

    def __init__(self, session: Session, units: Sequence[Unit]) -> None:
        super().__init__()
        self._session = session
        self._units = units
        self.columns: list[Address] = []
        self.table = QTableWidget()
        self.table.setAccessibleName("各单位的数字")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.currentCellChanged.connect(lambda _row, column: self._explain(column))
        self.shown = QComboBox()
        self.shown.setAccessibleName("表")
        only_with_focus(self.shown)
        self.explained = QLabel()
        self.explained.setWordWrap(True)
        column = QVBoxLayout(self)
        for widget in (self.shown, self.table, self.explained):
            column.addWidget(widget)
        for table in session.form.tables.values():
            self.shown.addItem(table.label, table.id)
        self.shown.currentIndexChanged.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        """One row a unit, one column a figure of the table; totals alone where a table has them."""
        form, table = self._session.form, self.shown.currentData()
        cells = [address for address, cell in form.cells.items() if cell.table.id == table]
        totals = [a for a in cells if a in form.derivations and form.cells[a].column.role == "total"]
        self.columns = totals or cells
        self.table.setSortingEnabled(False)
        self.table.setRowCount(len(self._units))
        self.table.setColumnCount(1 + len(self.columns))
        names = [form.cells[a].row.label if totals else form.label(a) for a in self.columns]
        for column, name in enumerate(["单位", *names]):
            heading = QTableWidgetItem(name[:_LONGEST_HEADING])
            heading.setToolTip(name)
            self.table.setHorizontalHeaderItem(column, heading)
        for row, unit in enumerate(self._units):
            self.table.setItem(row, 0, QTableWidgetItem(unit.name))
            for column, address in enumerate(self.columns, 1):
                text = unit.report.cell(address)
                item = QTableWidgetItem()
                number = parse(text)
                value = float(number.number) if number.is_number and not number.unit else text
                item.setData(Qt.ItemDataRole.DisplayRole, value)
                self.table.setItem(row, column, item)
        self.table.setSortingEnabled(True)
        self._explain(0)

    def _explain(self, column: int) -> None:
        """Tell what a column adds up to, and which unit the difference to the figure in hand may be."""
        if not 0 < column <= len(self.columns):
            self.explained.setText("点一个数字，看这一栏的合计与本报告现有的数字差多少。点栏名排序。")
            return
        address = self.columns[column - 1]
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
