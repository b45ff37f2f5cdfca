"""Filling the figures of a table with what stands there, with 0, or with “/”; each one step of undo."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from model.address import Address
from model.forms import OfficialForm
from model.report import set_cells
from model.report.estimates import carried_cells, carried_out
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
        """Fill blank cells with 0; totals follow by themselves.

        Cells that the rest of their column wants to be more than 0 stay blank, and it is said which: what
        is carried into next year is no mere leftover.
        """
        form, report, derived = self._model.session.form, self._model.report, self._model.grid.derived
        blank = [a for a in addresses if a not in derived and not report.cell(a)]
        carried = carried_cells(form)
        others = {a: "0" for a in blank if a not in carried}
        estimates = carried_out(form, set_cells(form, report, others).apply(report).cells)
        kept = {a: estimates[a] for a in blank if estimates.get(a, "0") != "0"}
        texts = {a: "0" for a in blank if a not in kept}
        if texts:
            self._model.fill(texts, "空白填 0")
        elif kept:  # asked once more, after it was said what they should be
            self._fill_estimates(kept)
            return
        if kept:
            words = (
                f"有 {len(kept)} 格没有填 0：按本列其他各项推算应为 {_told(form, kept)}，请与台账核对。"
                "再填一次 0，就按推算填。"
            )
            self._model.session.refused.emit(words)

    def fill_estimates(self) -> None:
        """Fill what is carried into next year and still blank as the rest of each column makes it."""
        form, report, grid = self._model.session.form, self._model.report, self._model.grid
        estimates = {a: text for a, text in carried_out(form, report.cells).items() if a in grid.cells}
        if estimates:
            self._fill_estimates(estimates)
            return
        self._model.session.refused.emit(
            "现在没有可以推算的结转数：同一列的其他各项要先填好，结转的格子要空着。"
        )

    def _fill_estimates(self, estimates: dict[Address, str]) -> None:
        """Fill figures as worked out, and say that they are to be held against the register."""
        if self._model.fill(estimates, "推算结转数"):
            self._body.select(tuple(estimates))
            told = _told(self._model.session.form, estimates)
            self._model.session.refused.emit(f"已填推算的结转数：{told}。推算，请与台账核对。")

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


def _told(form: OfficialForm, texts: Mapping[Address, str]) -> str:
    """Figures with the names of their columns."""
    return "、".join(f"{form.cells[address].column.label} {text}" for address, text in texts.items())
