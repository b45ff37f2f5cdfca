"""Shows what last year's report gives to this year's, before anything is applied."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model.forms import OfficialForm
from model.report.fields import fields
from model.report.last_year import Offer, TakeOver
from model.rules.report_parts import parts
from ui.dialogs.agreeing import agreeing
from ui.look import icons
from ui.look.fit import open_at

_OFFER = Qt.ItemDataRole.UserRole
_LOOK_WIDTH = 260  # pixels
_WHOLE_LINES = 5
_SHOWN = 90  # characters of a paragraph in its line; the whole of it is in the tip


class TakeOverDialog(QDialog):
    """Figures carried and not carried, remarks, and last year's paragraphs to be ticked.

    ``said`` are sentences on what the reading of last year's file assumed.
    """

    def __init__(
        self,
        form: OfficialForm,
        offered: TakeOver,
        parent: QWidget | None = None,
        said: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent)
        self._form = form
        self.setWindowTitle("导入上年报告")
        open_at(self, 860, 560)
        head = QLabel("请核对要带入的内容，勾选要沿用的文字。确定之后可以一步撤销。")
        head.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["内容", "请核对"])
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName("带入的内容")
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("当前一项的全文")
        self.whole.setPlaceholderText("在上面选中一段，这里显示全文。")
        self.whole.setFixedHeight(self.fontMetrics().lineSpacing() * _WHOLE_LINES)
        self.list.currentItemChanged.connect(lambda item: self.whole.setPlainText(self._whole(item)))
        self._fill(offered, said)
        self.list.expandAll()
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, _LOOK_WIDTH)
        every, none = QPushButton("全部勾选(&A)"), QPushButton("全部不选(&N)")
        every.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        buttons, _ = agreeing(self, "确定带入(&O)")
        line = QHBoxLayout()
        for button in (every, none):
            button.setEnabled(bool(offered.paragraphs))
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(buttons)
        column = QVBoxLayout(self)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.whole)
        column.addLayout(line)

    def chosen(self) -> tuple[Offer, ...]:
        """Return the paragraphs ticked, in order."""
        ticked = (item for item in self._offers() if item.checkState(0) == Qt.CheckState.Checked)
        return tuple(item.data(0, _OFFER) for item in ticked)

    def _fill(self, offered: TakeOver, said: tuple[str, ...]) -> None:
        if said:
            reading = self._group("读取上年文件时有疑问，请对照原文件核对", len(said))
            for text in said:
                self._line(reading, text, "warning")
        remarks = self._group("请注意", len(offered.remarks))
        for text in offered.remarks:
            self._line(remarks, text, "hint")
        carried = self._group("带入本年的数据", len(offered.carried))
        for item in offered.carried:
            self._line(carried, f"{self._form.label(item.address)}：{item.text}", "good")
        left = self._group("没有带入的数据", len(offered.not_carried))
        for missed in offered.not_carried:
            self._line(left, f"{self._form.label(missed.address)}：{missed.reason}", "empty")
        self._texts = self._group("可以沿用的上年文字（年份已改为本年）", len(offered.paragraphs))
        names = parts(self._form)
        pages: dict[str, QTreeWidgetItem] = {}
        for offer in offered.paragraphs:
            page = pages.get(offer.part)
            if page is None:
                page = pages[offer.part] = QTreeWidgetItem(self._texts, [names[offer.part]])
            self._offer(page, offer)

    def _group(self, title: str, count: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.list, [f"{title}（{count}）" if count else f"{title}：无"])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setFirstColumnSpanned(True)
        return item

    def _line(self, group: QTreeWidgetItem, text: str, mark: str) -> None:
        item = QTreeWidgetItem(group, [text])
        item.setFirstColumnSpanned(True)
        item.setIcon(0, icons.icon(mark, "calm" if mark == "empty" else mark))
        item.setToolTip(0, text)

    def _offer(self, page: QTreeWidgetItem, offer: Offer) -> None:
        told = readable(self._form, offer.text)
        short = told if len(told) <= _SHOWN else told[:_SHOWN] + "…"
        look = "；".join(offer.look)
        item = QTreeWidgetItem(page, [short, look])
        item.setToolTip(0, told)
        item.setToolTip(1, look)
        if look:
            item.setIcon(1, icons.icon("warning", "warning"))
        item.setData(0, _OFFER, offer)
        item.setCheckState(0, Qt.CheckState.Unchecked if offer.look else Qt.CheckState.Checked)

    def _offers(self) -> Iterator[QTreeWidgetItem]:
        for number in range(self._texts.childCount()):
            page = self._texts.child(number)
            yield from (page.child(row) for row in range(page.childCount()))

    def _whole(self, item: QTreeWidgetItem | None) -> str:
        offer = None if item is None else item.data(0, _OFFER)
        return readable(self._form, offer.text) if isinstance(offer, Offer) else ""

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._offers():
            item.setCheckState(0, state)


def readable(form: OfficialForm, text: str) -> str:
    """Return a paragraph with the names of its live figures in words, as the clerk knows them."""
    parts, done = [], 0
    for field in fields(text):
        parts += [text[done : field.start], f"［{_name_in_words(form, field.name)}］"]
        done = field.end
    return "".join([*parts, text[done:]])


def _name_in_words(form: OfficialForm, name: str) -> str:
    if name in form.charts:
        return f"图表：{form.charts[name].label}"
    return form.names[name].label if name in form.names else name
