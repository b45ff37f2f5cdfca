"""Asks for a new report: organ, year (which chooses the form), last year's report."""

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
from ui.settings import Settings

if TYPE_CHECKING:
    from intake import Imported


class NewReportDialog(QDialog):
    """After acceptance ``report`` is the new report and ``last`` last year's, None when starting empty."""

    def __init__(self, settings: Settings, organs: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.last: Imported | None = None
        self.setWindowTitle("新建报告")
        self.setMinimumWidth(520)
        self.organ = QLineEdit()
        self.organ.setPlaceholderText("单位全称，例如：某某市交通运输局")
        self.organ.setCompleter(QCompleter(organs, self))
        self.year = QSpinBox()
        only_with_focus(self.year)
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(date.today().year - 1)  # a report is written in the year after
        self._form = QLabel()
        self._form.setWordWrap(True)
        self._source = QLabel("不使用（从空白开始）")
        self._source.setWordWrap(True)
        self.choose = QPushButton("选择上年报告(&L)…")
        self.choose.setToolTip("上年的 Word、PDF、OFD、网页等或本软件保存的报告")
        self.choose.setAutoDefault(False)  # Enter is for the button below
        self.choose.clicked.connect(self._choose)
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
        self.last, report = last, last.report
        self._source.setText(f"{report.organ or '机关未认出'}，{report.year or '未认出'} 年")
        self._source.setToolTip(str(path))
        if report.organ:
            self.organ.setText(report.organ)
        if report.year:
            self.year.setValue(report.year + 1)

    def _rows(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self.create_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.create_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self._source, 1)
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

    def _choose(self) -> None:
        path = ask.file_to_open(self, "选择上年报告", self._settings.folder)
        if path is not None:
            self.use_last_year(path)
