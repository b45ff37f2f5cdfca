"""The slips of a text (punctuation, words), listed and put right one by one or all at once."""

from functools import reduce

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.report import Edit, Report, set_text
from model.rules import Span
from model.text.live import fill
from model.text.proofreading import is_sure, is_word
from model.text.punctuation import SlipKind, corrected
from ui.look.fit import open_at
from ui.narrative.parts import all_parts, part_label
from ui.narrative.reading import Found, Reading
from ui.session import Session

_PLACE = int(Qt.ItemDataRole.UserRole)
_AROUND = 8  # characters shown on each side of a slip
_KINDS = {
    SlipKind.HALF_WIDTH: "半角标点",
    SlipKind.BRACKETS: "半角括号",
    SlipKind.QUOTES: "半角引号",
    SlipKind.DOUBLED: "重复的标点",
    SlipKind.BLANK: "多余的空格",
    SlipKind.UNPAIRED: "不成对，请自行检查",
    SlipKind.WRONG_WORD: "错别字",
    SlipKind.DOUBTFUL_WORD: "可能用错",
    SlipKind.STYLE: "建议",
    SlipKind.TWICE: "可能重复",
}


def correction(report: Report, places: list[Found]) -> Edit:
    """Return the one edit that puts slips right (at least one)."""
    edits = []
    for part in dict.fromkeys(part for part, _, _ in places):
        texts = list(report.text(part))
        for number, text in enumerate(texts):
            chosen = [slip for p, n, slip in places if (p, n) == (part, number)]
            texts[number] = corrected(text, chosen)
        edits.append(set_text(report, part, texts, "改正文字"))
    return reduce(Edit.then, edits)


class ProofreadingDialog(QDialog):
    """Stays open beside the text; a click on a slip shows it there."""

    _is_behind = False  # whether the text has changed since it was read

    def __init__(self, session: Session, parts: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._parts = parts
        self.setWindowTitle("校对文字")
        open_at(self, 680, 440)
        self.state = QLabel(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("可能的文字问题")
        self.everywhere = QCheckBox("检查整份报告(&W)", self)
        self.one = QPushButton("改正此处(&C)", self)
        self.all = QPushButton("全部改正(&A)", self)
        self.all.setToolTip("只改没有疑问的；“可能用错”“建议”“可能重复”请逐处判断")
        self.quiet = QPushButton("以后不再提示(&Q)", self)
        self.quiet.setToolTip("这个词以后都不再列出")
        self.restore = QPushButton("恢复提示(&R)", self)
        self.restore.setToolTip("所有的词都重新列出")
        close = QPushButton("关闭", self)
        row = QHBoxLayout()
        row.addWidget(self.everywhere)
        row.addStretch()
        for button in (self.restore, self.quiet, self.one, self.all, close):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)
        layout.addWidget(self.list)
        layout.addLayout(row)
        self.one.clicked.connect(self.correct_one)
        self.all.clicked.connect(self.correct_all)
        self.quiet.clicked.connect(self.silence)
        self.restore.clicked.connect(lambda: session.keep_quiet(()))
        close.clicked.connect(self.close)
        self.everywhere.toggled.connect(self._fill)
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemClicked.connect(self._show)
        self.list.itemActivated.connect(self._show)
        session.changed.connect(self._follow)
        session.quiet_changed.connect(self._follow)
        self._reading = Reading(self)
        self._reading.done.connect(self._list)
        self._fill()

    def places(self) -> list[Found]:
        """Return the slips listed: part, number of the paragraph, slip."""
        return self._places

    def correct_one(self) -> None:
        """Put the chosen slip right."""
        item = self.list.currentItem()
        if item is not None:
            self._session.do(correction(self._session.report, [item.data(_PLACE)]))

    def correct_all(self) -> None:
        """Put all slips right that can be, in one undo step."""
        places = [place for place in self.places() if is_sure(place[2])]
        if places:
            self._session.do(correction(self._session.report, places))

    def silence(self) -> None:
        """Tell the chosen word no more."""
        item = self.list.currentItem()
        if item is not None and is_word(item.data(_PLACE)[2]):
            self._session.keep_quiet({*self._session.quiet_words, self._said(item.data(_PLACE))})

    def _said(self, place: Found) -> str:
        part, number, slip = place
        return self._session.report.text(part)[number][slip.start : slip.end]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """List what is wrong now, where the text changed while nobody saw the list."""
        super().showEvent(event)
        if self._is_behind:
            self._fill()

    def _follow(self) -> None:
        self._is_behind = not self.isVisible()
        if not self._is_behind:  # a closed dialog costs a key nothing
            self._fill()

    def _fill(self) -> None:
        self._is_behind = False
        parts = all_parts(self._session.form) if self.everywhere.isChecked() else self._parts
        texts = [
            (part, number, paragraph)
            for part in parts
            for number, paragraph in enumerate(self._session.report.text(part))
        ]
        if not self._reading.read(texts, self._session.proofreader):
            self._list([])
            self.state.setText("文字很长，正在校对…")

    def _list(self, places: list[Found]) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        self._places = places
        for place in places:
            item = QListWidgetItem(self._described(place))
            item.setData(_PLACE, place)
            self.list.addItem(item)
        self.state.setText(f"可能有 {len(places)} 处问题。" if places else "没有发现标点和用词的问题。")
        self.list.setCurrentRow(min(row, len(places) - 1))
        can = any(is_sure(slip) for _, _, slip in places)
        self.all.setEnabled(can and not self._session.locked)
        self._chosen()

    def _described(self, place: Found) -> str:
        part, number, slip = place
        text = self._session.report.text(part)[number]
        before, after = self._read(text[: slip.start]), self._read(text[slip.end :])
        shown = f"{before[-_AROUND:]}【{text[slip.start : slip.end]}】{after[:_AROUND]}"
        if slip.replacement is None:
            what = _KINDS[slip.kind]
        elif slip.replacement:
            what = f"{_KINDS[slip.kind]}，改为“{slip.replacement}”"
        else:
            what = f"{_KINDS[slip.kind]}，去掉"
        return f"{shown}　{what}　（{part_label(self._session.form, part)}第 {number + 1} 段）"

    def _read(self, text: str) -> str:
        return fill(self._session.form, self._session.report, text)

    def _chosen(self) -> None:
        item = self.list.currentItem()
        fixable = item is not None and item.data(_PLACE)[2].replacement is not None
        self.one.setEnabled(fixable and not self._session.locked)
        self.quiet.setEnabled(item is not None and is_word(item.data(_PLACE)[2]))
        self.restore.setVisible(bool(self._session.quiet_words))

    def _show(self, item: QListWidgetItem) -> None:
        part, number, slip = item.data(_PLACE)
        self._session.jump(Span(part, number, slip.start, slip.end))
