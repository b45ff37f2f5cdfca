"""The boxes to tick in a list are seen on a dark ground too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleFactory
from pytestqt.qtbot import QtBot

from ui.look import style

_SEEN = 3.0  # contrast of the edge of an empty box against the list
_GROUND = ("#323232", "#242424", "#f0f0f0")  # window, list, text


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2, 0 to 1."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def edge_contrast(shown: QListWidget) -> float:
    """The strongest contrast against the list of what stands where the first box is."""
    image = shown.viewport().grab().toImage()
    base = luminance(shown.palette().color(QPalette.ColorRole.Base))
    height = shown.sizeHintForRow(0)
    found = [luminance(image.pixelColor(x, y)) for x in range(2, 18) for y in range(height)]
    return max((max(one, base) + 0.05) / (min(one, base) + 0.05) for one in found)


def test_an_empty_box_has_an_edge_that_is_seen(qtbot: QtBot) -> None:
    shown = QListWidget()
    qtbot.addWidget(shown)
    fusion = QStyleFactory.create("fusion")
    shown.setStyle(fusion)
    window, base, text = map(QColor, _GROUND)
    palette = QPalette(window)
    palette.setColor(QPalette.ColorRole.Window, window)
    palette.setColor(QPalette.ColorRole.Base, base)
    palette.setColor(QPalette.ColorRole.Text, text)
    shown.setPalette(palette)
    item = QListWidgetItem("", shown)
    item.setCheckState(Qt.CheckState.Unchecked)
    style.outline_ticks(shown)
    shown.show()
    assert edge_contrast(shown) >= _SEEN
