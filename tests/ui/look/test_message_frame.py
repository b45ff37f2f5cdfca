"""What gives way in the bar of messages where there is little room, and comes back."""

from itertools import groupby

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ui.look.message_frame import MessageFrame

FIRST = "第一项加第二项之和与第三项加第四项之和相差 1，两者应相等。"
REST = "请与台账核对后改正其中一项。"


class Bar(MessageFrame):
    """A bar with one way to mend."""

    def __init__(self) -> None:
        super().__init__()
        self.mend: QToolButton = self.button("改为 5", self.close)
        self.row.addWidget(self.mend)
        self.say("error", "error", "错误", FIRST, REST)

    def fit(self) -> None:
        """Offer the way to mend where there is room."""
        if hasattr(self, "mend"):
            self.mend.show()
            self.give_way((self.mend,))


def letters(bar: Bar, pixels: int) -> None:
    font = QFont(bar.font())
    font.setPixelSize(pixels)
    bar.setFont(font)


def test_buttons_give_way_to_larger_letters_and_come_back(qtbot: QtBot) -> None:
    bar = Bar()
    qtbot.addWidget(bar)
    bar.resize(400, 60)
    bar.show()
    for pixels, offered in ((12, True), (24, False), (12, True)):
        letters(bar, pixels)
        qtbot.waitUntil(lambda offered=offered: bar.mend.isVisible() is offered)
    assert REST in bar.words.text()


def test_the_second_part_goes_before_the_best_way_to_mend(qtbot: QtBot) -> None:
    bar = Bar()
    qtbot.addWidget(bar)
    bar.show()
    letters(bar, 12)
    shown = []  # whether there is the second part, and whether the way to mend
    for width in range(600, 150, -5):
        bar.resize(width, 60)
        QApplication.processEvents()
        assert FIRST in bar.words.text()
        shown.append((REST in bar.words.text(), bar.mend.isVisible()))
    in_turn = [state for state, _ in groupby(shown)]
    assert in_turn[:2] == [(True, True), (False, True)]
    assert not any(mend for _, mend in in_turn[2:])
