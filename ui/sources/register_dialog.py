"""The register of applications counted into table three: columns, questions, open lines, changes."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from intake.register import Columns, Count, Line, NoRegister, Role, count
from intake.register.columns import unknown
from intake.register.counting import table_of
from intake.register.lexicon import Lexicon
from intake.register.lines import columns_of
from intake.sheets import Sheet
from model.address import Address
from model.report import Edit, Parts, set_parts
from ui.dialogs.agreeing import agreeing
from ui.look.fit import open_at
from ui.look.wheel import only_with_focus
from ui.session import Session
from ui.sources.questions_page import QuestionsPage

_ROLES: tuple[tuple[Role, str], ...] = (
    ("received", "收到日期"),
    ("kind", "申请人类别"),
    ("name", "申请人姓名"),
    ("unit", "单位名称"),
    ("result", "办理结果"),
    ("reason", "不公开原因"),
    ("answered", "答复日期"),
    ("state", "办理状态"),
    ("count", "件数"),
    ("number", "编号"),
)
_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NONE = "（没有这一栏）"


class RegisterDialog(QDialog):
    """Shows what a register gives to table three, and asks what only the clerk can know.

    ``answers`` and ``columns`` (heading → role) are remembered from earlier registers. Everything is counted
    anew at each answer; nothing is changed before the clerk agrees.
    """

    def __init__(
        self,
        session: Session,
        file: Path,
        sheets: list[Sheet],
        answers: Mapping[str, str],
        columns: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._file = file
        self._sheets = sheets
        self.answers = dict(answers)
        self.columns = dict(columns)
        self._corrected: dict[str, Columns] = {}
        self.counted: Count | None = None
        self.setWindowTitle("从台账统计表三")
        open_at(self, 980, 640)
        self._head = QLabel()
        self._head.setWordWrap(True)
        self.tabs = QTabWidget()
        self.questions = QuestionsPage()
        self.questions.answered.connect(self._answer)
        self.questions.forgotten.connect(self._forget)
        self._columns = QWidget()
        self.open_lines = _list("没有归类的行", ("位置", "原因"))
        self.hints = _list("自相矛盾的行", ("位置", "请核对"))
        self.changes = _list("表三的变化", ("单元格", "现在", "台账统计", "差"))
        for widget in (_scrolled(self.questions), _scrolled(self._columns)):
            self.tabs.addTab(widget, "")
        for listing in (self.open_lines, self.hints, self.changes):
            self.tabs.addTab(listing, "")
        buttons, self.agree = agreeing(self, "填入表三(&O)")
        column = QVBoxLayout(self)
        for part in (self._head, self.tabs, buttons):
            column.addWidget(part)
        self._lay_out_columns()
        self._count()
        self._open_at_what_matters()

    def edit(self) -> Edit:
        """Return the edit that puts the counted figures into table three."""
        assert self.counted is not None
        session = self._session
        return set_parts(session.form, session.report, self._parts(), f"从台账统计（{self._file.name}）")

    def _parts(self) -> dict[Address, Parts]:
        """The parts after this register: those of other origin stay beside."""
        assert self.counted is not None
        report = self._session.report
        found: dict[Address, Parts] = {}
        for address, counted in self.counted.parts.items():
            others = (part for part in report.parts.get(address, ()) if part.origin.kind != "register")
            found[address] = (*others, *counted)
        return found

    def _count(self) -> None:
        session = self._session
        try:
            self.counted = count(
                session.form, session.report.year, self._file, self._sheets, self.answers, self._corrected
            )
        except NoRegister as error:
            self.counted = None
            self._head.setText(str(error))
            self.agree.setEnabled(False)
            return
        counted = self.counted
        self.questions.ask(session.form, counted, len(self.answers))
        _fill(self.open_lines, (_told(line) for line in counted.unplaced))
        _fill(self.hints, (_told(line) for line in counted.hints))
        changed = list(self._changed())
        _fill(self.changes, changed)
        _set_figures_right(self.changes)
        titles = (
            f"要您确认 {len(counted.questions)}",
            "各栏对应",
            f"没有归类 {len(counted.unplaced)}",
            f"请核对 {len(counted.hints)}",
            f"表三变化 {len(changed)}",
        )
        for number, title in enumerate(titles):
            self.tabs.setTabText(number, title)
        self._head.setText(self._summary(counted))
        self.agree.setEnabled(not session.locked)

    def _open_at_what_matters(self) -> None:
        """Begin with what the clerk is asked or told; where there is nothing of the kind, the changes."""
        counted = self.counted
        if counted is None or counted.questions:
            return  # the columns or the questions come first anyway
        told = ((counted.unplaced, self.open_lines), (counted.hints, self.hints))
        self.tabs.setCurrentWidget(next((page for lines, page in told if lines), self.changes))

    def _summary(self, counted: Count) -> str:
        asked = sum(len(question.lines) for question in counted.questions)
        told = f"“{self._file.name}”共 {counted.lines} 行申请，其中 {counted.outside} 行不属于本年。"
        if asked or counted.unplaced:
            told += f"还有 {asked} 行等您确认、{len(counted.unplaced)} 行没有归类，这些行没有计入表三。"
        return " ".join([told, *counted.notes])

    # -------------------------------------------------------------- questions

    def _answer(self, answers: Mapping[str, str]) -> None:
        self.answers.update({key: answer for key, answer in answers.items() if answer})
        self._count()

    def _forget(self) -> None:
        self.answers.clear()
        self._count()

    # -------------------------------------------------------------- columns

    def _lay_out_columns(self) -> None:
        """One group of boxes a sheet: which column says what."""
        layout = QHBoxLayout()
        lexicon = Lexicon(self._session.form, table_of(self._session.form))
        proposed = {sheet.name: columns_of(sheet, lexicon, []) for sheet in self._sheets}
        if not any(proposed.values()):  # the clerk can still say which column is which
            proposed = {sheet.name: unknown(sheet) for sheet in self._sheets if sheet.rows}
        for sheet in self._sheets:
            columns = proposed.get(sheet.name)
            if columns is not None:
                self._corrected[sheet.name] = self._as_before(columns)
                layout.addWidget(self._columns_of(sheet))
        layout.addStretch(1)
        self._columns.setLayout(layout)

    def _as_before(self, columns: Columns) -> Columns:
        """Give columns the roles that the clerk gave to those of the same headings before."""
        for at, heading in enumerate(columns.names):
            role = next((role for role, _ in _ROLES if role == self.columns.get(heading)), None)
            if role is not None:
                columns = columns.with_role(role, at)
        return columns

    def _columns_of(self, sheet: Sheet) -> QGroupBox:
        group = QGroupBox(sheet.name or self._file.name)
        form = QFormLayout(group)
        columns = self._corrected[sheet.name]
        for role, name in _ROLES:
            box = QComboBox()
            box.setAccessibleName(name)
            only_with_focus(box)
            box.addItem(_NONE, None)
            for at, heading in enumerate(columns.names):
                box.addItem(heading or f"第 {at + 1} 列", at)
            box.setCurrentIndex(columns.roles.get(role, -1) + 1)
            box.activated.connect(lambda at, r=role, b=box, s=sheet.name: self._correct(s, r, b.itemData(at)))
            form.addRow(name, box)
        return group

    def _correct(self, sheet: str, role: Role, column: int | None) -> None:
        before = self._corrected[sheet]
        self._corrected[sheet] = before.with_role(role, column)
        self.columns = {heading: known for heading, known in self.columns.items() if known != role}
        if column is not None:
            self.columns[before.names[column]] = role
        self._count()

    # -------------------------------------------------------------- what changes

    def _changed(self) -> Iterable[tuple[str, ...]]:
        session = self._session
        after = self.edit().apply(session.report)
        for address in session.form.cells:
            before, now = session.report.cell(address), after.cell(address)
            if before != now:
                change = _change(before, now)
                yield session.form.label(address), before or "空白", now or "空白", change


def _change(before: str, now: str) -> str:
    """How much a figure grows, with its sign; empty where one of the two is none."""
    are_counts = before.isdecimal() and now.isdecimal()
    return f"{int(now) - int(before):+}" if are_counts else ""


def _told(line: Line) -> tuple[str, str]:
    return (f"{line.sheet} 第 {line.row} 行".strip(), line.text)


def _list(name: str, headings: tuple[str, ...]) -> QTreeWidget:
    made = QTreeWidget()
    made.setAccessibleName(name)
    made.setHeaderLabels(list(headings))
    made.setRootIsDecorated(False)
    made.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return made


def _fill(listing: QTreeWidget, rows: Iterable[tuple[str, ...]]) -> None:
    listing.clear()
    for row in rows:
        listing.addTopLevelItem(QTreeWidgetItem(list(row)))


def _set_figures_right(listing: QTreeWidget) -> None:
    """Set all columns but the first as figures are set."""
    items = (listing.topLevelItem(at) for at in range(listing.topLevelItemCount()))
    for item in (listing.headerItem(), *items):
        for column in range(1, listing.columnCount()):
            if item is not None:
                item.setTextAlignment(column, _FIGURES)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(widget)
    return area
