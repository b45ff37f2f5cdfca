"""Tools keep to the room there is: words, then signs, then a menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from ui.look import icons
from ui.look.tool_row import ToolRow

WORDS = ("打开文件", "保存文件", "查找文字", "导出公文")


def row(qtbot: QtBot, *, framed: bool = False, signs: bool = True) -> ToolRow:
    made = ToolRow(None, framed=framed)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    actions = [QAction(word, made) for word in WORDS]
    for action in actions if signs else ():
        action.setIcon(icons.icon("save"))
    made.add(tuple(actions[:2]), tuple(actions[2:]))
    made.show()
    return made


def shown(made: ToolRow) -> list[QToolButton]:
    return [b for b in made.findChildren(QToolButton) if b.isVisible() and b is not made.more]


def folded(made: ToolRow) -> list[str]:
    return [action.text() for action in made.more.menu().actions()]


def test_words_are_dropped_before_tools_fold(qtbot: QtBot) -> None:
    made = row(qtbot)
    made.resize(900, 40)
    assert [button.toolButtonStyle() for button in shown(made)] == [
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    ] * len(WORDS)
    made.resize(220, 40)
    assert len(shown(made)) == len(WORDS)
    assert {b.toolButtonStyle() for b in shown(made)} == {Qt.ToolButtonStyle.ToolButtonIconOnly}
    assert not made.more.isVisible()


@pytest.mark.parametrize("framed", [True, False])
def test_every_tool_is_in_the_row_or_in_its_menu(qtbot: QtBot, framed: bool) -> None:
    made = row(qtbot, framed=framed)
    for width in range(500, 60, -20):
        made.resize(width, 40)
        in_row = [button.defaultAction().text() for button in shown(made)]
        assert sorted(in_row + folded(made)) == sorted(WORDS)
        assert made.more.isVisible() == bool(folded(made))
        if framed:
            assert in_row[-1] == WORDS[-1]
    assert folded(made)


def test_tools_without_signs_fold_at_once(qtbot: QtBot) -> None:
    made = row(qtbot, signs=False)
    made.resize(200, 40)
    assert folded(made)
    assert all(button.text() for button in shown(made))
