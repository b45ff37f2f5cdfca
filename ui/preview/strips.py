"""The report as a row of strips, one a line of text, with the tables between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from export.printed import Printed
from export.signature import placed
from model.charts import Drawing
from ui.paper.charts import CHART_HEIGHT, caption, chart
from ui.paper.items import Item, Line
from ui.paper.letters import body_in_turn, section_lines, signature_lines, title_lines
from ui.paper.measures import LEFT, PITCH, TITLE_PITCH
from ui.preview.tables import PrintedTable


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text over the whole width, a chart, or nothing; ``keep`` holds it on the page of the next."""

    height: float
    lines: tuple[Item, ...] = ()
    keep: bool = False


def strips(printed: Printed) -> Iterator[Strip | PrintedTable]:
    """Yield a report from title to signature; the signature never stands alone on a page."""
    signature = list(_signature(printed))
    yield from _title(printed)
    yield from _body(printed, "preamble")
    for section in printed.form.definition.sections:
        yield from _stacked(section_lines(section.heading), PITCH, keep=True)
        if section.table:
            yield PrintedTable(printed, section.table)
        is_last = section is printed.form.definition.sections[-1]
        yield from _body(printed, section.id, keep_last=is_last and bool(signature))
    yield from signature


def _title(printed: Printed) -> Iterator[Strip]:
    if not printed.title:
        return
    for text in printed.title.split("\n"):
        yield from _stacked(title_lines(text), TITLE_PITCH, keep=True)
    yield Strip(PITCH, keep=True)


def _body(printed: Printed, part: str, *, keep_last: bool = False) -> Iterator[Strip]:
    """The paragraphs of a part; ``keep_last`` holds the last of them, whole, on the page of what follows."""
    last = len(printed.text(part)) - 1
    for index, (text, found) in enumerate(zip(printed.text(part), printed.headings(part), strict=True)):
        drawing = printed.charts.get((part, index))
        if drawing is not None:
            yield from _chart(drawing, keep=keep_last and index == last)
            continue
        alone = found is not None and found.end == len(text)
        yield from _stacked(body_in_turn(text, found), PITCH, keep=alone or (keep_last and index == last))


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
        lines = signature_lines("\n".join(place.lines), place.free)
        yield from _stacked(lines, PITCH, keep=number < len(places))


def _stacked(lines: Iterable[Line], pitch: float, *, keep: bool) -> Iterator[Strip]:
    """One strip a line, each from y = 0."""
    for number, line in enumerate(lines):
        yield Strip(pitch, (line.moved(LEFT, -number * pitch),), keep)
