"""What can be done with the grid's cells besides typing, each as one undoable step."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWhatsThis

from model.address import Address
from model.report import Edit, follow_again, set_remark
from model.report.estimates import carried_cells
from ui.dialogs.drafting import keep_draft
from ui.dialogs.text import TextDialog
from ui.grid import copying
from ui.grid.body import BodyView
from ui.grid.fills import Fills
from ui.grid.model import GridModel
from ui.grid.pasting import Pasting
from ui.grid.state import meaning_text


class GridActions(QObject):
    """Makes the actions of one grid's body; they work while the body has the focus or from a menu."""

    def __init__(self, body: BodyView) -> None:
        super().__init__(body)
        self._body = body
        self._model: GridModel = body.grid_model
        self.pasting = Pasting(body)
        self.made: list[QAction] = []
        self.of_editing: list[QAction] = []  # those that stand in the window's menu of editing, too
        self.fills = Fills(body)
        body.explain_asked.connect(self.explain)

    def add(self, text: str, keys: str, tip: str, act: Callable[[], object]) -> QAction:
        """Make one action with its shortcut (empty for none; more than one apart by blanks) and a tip."""
        action = QAction(text, self)
        action.triggered.connect(lambda: self._do(act))
        if keys:
            action.setShortcuts([QKeySequence(one) for one in keys.split()])
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
        """Make the actions on cells."""
        self._add_clipboard()
        self.separate()
        self._add_fills()
        self.of_editing = list(self.made)
        self.separate()
        self._add_zeros()
        self.separate()
        self._add_cells()

    def _add_clipboard(self) -> None:
        add = self.add
        add("剪切(&T)", "Ctrl+X", "复制所选数据并清除", self.cut)
        add("复制(&C)", "Ctrl+C", "复制所选数据，可粘贴到 Excel、WPS、Word", self.copy)
        add("粘贴(&P)", "Ctrl+V", "把 Excel、WPS、Word 中复制的数据填到这里", self.pasting.paste)
        add("复制整表(&B)", "Ctrl+Shift+C", "连同表头、项目名称复制整张表", self.copy_table)
        add("清除(&D)", "Del", "清除所选数据；手工填写的合计恢复自动计算", self.clear)
        add("全选(&L)", "Ctrl+A", "选中整张表的数据", self._body.selectAll)

    def _add_fills(self) -> None:
        add, fills = self.add, self.fills
        down = "把所选最上面一格的数填到下面各格；只选一格时取上面一格的数"
        right = "把所选最左边一格的数填到右边各格；只选一格时取左边一格的数"
        same = "把当前格的数填到所选各格；正在输入时把输入的数填到所选各格"
        add("向下填充(&J)", "Ctrl+D", down, fills.fill_down)
        add("向右填充(&K)", "Ctrl+R", right, fills.fill_right)
        add("所选各格填同一个数(&I)", "Ctrl+Return Ctrl+Enter", same, fills.fill_with_current)

    def _add_zeros(self) -> None:
        add, zero = self.add, self.fills.fill_zero
        every = self._model.grid.addresses
        selected = "所选范围内未填的单元格填 0"
        fills = (
            add("空白填 0：所选(&S)", "Ctrl+0", selected, lambda: zero(self._body.selected())),
            add("空白填 0：本行(&R)", "Ctrl+Alt+0", "当前行未填的单元格填 0", self.fills.fill_row_with_zero),
            add("空白填 0：全表(&A)", "Ctrl+Alt+Shift+0", "整张表未填的单元格填 0", lambda: zero(every)),
        )
        for fill in fills:  # the figure being typed is taken first; nobody has to leave the cell for that
            fill.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.zeros = fills[-1]
        if carried_cells(self._model.session.form) & self._model.grid.cells.keys():
            told = "按同一列的其他各项推算还空着的结转数；请与台账核对"
            add("推算结转数(&V)", "", told, self.fills.fill_estimates)
        add("本表无数据…(&W)", "", "整张表都填 0（先询问）", self.fills.ask_no_data)

    def _add_cells(self) -> None:
        add = self.add
        add("编辑单元格(&E)", "F2", "修改当前单元格", self.edit)
        add("不适用“/”(&N)", "Ctrl+/", "所选单元格填“/”，表示本机关不适用", self.fills.not_applicable)
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

    def follow_again(self) -> None:
        """Give the selected totals back to calculation."""
        session = self._model.session
        totals = [a for a in self._body.selected() if a in self._model.report.overrides]
        self._model.do(follow_again(session.form, self._model.report, totals))

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

    def _fill(self, addresses: Iterable[Address], text: str, label: str) -> None:
        self._model.fill(dict.fromkeys(addresses, text), label)

    def _do(self, act: Callable[[], object]) -> None:
        """Act on what is typed too: a menu leaves the editor open, and a change of its cell empties it."""
        self._body.commit_open_editor()
        act()

    def _append(self, action: QAction) -> None:
        self.made.append(action)
        self._body.addAction(action)
