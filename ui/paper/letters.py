"""The letters of the body, in twips: the size of GB/T 9704-2012, spaced so that 28 of them fill a line."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from export.printed import has_long_run
from model.text.headings import Heading, HeadingLevel
from ui.look.typefaces import Face, font
from ui.paper.items import Line, paragraph, paragraph_lines
from ui.paper.measures import BODY, PITCH, TITLE, TITLE_PITCH, TRACKING, WIDTH
from ui.paper.spacing import units

INDENT = 2 * BODY
"""What the first line of a paragraph is indented by."""


def body(face: Face) -> QFont:
    """Return a face in the size of the body, spaced so that 28 characters fit in a line."""
    made = font(face, BODY)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, TRACKING)
    return made


def body_lines(text: str, found: Heading | None, *, begins: bool = True) -> list[Line]:
    """Set a paragraph of the body in lines at once; see ``body_in_turn``."""
    return list(body_in_turn(text, found, begins=begins))


def body_in_turn(text: str, found: Heading | None, *, begins: bool = True) -> Iterator[Line]:
    """Set a paragraph of the body line by line; ``found`` is the heading that it begins with.

    A later piece of a paragraph, which does not begin it, is not indented.
    """
    # “一、” in a text is none of the report's sections, and of “1.” and “（1）” the face is the body's.
    is_part = found is not None and found.level is HeadingLevel.PART
    styled = (len(units(text[: found.end])), body(Face.KAI)) if found is not None and is_part else None
    align = Qt.AlignmentFlag.AlignLeft if has_long_run(text) else Qt.AlignmentFlag.AlignJustify
    indent = INDENT if begins else 0
    face = body(Face.FANG)
    return paragraph_lines(text, face, WIDTH, indent=indent, align=align, heading=styled, pitch=PITCH)


def section_lines(heading: str) -> list[Line]:
    """Set the heading of a section in lines."""
    return paragraph(heading, body(Face.HEI), WIDTH, indent=INDENT, pitch=PITCH)


def title_lines(text: str) -> list[Line]:
    """Set a line of the title in lines, as they fit."""
    face = font(Face.TITLE, TITLE)
    return paragraph(text, face, WIDTH, align=Qt.AlignmentFlag.AlignHCenter, pitch=TITLE_PITCH)


def signature_lines(text: str, free: int) -> list[Line]:
    """Set a paragraph of the signature in lines, which keep so many twips free at the right."""
    return paragraph(text, body(Face.FANG), WIDTH - free, align=Qt.AlignmentFlag.AlignRight, pitch=PITCH)
