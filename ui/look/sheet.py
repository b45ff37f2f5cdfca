"""Fills the style sheet of ``resources/look`` with the tokens of a theme, and gives widgets its looks.

Sizes of letters do not stand in the sheet: a sheet set anew dresses every widget anew, four times what the
letters themselves take. They are fonts, so that Qt hands a new size down by itself.
"""

from string import Template

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

import resources
from ui.look import tokens
from ui.look.tokens import Tokens

_LOOK = "look"  # the property that the sheet's rules ask for
_RIM = 6  # pixels of padding and border above and below the letters of a button
_SIZES = {"title": tokens.TITLE, "heading": tokens.HEADING, "note": tokens.NOTE, "status": tokens.NOTE}
_BOLD = ("title", "heading")


def sheet(theme: Tokens) -> str:
    """Return the style sheet of a theme."""
    text = resources.path("look", "widgets.qss").read_text("utf-8")
    colours = {name: getattr(theme, name).name() for name in Tokens._fields}
    sizes = {
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
    sized = widget.property(_LOOK) in _SIZES
    widget.setProperty(_LOOK, look)
    if look in _SIZES or sized:
        widget.setFont(_letters(look))
    style = widget.style()  # the sheet does not look at properties again by itself
    style.unpolish(widget)
    style.polish(widget)


def size_letters(application: QApplication) -> None:
    """Let the letters that are larger or smaller than the usual ones follow these."""
    for widget in application.allWidgets():
        look = widget.property(_LOOK)
        if look in _SIZES:
            widget.setFont(_letters(look))


def _letters(look: str) -> QFont:
    """What a look asks of its letters; the rest they have from where the widget stands."""
    letters = QFont()
    if look in _SIZES:
        letters.setPointSize(QApplication.font().pointSize() + _SIZES[look])
    if look in _BOLD:
        letters.setBold(True)
    return letters
