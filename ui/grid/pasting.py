"""Pasting blocks from Excel, WPS and Word: where they land is shown before anything changes."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from intake.clipboard import Placed, Placement, parse, place
from model.address import Address
from model.report import Report, set_cells
from ui.grid.body import BodyView
from ui.grid.model import GridModel
from ui.look.fit import open_at

_LABEL = "粘贴"
_BLANK = "（空白）"


class Pasting(QObject):
    """Pastes the clipboard at the selection of one grid; a paste is one undo step."""

    def __init__(self, body: BodyView) -> None:
        super().__init__(body)
        self._body = body
        self._model: GridModel = body.grid_model

    def paste(self) -> None:
        """Paste: one plain figure at once, a block after its preview; say why when it cannot be."""
        chosen = self._body.selected()
        session = self._model.session
        if not chosen or not session.may_edit():
            return
        rows = parse(QGuiApplication.clipboard().text())
        placement = place(session.form, self._model.grid.table.id, rows, chosen[0])
        if not placement.ok:
            self._refuse(placement)
        elif len(placement.cells) == 1 and not placement.labelled:
            self._fill(placement)
        else:
            self._body.select(tuple(placed.address for placed in placement.cells))
            preview = Preview(self._body.window(), self._model, placement)
            preview.accepted.connect(lambda: self._fill(placement))
            preview.rejected.connect(lambda: self._body.select(chosen))
            preview.open()

    def _fill(self, placement: Placement) -> None:
        self._model.fill(without_right_totals(self._model, placement), _LABEL)
        self._body.select(tuple(placed.address for placed in placement.cells))

    def _refuse(self, placement: Placement) -> None:
        reasons = "\n".join(placement.refusals)
        box = QMessageBox(QMessageBox.Icon.Warning, "不能粘贴", reasons, parent=self._body.window())
        box.setInformativeText("表格没有改动。")
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def without_right_totals(model: GridModel, placement: Placement) -> dict[Address, str]:
    """Return the texts to fill in, such that a pasted total that is right stays calculated."""
    form, report, derived = model.session.form, model.report, model.grid.derived
    texts = {placed.address: placed.text for placed in placement.cells}
    calm = {address: "" if address in derived else text for address, text in texts.items()}
    sums: Report = set_cells(form, report, calm).apply(report)
    for address, text in texts.items():
        if address in derived and text != sums.cell(address):
            calm[address] = text
    return calm


class Preview(QDialog):
    """Lists the cells that a block changes, what stands there now and what was converted."""

    def __init__(self, parent: QWidget, model: GridModel, placement: Placement) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("粘贴预览")
        open_at(self, 720, 460)
        told = QLabel(summary(model, placement), self)
        told.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName("将要填入的单元格")
        self.list.setHeaderLabels(["单元格", "剪贴板内容", "填入", "原有", "说明"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.addTopLevelItems([_line(model, placed) for placed in _worth_showing(model, placement)])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(self)
        paste = buttons.addButton("粘贴", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, self.list, buttons):
            column.addWidget(widget)
        paste.setDefault(True)
        paste.setFocus()


def summary(model: GridModel, placement: Placement) -> str:
    """Return in words what a paste would do."""
    report, cells = model.report, placement.cells
    first, last = model.grid.label(cells[0].address), model.grid.label(cells[-1].address)
    words = [f"将填入 {len(cells)} 个单元格：从“{first}”到“{last}”。"]
    if placement.labelled:
        words.append(f"已按表头、项目名称对应，跳过标签 {len(placement.skipped)} 个。")
    converted = sum(_converted(placed) for placed in cells)
    if converted:
        words.append(f"统一写法 {converted} 处（全角数字、千位分隔符等）。")
    replaced = sum(report.cell(p.address) not in ("", p.text) for p in cells)
    if replaced:
        words.append(f"替换原有数据 {replaced} 处。")
    same = len(cells) - len(_worth_showing(model, placement))
    if same:
        words.append(f"其中 {same} 个与现有数据相同，不在下面列出。")
    return "\n".join(words)


def _worth_showing(model: GridModel, placement: Placement) -> list[Placed]:
    """The cells that change or were converted; the others stay as they are."""
    report = model.report
    return [p for p in placement.cells if _converted(p) or report.cell(p.address) != p.text]


def _line(model: GridModel, placed: Placed) -> QTreeWidgetItem:
    before = model.report.cell(placed.address)
    notes = []
    if _converted(placed):
        notes.append("已统一写法")
    if before not in ("", placed.text):
        notes.append("替换" if placed.text else "清空")
    label = model.grid.label(placed.address)
    item = QTreeWidgetItem([label, placed.raw, placed.text or _BLANK, before or _BLANK, "，".join(notes)])
    item.setToolTip(0, label)
    return item


def _converted(placed: Placed) -> bool:
    return placed.raw.strip() != placed.text
