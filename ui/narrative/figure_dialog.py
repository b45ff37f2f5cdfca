"""Choosing a table's figure for a text, by its label or its name."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from model.forms import CHANGE, LAST, Named, OfficialForm
from model.text import live
from model.text.binding import search_names
from model.text.live import figure
from ui.look.fit import open_at
from ui.session import Session

_NAME = int(Qt.ItemDataRole.UserRole)
_YEARS = {"": "今年的数(&T)", LAST: "上年的数(&L)", CHANGE: "比上年增减(&C)"}


class FigureDialog(QDialog):
    """A list of all cells and sums of the form with a search field."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._report = session.form, session.report
        self._labels: dict[str, str] = {}
        self.setWindowTitle("插入表格数据")
        open_at(self, 560, 440)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("输入几个字查找，如：新收 总计")
        self.search.setAccessibleName("查找表格数据")
        self.search.setClearButtonEnabled(True)
        self.years = {mark: QRadioButton(words, self) for mark, words in _YEARS.items()}
        self.list = QListWidget(self)
        self.list.setAccessibleName("表格数据")
        self.list.setUniformItemSizes(True)
        buttons = QDialogButtonBox(self)
        self.insert_button = buttons.addButton("插入(&I)", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel("插入的数字随表格自动变化，打印时与普通文字一样。", self))
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        layout.addLayout(self._which_year())
        layout.addWidget(buttons)
        self._fill(session)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self.accept)
        self.list.currentItemChanged.connect(lambda: self._tell_years())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._filter("")

    def chosen(self) -> str:
        """Return the chosen name, with what says which year's figure it is, or nothing."""
        name = self._name()
        which = next((mark for mark, button in self.years.items() if button.isChecked()), "")
        return f"{which}{name}" if name else ""

    def _name(self) -> str:
        item = self.list.currentItem()
        return "" if item is None or item.isHidden() else str(item.data(_NAME))

    def _which_year(self) -> QHBoxLayout:
        """Make the choice between this year's figure, last year's, and the change since then."""
        row = QHBoxLayout()
        for button in self.years.values():
            row.addWidget(button)
        row.addStretch()
        self.years[""].setChecked(True)
        return row

    def _tell_years(self) -> None:
        """Say beside each choice what it would show of the figure chosen in the list."""
        form, report, name = self._form, self._report, self._name()
        for mark, button in self.years.items():
            button.setEnabled(bool(name))
            if name:
                shows = live.shown(form, report, mark + name) or live.missing(form, report, mark + name)
                button.setText(f"{_YEARS[mark]}（{shows}）")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let up and down in the search field walk through the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if by is not None:
                self._step(by)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, session: Session) -> None:
        for name, named in session.form.names.items():
            now = figure(session.form, session.report.cells, name) or "未填"
            label = _full_label(session.form, named)
            item = QListWidgetItem(f"{label}  ＝ {now}")
            item.setToolTip(f"{label}（{name}）")
            item.setData(_NAME, name)
            self._labels[name] = f"{label} {name}"
            self.list.addItem(item)

    def _filter(self, text: str) -> None:
        shown = {name for name, label in self._labels.items() if all(word in label for word in text.split())}
        # Nothing has the words as they stand: they may be run together, or leave characters out.
        shown = shown or {named.name for named in search_names(self._form, text)}
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(item.data(_NAME) not in shown)
        current = self.list.currentItem()
        if current is None or current.isHidden():
            self.list.setCurrentRow(self._visible(0, 1))
        self.insert_button.setEnabled(bool(self.chosen()))
        self._tell_years()

    def _step(self, by: int) -> None:
        row = self._visible(self.list.currentRow() + by, by)
        if row >= 0:
            self.list.setCurrentRow(row)

    def _visible(self, row: int, by: int) -> int:
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                return row
            row += by
        return -1


def _full_label(form: OfficialForm, named: Named) -> str:
    """The label with its section and the groups it stands in: labels alone repeat."""
    cell = form.cells[named.addresses[0]]
    section = form.section_of(cell.table.id)
    groups: list[str] = []
    if len(named.addresses) == 1:
        labels = {group.id: group for block in cell.table.blocks for group in block.row_groups}
        within = cell.row.within
        while within:
            groups.insert(0, labels[within].label)
            within = labels[within].within
    return " · ".join([section.short, *groups, named.label])
