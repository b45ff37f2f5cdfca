"""Asks for a new report: organ, year (which chooses the form), last year's report."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from model import forms
from model.report import Report
from ui.dialogs import ask, reading
from ui.dialogs.facts import FIRST_YEAR, LAST_YEAR
from ui.look.wheel import only_with_focus
from ui.recent import due_year, last_years, latest_organ, made_years
from ui.settings import Settings

if TYPE_CHECKING:
    from intake import Imported


_NOT_USED = "不使用（从空白开始）"


class NewReportDialog(QDialog):
    """After acceptance ``report`` is the new report and ``last`` last year's, None when starting empty.

    It begins with the organ of the report last used, the year that is due, and that organ's report of the
    year before where it was edited on this computer (``reachable``: the recent reports that answer).
    """

    def __init__(
        self,
        settings: Settings,
        organs: list[str],
        parent: QWidget | None = None,
        reachable: Iterable[Path] = (),
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        there = set(reachable)
        self._cards = {path: card for path, card in settings.cards.items() if path in there}
        self._chosen = False  # the clerk has said which file to start from, or none
        self._proposed: Path | None = None
        self.last: Imported | None = None
        self.setWindowTitle("新建报告")
        self.setMinimumWidth(520)
        self.organ = QLineEdit()
        self.organ.setPlaceholderText("单位全称，例如：某某市交通运输局")
        self.organ.setCompleter(QCompleter(organs, self))
        self.year = QSpinBox()
        only_with_focus(self.year)
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        organ = latest_organ(settings.cards)
        self.organ.setText(organ)
        self.year.setValue(due_year(date.today(), made_years(settings.cards, organ)))
        self._form = QLabel()
        self._form.setWordWrap(True)
        self._source = QLabel(_NOT_USED)
        self._source.setWordWrap(True)
        self.choose = QPushButton("选择上年报告(&L)…")
        self.choose.setToolTip("上年的 Word、PDF、OFD、网页等或本软件保存的报告")
        self.choose.setAutoDefault(False)  # Enter is for the button below
        self.choose.clicked.connect(self._choose)
        self.drop = QPushButton("不使用(&U)")
        self.drop.setToolTip("不用上年报告，从空白开始")
        self.drop.setAutoDefault(False)
        self.drop.clicked.connect(self._start_empty)
        self.create_button = QPushButton("新建(&N)")
        self._rows()
        self.organ.textChanged.connect(self._check)
        self.year.valueChanged.connect(self._check)
        self._check()

    def report(self) -> Report:
        """Return the new, empty report with its official title."""
        organ, year = self.organ.text().strip(), self.year.value()
        form = forms.in_force(year)
        return Report(form=form.id, organ=organ, year=year, title=form.title(organ, year))

    def use_last_year(self, path: Path) -> None:
        """Take last year's report as the start: organ and year follow from it."""
        last = reading.read(self, path, "上年报告")
        if last is None:
            return
        self._chosen, self._proposed = True, None
        self.last, report = last, last.report
        self._source.setText(f"{report.organ or '机关未认出'}，{report.year or '未认出'} 年")
        self._source.setToolTip(str(path))
        if report.organ:
            self.organ.setText(report.organ)
        if report.year:
            self.year.setValue(report.year + 1)
        self._check()

    def accept(self) -> None:
        """Read the proposed report of last year, if it still is one; where it cannot be read, stay."""
        if self._proposed is not None:
            self.last = reading.read(self, self._proposed, "上年报告")
            if self.last is None:
                self._start_empty()
                return
        super().accept()

    def _rows(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self.create_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.create_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self._source, 1)
        line.addWidget(self.drop)
        line.addWidget(self.choose)
        rows = QFormLayout(self)
        rows.addRow("机关名称(&O)：", self.organ)
        rows.addRow("报告年份(&Y)：", self.year)
        rows.addRow("使用格式：", self._form)
        rows.addRow("上年报告：", line)
        rows.addRow(buttons)

    def _check(self) -> None:
        form = forms.in_force(self.year.value()).definition
        self._form.setText(f"{form.name}（{form.notice}）")
        self.create_button.setEnabled(bool(self.organ.text().strip()))
        if not self._chosen:
            self._propose()
        self.drop.setVisible(self.last is not None or self._proposed is not None)

    def _propose(self) -> None:
        """Propose the organ's report of the year before, where it was edited on this computer."""
        organ, year = self.organ.text().strip(), self.year.value()
        self._proposed = last_years(self._cards, organ, year)
        proposed = self._proposed is not None
        self._source.setText(f"{organ}，{year - 1} 年（在本机编辑过）" if proposed else _NOT_USED)
        self._source.setToolTip(str(self._proposed or ""))

    def _start_empty(self) -> None:
        self._chosen, self._proposed, self.last = True, None, None
        self._source.setText(_NOT_USED)
        self._source.setToolTip("")
        self._check()

    def _choose(self) -> None:
        path = ask.file_to_open(self, "选择上年报告", self._settings.folder)
        if path is not None:
            self._settings.remember_folder(path.parent)
            self.use_last_year(path)
