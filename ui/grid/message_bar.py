"""The line under the grid that tells what is wrong with a cell, and offers what can be done about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from model.address import Address
from model.forms.meanings import in_short
from model.rules import AnyFinding, Level
from model.rules.accepting import may_accept, words
from model.rules.fixes import Fix
from ui.grid.looks import looks_of
from ui.grid.places import GridMap
from ui.grid.remedies import button_words, offered, sentence
from ui.grid.state import LEVEL_NAMES, cell_state
from ui.session import Session

_SIGNS = {Level.ERROR: "✖", Level.WARNING: "▲", Level.HINT: "●"}
_BUTTONS = 2  # fixes offered as buttons; all of them are in the menu
_BUTTON_EMS = 11  # longest text on a button; the tip and the menu have the whole
_BUTTON_ROOM = 300  # pixels of the bar's width for each button, so that the sentence keeps most
_JUMPS = 8


def two_lines(bar: QWidget) -> int:
    """Return the height of a bar with two lines of text."""
    return QFontMetrics(bar.font()).lineSpacing() * 2 + 8


class MessageBar(QFrame):
    """Tells one finding of one cell at a time. Its height never changes, so that nothing jumps.

    Signals: ``involved`` with the cells (frozenset) of the finding told.
    """

    involved = Signal(frozenset)

    def __init__(self, session: Session, grid: GridMap, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = grid
        self._address: Address | None = None
        self._number = 0
        self._sign = QLabel(self)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._sentence.setAccessibleName("当前单元格的说明")
        self._next = self._button("", self.next_finding)
        self._next.setToolTip("看这个单元格的下一个问题")
        self._fixes = [self._button("", partial(self._apply, number)) for number in range(_BUTTONS)]
        self._more = self._button("处理 ▾", self.open_menu)
        self._more.setToolTip("改正、转到相关单元格、说明情况并接受（Alt+Enter）")
        self._offered: tuple[Fix, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 4, 2)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._sentence, 1)
        for button in (self._next, *self._fixes, self._more):
            row.addWidget(button)
        # Ranking fixes takes longer than a frame may: the cell is painted first.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(20)
        self._later.timeout.connect(self._offer)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(two_lines(self))

    @property
    def finding(self) -> AnyFinding | None:
        """The finding told now."""
        found = self._found()
        return found[self._number] if found else None

    @property
    def address(self) -> Address | None:
        """The cell spoken of now."""
        return self._address

    @property
    def sentence(self) -> str:
        """The words shown now."""
        return self._sentence.text()

    def tell(self, address: Address | None) -> None:
        """Tell what there is to say of a cell, from its first finding on."""
        self._address, self._number = address, 0
        self.refresh()

    def next_finding(self) -> None:
        """Tell the cell's next finding."""
        self._number = (self._number + 1) % max(len(self._found()), 1)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(two_lines(self))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Catch up with what was not told while nobody could see it."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Offer as many buttons as there is room for."""
        super().resizeEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Stop ranking fixes for nobody."""
        super().hideEvent(event)
        self._later.stop()

    def refresh(self) -> None:
        """Say again what holds now; a bar out of sight does it when it is shown."""
        if not self.isVisible():
            return
        found = self._found()
        self._number = min(self._number, max(len(found) - 1, 0))
        finding = self.finding
        self._sign.setText(_SIGNS[finding.level] if finding else "")
        self._sign.setAccessibleName(LEVEL_NAMES[finding.level] if finding else "")
        palette = QPalette(self.palette())
        if finding:
            colour = looks_of(self.palette()).levels[finding.level]
            palette.setColor(QPalette.ColorRole.WindowText, colour)
        self._sign.setPalette(palette)
        self._sign.setVisible(finding is not None)
        text = sentence(self._session, self._grid, finding) if finding else self._calm()
        self._sentence.setText(text)
        self._sentence.setToolTip(text)
        self._next.setVisible(len(found) > 1)
        self._next.setText(f"{self._number + 1}/{len(found)} ▸")
        self._more.setVisible(finding is not None)
        self._offered = ()
        for button in self._fixes:
            button.hide()
        self.involved.emit(frozenset(finding.addresses) if finding else frozenset())
        self._later.start()

    def open_menu(self) -> None:
        """Open the menu of everything that can be done about the finding told."""
        finding = self.finding
        if finding is None:
            return
        self._offer()
        menu = QMenu(self)
        for number, fix in enumerate(self._offered):
            menu.addAction(fix.label, partial(self._apply, number))
        menu.addSeparator()
        for address in [a for a in finding.addresses if a != self._address][:_JUMPS]:
            text = f"转到 {self._session.form.label(address)}"
            menu.addAction(text, partial(self._session.jump, address))
        if finding.span is not None:
            menu.addAction("转到正文中的这句话", partial(self._session.jump, finding.span))
        menu.addSeparator()
        if may_accept(finding):
            accept = menu.addAction(
                f"{words(finding)}…", partial(self._session.accept_asked.emit, (finding,))
            )
            accept.setEnabled(not self._session.locked)
        menu.addAction("看下一个问题", self.next_finding).setEnabled(len(self._found()) > 1)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(self._more.x(), -menu.sizeHint().height())))
        menu.setActiveAction(next(action for action in menu.actions() if not action.isSeparator()))

    def _button(self, text: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.clicked.connect(lambda: act())
        button.hide()
        return button

    def _found(self) -> tuple[AnyFinding, ...]:
        return () if self._address is None else self._session.findings_at(self._address)

    def _calm(self) -> str:
        """What to say of a cell that nothing is wrong with."""
        if self._address is None:
            return ""
        state = cell_state(self._session, self._grid, self._address)
        words = [self._grid.label(self._address)]
        if state.overridden:
            words.append("手工填写的合计，不再自动计算；按 Ctrl+Backspace 恢复。")
        elif state.derived:
            words.append("自动合计；直接输入即改为手工填写。")
        if state.remark:
            words.append(f"备注：{state.remark}")
        known = in_short(self._session.form, self._address)
        if known is not None:
            words.append(known.meaning.text)
        return "　".join(words)

    def _offer(self) -> None:
        """Show what can be done: the best fixes as buttons."""
        self._later.stop()
        self._offered = offered(self._session, self._address, self.finding)
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance("国") * _BUTTON_EMS
        room = min(self.width() // _BUTTON_ROOM, _BUTTONS)
        for button, fix in zip(self._fixes[:room], self._offered, strict=False):
            words = button_words(self._grid, self._address, fix)
            button.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, width))
            button.setToolTip(fix.label)
            button.setAccessibleName(fix.label)
            button.show()
        self._give_way()

    def _give_way(self) -> None:
        """Take buttons away while the sentence does not fit beside them; the menu has them all."""
        row, label = self.layout(), self._sentence
        for button in [None, *reversed(self._fixes)]:
            if button is not None:
                button.hide()
            if row is not None:
                row.activate()
            if label.heightForWidth(label.width()) <= label.height():
                break
        over = label.heightForWidth(label.width()) > label.height()
        upper = Qt.AlignmentFlag.AlignTop if over else Qt.AlignmentFlag.AlignVCenter
        label.setAlignment(upper | Qt.AlignmentFlag.AlignLeft)

    def _apply(self, number: int) -> None:
        if number < len(self._offered):
            self._session.do(self._offered[number].edit)
