"""Organ, year and title of the report, and whether it gets a seal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from model import forms
from model.report import Edit, place, set_values
from ui.dialogs.agreeing import agreeing
from ui.look.wheel import only_with_focus
from ui.session import Session

_TITLE_LINES = 3
FIRST_YEAR, LAST_YEAR = 2008, 2099  # the first reports of this kind were on 2008


class TitleEdit(QPlainTextEdit):
    """The title as it is typed; a line of it is a line of the printed title.

    ``text_edited``: a person, not the program, has changed it.
    """

    text_edited = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self._setting = False
        self.setTabChangesFocus(True)
        self.setFixedHeight(_TITLE_LINES * self.fontMetrics().lineSpacing() + 14)
        self.set_text(text)
        self.textChanged.connect(self._changed)

    def text(self) -> str:
        """Return the title; its lines without blanks around them."""
        lines = (line.strip() for line in self.toPlainText().split("\n"))
        return "\n".join(line for line in lines if line)

    def set_text(self, text: str) -> None:
        """Show another title."""
        self._setting = True
        self.setPlainText(text)
        self._setting = False

    def _changed(self) -> None:
        if not self._setting:
            self.text_edited.emit()


class FactsDialog(QDialog):
    """Changes organ and year; the official title follows while it is the one they make."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        report = session.report
        self.setWindowTitle("机关、年份和标题")
        self.setMinimumWidth(460)
        self.organ = QLineEdit(report.organ)
        self.year = QSpinBox()
        only_with_focus(self.year)
        self.year.setRange(min(FIRST_YEAR, report.year), LAST_YEAR)
        self.year.setValue(report.year)
        self.title = TitleEdit(report.title)
        self.sealed = QCheckBox("盖章(&S)：日期右空四字，机关名居中在日期上方")
        self.sealed.setChecked(report.sealed)
        self._own_title = report.title not in ("", session.form.title(report.organ, report.year))
        self._form = QLabel()
        self._form.setWordWrap(True)
        buttons, _ = agreeing(self)
        rows = QFormLayout(self)
        rows.addRow("机关名称(&O)：", self.organ)
        rows.addRow("报告年份(&Y)：", self.year)
        rows.addRow("标题(&T)：", self.title)
        rows.addRow("", QLabel("标题过长时自动按词分行；要在别处换行，就在那里按回车键。"))
        rows.addRow("落款：", self.sealed)
        rows.addRow(self._form)
        rows.addRow(buttons)
        self.organ.textChanged.connect(self._follow)
        self.year.valueChanged.connect(self._follow)
        self.title.text_edited.connect(self._typed)
        self._follow()

    def edit(self) -> Edit:
        """Return the edit for what was changed."""
        values: dict[str, object] = {
            "organ": self.organ.text().strip(),
            "year": self.year.value(),
            "title": self.title.text(),
            "sealed": self.sealed.isChecked(),
        }
        return set_values(
            self._session.report,
            {place(name): value for name, value in values.items()},
            "修改机关、年份和标题",
        )

    def _typed(self) -> None:
        self._own_title = True

    def _follow(self) -> None:
        form, year = self._session.form, self.year.value()
        if not self._own_title:
            self.title.set_text(form.title(self.organ.text().strip(), year))
        wanted = forms.in_force(year, form.definition.kind)
        text = f"本报告使用{form.definition.name}（{form.definition.notice}）。"
        if wanted.id != form.id:
            text += f"{year} 年的报告应使用{wanted.definition.name}，请另建报告。"
        self._form.setText(text)
