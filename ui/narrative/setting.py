"""How a paragraph breaks in lines on paper, told in the places of the editor's document.

The lines are those of the preview, and so of Word: the same code sets them. A live figure, one character in
the editor, is set with the figure that it shows. All lengths are twips; places count UTF-16 units as Qt does.
"""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from model.text.headings import Heading
from ui.look.typefaces import Face, font
from ui.narrative.documents import OBJECT
from ui.paper import spacing
from ui.paper.items import Line
from ui.paper.letters import body, body_lines, signature_lines, title_lines
from ui.paper.measures import TITLE


class Manner(Enum):
    """What kind of text it is."""

    BODY = "body"
    TITLE = "title"
    SIGNATURE = "signature"

    @property
    def font(self) -> QFont:
        """The face and size in which it prints, in twips."""
        return font(Face.TITLE, TITLE) if self is Manner.TITLE else body(Face.FANG)


class SetLine(msgspec.Struct, frozen=True):
    """One line: the place behind its last character, what it is indented by, and its room."""

    end: int
    indent: float
    width: float


class Setting(msgspec.Struct, frozen=True):
    """A paragraph in lines; ``faces`` are stretches (start, length) with a face or spacing of their own."""

    lines: tuple[SetLine, ...]
    align: Qt.AlignmentFlag
    faces: tuple[tuple[int, int, QFont], ...]


@lru_cache(maxsize=512)
def setting(
    text: str,
    shown: tuple[str, ...],
    manner: Manner,
    found: Heading | None,
    *,
    begins: bool = True,
    free: int = 0,
) -> Setting:
    """Set a paragraph of the document, or a later piece of a very long one, which does not begin one.

    ``shown`` is what its live figures show, in order; ``found`` the heading at its start, in its characters;
    ``free`` the twips that a line of the signature keeps free at the right.
    """
    printed, spans = _printed(text, shown)
    if manner is Manner.TITLE:
        lines = title_lines(printed)
    elif manner is Manner.SIGNATURE:
        lines = signature_lines(printed, free)
    else:
        lines = body_lines(printed, _moved(found, text, shown), begins=begins)
    layout = lines[0].layout
    return Setting(
        lines=tuple(_line(line, spans) for line in lines),
        align=Qt.AlignmentFlag(layout.textOption().alignment().value),
        faces=tuple(_face(one, spans) for one in layout.formats()),
    )


@lru_cache(maxsize=512)
def figure_width(text: str, following: str, manner: Manner) -> float:
    """Return the width of a live figure in a line, with the space before a letter of another script."""
    letters = manner.font
    width = QFontMetricsF(letters).horizontalAdvance(text)
    for one in spacing.formats(spacing.units(text + following), letters):
        if one.start + one.length == len(spacing.units(text)):  # type: ignore[attr-defined]
            own = one.format.font()  # type: ignore[attr-defined]
            return width + float(own.letterSpacing()) - letters.letterSpacing()
    return width


class _Span(msgspec.Struct, frozen=True):
    """A live figure: its place in the document, and where it stands in the text as printed."""

    place: int
    start: int
    end: int


def _printed(text: str, shown: Sequence[str]) -> tuple[str, list[_Span]]:
    """The text with its figures, and where they stand."""
    pieces: list[str] = []
    spans: list[_Span] = []
    place = at = 0
    figures = iter(shown)
    for number, piece in enumerate(text.split(OBJECT)):
        if number:
            figure = next(figures, "")
            wide = len(spacing.units(figure))
            spans.append(_Span(place, at, at + wide))
            pieces.append(figure)
            place, at = place + 1, at + wide
        wide = len(spacing.units(piece))
        pieces.append(piece)
        place, at = place + wide, at + wide
    return "".join(pieces), spans


def _moved(found: Heading | None, text: str, shown: Sequence[str]) -> Heading | None:
    """The heading, told in the characters of the text as printed."""
    if found is None or not shown:
        return found
    before = text[: found.end].count(OBJECT)
    return Heading(found.level, found.end + sum(len(figure) - 1 for figure in shown[:before]))


def _place(printed: int, spans: Sequence[_Span]) -> int:
    """The place in the document of a place in the printed text; inside a figure: behind it."""
    moved = 0
    for span in spans:
        if printed <= span.start:
            break
        if printed < span.end:
            return span.place + 1
        moved += span.end - span.start - 1
    return printed - moved


def _line(line: Line, spans: Sequence[_Span]) -> SetLine:
    set_line = line.layout.lineAt(line.number)
    end = set_line.textStart() + set_line.textLength()
    return SetLine(_place(end, spans), line.x, set_line.width())


def _face(one: QTextLayout.FormatRange, spans: Sequence[_Span]) -> tuple[int, int, QFont]:
    first, length = one.start, one.length  # type: ignore[attr-defined]
    start = _place(first, spans)
    return start, _place(first + length, spans) - start, one.format.font()  # type: ignore[attr-defined]
