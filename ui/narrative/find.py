"""Find and replace over all texts of the report."""

from functools import reduce

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from model.report import Edit, set_text
from model.rules import Span
from model.rules.mending import replaced
from ui.narrative.parts import all_parts, part_label
from ui.narrative.search import Match, Wanted, matches
from ui.narrative.shown import filled
from ui.session import Session

_Place = tuple[Span, bool]


class FindReplaceDialog(QDialog):
    """Stays open beside the report; live figures are found but never replaced."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._current: Span | None = None
        self.setWindowTitle("查找和替换")
        self.query = self._field("查找")
        self.replacement = self._field("替换为")
        self.case = QCheckBox("区分大小写(&C)", self)
        self.wide = QCheckBox("区分全角和半角(&W)", self)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setAccessibleName("查找结果")
        self._lay_out()
        self.query.textChanged.connect(self._restart)
        self.case.toggled.connect(self._restart)
        self.wide.toggled.connect(self._restart)
        session.changed.connect(self._count)
        self._count()

    def places(self) -> list[_Place]:
        """Return all places of the text looked for, and whether each touches a live figure."""
        wanted = Wanted(self.query.text(), self.case.isChecked(), self.wide.isChecked())
        return [
            (Span(part, number, match.start, match.end), match.live)
            for part in all_parts(self._session.form)
            for number, paragraph in enumerate(self._session.report.text(part))
            for match in self._matches(paragraph, wanted)
        ]

    def find_next(self) -> None:
        """Go to the next place; after the last comes the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the place before; before the first comes the last."""
        self._step(-1)

    def replace_one(self) -> None:
        """Replace the place shown and go to the next."""
        places = self.places()
        shown = next((place for place in places if place[0] == self._current), None)
        if shown is None:
            self.find_next()
            return
        span, live = shown
        if live:
            self._step(1)
            self.state.setText(f"{self.state.text()}　刚才一处是取自表格的数据，没有替换，请在表格中修改。")
            return
        edit = replaced(self._session.report, span, self.replacement.text(), "替换")
        if edit is not None and self._session.do(edit):
            end = span.start + len(self.replacement.text())
            self._current = Span(span.part, span.paragraph, end, end)
            self._step(1)

    def replace_all(self) -> None:
        """Replace all places in one undo step."""
        places = self.places()
        free = [span for span, live in places if not live]
        kept = len(places) - len(free)
        note = f"，另有 {kept} 处取自表格，没有替换" if kept else ""
        if not free:
            self.state.setText("没有可以替换的内容" + note + "。")
            return
        edit = self._replacement(free)
        if not edit or self._session.do(edit):
            self._current = None
            self.state.setText(f"已替换 {len(free)} 处{note}。可以撤销。")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin with the search field."""
        super().showEvent(event)
        self.query.setFocus()
        self.query.selectAll()

    def _replacement(self, spans: list[Span]) -> Edit:
        report = self._session.report
        text = self.replacement.text()
        edits = []
        for part in dict.fromkeys(span.part for span in spans):
            paragraphs = list(report.text(part))
            for span in reversed([span for span in spans if span.part == part]):
                old = paragraphs[span.paragraph]
                paragraphs[span.paragraph] = old[: span.start] + text + old[span.end :]
            edits.append(set_text(report, part, paragraphs, "全部替换"))
        return reduce(Edit.then, edits)

    def _matches(self, paragraph: str, wanted: Wanted) -> list[Match]:
        form, report = self._session.form, self._session.report
        return matches(paragraph, wanted, lambda source: filled(form, report, source))

    def _step(self, by: int) -> None:
        spans = [span for span, _ in self.places()]
        if not spans:
            self._current = None
            self._count()
            return
        order = {part: number for number, part in enumerate(all_parts(self._session.form))}

        def key(span: Span) -> tuple[int, int, int, int]:
            return order[span.part], span.paragraph, span.start, span.end

        if self._current is None:
            self._current = spans[0 if by > 0 else -1]
        else:
            here = key(self._current)
            if by > 0:
                self._current = next((span for span in spans if key(span) > here), spans[0])
            else:
                self._current = next((span for span in reversed(spans) if key(span) < here), spans[-1])
        self._session.jump(self._current)
        where = part_label(self._session.form, self._current.part)
        self.state.setText(f"第 {spans.index(self._current) + 1} 处，共 {len(spans)} 处（{where}）")

    def _restart(self) -> None:
        self._current = None
        self._count()

    def _count(self) -> None:
        found = len(self.places())
        if not self.query.text():
            self.state.setText("")
        else:
            self.state.setText(f"共 {found} 处" if found else "没有找到")
        for button in self._buttons:
            button.setEnabled(bool(found))
        for button in self._changing:
            button.setEnabled(bool(found) and not self._session.locked)

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        return made

    def _lay_out(self) -> None:
        next_, previous, one, all_ = (
            QPushButton(text, self) for text in ("下一个(&N)", "上一个(&P)", "替换(&R)", "全部替换(&A)")
        )
        next_.setDefault(True)
        next_.clicked.connect(self.find_next)
        previous.clicked.connect(self.find_previous)
        one.clicked.connect(self.replace_one)
        all_.clicked.connect(self.replace_all)
        self._buttons = (next_, previous)
        self._changing = (one, all_)
        layout = QFormLayout(self)
        layout.addRow("查找(&F)：", self.query)
        layout.addRow("替换为(&E)：", self.replacement)
        options, row = QHBoxLayout(), QHBoxLayout()
        options.addWidget(self.case)
        options.addWidget(self.wide)
        options.addStretch()
        for button in (*self._buttons, *self._changing):
            row.addWidget(button)
        layout.addRow(options)
        layout.addRow(self.state)
        layout.addRow(row)
        self.resize(460, self.sizeHint().height())
