"""Finding a text in the whole report: paragraphs as they read, live figures, tables and their labels."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from model.address import Address
from model.forms import OfficialForm
from model.forms.layout import path
from model.forms.official import Cell
from model.report import Report
from model.report.fields import fields
from model.rules import Span
from model.rules.report_parts import Target
from ui.narrative.parts import all_parts, part_label
from ui.narrative.shown import filled


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``start`` to ``end`` of a saved paragraph; ``live`` when they touch a live figure."""

    start: int
    end: int
    live: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. ``wide_matters`` keeps １ and 1 apart, ``case_matters`` A and a."""

    text: str
    case_matters: bool = False
    wide_matters: bool = False

    def folded(self, text: str) -> str:
        """Return a text with the differences taken out that do not matter."""
        if not self.wide_matters:
            text = unicodedata.normalize("NFKC", text)
        return text if self.case_matters else text.casefold()


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the text stands; ``where`` is told, ``replaceable`` whether it is plain text."""

    target: Target
    where: str
    replaceable: bool


def hits(form: OfficialForm, report: Report, wanted: Wanted) -> list[Hit]:
    """Return all places where a text stands, in printed order; a label leads to its first figure."""
    found: list[Hit] = []
    for part in all_parts(form):
        section = form.sections.get(part)
        if section is not None and section.table:
            found += _in_table(form, report, section.table, wanted)
        found += _in_text(form, report, part, wanted)
    return found


def _in_text(form: OfficialForm, report: Report, part: str, wanted: Wanted) -> Iterator[Hit]:
    where = part_label(form, part)
    for number, paragraph in enumerate(report.text(part)):
        for match in matches(paragraph, wanted, lambda source: filled(form, report, source)):
            yield Hit(Span(part, number, match.start, match.end), where, not match.live)


def _in_table(form: OfficialForm, report: Report, table: str, wanted: Wanted) -> list[Hit]:
    """Figures that hold the text, and the first figure of each row and column whose label does."""
    query = wanted.folded(wanted.text)
    if not query:
        return []
    where = form.section_of(table).short
    found: dict[Address, str] = {}
    seen: set[object] = set()
    for address, cell in form.cells.items():
        if cell.table.id != table:
            continue
        text = report.cell(address)
        if query in wanted.folded(text):
            found[address] = f"{where}，数据 {text}"
        for key, label in _labels(cell):
            fresh = key not in seen
            seen.add(key)
            if fresh and query in wanted.folded(label):
                found.setdefault(address, f"{where}，项目“{label}”")
    return [Hit(address, told, replaceable=False) for address, told in found.items()]


def _labels(cell: Cell) -> Iterator[tuple[object, str]]:
    """What is printed about a figure, each with what tells it from a label of the same words elsewhere."""
    block = cell.block
    yield id(block), block.band
    for group in (*path(cell.row, block.row_groups, ""), *path(cell.column, block.column_groups, "")):
        yield id(group), group.label
    yield id(cell.row), cell.row.label
    yield id(cell.column), cell.column.label


def matches(paragraph: str, wanted: Wanted, filled: Callable[[str], str]) -> list[Match]:
    """Return where a text stands in a paragraph, in order, none over another.

    ``filled`` returns the figure that a live figure, given with its braces, shows now.
    """
    query = wanted.folded(wanted.text)
    if not query:
        return []
    read, places = _as_read(paragraph, wanted, filled)
    found: list[Match] = []
    at = read.find(query)
    while at >= 0:
        stretch = places[at : at + len(query)]
        found.append(Match(stretch[0][0], stretch[-1][1], any(live for _, _, live in stretch)))
        at = read.find(query, at + len(query))
    return found


def _as_read(
    paragraph: str, wanted: Wanted, filled: Callable[[str], str]
) -> tuple[str, list[tuple[int, int, bool]]]:
    """The folded text, and for each of its characters where it stands in the saved paragraph."""
    read: list[str] = []
    places: list[tuple[int, int, bool]] = []

    def add(text: str, place: tuple[int, int, bool]) -> None:
        folded = wanted.folded(text)
        read.append(folded)
        places.extend([place] * len(folded))

    at = 0
    for field in fields(paragraph):
        source = paragraph[field.start : field.end]
        shown = filled(source)
        if shown == source:  # an unknown name is plain text
            continue
        for place in range(at, field.start):
            add(paragraph[place], (place, place + 1, False))
        add(shown, (field.start, field.end, True))
        at = field.end
    for place in range(at, len(paragraph)):
        add(paragraph[place], (place, place + 1, False))
    return "".join(read), places
