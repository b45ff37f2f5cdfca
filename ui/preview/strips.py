"""The report as a row of strips, one a line of text, with the tables between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt

from export.printed import Printed
from export.signature import placed
from export.wording import has_long_run
from model.charts import Drawing
from model.text.headings import HeadingLevel
from ui.look.typefaces import Face, font
from ui.paper.charts import CHART_HEIGHT, caption, chart
from ui.paper.items import Item, Line, paragraph
from ui.paper.letters import body
from ui.paper.measures import BODY, LEFT, PITCH, TITLE, TITLE_PITCH, WIDTH
from ui.preview.tables import PrintedTable

_INDENT = 2 * BODY


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text over the whole width, a chart, or nothing; ``keep`` holds it on the page of the next."""

    height: float
    lines: tuple[Item, ...] = ()
    keep: bool = False


def strips(printed: Printed) -> list[Strip | PrintedTable]:
    """Return a report from title to signature; the signature never stands alone on a page."""
    signature = list(_signature(printed))
    made: list[Strip | PrintedTable] = [*_title(printed), *_body(printed, "preamble")]
    for section in printed.form.definition.sections:
        lines = paragraph(section.heading, body(Face.HEI), WIDTH, indent=_INDENT, pitch=PITCH)
        made += _stacked(lines, PITCH, keep=True)
        if section.table:
            made.append(PrintedTable(printed, section.table))
        is_last = section is printed.form.definition.sections[-1]
        made += _body(printed, section.id, keep_last=is_last and bool(signature))
    return [*made, *signature]


def _title(printed: Printed) -> Iterator[Strip]:
    if not printed.title:
        return
    face = font(Face.TITLE, TITLE)
    for text in printed.title.split("\n"):
        lines = paragraph(text, face, WIDTH, align=Qt.AlignmentFlag.AlignHCenter, pitch=TITLE_PITCH)
        yield from _stacked(lines, TITLE_PITCH, keep=True)
    yield Strip(PITCH, keep=True)


def _body(printed: Printed, part: str, *, keep_last: bool = False) -> Iterator[Strip]:
    """The paragraphs of a part; ``keep_last`` holds the last of them, whole, on the page of what follows."""
    last = len(printed.text(part)) - 1
    for index, (text, found) in enumerate(zip(printed.text(part), printed.headings(part), strict=True)):
        drawing = printed.charts.get((part, index))
        if drawing is not None:
            yield from _chart(drawing, keep=keep_last and index == last)
            continue
        # “一、” in a text is none of the report's sections, and of “1.” and “（1）” the face is the body's.
        is_part = found is not None and found.level is HeadingLevel.PART
        styled = (_units(text[: found.end]), body(Face.KAI)) if found is not None and is_part else None
        align = Qt.AlignmentFlag.AlignLeft if has_long_run(text) else Qt.AlignmentFlag.AlignJustify
        lines = paragraph(
            text, body(Face.FANG), WIDTH, indent=_INDENT, align=align, heading=styled, pitch=PITCH
        )
        alone = found is not None and found.end == len(text)
        yield from _stacked(lines, PITCH, keep=alone or (keep_last and index == last))


def _chart(drawing: Drawing, *, keep: bool) -> Iterator[Strip]:
    """A chart and its caption stay on one page."""
    yield Strip(CHART_HEIGHT, chart(drawing), keep=True)
    yield from _stacked(caption(drawing), PITCH, keep=keep)


def _signature(printed: Printed) -> Iterator[Strip]:
    """Organ and date below a free line, placed as in the Word file."""
    texts = printed.signature
    if not texts:
        return
    yield Strip(PITCH, keep=True)
    places = placed(texts, sealed=printed.sealed)
    for number, place in enumerate(places, 1):
        width, text = WIDTH - place.free, "\n".join(place.lines)
        lines = paragraph(text, body(Face.FANG), width, align=Qt.AlignmentFlag.AlignRight, pitch=PITCH)
        yield from _stacked(lines, PITCH, keep=number < len(places))


def _stacked(lines: Iterable[Line], pitch: float, *, keep: bool) -> Iterator[Strip]:
    """One strip a line, each from y = 0."""
    for number, line in enumerate(lines):
        yield Strip(pitch, (line.moved(LEFT, -number * pitch),), keep)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
