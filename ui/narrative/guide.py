"""What an empty section shows under its caret: what belongs there, and how to begin."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from model.forms.definition import Section
from ui.look import icons, tokens
from ui.look.sheet import dress_as
from ui.narrative.paper import Paper

_INTRO = "这一部分还没有写，一般写下面{}点："
_NOTE = "也可以直接打字，这些提示随即消失。起草的文字只用表格里已有的数据，插入后可以随意修改。"
_COUNT = "一二三四五六七八九"


class Guide(QWidget):
    """Lies on the paper of an empty section. Signals: ``draft_asked``, ``last_year_asked`` by its buttons."""

    draft_asked = Signal()
    last_year_asked = Signal()

    def __init__(self, section: Section, paper: QWidget) -> None:
        super().__init__(paper)
        self.setAccessibleName("写作提示")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        lines = QGridLayout()
        lines.setHorizontalSpacing(tokens.GROUP)
        lines.setVerticalSpacing(tokens.EDGE)
        lines.setColumnStretch(1, 1)
        self._larger = [self._label(_INTRO.format(_COUNT[len(section.guide) - 1]))]
        for number, text in enumerate(section.guide):
            mark, said = self._label(f"{number + 1}"), self._label(text)
            lines.addWidget(mark, number, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(said, number, 1)
            self._larger += [mark, said]
        self.draft = QPushButton("起草这一部分", self)
        self.draft.setIcon(icons.icon("draft", "on_fill"))
        dress_as(self.draft, "solid")
        self.draft.clicked.connect(self.draft_asked)
        self.last_year = QPushButton(self)
        self.last_year.clicked.connect(self.last_year_asked)
        note = self._label(_NOTE)
        dress_as(note, "note")
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE)
        for button in (self.draft, self.last_year):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click one goes on typing
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GROUP)
        layout.addWidget(self._larger[0])
        layout.addLayout(lines)
        layout.addLayout(buttons)
        layout.addWidget(note)
        self._set_letters()

    def offer(self, *, drafts: bool, last: int) -> None:
        """Offer drafts where there are any, and last year's paragraphs, of which there are ``last``."""
        self.draft.setVisible(drafts)
        self.last_year.setVisible(last > 0)
        self.last_year.setText(f"带入上年文字（{last} 段）")
        dress_as(self.last_year, "bordered" if drafts else "solid")
        self.last_year.setIcon(icons.icon("last-year", "" if drafts else "on_fill"))

    def lie_on(self, paper: Paper, top: float, origin: QPointF) -> int:
        """Take the width of the text, from a height of the document on; return the own height."""
        width = round(paper.width)
        height = self.heightForWidth(width)
        self.setGeometry(round(origin.x() + paper.left), round(origin.y() + top), width, height)
        return height

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the window's letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_letters()

    def _label(self, text: str) -> QLabel:
        made = QLabel(text, self)
        made.setWordWrap(True)
        dress_as(made, "calm")
        return made

    def _set_letters(self) -> None:
        for label in self._larger:
            letters = QFont(self.font())
            letters.setPointSizeF(self.font().pointSizeF() + tokens.HEADING)
            label.setFont(letters)
