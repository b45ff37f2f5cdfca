"""Finding a text in the whole report: paragraphs as they read, live figures, tables and their labels."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from model.address import Address
from model.forms import OfficialForm
from model.forms.layout import path
from model.forms.official import Cell
from model.report import Report
from model.report.fields import fields
from model.rules import Span
from model.rules.report_parts import Target, position
from ui.narrative.parts import all_parts, part_label
from ui.narrative.shown import filled

# Characters of which each stays one when it is folded, and none is drawn together with the next: of a long
# text nearly all. Any other is looked at by itself.
_EVEN_OR_ONE = re.compile("(?P<even>[\\n -~\u2018-\u201d\u3001-\u301b\u4e00-\u9fff\uff01-\uff5e]+)|(?s:.)")


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


def hits(form: OfficialForm, report: Report, wanted: Wanted) -> Generator[None, None, list[Hit]]:
    """Return all places where a text stands, in printed order; a label leads to its first figure.

    It stops after each paragraph: a book takes a second.
    """
    found: list[Hit] = []
    figures = _Figures(form, report)
    for part in all_parts(form):
        section = form.sections.get(part)
        if section is not None and section.table:
            found += _in_table(form, report, section.table, wanted)
        where = part_label(form, part)
        for number, paragraph in enumerate(report.text(part)):
            for match in matches(paragraph, wanted, figures.__getitem__):
                found.append(Hit(Span(part, number, match.start, match.end), where, not match.live))
            yield
    return found


def ahead(form: OfficialForm, found: Sequence[Hit], here: Target, *, itself: bool) -> int:
    """Return the number of the first hit after a place, or at it when ``itself``; past the last when none is.

    The hits stand in printed order, so that few of them are looked at.
    """
    looked_at = bisect_left if itself else bisect_right
    return looked_at(found, position(form, here), key=lambda hit: position(form, hit.target))


class _Figures(dict[str, str]):
    """What live figures, given with their braces, show now: many stand in a text, of few names."""

    def __init__(self, form: OfficialForm, report: Report) -> None:
        super().__init__()
        self._form = form
        self._report = report

    def __missing__(self, source: str) -> str:
        self[source] = shown = filled(self._form, self._report, source)
        return shown


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
    read = _Read(paragraph, wanted, filled)
    found: list[Match] = []
    at = read.text.find(query)
    while at >= 0:
        found.append(read.match(at, at + len(query)))
        at = read.text.find(query, at + len(query))
    return found


class _Stretch(NamedTuple):
    """Characters of the folded text from ``read`` on, and where they stand in the saved paragraph.

    ``even``: each stands for one character there; else they all stand for the whole stretch.
    """

    read: int
    start: int
    end: int
    even: bool
    live: bool = False

    def start_of(self, at: int) -> int:
        return self.start + at - self.read if self.even else self.start

    def end_of(self, at: int) -> int:
        return self.start_of(at) + 1 if self.even else self.end


class _Read:
    """The folded ``text`` of a paragraph, as it reads."""

    def __init__(self, paragraph: str, wanted: Wanted, filled: Callable[[str], str]) -> None:
        self._wanted = wanted
        self._pieces: list[str] = []
        self._stretches: list[_Stretch] = []
        self._length = at = 0
        for field in fields(paragraph):
            source = paragraph[field.start : field.end]
            shown = filled(source)
            if shown != source:  # an unknown name is plain text
                self._add_plain(paragraph, at, field.start)
                self._add(shown, field.start, field.end, live=True)
                at = field.end
        self._add_plain(paragraph, at, len(paragraph))
        self.text = "".join(self._pieces)
        self._starts = [stretch.read for stretch in self._stretches]

    def match(self, start: int, end: int) -> Match:
        """Return where characters of the folded text stand."""
        first, last = (bisect_right(self._starts, at) - 1 for at in (start, end - 1))
        live = any(stretch.live for stretch in self._stretches[first : last + 1])
        ends = self._stretches[last].end_of(end - 1)
        return Match(self._stretches[first].start_of(start), ends, live)

    def _add_plain(self, paragraph: str, start: int, end: int) -> None:
        """Add characters: those together that stay one each, whatever is folded, and each other by itself."""
        for match in _EVEN_OR_ONE.finditer(paragraph, start, end):
            self._add(match[0], match.start(), match.end(), even=match.lastgroup == "even")

    def _add(self, text: str, start: int, end: int, *, even: bool = False, live: bool = False) -> None:
        folded = self._wanted.folded(text)
        if folded:
            self._stretches.append(_Stretch(self._length, start, end, even, live))
            self._pieces.append(folded)
            self._length += len(folded)
