"""The bar under a text: what is found at the cursor, and what can be done about it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from model.report import Edit
from model.rules import AnyFinding, message
from model.rules.accepting import may_accept, words
from model.rules.mending import corrected
from model.rules.terms import LEVELS
from ui.look import icons, tokens
from ui.look.sheet import dress_as
from ui.remedies import fill_menu, open_above
from ui.session import Session

_GAP = 8  # pixels between the buttons, and around them
_TAKE_EMS = 11  # width of the button with the right figure; the tip has the whole of a longer text
_LEAST_SENTENCE = 50  # letters of a line of the sentence beside the buttons


class FindingBar(QFrame):
    """Shows one finding with its actions; hidden while there is none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._finding: AnyFinding | None = None
        self.setAccessibleName("光标处的问题")
        self.sign = QLabel(self)
        self.level = QLabel(self)
        dress_as(self.level, "strong")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take = self._button("改正(&A)", "把文中的写法改成应有的内容", self._take)
        self.bind = self._button("随表格变化(&L)", "把文中的数字换成随表格自动变化的数字", self._bind)
        self.jump = self._button("转到单元格(&J)", "转到与这句话核对的单元格", self._jump)
        self.other = self._button("", "写明理由并接受，以后不再提示", self._put_aside)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(tokens.EDGE, 4, tokens.EDGE, 4)
        self.setMinimumHeight(tokens.MESSAGE_BAR)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        said = QHBoxLayout()
        said.setSpacing(_GAP)
        said.addWidget(self.sign)
        said.addWidget(self.level)
        said.addWidget(self.text, 1)
        self._buttons.addStretch()
        # From the right, what changes the text keeps its place, also while it has nothing to do: a second
        # click must not meet another button.
        for button in (self.other, self.jump, self.bind, self.take):
            self._buttons.addWidget(button)
        for button in (self.bind, self.take):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        wide = self.fontMetrics().horizontalAdvance("国") * _TAKE_EMS
        self.take.setFixedWidth(wide)
        dress_as(self.take, "solid")
        self._row.addLayout(said, 1)
        self._row.addLayout(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Put the buttons below the sentence, and below each other, where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the ground of the finding's level, with an edge of its colour at the left."""
        super().paintEvent(event)
        if self._finding is None:
            return
        colours, level = tokens.of(self.palette()), self._finding.level.value
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.soft(level))
        painter.fillRect(0, 0, tokens.ACCENT_BAR, self.height(), colours.ink(level))
        painter.fillRect(0, 0, self.width(), 1, colours.line)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow a change of colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "sign"):  # not while it is made
            self._draw_sign()

    def _draw_sign(self) -> None:
        if self._finding is not None:
            level = self._finding.level.value
            size = QSize(tokens.LARGE_ICON, tokens.LARGE_ICON)
            self.sign.setPixmap(icons.icon(level, level).pixmap(size, self.devicePixelRatioF()))

    def _arrange(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        shown = [button for button in (self.take, self.bind, self.jump, self.other) if not button.isHidden()]
        buttons = sum(button.sizeHint().width() + _GAP for button in shown)
        least = self.fontMetrics().averageCharWidth() * _LEAST_SENTENCE
        self._row.setDirection(across if self.width() - buttons > least else down)
        self._buttons.setDirection(across if self.width() > buttons + _GAP else down)

    def show_finding(self, finding: AnyFinding | None) -> None:
        """Show a finding, or nothing."""
        self._finding = finding
        if finding is None:
            self.hide()
            return
        from model.rules.remedies import bound  # with all rules, which come after the first paint

        report = self._session.report
        text = message(self._session.form, report, finding)
        self.level.setText(LEVELS[finding.level])
        self._draw_sign()
        self.text.setText(text)
        self.setAccessibleDescription(text)
        free = not self._session.locked
        self.take.setVisible(free and corrected(report, finding) is not None)
        told = f"改为 {finding.expected}"
        room = self.take.width() - 2 * _GAP - self.fontMetrics().horizontalAdvance("(A)")
        self.take.setText(f"{self.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, room)}(&A)")
        self.take.setToolTip(told)
        self.bind.setVisible(free and bound(self._session.form, report, finding) is not None)
        self.jump.setVisible(bool(finding.addresses))
        self.other.setVisible(free and may_accept(finding))
        self.other.setText(f"{words(finding)}(&O)…")
        self.show()
        self._arrange()

    def open_menu(self) -> None:
        """Open the menu of everything that can be done about the finding told, as in the tables."""
        if self._finding is not None:
            menu = QMenu(self)
            fill_menu(menu, self._session, self._finding)
            open_above(menu, self)

    def _button(self, text: str, tip: str, slot: object) -> QPushButton:
        made = QPushButton(text, self)
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
        made.clicked.connect(slot)
        return made

    def _take(self) -> None:
        if self._finding is not None:
            self._do(corrected(self._session.report, self._finding))

    def _bind(self) -> None:
        if self._finding is not None:
            from model.rules.remedies import bound

            self._do(bound(self._session.form, self._session.report, self._finding))

    def _jump(self) -> None:
        if self._finding is not None:
            self._session.jump(self._finding.addresses[0])

    def _put_aside(self) -> None:
        if self._finding is not None:
            self._session.accept_asked.emit((self._finding,))

    def _do(self, edit: Edit | None) -> None:
        if edit is not None:
            self._session.do(edit)
