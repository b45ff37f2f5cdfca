"""Every ink of the tokens can be read on every ground that it is used on; contrast themes need no colours."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.contrast import contrast
from ui.look import tokens
from ui.look.sheet import sheet
from ui.look.tokens import DARK, LIGHT, Tokens

PANELS = ("surface", "bar", "desk", "sunken", "total", "hover", "accent_soft")
LABELS = ("label", "band", "lit")
SOFT = ("error_soft", "warning_soft", "hint_soft", "good_soft")
READ_ON = {  # the grounds on which each ink stands
    "text": (*PANELS, *LABELS, *SOFT, "press", "error_strong"),
    "text2": (*PANELS, *SOFT, "label"),
    "calm": (*PANELS, *SOFT),
    "accent": (*PANELS, "hint_soft"),
    "error": (*PANELS, "error_soft", "error_strong"),
    "warning": (*PANELS, "warning_soft"),
    "hint": (*PANELS, "hint_soft"),
    "good": (*PANELS, "good_soft"),
    "on_fill": ("fill", "fill_hover"),
}
SEEN_ON = {  # what must be seen, not read: borders of controls, the frame of the current cell
    "edge": ("surface", "bar", "desk", "hover"),
    "accent": ("surface", "total", "sunken", "label", "lit", "error_soft", "warning_soft", "error_strong"),
    "fill": ("surface", "bar", "desk"),
}


def short_of(theme: Tokens, wanted: dict[str, tuple[str, ...]], least: float) -> list[str]:
    return [
        f"{ink} on {ground}: {contrast(getattr(theme, ink), getattr(theme, ground)):.2f}"
        for ink, grounds in wanted.items()
        for ground in grounds
        if contrast(getattr(theme, ink), getattr(theme, ground)) < least
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_and_every_edge_seen(theme: Tokens) -> None:
    assert short_of(theme, READ_ON, 4.5) == []
    assert short_of(theme, SEEN_ON, 3.0) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_theme_is_known_by_its_palette(theme: Tokens) -> None:
    palette = tokens.palette_of(theme)
    assert tokens.of(palette) is theme
    assert palette.color(QPalette.ColorRole.Accent) == theme.accent


@pytest.mark.parametrize(("ground", "ink"), [("#000000", "#ffffff"), ("#ffffff", "#000000")])
def test_a_contrast_theme_keeps_its_own_colours(ground: str, ink: str) -> None:
    role = QPalette.ColorRole
    palette = QPalette(QColor(ground), QColor(ground))
    for one in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(one, QColor(ink))
    palette.setColor(role.Highlight, QColor("#1aebff"))
    theme = tokens.of(palette)
    for tone in ("error", "warning", "hint", "good", "calm", "text2", "edge"):
        assert theme.ink(tone) == QColor(ink)
    for soft in SOFT:
        assert getattr(theme, soft) == QColor(ground)
    assert theme.accent == QColor("#1aebff")


def test_the_sheet_of_every_theme_is_whole(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for theme in (LIGHT, DARK):
        made = sheet(theme)
        assert "$" not in made
        assert "font-size" not in made  # sizes are the fonts' business
        application.setStyleSheet(made)  # a rule that Qt cannot read is a warning, which fails the test
    application.setStyleSheet("")


def test_no_token_is_left_out_of_both_themes() -> None:
    alike = [name for name in Tokens._fields if getattr(LIGHT, name) == getattr(DARK, name)]
    assert alike == ["on_fill"]
