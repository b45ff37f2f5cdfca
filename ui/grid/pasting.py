"""Pasting blocks from Excel, WPS and Word: where they land is shown before anything changes."""

from collections.abc import Sequence

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

from intake.clipboard import Copied, Placed, Placement, place, read
from model.address import Address
from ui.grid.body import BodyView
from ui.grid.model import GridModel
from ui.look.fit import open_at
from ui.mime import local_files

_LABEL = "粘贴"
_BLANK = "（空白）"


class Pasting(QObject):
    """Pastes the clipboard at the selection of one grid; a paste is one undo step."""

    def __init__(self, body: BodyView) -> None:
        super().__init__(body)
        self._body = body
        self._model: GridModel = body.grid_model

    def paste(self) -> None:
        """Paste: one figure at once into all that is selected, a block after its preview; or say why not.

        A file that was copied is opened.
        """
        data = QGuiApplication.clipboard().mimeData()
        copied = read(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")
        files = local_files(data)
        session = self._model.session
        if files:
            session.open_asked.emit(files)
        elif self._body.current is not None and session.may_edit():
            self._place(copied)

    def _place(self, copied: Copied) -> None:
        chosen = self._body.selected()
        placement = place(self._model.session.form, self._model.grid.table.id, copied.rows, chosen[0])
        if not placement.ok:
            self._refuse(placement)
        elif len(placement.cells) == 1 and not placement.labelled:
            self._fill_all(placement.cells[0], chosen)
        else:
            self._body.select(tuple(placed.address for placed in placement.cells))
            preview = Preview(self._body.window(), self._model, placement, copied.hidden)
            preview.accepted.connect(lambda: self._fill(placement))
            preview.rejected.connect(lambda: self._body.select(chosen))
            preview.open()

    def _fill_all(self, placed: Placed, chosen: Sequence[Address]) -> None:
        """One figure for every cell selected; totals stay calculated where others are selected too."""
        typed = [address for address in chosen if address not in self._model.grid.derived]
        self._model.fill(dict.fromkeys(typed or chosen, placed.text), _LABEL)

    def _fill(self, placement: Placement) -> None:
        self._model.fill({placed.address: placed.text for placed in placement.cells}, _LABEL)
        self._body.select(tuple(placed.address for placed in placement.cells))

    def _refuse(self, placement: Placement) -> None:
        reasons = "\n".join(placement.refusals)
        box = QMessageBox(QMessageBox.Icon.Warning, "不能粘贴", reasons, parent=self._body.window())
        box.setInformativeText("表格没有改动。")
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


class Preview(QDialog):
    """Lists the cells that a block changes, what stands there now and what was converted."""

    def __init__(self, parent: QWidget, model: GridModel, placement: Placement, hidden: int = 0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("粘贴预览")
        open_at(self, 720, 460)
        told = QLabel(summary(model, placement, hidden), self)
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


def summary(model: GridModel, placement: Placement, hidden: int = 0) -> str:
    """Return in words what a paste would do; ``hidden`` rows of the source are left out."""
    report, cells = model.report, placement.cells
    first, last = model.grid.label(cells[0].address), model.grid.label(cells[-1].address)
    words = [f"将填入 {len(cells)} 个单元格：从“{first}”到“{last}”。"]
    if placement.labelled:
        words.append(f"已按表头、项目名称对应，跳过标签 {len(placement.skipped)} 个。")
    if hidden:
        words.append(f"来源表格里有 {hidden} 行是隐藏的，没有粘贴。")
    converted = sum(_converted(placed) for placed in cells)
    if converted:
        words.append(f"统一写法 {converted} 处（全角数字、千位分隔符、表示 0 的“-”等）。")
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
