"""The grid's colours: the tokens that go with its palette, by level of a finding."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from model.rules import Level
from ui.look import tokens
from ui.look.tokens import Tokens


@dataclass(frozen=True)
class Looks:
    """The colours of one palette. ``base`` is the ground of a figure: last year's stand on another."""

    theme: Tokens
    base: QColor
    marks: dict[Level, QColor]
    soft: dict[Level, QColor]
    strong: dict[Level, QColor]


def looks_of(palette: QPalette) -> Looks:
    """Return the grid's colours of a palette."""
    theme = tokens.of(palette)
    soft = {Level.ERROR: theme.error_soft, Level.WARNING: theme.warning_soft, Level.HINT: theme.hint_soft}
    return Looks(
        theme=theme,
        base=palette.color(QPalette.ColorRole.Base),
        marks={Level.ERROR: theme.error, Level.WARNING: theme.warning, Level.HINT: theme.hint},
        soft=soft,
        strong={**soft, Level.ERROR: theme.error_strong},
    )
