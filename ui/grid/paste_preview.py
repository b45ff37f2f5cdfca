"""The dialog that shows what a block from the clipboard would change, before anything does."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from intake.clipboard import Copied, Placement
from model.address import Address
from model.report import set_cells
from model.rules import Checker, Level, message
from model.rules.catalogue import DRAFTING_RULES
from ui.grid.model import GridModel
from ui.grid.paste_plan import Blanks, Change, plan
from ui.look import icons, tokens
from ui.look.fit import open_at
from ui.look.sheet import dress_as
from ui.look.tokens import DIALOG_ROW, GROUP, LARGE_ICON, SPACE

_ADDRESS = Qt.ItemDataRole.UserRole
_NOTHING = "空"
_ROW, _COLUMN, _NOW, _MARK, _THEN, _NOTE = range(6)
_HEADS = ("行", "列", "现在", "", "粘贴后", "说明")
_WIDTHS = {_COLUMN: 120, _NOW: 84, _MARK: 28, _THEN: 84, _NOTE: 170}
_BLANKS = ((Blanks.SKIP, "跳过，保留原数(&K)"), (Blanks.ZERO, "当作 &0"), (Blanks.CLEAR, "清空原数(&E)"))
_RIM = 20  # pixels
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Preview(QDialog):
    """Lists what would change, the replaced figures first, each with a box to leave it out.

    ``texts`` is what is to be written once the dialog is accepted.
    """

    def __init__(self, parent: QWidget, model: GridModel, placement: Placement, copied: Copied) -> None:
        super().__init__(parent)
        self._model = model
        self._placement = placement
        self._copied = copied
        self._plan = plan(model.grid, model.report, placement, Blanks.SKIP)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("粘贴预览")
        open_at(self, 880, 560)
        self._head, self._facts, self._after = _said(self, "heading"), _said(self), _said(self, "second")
        self._sign = QLabel(self)
        self.blanks = QButtonGroup(self)
        self.list = self._make_list()
        self.paste = QPushButton(self)
        self.paste.clicked.connect(self.accept)
        self.paste.setDefault(True)
        self._arrange()
        # What would be wrong takes a whole check: the list is painted first.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._foretell)
        self._show_plan()
        self.list.itemChanged.connect(self._say)
        self.paste.setFocus()

    @property
    def texts(self) -> dict[Address, str]:
        """What is to be written: every cell of the block but those left out."""
        return self._plan.without(item.data(_ROW, _ADDRESS) for item in self._changed() if not _ticked(item))

    def choose_blanks(self, blanks: Blanks) -> None:
        """Take the blank cells of the clipboard in another way."""
        self._plan = plan(self._model.grid, self._model.report, self._placement, blanks)
        self._show_plan()

    # ---------------------------------------------------------- making

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setAccessibleName("会改变的单元格")
        made.setHeaderLabels(_HEADS)
        made.setRootIsDecorated(False)
        made.setItemsExpandable(False)
        made.setIndentation(0)
        made.setUniformRowHeights(True)
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = made.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_ROW, QHeaderView.ResizeMode.Stretch)
        em = self.fontMetrics().horizontalAdvance("国")
        for column, width in _WIDTHS.items():
            header.resizeSection(column, max(width, width * em // 13))
        for column in (_NOW, _THEN):
            made.headerItem().setTextAlignment(column, _RIGHT)
        return made

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_RIM, GROUP, _RIM, GROUP)
        column.setSpacing(SPACE)
        column.addWidget(self._head)
        column.addWidget(self._facts)
        if self._plan.blanks:
            column.addLayout(self._blank_row())
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        cancel = QPushButton("取消", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot.addWidget(self._sign)
        foot.addWidget(self._after, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.paste)
        column.addLayout(foot)

    def _blank_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(QLabel(f"剪贴板里有 {self._plan.blanks} 个空白：", self))
        for blanks, words in _BLANKS:
            button = QRadioButton(words, self)
            button.setChecked(blanks is Blanks.SKIP)
            button.clicked.connect(self._way(blanks))
            self.blanks.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _way(self, blanks: Blanks) -> Callable[[], None]:
        return lambda: self.choose_blanks(blanks)

    # ---------------------------------------------------------- showing

    def _show_plan(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self._group("改动原有数据", self._plan.changed, "勾掉的不粘贴", ticked=True)
        self._group("新填", self._plan.new, "", ticked=False)
        self.list.blockSignals(False)
        self._facts.setText(self._what_is_known())
        self._say()

    def _group(self, name: str, changes: Sequence[Change], note: str, *, ticked: bool) -> None:
        if not changes:
            return
        head = QTreeWidgetItem([f"{name}　{len(changes)} 处", "", "", "", "", note])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setSizeHint(_ROW, QSize(0, DIALOG_ROW))
        bold = QFont(self.font())
        bold.setBold(True)
        head.setFont(_ROW, bold)
        for column in range(len(_HEADS)):
            head.setBackground(column, tokens.of(self.palette()).sunken)
        head.addChildren([_line(change, bold, ticked=ticked) for change in changes])
        self.list.addTopLevelItem(head)
        head.setExpanded(True)

    def _say(self) -> None:
        """Say how much would change, and what would be wrong afterwards."""
        count = len(self._plan.changed) + len(self._plan.new)
        count -= sum(not _ticked(item) for item in self._changed())
        table = self._model.grid.table.label
        self._head.setText(f"粘贴到“{table}”：{f'会改变 {count} 格' if count else '没有改动'}")
        self.paste.setText(f"粘贴 {count} 格" if count else "粘贴")
        self._later.start()

    def _what_is_known(self) -> str:
        rows = self._copied.rows
        words = [f"剪贴板里有 {len(rows)} 行 × {max(map(len, rows))} 列"]
        if self._placement.labelled:
            words.append(f"已按行名、列名对上，跳过 {len(self._placement.skipped)} 个标签")
        if self._copied.hidden:
            words.append(f"来源表格里有 {self._copied.hidden} 行是隐藏的，没有粘贴")
        if self._copied.hidden_columns:
            words.append(f"来源表格里有 {self._copied.hidden_columns} 列是隐藏的，没有粘贴")
        if self._plan.equal:
            words.append(f"{self._plan.equal} 格与现在相同，不在下面列出")
        return f"{'；'.join(words)}。"

    def _foretell(self) -> None:
        session, table = self._model.session, self._model.grid.table.id
        if self._model.of_last_year:
            self._after.setText("填的是上年数据，只用来核对。可以整次撤销。")
            return
        report = set_cells(session.form, session.report, self.texts).apply(session.report)
        found = Checker(session.checked_form, DRAFTING_RULES).check(report)
        wrong = [
            f
            for f in found
            if f.level is Level.ERROR and f.addresses and f.addresses[0].startswith(f"{table}.")
        ]
        told = [message(session.form, report, finding) for finding in wrong]
        if told:
            self._after.setText(f"粘贴以后这张表有 {len(told)} 处错误，可以整次撤销。例如：{told[0]}")
        else:
            self._after.setText("粘贴以后这张表没有错误。可以整次撤销。")
        self._after.setToolTip("\n".join(told))
        self._sign.setPixmap(
            icons.icon("error" if told else "good", "error" if told else "good").pixmap(LARGE_ICON)
        )

    def _changed(self) -> list[QTreeWidgetItem]:
        """The lines with a box."""
        head = self.list.topLevelItem(0)
        if head is None or not self._plan.changed:
            return []
        return [head.child(number) for number in range(head.childCount())]


def _line(change: Change, bold: QFont, *, ticked: bool) -> QTreeWidgetItem:
    texts = [change.row, change.column, change.now or _NOTHING, "›", change.then or _NOTHING, change.note]
    item = QTreeWidgetItem(texts)
    item.setSizeHint(_ROW, QSize(0, DIALOG_ROW))
    item.setData(_ROW, _ADDRESS, change.address)
    item.setFont(_THEN, bold)
    item.setTextAlignment(_NOW, _RIGHT)
    item.setTextAlignment(_THEN, _RIGHT)
    item.setTextAlignment(_MARK, Qt.AlignmentFlag.AlignCenter)
    for column in (_ROW, _COLUMN, _NOTE):
        item.setToolTip(column, texts[column])
    if ticked:
        item.setCheckState(_ROW, Qt.CheckState.Checked)
    return item


def _ticked(item: QTreeWidgetItem) -> bool:
    return item.checkState(_ROW) == Qt.CheckState.Checked


def _said(parent: QWidget, look: str = "") -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    dress_as(label, look)
    return label
