"""The tokens of the look: every colour, size and space that a widget may be dressed in.

Colours stand in three sets: light, dark, and one made of a high-contrast palette, where signs, words and
frames tell what colours tell elsewhere. Nobody keeps a colour: ``of(palette)`` is asked at each
painting, so that a change of theme reaches everything.
"""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

GAP, SPACE, EDGE, GROUP = 4, 8, 12, 16
"""Pixels: inside a control, from control to control, from a panel's edge to its text, between groups."""

RADIUS, CARD_RADIUS = 4, 6
BUTTON, TOOL, ROW, DIALOG_ROW, SMALLEST_TARGET = 30, 28, 28, 26, 24
TOP_ROW, PAGE_HEAD, PANEL_HEAD, MESSAGE_BAR, STATUS = 40, 38, 36, 56, 28
"""Least heights in pixels of what holds one line of letters (the message bar: two) of the usual size.

With larger letters all of them grow: each widget asks for what its letters need.
"""
ICON, LARGE_ICON = 16, 20
CURRENT_FRAME, ACCENT_BAR = 2, 3
"""Pixels: the frame of what is current; the bar at its left, and the edge of a lit label."""

USUAL_POINTS = 10
TITLE, HEADING, NOTE, SMALL = 6, 2, -1, -2
"""Sizes of letters as points more or less than the one size that the clerk sets."""


class Tokens(NamedTuple):
    """The colours of one theme, by what they are for."""

    surface: QColor
    """Ground of cells, paper, cards, fields."""
    bar: QColor
    """Ground of window, panels, bars."""
    desk: QColor
    """Ground behind paper and cards."""
    sunken: QColor
    """Ground of what is not filled in yet, and of a group's line in a list."""
    total: QColor
    """Ground of automatic totals."""
    label: QColor
    """Ground of row labels and headings."""
    band: QColor
    lit: QColor
    """Ground of the labels that name the current cell."""
    gridline: QColor
    line: QColor
    """Hairlines between panels and bars."""
    edge: QColor
    """Borders of controls; seen at 3:1."""
    hover: QColor
    press: QColor
    accent: QColor
    """Ink and frame of what is current; links."""
    accent_soft: QColor
    """Ground of what is current or selected."""
    accent_line: QColor
    fill: QColor
    """Ground of the one solid button."""
    fill_hover: QColor
    on_fill: QColor
    text: QColor
    text2: QColor
    """Ink of second lines."""
    calm: QColor
    """Ink of notes, zeros and states."""
    ghost: QColor
    """Ink of what is disabled."""
    error: QColor
    error_soft: QColor
    """Ground of cells involved in an error, and of its bar."""
    error_strong: QColor
    """Ground of the cell that is to blame."""
    warning: QColor
    warning_soft: QColor
    hint: QColor
    hint_soft: QColor
    good: QColor
    good_soft: QColor

    def ink(self, tone: str) -> QColor:
        """Return the ink of a tone: ``error``, ``warning``, ``hint``, ``good`` or ``calm``."""
        found = getattr(self, tone)
        assert isinstance(found, QColor)
        return found

    def soft(self, tone: str) -> QColor:
        """Return the ground of a bar in a tone; calm ones stand on the bar's own."""
        return {
            "error": self.error_soft,
            "warning": self.warning_soft,
            "hint": self.hint_soft,
            "good": self.good_soft,
        }.get(tone, self.bar)


LIGHT = Tokens(
    surface=QColor("#FFFFFF"),
    bar=QColor("#F6F8FA"),
    desk=QColor("#E9EDF2"),
    sunken=QColor("#EBEEF2"),
    total=QColor("#F5F7FA"),
    label=QColor("#EFF4FA"),
    band=QColor("#C6D9F1"),
    lit=QColor("#CBE0F5"),
    gridline=QColor("#C3CCD7"),
    line=QColor("#D5DBE3"),
    edge=QColor("#737E8D"),
    hover=QColor("#E4E9F0"),
    press=QColor("#D6DEE8"),
    accent=QColor("#1B5E9E"),
    accent_soft=QColor("#E3EEF9"),
    accent_line=QColor("#9FC3E6"),
    fill=QColor("#1B5E9E"),
    fill_hover=QColor("#164F87"),
    on_fill=QColor("#FFFFFF"),
    text=QColor("#1A212B"),
    text2=QColor("#414D5B"),
    calm=QColor("#566170"),
    ghost=QColor("#7F8997"),
    error=QColor("#B3261E"),
    error_soft=QColor("#FCEAE8"),
    error_strong=QColor("#F6CFCB"),
    warning=QColor("#7F4F00"),
    warning_soft=QColor("#FDF2DC"),
    hint=QColor("#1B5E9E"),
    hint_soft=QColor("#E3EEF9"),
    good=QColor("#1A6A3A"),
    good_soft=QColor("#E4F3E9"),
)
DARK = Tokens(
    surface=QColor("#1E2329"),
    bar=QColor("#23282F"),
    desk=QColor("#16191E"),
    sunken=QColor("#2D333B"),
    total=QColor("#232930"),
    label=QColor("#252C35"),
    band=QColor("#2B3F57"),
    lit=QColor("#2C4A6B"),
    gridline=QColor("#3D4651"),
    line=QColor("#39414B"),
    edge=QColor("#77828F"),
    hover=QColor("#2D343D"),
    press=QColor("#38414C"),
    accent=QColor("#8CBDF2"),
    accent_soft=QColor("#20354D"),
    accent_line=QColor("#3F6A98"),
    fill=QColor("#2F74BB"),
    fill_hover=QColor("#3278BE"),
    on_fill=QColor("#FFFFFF"),
    text=QColor("#E9ECF0"),
    text2=QColor("#C3CAD3"),
    calm=QColor("#9FA9B5"),
    ghost=QColor("#7C8794"),
    error=QColor("#FF9C92"),
    error_soft=QColor("#3D2729"),
    error_strong=QColor("#5C3133"),
    warning=QColor("#F0BE5E"),
    warning_soft=QColor("#3A301D"),
    hint=QColor("#8CBDF2"),
    hint_soft=QColor("#20354D"),
    good=QColor("#86D49D"),
    good_soft=QColor("#1F3529"),
)
_INKS = ("edge", "text", "text2", "calm", "error", "warning", "hint", "good", "gridline", "line")
_CURRENT = ("accent", "accent_line", "fill", "fill_hover")


def of(palette: QPalette) -> Tokens:
    """Return the colours that go with a palette: light, dark, or its own where it is one of high contrast."""
    if is_high_contrast(palette):
        return _high_contrast(palette)
    return DARK if is_dark(palette) else LIGHT


def is_dark(palette: QPalette) -> bool:
    """Whether text is light on a dark ground."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def is_high_contrast(palette: QPalette) -> bool:
    """Whether a palette is pure black against white, buttons too: so are the systems' contrast themes."""
    role, group = (
        QPalette.ColorRole,
        QPalette.ColorGroup.Active,
    )  # an item that cannot be chosen is no other theme
    ground = palette.color(group, role.Window)
    pure = abs(palette.color(group, role.Text).lightness() - ground.lightness()) == 255
    return pure and ground == palette.color(group, role.Button)


def _high_contrast(palette: QPalette) -> Tokens:
    """All grounds are the palette's, all inks its text's; what is current is its highlight."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup.Active
    made = dict.fromkeys(Tokens._fields, palette.color(group, role.Window))
    made |= dict.fromkeys(_INKS, palette.color(group, role.Text))
    made |= dict.fromkeys(_CURRENT, palette.color(group, role.Highlight))
    made["on_fill"] = palette.color(group, role.HighlightedText)
    made["ghost"] = palette.color(QPalette.ColorGroup.Disabled, role.Text)
    return Tokens(**made)


def palette_of(tokens: Tokens) -> QPalette:
    """Make Qt's palette of a theme, for all that Qt draws itself."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette(tokens.bar, tokens.bar)  # Qt shades what is not named here itself
    for one in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText):
        made.setColor(one, tokens.text)
        made.setColor(group.Disabled, one, tokens.ghost)
    for one in (role.Base, role.ToolTipBase):
        made.setColor(one, tokens.surface)
    made.setColor(group.Disabled, role.Base, tokens.bar)
    made.setColor(role.AlternateBase, tokens.total)
    made.setColor(role.PlaceholderText, tokens.calm)
    made.setColor(role.Highlight, tokens.accent_soft)
    made.setColor(role.Accent, tokens.accent)
    made.setColor(role.Link, tokens.accent)
    made.setColor(role.LinkVisited, tokens.accent)
    made.setColor(role.Dark, tokens.desk)
    made.setColor(role.Mid, tokens.line)
    return made
