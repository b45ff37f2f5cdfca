"""What only the clerk can know of a register's words: one question a word, with the likely answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from intake.register import Count, Question
from intake.register.questions import SKIP
from model.forms import OfficialForm
from ui.look.wheel import only_with_focus

_UNDECIDED, _LEAVE_OUT = "（请选择）", "不计入（这些行都不算）"
_YES_NO = {"yes": "是，按所写的件数计算", "no": "否，每行只算一件"}
_ROWS_TOLD = 10


class QuestionsPage(QWidget):
    """Shows the open questions.

    Signals: ``answered`` with a dict of question keys and answers; ``forgotten`` when the clerk wants to be
    asked everything anew.
    """

    answered = Signal(dict)
    forgotten = Signal()

    def ask(self, form: OfficialForm, counted: Count, known: int) -> None:
        """Show the questions of a count; ``known`` is the number of answers given so far."""
        column = QVBoxLayout()
        likely = {question.key: question.proposal for question in counted.questions if question.proposal}
        if likely:
            text = f"{len(likely)} 个有建议的都按建议回答(&A)"
            column.addWidget(_button(text, lambda: self.answered.emit(likely)), 0, _LEFT)
        names = _names(form, counted)
        for question in counted.questions:
            where = "、".join(str(line.row) for line in question.lines[:_ROWS_TOLD])
            label = QLabel(f"{question.text}　（{len(question.lines)} 行：第 {where} 行）")
            label.setWordWrap(True)
            column.addWidget(label)
            column.addWidget(self._choice(question, names))
        if not counted.questions:
            column.addWidget(QLabel("没有要确认的了。"))
        if known:
            text = f"忘掉以前的 {known} 个回答，重新确认(&F)"
            column.addWidget(_button(text, self.forgotten.emit), 0, _LEFT)
        column.addStretch(1)
        _replace_layout(self, column)

    def _choice(self, question: Question, names: dict[str, str]) -> QWidget:
        box = QComboBox()
        box.setAccessibleName(question.text)
        box.addItem(_UNDECIDED, "")
        for choice in question.choices:
            likely = "（建议）" if choice == question.proposal else ""
            box.addItem(f"{names.get(choice, choice)}{likely}", choice)
        only_with_focus(box)
        box.activated.connect(lambda at: self.answered.emit({question.key: box.itemData(at)}))
        return box


_LEFT = Qt.AlignmentFlag.AlignLeft


def _names(form: OfficialForm, counted: Count) -> dict[str, str]:
    """What the answers are called: rows and columns of the table counted, and the few others."""
    cells = [form.cells[address] for address in counted.parts]
    rows = {cell.row.id: cell.row.label for cell in cells}
    columns = {cell.column.id: cell.column.label for cell in cells}
    return {**columns, **rows, **_YES_NO, SKIP: _LEAVE_OUT}


def _button(text: str, act: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def _replace_layout(widget: QWidget, layout: QVBoxLayout) -> None:
    """Give a widget another layout; the old one goes with all that stands in it."""
    old = widget.layout()
    if old is not None:
        QWidget().setLayout(old)
    widget.setLayout(layout)
