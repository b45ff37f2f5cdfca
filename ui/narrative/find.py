"""Find over the whole report, its tables and their labels too; replace in its texts."""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import groupby

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
from model.rules.report_parts import Target
from ui.dialogs.aside import make_way
from ui.narrative.counting import Counting
from ui.narrative.search import Hit, Wanted, ahead
from ui.session import Session

_WHERE = "查找范围：整份报告的文字、表格数据和项目名称。替换只改文字。"


class FindReplaceDialog(QDialog):
    """Stays open beside the report; live figures and tables are found but never replaced.

    ``here`` returns where the keyboard is in the report: the search begins there.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        here: Callable[[], Target | None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._here = here
        self._current: Target | None = None
        self._counting = Counting(session.form, self)
        self._counting.done.connect(self._tell)
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
        session.changed.connect(self._follow)
        self._count()

    def begin(self, *, replacing: bool) -> None:
        """Put the keyboard where looking begins, or where a replacement is typed when there is a query."""
        field = self.replacement if replacing and self.query.text() else self.query
        field.setFocus()
        field.selectAll()

    def places(self) -> Sequence[Hit]:
        """Return all places of the text looked for, in printed order."""
        self._begin()
        return self._counting.places()

    def find_next(self) -> None:
        """Go to the next place; after the last comes the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the place before; before the first comes the last."""
        self._step(-1)

    def replace_one(self) -> None:
        """Replace the place shown and go to the next."""
        shown = next((hit for hit in self.places() if hit.target == self._current), None)
        if shown is None:
            self.find_next()
            return
        span = shown.target
        if not shown.replaceable or not isinstance(span, Span):
            self._step(1)
            self.state.setText(f"{self.state.text()}　刚才一处属于表格，没有替换，请在表格中修改。")
            return
        edit = replaced(self._session.report, span, self.replacement.text(), "替换")
        if edit is not None and self._session.do(edit):
            end = span.start + len(self.replacement.text())
            self._current = Span(span.part, span.paragraph, end, end)
            self._step(1)

    def replace_all(self) -> None:
        """Replace all places in the texts in one undo step."""
        found = self.places()
        free = [hit.target for hit in found if hit.replaceable and isinstance(hit.target, Span)]
        kept = len(found) - len(free)
        note = f"，另有 {kept} 处属于表格，没有替换" if kept else ""
        if not free:
            self.state.setText("没有可以替换的内容" + note + "。")
            return
        edit = self._replacement(free)
        if not edit or self._session.do(edit):
            self._current = None
            self.places()  # what is told of them must not come over what is told here
            self.state.setText(f"已替换 {len(free)} 处{note}。可以撤销。")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin with the search field."""
        super().showEvent(event)
        self._count()
        self.query.setFocus()
        self.query.selectAll()

    def _replacement(self, spans: list[Span]) -> Edit:
        report = self._session.report
        text = self.replacement.text()
        edits = []
        for part in dict.fromkeys(span.part for span in spans):
            paragraphs = list(report.text(part))
            own = (span for span in spans if span.part == part)
            for number, places in groupby(own, key=lambda span: span.paragraph):
                paragraphs[number] = _with_text_at(paragraphs[number], list(places), text)
            edits.append(set_text(report, part, paragraphs, "全部替换"))
        return reduce(Edit.then, edits)

    def _step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place from the one shown, or from where the keyboard is."""
        found = self.places()
        if not found:
            self._current = None
            self._count()
            return
        here = self._current or self._here()
        fresh = self._current is None  # the place where the keyboard is may be one itself
        number = self._number(found, here, by, itself=fresh)
        self._current = found[number].target
        self._session.jump(self._current)
        report_window = self.parentWidget()
        shown = report_window.focusWidget() if report_window is not None else None
        if shown is not None:
            make_way(self, shown)
        where = found[number].where
        self.state.setText(f"第 {number + 1} 处，共 {len(found)} 处（{where}）")

    def _restart(self) -> None:
        self._current = None
        self._count()

    def _follow(self) -> None:
        """Count anew where somebody sees it: a closed dialog costs a key nothing."""
        if self.isVisible():
            self._count()

    def _number(self, found: Sequence[Hit], here: Target | None, by: int, *, itself: bool) -> int:
        """Return the number of the hit to go to; after the last comes the first."""
        if here is None:
            return 0 if by > 0 else len(found) - 1
        number = ahead(self._session.form, found, here, itself=itself or by < 0)
        return (number if by > 0 else number - 1) % len(found)

    def _begin(self) -> None:
        wanted = Wanted(self.query.text(), self.case.isChecked(), self.wide.isChecked())
        self._counting.begin(self._session.report, wanted)

    def _count(self) -> None:
        self._begin()
        if self._counting.pending:
            self.state.setText("正在查找……")
            self._enable(found=True)  # what they do waits for the end of the count

    def _tell(self) -> None:
        found = len(self._counting.places())
        if not self.query.text():
            self.state.setText("")
        else:
            self.state.setText(f"共 {found} 处" if found else "没有找到")
        self._enable(found=bool(found))

    def _enable(self, *, found: bool) -> None:
        for button in self._buttons:
            button.setEnabled(found)
        for button in self._changing:
            button.setEnabled(found and not self._session.locked)

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
        told = QLabel(_WHERE, self)
        told.setWordWrap(True)
        options, row = QHBoxLayout(), QHBoxLayout()
        options.addWidget(self.case)
        options.addWidget(self.wide)
        options.addStretch()
        for button in (*self._buttons, *self._changing):
            row.addWidget(button)
        layout.addRow(options)
        layout.addRow(told)
        layout.addRow(self.state)
        layout.addRow(row)
        self.resize(460, self.sizeHint().height())


def _with_text_at(paragraph: str, places: Sequence[Span], text: str) -> str:
    """Put a text in several places of a paragraph, in order; made once, as there may be tens of thousands."""
    ends = [0, *(span.end for span in places)]
    starts = [*(span.start for span in places), len(paragraph)]
    return text.join(paragraph[end:start] for end, start in zip(ends, starts, strict=True))
