"""The reports from below: who sent what, with which errors; their figures side by side; what to send back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from export.returns import as_text
from intake.submissions import Submission, units
from model.consolidation import alike
from ui.look import icons
from ui.look.fit import open_at
from ui.session import Session
from ui.sources.figures_page import FiguresPage

_SUBMISSION = Qt.ItemDataRole.UserRole
_MOST_PAIRS = 200


class SubmissionsDialog(QDialog):
    """Shows the reports of a folder; accepted when they are to be added up into the open report.

    Signals: ``look_asked`` with a Submission to be looked at; ``file_asked`` when the list of what to send
    back is wanted as a Word file; ``names_asked`` when the list of organs that must send in shall be chosen.
    """

    look_asked = Signal(object)
    file_asked = Signal()
    names_asked = Signal()

    def __init__(
        self,
        session: Session,
        found: Sequence[Submission],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._found = found
        self._units = units(found)
        self.setWindowTitle("下级报告")
        open_at(self, 1000, 640)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["单位", "文件", "错误", "情况"])
        self.list.setAccessibleName("单位")
        self.list.setRootIsDecorated(False)
        self.list.setSortingEnabled(True)
        self.list.itemActivated.connect(self._look)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找单位")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.figures = FiguresPage(session, self._units)
        self.back = QPlainTextEdit(as_text(one for one in found if one.findings or one.why))
        self.back.setReadOnly(True)
        self.back.setTabChangesFocus(True)
        self.pairs = QTreeWidget()
        self.pairs.setHeaderLabels(["单位", "单位", "雷同"])
        self.pairs.setRootIsDecorated(False)
        self._head = QLabel()
        self._head.setWordWrap(True)
        self._fill_pairs()
        self._lay_out()
        self.show_missing(())

    def show_missing(self, missing: Sequence[str]) -> None:
        """Show who has not sent in a report."""
        self._fill_list(missing)
        wrong = sum(1 for one in self._found if one.report and one.errors)
        refused = sum(1 for one in self._found if one.report is None)
        self._head.setText(
            f"共 {len(self._found)} 份：可以汇总 {len(self._units)} 份，其中 {wrong} 份有错误；"
            f"没有计入 {refused} 份；没有交来 {len(missing)} 份。双击一行，查看那份报告。"
        )

    def _lay_out(self) -> None:
        tabs = QTabWidget()
        names = QPushButton("对照应报名单(&E)…")
        names.setToolTip("选择应报单位的名单（文本文件，每行一个；或电子表格的第一列），看谁没有交来")
        names.setAutoDefault(False)
        names.clicked.connect(self.names_asked)
        above = QHBoxLayout()
        above.addWidget(self.search, 1)
        above.addWidget(names)
        page = _column(self.list)
        page.layout().insertLayout(0, above)  # type: ignore[union-attr]
        tabs.addTab(page, "单位")
        tabs.addTab(self.figures, "数字")
        copy, save = QPushButton("复制(&C)"), QPushButton("存为 Word 文件(&W)…")
        copy.clicked.connect(self._copy)
        save.clicked.connect(self.file_asked)
        line = QHBoxLayout()
        for button in (copy, save):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        sent_back = _column(self.back)
        sent_back.layout().addLayout(line)  # type: ignore[union-attr]
        tabs.addTab(sent_back, "退回意见")
        tabs.addTab(_column(self.pairs), f"文字雷同 {self.pairs.topLevelItemCount()}")
        buttons = QDialogButtonBox()
        self.agree = buttons.addButton("汇总到本报告(&O)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setEnabled(bool(self._units) and not self._session.locked)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self._head, tabs, buttons):
            column.addWidget(part)

    # -------------------------------------------------------------- who

    def _fill_list(self, missing: Sequence[str]) -> None:
        """Those who are missing or wrong first, until the clerk sorts otherwise."""
        self.list.clear()
        self.list.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        for name in missing:
            item = QTreeWidgetItem(self.list, [name, "", "", "没有交来"])
            item.setIcon(0, icons.icon("warning", "warning"))
        for one in sorted(self._found, key=lambda one: (one.report is not None, -one.errors)):
            if one.report is None:
                state, mark = one.why, "hint" if one.again else "error"
            elif one.errors:
                state, mark = one.findings[0], "error"
            else:
                state, mark = "没有错误", "good"
            item = QTreeWidgetItem(self.list, [one.name, Path(one.file).name, "", state])
            item.setToolTip(1, one.file)
            if one.report:
                item.setData(2, Qt.ItemDataRole.DisplayRole, one.errors)
            item.setIcon(0, icons.icon(mark, mark))
            item.setToolTip(3, state)
            item.setData(0, _SUBMISSION, one)
        header = self.list.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(1, 220)

    def _look(self, item: QTreeWidgetItem) -> None:
        one = item.data(0, _SUBMISSION)
        if isinstance(one, Submission) and one.report is not None:
            self.look_asked.emit(one)

    def _filter(self, text: str) -> None:
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None:
                item.setHidden(text.strip() not in f"{item.text(0)} {item.text(1)}")

    # -------------------------------------------------------------- texts

    def _fill_pairs(self) -> None:
        for first, second, share in alike(self._units)[:_MOST_PAIRS]:
            QTreeWidgetItem(self.pairs, [first.name, second.name, f"{share:.0%}"])
        self.pairs.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _copy(self) -> None:
        self.back.selectAll()
        self.back.copy()


def _column(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    return page
