"""A list without the keyboard shows what is chosen less strongly."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look.focus_look import FocusLook

ROLE = QPalette.ColorRole.Highlight


def test_what_is_chosen_stands_back_while_the_keyboard_is_elsewhere(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    shown, button = QListWidget(), QPushButton()
    column.addWidget(shown)
    column.addWidget(button)
    FocusLook(shown)
    window.show()
    window.activateWindow()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    strong = QApplication.palette().color(ROLE)
    assert shown.palette().color(ROLE) == strong
    button.setFocus()
    assert shown.palette().color(ROLE).lightness() > strong.lightness()
    shown.setFocus()
    assert shown.palette().color(ROLE) == strong
