"""Fills the style sheet of ``resources/look`` with the tokens of a theme and the clerk's size of letters."""

from dataclasses import fields
from string import Template

from PySide6.QtWidgets import QWidget

import resources
from ui.look import tokens
from ui.look.tokens import Tokens

_LOOK = "look"  # the property that the sheet's rules ask for
_RIM = 6  # pixels of padding and border above and below the letters of a button


def sheet(theme: Tokens, points: int) -> str:
    """Return the style sheet of a theme, with letters of ``points``."""
    text = resources.path("look", "widgets.qss").read_text("utf-8")
    colours = {field.name: getattr(theme, field.name).name() for field in fields(Tokens)}
    sizes = {
        "title": points + tokens.TITLE,
        "heading": points + tokens.HEADING,
        "note": points + tokens.NOTE,
        "radius": tokens.RADIUS,
        "card_radius": tokens.CARD_RADIUS,
        "button_inner": tokens.BUTTON - _RIM,
        "tool_inner": tokens.TOOL - _RIM,
        "field": tokens.BUTTON - 2,
        "smallest_target": tokens.SMALLEST_TARGET,
    }
    return Template(text).substitute(colours, **sizes)


def dress_as(widget: QWidget, look: str) -> None:
    """Give a widget one of the looks of the sheet; empty for the usual one.

    Labels: ``title``, ``heading``, ``strong``, ``second``, ``calm``, ``note``. Buttons: ``solid`` (one a
    screen), ``bordered``, ``quiet``. Frames: ``card``, ``line``. Fields: ``cell``.
    """
    if widget.property(_LOOK) == look:
        return
    widget.setProperty(_LOOK, look)
    style = widget.style()  # the sheet does not look at properties again by itself
    style.unpolish(widget)
    style.polish(widget)
