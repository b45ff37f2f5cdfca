"""What the program draws itself is seen on light and on dark grounds."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QListWidgetItem, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.support.contrast import contrast
from ui.look import tokens
from ui.look.controls import Controls
from ui.look.tokens import DARK, LIGHT, Tokens

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def dressed(shown: QWidget, qtbot: QtBot, theme: Tokens) -> QWidget:
    qtbot.addWidget(shown)
    style = Controls()
    style.setParent(shown)
    shown.setStyle(style)
    shown.setPalette(tokens.palette_of(theme))
    shown.show()
    return shown


def strongest(shown: QWidget, part: QRect, ground: QColor) -> float:
    """The strongest contrast to the ground of what is painted in a part of a widget."""
    image = shown.grab().toImage()
    return max(
        contrast(image.pixelColor(x, y), ground)
        for x in range(part.left(), part.right())
        for y in range(part.top(), part.bottom())
    )


@THEMES
def test_an_empty_box_of_a_list_has_an_edge_that_is_seen(qtbot: QtBot, theme: Tokens) -> None:
    shown = QListWidget()
    QListWidgetItem("", shown).setCheckState(Qt.CheckState.Unchecked)
    dressed(shown, qtbot, theme)
    box = QRect(2, 2, 18, shown.sizeHintForRow(0))
    assert strongest(shown, box, theme.surface) >= 3


@THEMES
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_is_seen_empty_and_looks_filled_when_ticked(
    qtbot: QtBot, theme: Tokens, kind: type[QCheckBox] | type[QRadioButton]
) -> None:
    shown = kind()
    dressed(shown, qtbot, theme)
    assert strongest(shown, shown.rect(), theme.bar) >= 3
    empty = shown.grab().toImage()
    shown.setChecked(True)
    full = shown.grab().toImage()

    def filled(image: object) -> int:
        return sum(
            image.pixelColor(x, y) == theme.fill  # type: ignore[attr-defined]
            for x in range(shown.width())
            for y in range(shown.height())
        )

    assert filled(full) > filled(empty) + 20


@THEMES
def test_a_choice_has_an_edge_and_an_arrow(qtbot: QtBot, theme: Tokens) -> None:
    shown = QComboBox()
    shown.addItem("")
    dressed(shown, qtbot, theme)
    middle = shown.height() // 2
    assert strongest(shown, QRect(0, middle, 3, 3), theme.bar) >= 3
    arrow = QRect(shown.width() - 20, middle - 5, 16, 10)
    assert strongest(shown, arrow, theme.surface) >= 4.5
