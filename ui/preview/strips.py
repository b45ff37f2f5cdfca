"""The report as a row of strips, one a line of text, with the tables between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from export.printed import Printed
from export.signature import free_characters
from model.charts import Drawing
from model.text.headings import HeadingLevel, heading
from ui.look.typefaces import Face, font
from ui.preview.charts import CHART_HEIGHT, caption, chart
from ui.preview.items import Item, Line, paragraph
from ui.preview.measures import BODY, CHARACTER, LEFT, PITCH, TITLE, TITLE_PITCH, WIDTH
from ui.preview.tables import PrintedTable

_INDENT = 2 * CHARACTER
_WITH_SIGNATURE = 2  # lines of text that stay on its page


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text over the whole width, a chart, or nothing; ``keep`` holds it on the page of the next."""

    height: float
    lines: tuple[Item, ...] = ()
    keep: bool = False


def strips(printed: Printed) -> list[Strip | PrintedTable]:
    """Return a report from title to signature; the signature never stands alone on a page."""
    made = list(_text_and_tables(printed))
    signature = list(_signature(printed))
    for place in range(len(made) - _WITH_SIGNATURE if signature else len(made), len(made)):
        strip = made[place]
        if isinstance(strip, Strip):
            made[place] = replace(strip, keep=True)
    return [*made, *signature]


def _text_and_tables(printed: Printed) -> Iterator[Strip | PrintedTable]:
    yield from _title(printed)
    yield from _body(printed, "preamble")
    for section in printed.form.definition.sections:
        lines = paragraph(section.heading, body(Face.HEI), WIDTH, indent=_INDENT, pitch=PITCH)
        yield from _stacked(lines, PITCH, keep=True)
        if section.table:
            yield PrintedTable(printed, section.table)
            yield Strip(PITCH / 2)
        yield from _body(printed, section.id)


def body(face: Face) -> QFont:
    """Return a face in the size of the body, spaced so that 28 characters fill a line."""
    made = font(face, BODY)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, CHARACTER - BODY)
    return made


def _title(printed: Printed) -> Iterator[Strip]:
    if not printed.title:
        return
    face = font(Face.TITLE, TITLE)
    for text in printed.title.split("\n"):
        lines = paragraph(text, face, WIDTH, align=Qt.AlignmentFlag.AlignHCenter, pitch=TITLE_PITCH)
        yield from _stacked(lines, TITLE_PITCH, keep=True)
    yield Strip(PITCH, keep=True)


def _body(printed: Printed, part: str) -> Iterator[Strip]:
    for index, text in enumerate(printed.text(part)):
        drawing = printed.charts.get((part, index))
        if drawing is not None:
            yield from _chart(drawing)
            continue
        found = heading(text)
        # “一、” in a text is none of the report's sections, and of “1.” and “（1）” the face is the body's.
        is_part = found is not None and found.level is HeadingLevel.PART
        styled = (_units(text[: found.end]), body(Face.KAI)) if found is not None and is_part else None
        lines = paragraph(text, body(Face.FANG), WIDTH, indent=_INDENT, heading=styled, pitch=PITCH)
        alone = found is not None and found.end == len(text)
        yield from _stacked(lines, PITCH, keep=alone)


def _chart(drawing: Drawing) -> Iterator[Strip]:
    """A chart and its caption stay on one page."""
    if not drawing.missing:
        yield Strip(CHART_HEIGHT, chart(drawing), keep=True)
    yield from _stacked(caption(drawing), PITCH, keep=False)


def _signature(printed: Printed) -> Iterator[Strip]:
    """Organ and date below a free line, placed as in the Word file."""
    texts = printed.signature
    if not texts:
        return
    yield Strip(PITCH, keep=True)
    last = len(texts) - 1
    for number, (text, free) in enumerate(zip(texts, free_characters(texts), strict=True)):
        width = WIDTH - free * CHARACTER
        lines = paragraph(text, body(Face.FANG), width, align=Qt.AlignmentFlag.AlignRight, pitch=PITCH)
        yield from _stacked(lines, PITCH, keep=number < last)


def _stacked(lines: Iterable[Line], pitch: float, *, keep: bool) -> Iterator[Strip]:
    """One strip a line, each from y = 0."""
    for number, line in enumerate(lines):
        yield Strip(pitch, (line.moved(LEFT, -number * pitch),), keep)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
