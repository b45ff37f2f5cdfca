"""The line under the grid that tells what is wrong with a cell, and offers what can be done about it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from model.address import Address
from model.rules import AnyFinding
from model.rules.fixes import Fix
from model.rules.standing import NAMES, standing
from ui.current import same
from ui.grid.places import GridMap
from ui.grid.remedies import button_words, offered, sentence
from ui.grid.state import calm_text
from ui.look.message_frame import MessageFrame
from ui.look.sheet import dress_as
from ui.pager import Pager
from ui.remedies import SIGNS, fill_menu, in_two, open_above
from ui.session import Session

_BUTTONS = 2  # fixes offered as buttons; all of them are in the menu
_BUTTON_EMS = 9  # longest text on a button; the tip and the menu have the whole
_BUTTON_ROOM = 300  # pixels of the bar's width for each button, so that the sentence keeps most
_BUTTON_RIM = 26  # pixels beside a button's text


def _wide_enough(button: QToolButton, text: str) -> int:
    return QFontMetrics(button.font()).horizontalAdvance(text) + _BUTTON_RIM


def _told(session: Session, grid: GridMap, address: Address | None, finding: AnyFinding | None) -> str:
    if finding is None:
        return calm_text(session, grid, address)
    return sentence(session, grid, finding)


class MessageBar(MessageFrame):
    """Tells one finding of one cell at a time. Its height never changes, so that nothing jumps.

    Signals: ``involved`` with the cells (frozenset) of the finding told; ``parts_asked`` and ``cell_asked``
    when the clerk wants to see the parts of the cell, or to write in it.
    """

    involved = Signal(frozenset)
    parts_asked = Signal()
    cell_asked = Signal()

    def __init__(self, session: Session, grid: GridMap, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = grid
        self._address: Address | None = None
        self.sentence = ""
        self.words.setAccessibleName("当前单元格的说明")
        self._fixes = [self.button("", partial(self._apply, number)) for number in range(_BUTTONS)]
        dress_as(self._fixes[0], "solid")
        self._more = self.button("更多办法", self.open_menu, opens=True)
        self._more.setToolTip("改正、转到相关单元格、说明情况并接受（Alt+Enter）")
        self._offered: tuple[Fix, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._ranked: tuple[Fix, ...] = ()  # the answer to what was asked last
        # From the right: a button stays under the mouse whatever its words are and how many there are.
        for button in (*reversed(self._fixes), self._more):
            self.row.addWidget(button)
        self.pager = Pager(session, self)
        self.row.addWidget(self.pager)
        # Ranking fixes takes longer than a frame may: the cell is painted first.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(20)
        self._later.timeout.connect(self._offer)
        session.current.changed.connect(self.refresh)

    @property
    def finding(self) -> AnyFinding | None:
        """The finding told now: the current one, where it concerns this cell."""
        return same(self._session.current.finding, self._found())

    def tell(self, address: Address | None) -> None:
        """Tell what there is to say of a cell."""
        self._address = address
        self.refresh()

    def next_finding(self) -> None:
        """Go on to the cell's next finding."""
        found, finding = self._found(), self.finding
        if found:
            here = -1 if finding is None else found.index(finding)
            self._session.current.select(found[(here + 1) % len(found)])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Catch up with what was not told while nobody could see it."""
        super().showEvent(event)
        self.refresh()

    def fit(self) -> None:
        """Say it again in the letters and the room there are now."""
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Stop ranking fixes for nobody."""
        super().hideEvent(event)
        self._later.stop()

    def refresh(self) -> None:
        """Say again what holds now; a bar out of sight does it when it is shown."""
        if not self.isVisible():
            return
        finding = self.finding
        self.sentence = _told(self._session, self._grid, self._address, finding)
        self.words.setToolTip(self.sentence)
        first, rest = in_two(self.sentence) if finding else _name_and_rest(self.sentence)
        if finding:
            icon, tone = SIGNS[standing(finding)]
            self.say(tone, icon, NAMES[standing(finding)], first, rest)
        else:
            # What a cell means is told in full by the tip and the help key: here it has one line.
            room = self.words.width()
            shown = QFontMetrics(self.words.font()).elidedText(rest, Qt.TextElideMode.ElideRight, room)
            self.say("calm", "", "", first, shown)
        self._more.setVisible(finding is not None)
        self.involved.emit(frozenset(finding.addresses) if finding else frozenset())
        if self._question() == self._asked:  # a change of size alone asks nothing new
            self._offer()
            return
        self._offered = ()
        for button in self._fixes:
            button.hide()
        self._later.start()

    def open_menu(self) -> None:
        """Open the menu of everything that can be done about the finding told."""
        finding = self.finding
        if finding is None:
            return
        menu = QMenu(self)
        fill_menu(menu, self._session, finding, self._address)
        menu.addSeparator()
        if self._address in self._session.report.parts:
            menu.addAction("看分项：数字从哪里来", self.parts_asked.emit)
        if len(self._found()) > 1:
            menu.addAction("看下一个问题", self.next_finding)
        if menu.isEmpty():  # only a person can know which figure is right
            menu.addAction("在这一格里改正", self.cell_asked.emit)
        open_above(menu, self, self._more.x())

    def _found(self) -> tuple[AnyFinding, ...]:
        return () if self._address is None else self._session.findings_at(self._address)

    def _question(self) -> tuple[object, ...]:
        """What the ways to mend depend on."""
        return (self._session.report, self._session.findings, self._address, self.finding)

    def _offer(self) -> None:
        """Show what can be done: the best fixes as buttons."""
        self._later.stop()
        asked = self._question()
        if asked != self._asked:
            self._asked = asked
            self._ranked = offered(self._session, self._address, self.finding)
        self._offered = self._ranked
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance("国") * _BUTTON_EMS
        room = min(self.width() // _BUTTON_ROOM, _BUTTONS)
        for button in self._fixes[min(room, len(self._offered)) :]:
            button.hide()
        for button, fix in zip(self._fixes[:room], self._offered, strict=False):
            words = button_words(self._grid, self._address, fix)
            button.setFixedWidth(_wide_enough(button, "国" * _BUTTON_EMS))
            button.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, width))
            button.setToolTip(fix.label)
            button.setAccessibleName(fix.label)
            button.show()
        self.give_way(tuple(reversed(self._fixes)))

    def _apply(self, number: int) -> None:
        if number < len(self._offered):
            self._session.do(self._offered[number].edit)


def _name_and_rest(text: str) -> tuple[str, str]:
    """Cut the words for a cell with nothing wrong into its name and what else there is to say."""
    name, _, rest = text.partition("　")
    return name, rest
