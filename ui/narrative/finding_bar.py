"""The bar under a text: what is found at the cursor, and what can be done about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from model.report import Edit
from model.rules import AnyFinding, message
from model.rules.mending import corrected
from model.rules.standing import NAMES, standing
from ui.look.message_frame import MessageFrame
from ui.look.sheet import dress_as
from ui.pager import Pager
from ui.remedies import SIGNS, fill_menu, in_two, open_above
from ui.session import Session

_TAKE_EMS = 9  # width of the button with the right figure; the tip has the whole of a longer text
_RIM = 26  # pixels beside a button's text
_CALM = "光标所在的地方没有发现问题。"
_ELSEWHERE = "光标处没有问题，这一部分还有 {} 处要看：按 F8 转到下一处。"


class FindingBar(MessageFrame):
    """Tells one finding with its actions, as the bar under a table does. Its height never changes.

    It stays where there is nothing to tell: a text that moves under the mouse is worse than an empty bar.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._finding: AnyFinding | None = None
        self._free: tuple[QToolButton, ...] = ()
        self.sentence = ""
        self.setAccessibleName("光标处的问题")
        self.take = self.button("", self._take)
        self.bind = self.button("随表格变化", self._bind)
        self.jump = self.button("转到单元格", self._jump)
        self.more = self.button("更多办法", self.open_menu, opens=True)
        self.bind.setToolTip("把文中的数字换成随表格自动变化的数字")
        self.jump.setToolTip("转到与这句话核对的单元格")
        self.more.setToolTip("改正、转到单元格、写明理由并接受（Alt+Enter）")
        dress_as(self.take, "solid")
        # From the right: what is pressed twice must not meet another button at its place.
        for button in (self.jump, self.bind, self.take, self.more):
            self.row.addWidget(button)
        self.pager = Pager(session, self)
        self.row.addWidget(self.pager)
        self.show_finding(None)

    def show_finding(self, finding: AnyFinding | None, others: int = 0) -> None:
        """Show a finding, or that there is none at the cursor, and how many ``others`` the page has."""
        self._finding = finding
        if finding is None:
            self.sentence = ""
            self.say("calm", "", "", "", _ELSEWHERE.format(others) if others else _CALM)
        else:
            self.sentence = message(self._session.form, self._session.report, finding)
            icon, tone = SIGNS[standing(finding)]
            self.say(tone, icon, NAMES[standing(finding)], *in_two(self.sentence))
        self.words.setToolTip(self.sentence)
        self.setAccessibleDescription(self.sentence)
        self._free = self._useful(finding)
        self.fit()

    def open_menu(self) -> None:
        """Open the menu of everything that can be done about the finding told, as in the tables."""
        if self._finding is not None:
            menu = QMenu(self)
            fill_menu(menu, self._session, self._finding)
            open_above(menu, self, self.more.x())

    def _useful(self, finding: AnyFinding | None) -> tuple[QToolButton, ...]:
        """The buttons that can do something about a finding, the best first."""
        if finding is None:
            return ()
        from model.rules.remedies import bound  # with all rules, which come after the first paint

        report, free = self._session.report, not self._session.locked
        useful = {
            self.take: free and corrected(report, finding) is not None,
            self.bind: free and bound(self._session.form, report, finding) is not None,
            self.jump: bool(finding.addresses),
        }
        return tuple(button for button, can in useful.items() if can)

    def fit(self) -> None:
        """Show the buttons that are of use, as far as the sentence keeps its room."""
        for button in (self.take, self.bind, self.jump):
            button.setVisible(button in self._free)
        self.more.setVisible(self._finding is not None)
        if self._finding is not None:
            told, metrics = f"改为 {self._finding.expected}", self.fontMetrics()
            wide = metrics.horizontalAdvance("国") * _TAKE_EMS
            self.take.setFixedWidth(wide + _RIM)
            self.take.setText(metrics.elidedText(told, Qt.TextElideMode.ElideRight, wide))
            self.take.setToolTip(told)
            self.take.setAccessibleName(told)
        self.give_way(tuple(reversed(self._free)))

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

    def _do(self, edit: Edit | None) -> None:
        if edit is not None:
            self._session.do(edit)
