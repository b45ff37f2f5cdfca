"""Letters follow the size that the clerk sets, whatever their look, without a sheet set anew."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMainWindow,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.look import style, tokens
from ui.look.sheet import dress_as
from ui.settings import Settings
from ui.window import panes

LOOKS = {
    "": 0,
    "title": tokens.TITLE,
    "heading": tokens.HEADING,
    "strong": 0,
    "second": 0,
    "note": tokens.NOTE,
    "status": tokens.NOTE,
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "settings.ini")
    made.font_points, made.theme = 10, "light"
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def labels(window: QWidget) -> dict[str, QLabel]:
    column = QVBoxLayout(window)
    made = {}
    for look in LOOKS:
        made[look] = QLabel("字", window)
        dress_as(made[look], look)
        column.addWidget(made[look])
    window.show()
    return made


@pytest.mark.parametrize("points", [8, 14])
def test_all_letters_follow_a_new_size(window: QWidget, settings: Settings, points: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.dress(application, settings)
    made = labels(window)
    assert {look: label.font().pointSize() for look, label in made.items()} == {
        look: 10 + more for look, more in LOOKS.items()
    }
    sheet = application.styleSheet()
    settings.font_points = points
    style.dress(application, settings)
    application.processEvents()
    assert {look: label.font().pointSize() for look, label in made.items()} == {
        look: points + more for look, more in LOOKS.items()
    }
    assert [look for look, label in made.items() if label.font().bold()] == ["title", "heading", "strong"]
    assert application.styleSheet() == sheet


def test_letters_and_colours_follow_the_theme_after_the_size(window: QWidget, settings: Settings) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.dress(application, settings)
    made = labels(window)
    settings.font_points = 14
    style.dress(application, settings)
    settings.theme = "dark"
    style.dress(application, settings)
    application.processEvents()
    for look, label in made.items():
        assert label.font().pointSize() == 14 + LOOKS[look]
    ink = tokens.DARK.calm
    assert made["note"].palette().color(made["note"].foregroundRole()) == ink
    assert made[""].palette().color(made[""].foregroundRole()) == tokens.DARK.text


def test_a_widget_that_changes_its_look_changes_its_letters(window: QWidget, settings: Settings) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.dress(application, settings)
    label = labels(window)["title"]
    dress_as(label, "note")
    assert (label.font().pointSize(), label.font().bold()) == (10 + tokens.NOTE, False)
    dress_as(label, "")
    assert (label.font().pointSize(), label.font().bold()) == (10, False)


def test_buttons_keep_their_bold_letters_in_any_size(window: QWidget, settings: Settings) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.dress(application, settings)
    button = QPushButton("导出", window)
    dress_as(button, "solid")
    window.show()
    settings.font_points = 14
    style.dress(application, settings)
    application.processEvents()
    assert (button.font().pointSize(), button.font().bold()) == (14, True)


def test_no_pictures_are_read_for_the_buttons_of_a_pane_which_are_never_shown(
    qtbot: QtBot, settings: Settings
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.dress(application, settings)
    window = QMainWindow()
    qtbot.addWidget(window)
    pane = panes.dock(window, "章节", "tree", QLabel("字"), Qt.DockWidgetArea.LeftDockWidgetArea)
    window.show()
    by_qt = [button for button in pane.findChildren(QAbstractButton) if not button.isVisible()]
    assert len(by_qt) == 2
    assert all(button.icon().isNull() for button in by_qt)
    (own,) = pane.titleBarWidget().findChildren(QToolButton)
    assert own.isVisible()
    assert not own.icon().isNull()
