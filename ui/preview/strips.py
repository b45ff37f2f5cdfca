"""The report as a row of strips, one a line of text, with the tables between them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from model.charts import Drawing, drawings
from model.forms import OfficialForm
from model.prose.headings import HeadingLevel, heading
from model.prose.live import fill
from model.prose.titles import broken
from model.report import Report
from ui.preview.charts import CHART_HEIGHT, caption, chart
from ui.preview.items import Item, Line, natural_width, paragraph
from ui.preview.measures import BODY, CHARACTER, LEFT, PITCH, TITLE, TITLE_PITCH, WIDTH
from ui.preview.tables import PrintedTable
from ui.typefaces import Face, font

_HEADING_FACES = {HeadingLevel.SECTION: Face.HEI, HeadingLevel.PART: Face.KAI}
_INDENT = 2 * CHARACTER
Charts = Mapping[tuple[str, int], Drawing]
_WITH_SIGNATURE = 2  # lines of text that stay on its page
_SIGNATURE_RIGHT = 2 * CHARACTER


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text over the whole width, a chart, or nothing; ``keep`` holds it on the page of the next."""

    height: float
    lines: tuple[Item, ...] = ()
    keep: bool = False


def strips(report: Report, form: OfficialForm) -> list[Strip | PrintedTable]:
    """Return a report from title to signature; the signature never stands alone on a page."""
    made = list(_text_and_tables(report, form))
    signature = list(_signature(report, form))
    for place in range(len(made) - _WITH_SIGNATURE if signature else len(made), len(made)):
        strip = made[place]
        if isinstance(strip, Strip):
            made[place] = replace(strip, keep=True)
    return [*made, *signature]


def _text_and_tables(report: Report, form: OfficialForm) -> Iterator[Strip | PrintedTable]:
    texts = {part: report.text(part) for part in ("preamble", *form.sections)}
    charts = drawings(form, report, texts)
    yield from _title(report)
    yield from _body(report, form, "preamble", charts)
    for section in form.definition.sections:
        lines = paragraph(section.heading, body(Face.HEI), WIDTH, indent=_INDENT, pitch=PITCH)
        yield from _stacked(lines, PITCH, keep=True)
        if section.table:
            yield PrintedTable(form, report, section.table)
            yield Strip(PITCH / 2)
        yield from _body(report, form, section.id, charts)


def body(face: Face) -> QFont:
    """Return a face in the size of the body, spaced so that 28 characters fill a line."""
    made = font(face, BODY)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, CHARACTER - BODY)
    return made


def _title(report: Report) -> Iterator[Strip]:
    face = font(Face.TITLE, TITLE)
    for text in broken(report.title, report.year).split("\n") if report.title else ():
        lines = paragraph(text, face, WIDTH, align=Qt.AlignmentFlag.AlignHCenter, pitch=TITLE_PITCH)
        yield from _stacked(lines, TITLE_PITCH, keep=True)
    if report.title:
        yield Strip(PITCH, keep=True)


def _body(report: Report, form: OfficialForm, part: str, charts: Charts) -> Iterator[Strip]:
    for index, text in enumerate(report.text(part)):
        drawing = charts.get((part, index))
        if drawing is not None:
            yield from _chart(drawing)
            continue
        filled = fill(form, report.cells, text).strip(" \u3000")
        if not filled:
            continue
        found = heading(filled)
        face = _HEADING_FACES.get(found.level) if found is not None else None
        styled = (_units(filled[: found.end]), body(face)) if found is not None and face else None
        lines = paragraph(filled, body(Face.FANG), WIDTH, indent=_INDENT, heading=styled, pitch=PITCH)
        alone = found is not None and found.end == len(filled)
        yield from _stacked(lines, PITCH, keep=alone)


def _chart(drawing: Drawing) -> Iterator[Strip]:
    """A chart and its caption stay on one page."""
    if not drawing.missing:
        yield Strip(CHART_HEIGHT, chart(drawing), keep=True)
    yield from _stacked(caption(drawing), PITCH, keep=False)


def _signature(report: Report, form: OfficialForm) -> Iterator[Strip]:
    """Organ above date, centred to each other, ending two characters before the right edge."""
    face = body(Face.FANG)
    texts = [
        filled for text in report.signature if (filled := fill(form, report.cells, text).strip(" \u3000"))
    ]
    if not texts:
        return
    width = min(max(natural_width(text, face) for text in texts) + 1, WIDTH)
    left = max(WIDTH - _SIGNATURE_RIGHT - width, 0)
    yield Strip(PITCH, keep=True)
    last = len(texts) - 1
    for number, text in enumerate(texts):
        lines = paragraph(text, face, width, align=Qt.AlignmentFlag.AlignHCenter, pitch=PITCH)
        yield from _stacked([line.moved(left, 0) for line in lines], PITCH, keep=number < last)


def _stacked(lines: Iterable[Line], pitch: float, *, keep: bool) -> Iterator[Strip]:
    """One strip a line, each from y = 0."""
    for number, line in enumerate(lines):
        yield Strip(pitch, (line.moved(LEFT, -number * pitch),), keep)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
