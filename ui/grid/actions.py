"""What can be done with the grid's cells besides typing, each as one undoable step."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMessageBox, QWhatsThis

from model.address import Address
from model.forms import OfficialForm
from model.report import Edit, Report, calculated, follow_again, set_cells, set_remark
from ui.dialogs.drafting import keep_draft
from ui.dialogs.text import TextDialog
from ui.grid import copying
from ui.grid.model import GridModel
from ui.grid.pasting import Pasting
from ui.grid.state import meaning_text
from ui.grid.view import BodyView


class GridActions(QObject):
    """Makes the actions of one grid's body; they work while the body has the focus or from a menu."""

    def __init__(self, body: BodyView) -> None:
        super().__init__(body)
        self._body = body
        self._model: GridModel = body.grid_model
        self.pasting = Pasting(body)
        self.made: list[QAction] = []
        body.explain_asked.connect(self.explain)

    def add(self, text: str, keys: str, tip: str, act: Callable[[], object]) -> QAction:
        """Make one action with its shortcut (empty for none) and a tip that tells both."""
        action = QAction(text, self)
        action.triggered.connect(lambda: self._do(act))
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        tail = f"（{action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)}）" if keys else ""
        action.setToolTip(tip + tail)
        action.setStatusTip(tip)
        self._append(action)
        return action

    def separate(self) -> None:
        """Begin another group of actions."""
        line = QAction(self)
        line.setSeparator(True)
        self._append(line)

    def add_all(self) -> None:
        """Make the acts on cells."""
        add = self.add
        add("剪切(&T)", "Ctrl+X", "复制所选数据并清除", self.cut)
        add("复制(&C)", "Ctrl+C", "复制所选数据，可粘贴到 Excel、WPS、Word", self.copy)
        add("粘贴(&P)", "Ctrl+V", "把 Excel、WPS、Word 中复制的数据填到这里", self.pasting.paste)
        add("复制整表(&B)", "Ctrl+Shift+C", "连同表头、项目名称复制整张表", self.copy_table)
        self.separate()
        add("编辑单元格(&E)", "F2", "修改当前单元格", self.edit)
        add("清除(&D)", "Del", "清除所选数据；手工填写的合计恢复自动计算", self.clear)
        add(
            "空白填 0：所选(&S)",
            "Ctrl+0",
            "所选范围内未填的单元格填 0",
            lambda: self.fill_zero(self._body.selected()),
        )
        add("空白填 0：本行(&R)", "Ctrl+Alt+0", "当前行未填的单元格填 0", lambda: self.fill_zero(self._row()))
        add(
            "空白填 0：全表(&A)",
            "",
            "整张表未填的单元格填 0",
            lambda: self.fill_zero(self._model.grid.addresses),
        )
        add("本表无数据…(&W)", "", "整张表都填 0（先询问）", self.ask_no_data)
        add("不适用“/”(&N)", "Ctrl+/", "所选单元格填“/”，表示本机关不适用", self.not_applicable)
        add("恢复自动合计(&G)", "Ctrl+Backspace", "手工填写的合计改回自动计算", self.follow_again)
        add("本格含义(&H)", "F1", "当前单元格统计什么、依据哪一条", self.explain)
        add("单元格备注…(&M)", "Shift+F2", "给当前单元格写备注，只自己看，不印出", self.ask_remark)

    def edit(self) -> None:
        """Open the editor on the current cell."""
        here = self._body.current
        if here is not None and self._model.may_fill(here):
            self._body.edit(self._body.currentIndex())

    def copy(self) -> None:
        """Put the selected figures on the clipboard."""
        chosen = self._body.selected()
        if chosen:
            report = self._model.report
            QGuiApplication.clipboard().setMimeData(copying.selection(self._model.grid, report, chosen))

    def copy_table(self) -> None:
        """Put the whole table with its labels on the clipboard."""
        data = copying.whole_table(self._model.grid, self._model.report)
        QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self._fill(self._body.selected(), "", "剪切")

    def clear(self) -> None:
        """Empty the selected cells; a total among them is calculated again."""
        self._fill(self._body.selected(), "", "清除")

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
        chosen = self._body.selected()
        typed = [a for a in chosen if a not in self._model.grid.derived]
        self._fill(typed or chosen, "/", "填“/”")

    def follow_again(self) -> None:
        """Give the selected totals back to calculation."""
        session = self._model.session
        totals = [a for a in self._body.selected() if a in self._model.report.overrides]
        self._model.do(follow_again(session.form, self._model.report, totals))

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

    def ask_remark(self) -> None:
        """Ask for the current cell's private note."""
        address, session = self._body.current, self._model.session
        if address is None or self._model.of_last_year or not session.may_edit():
            return
        told = f"{self._model.grid.label(address)}\n备注只供自己查看，不会印出；留空即删除。"
        old = self._model.report.remarks.get(address, "")
        dialog = TextDialog(self._body.window(), "单元格备注", told, old, required=False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def written() -> Edit:
            return set_remark(self._model.report, address, dialog.text())

        keep_draft(dialog, session, (dialog.editor.textChanged,), written)
        dialog.accepted.connect(lambda: self._model.do(written()))
        dialog.open()

    def explain(self) -> None:
        """Show what the current cell counts, beside it, until the next key or click."""
        here = self._body.current
        if here is not None:
            place = self._body.visualRect(self._body.currentIndex()).bottomLeft()
            words = meaning_text(self._model.session, self._model.grid, here)
            QWhatsThis.showText(self._body.viewport().mapToGlobal(place), words, self._body)

    def _no_data(self) -> None:
        grid = self._model.grid
        texts = {address: "" if address in grid.derived else "0" for address in grid.addresses}
        self._model.fill(texts, "本表无数据")

    def _fill(self, addresses: Iterable[Address], text: str, label: str) -> None:
        self._model.fill(dict.fromkeys(addresses, text), label)

    def _row(self) -> tuple[Address, ...]:
        here = self._body.current
        return () if here is None else self._model.grid.in_line(self._model.grid.cells[here].line)

    def _do(self, act: Callable[[], object]) -> None:
        """Act on what is typed too: a menu leaves the editor open, and a change of its cell empties it."""
        self._body.commit_open_editor()
        act()

    def _append(self, action: QAction) -> None:
        self.made.append(action)
        self._body.addAction(action)


def _sum(form: OfficialForm, report: Report, address: Address) -> str:
    return calculated(form.derivations[address], report.cells)
