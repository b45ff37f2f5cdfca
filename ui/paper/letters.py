"""The letters of the body, in twips: the size of GB/T 9704-2012, spaced so that 28 of them fill a line."""

from PySide6.QtGui import QFont

from ui.look.typefaces import Face, font
from ui.paper.measures import BODY, TRACKING


def body(face: Face) -> QFont:
    """Return a face in the size of the body, spaced so that 28 characters fit in a line."""
    made = font(face, BODY)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, TRACKING)
    return made
