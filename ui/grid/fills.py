"""Filling the figures of a table with what stands there, with 0, or with “/”; each one step of undo."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from model.address import Address
from model.forms import OfficialForm
from model.report import Report, calculated, set_cells
from ui.grid.body import BodyView
from ui.grid.model import GridModel


class Fills(QObject):
    """Fills the figures of one table; what is selected says which."""

    def __init__(self, body: BodyView) -> None:
        super().__init__(body)
        self._body = body
        self._model: GridModel = body.grid_model
        body.fill_asked.connect(self.fill_selection)

    def fill_selection(self, text: str) -> None:
        """Fill all selected cells with one text; totals only where nothing else is selected."""
        self._fill(self._typed_of(self._body.selected()), text, "填充")

    def fill_with_current(self) -> None:
        """Fill all selected cells with the current one's figure."""
        here = self._body.current
        if here is not None:
            self.fill_selection(self._model.report.cell(here))

    def fill_down(self) -> None:
        """Fill each column of the selection with its uppermost figure."""
        self._fill_along(self._model.grid.in_column)

    def fill_right(self) -> None:
        """Fill each line of the selection with its leftmost figure."""
        self._fill_along(lambda address: self._model.grid.in_line(self._model.grid.cells[address].line))

    def _fill_along(self, line_of: Callable[[Address], tuple[Address, ...]]) -> None:
        """Fill each line (down or across) that the selection meets with the first figure selected in it.

        Where one figure of a line is selected alone, it takes the one before it. Totals stay calculated.
        """
        chosen, report = self._body.selected(), self._model.report
        texts: dict[Address, str] = {}
        for line in dict.fromkeys(map(line_of, chosen)):
            own = [address for address in line if address in chosen]
            before = line[: line.index(own[0])]
            if len(own) == 1 and before:
                own = [before[-1], *own]
            source, *others = own
            others = [address for address in others if address not in self._model.grid.derived]
            texts.update(dict.fromkeys(others, report.cell(source)))
        if texts:
            self._model.fill(texts, "填充")

    def fill_row_with_zero(self) -> None:
        """Fill the blank cells of the current line with 0."""
        here, grid = self._body.current, self._model.grid
        if here is not None:
            self.fill_zero(grid.in_line(grid.cells[here].line))

    def fill_zero(self, addresses: Iterable[Address]) -> None:
        """Fill blank cells with 0; totals follow by themselves, typed ones too where that changes nothing."""
        form, report, derived = self._model.session.form, self._model.report, self._model.grid.derived
        texts = {a: "0" for a in addresses if a not in derived and not report.cell(a)}
        if not texts:
            return
        filled = set_cells(form, report, texts).apply(report)
        agree = {a: "" for a in filled.overrides & derived if _sum(form, filled, a) == filled.cell(a)}
        self._model.fill({**texts, **agree}, "空白填 0")

    def not_applicable(self) -> None:
        """Mark the selected cells as not applicable; totals only where nothing else is selected."""
        self._fill(self._typed_of(self._body.selected()), "/", "填“/”")

    def ask_no_data(self) -> None:
        """Ask whether the table has no data; then fill every figure with 0."""
        grid, report = self._model.grid, self._model.report
        if not self._model.session.may_edit():
            return
        lost = sum(report.cell(address) not in ("", "0") for address in grid.typed)
        text = f"“{grid.table.label}”的全部单元格都将填 0。"
        if lost:
            text += f"\n已填写的 {lost} 个数据将被改为 0。"
        box = QMessageBox(QMessageBox.Icon.Question, "本表无数据", text, parent=self._body.window())
        box.setInformativeText("填写后可以撤销。")
        fill = box.addButton("全部填 0", QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep if lost else fill)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(self._no_data)
        box.open()

    def _no_data(self) -> None:
        grid = self._model.grid
        texts = {address: "" if address in grid.derived else "0" for address in grid.addresses}
        self._model.fill(texts, "本表无数据")

    def _fill(self, addresses: Iterable[Address], text: str, label: str) -> None:
        self._model.fill(dict.fromkeys(addresses, text), label)

    def _typed_of(self, addresses: Sequence[Address]) -> Sequence[Address]:
        """Those that are not calculated; all of them where they all are."""
        return [a for a in addresses if a not in self._model.grid.derived] or addresses


def _sum(form: OfficialForm, report: Report, address: Address) -> str:
    return calculated(form.derivations[address], report.cells)
