"""Paragraphs as rules look at them; what one found is kept while the paragraph and its cells are the same.

Who types changes one paragraph of many, and who fills in a cell changes what few of them speak of.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.reading.facts import Reading
from model.reading.reader import read
from model.report import Paragraphs, Report
from model.rules.engine import Outcome
from model.rules.findings import Span
from model.rules.looking import Watched

_Kept = TypeVar("_Kept", bound=Outcome[Any])


class _Found(msgspec.Struct, Generic[_Kept], frozen=True):
    """What was found in a paragraph, and the cells it was held against."""

    outcomes: tuple[_Kept, ...]
    cells: Mapping[Address, str]

    def holds(self, cells: Mapping[Address, str]) -> bool:
        """Whether all that was asked for is still the same."""
        return all(cells.get(address, "") == text for address, text in self.cells.items())


class Paragraph(msgspec.Struct, eq=False):
    """A paragraph of a report: where it stands, its text, and what that says of the tables.

    ``found`` is what was found in it, by whatever looked.
    """

    part: str
    index: int
    text: str
    reading: Reading
    found: dict[Callable[..., Any], _Found[Any]]

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the paragraph stands in the report."""
        return Span(self.part, self.index, start, end)


Look = Callable[[OfficialForm, Report, Paragraph], Iterable[_Kept]]
"""Gives what is found in a paragraph; the report that it gets has no more than its cells."""


def paragraphs(form: OfficialForm, report: Report, part: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a part."""
    return _paragraphs(form, report.organ, report.year, part, report.text(part))


@lru_cache(maxsize=16)
def _paragraphs(
    form: OfficialForm, organ: str, year: int, part: str, texts: Paragraphs
) -> tuple[Paragraph, ...]:
    """The paragraphs of a part: many rules ask, and a part may have more than ``_paragraph`` remembers."""
    made = partial(_paragraph, form, organ, year, part)
    return tuple(made(index, text) for index, text in enumerate(texts))


@lru_cache(maxsize=512)
def _paragraph(form: OfficialForm, organ: str, year: int, part: str, index: int, text: str) -> Paragraph:
    return Paragraph(part, index, text, read(form, organ, year, part, text), {})


def found_in_paragraphs(form: OfficialForm, report: Report, part: str, look: Look[_Kept]) -> Iterator[_Kept]:
    """Yield what ``look`` finds in the paragraphs of a part, in their order."""
    for paragraph in paragraphs(form, report, part):
        known: _Found[_Kept] | None = paragraph.found.get(look)
        if known is None or not known.holds(report.cells):
            known = paragraph.found[look] = _looked_at(form, report, paragraph, look)
        yield from known.outcomes


def _looked_at(form: OfficialForm, report: Report, paragraph: Paragraph, look: Look[_Kept]) -> _Found[_Kept]:
    cells = Watched(report.cells)
    # Of a report with cells alone, so that nothing else can be asked that is not watched.
    alone = Report(report.form, report.organ, report.year, cells=cells)
    outcomes = tuple(look(form, alone, paragraph))
    asked = cells.asked()
    held_against = report.cells if asked is None else asked
    return _Found(outcomes, {address: report.cell(address) for address in held_against})
