"""Rules about the report as a whole: its form, its sections, and what section one and six must say.

Sources: 条例 article 50 (what a report contains), 国办公开办函〔2019〕60号 and 〔2021〕30号 (the
sections and what is said in them), the guidance of 2025 (how long section one should be at most).
"""

import re
from collections.abc import Iterator, Sequence

from model import charts, forms
from model.address import Address
from model.chinese.numerals import HAN
from model.forms import OfficialForm
from model.forms.definition import FeeStatement, Section
from model.report import Place, Report, cell_place, place, text_place
from model.rules.engine import Outcome, Unit, rule
from model.rules.findings import Finding, Level, Span
from model.text import live
from model.values import parse

_CLAUSE_ENDS = re.compile(r"[，。；！？,;]")
# A figure in any form, a live figure, or a word that says that there was none.
_COUNT = re.compile(rf"[0-9０-９{HAN}]|\{{\{{|未|没有|无")


def _form_units(_form: OfficialForm) -> Iterator[Unit]:
    yield Unit(None, (place("year"),))


@rule("form-year", _form_units)
def form_year(form: OfficialForm, report: Report, _subject: None) -> Iterator[Outcome]:
    """The form used is not the one in force for the report's year."""
    wanted = forms.in_force(report.year, form.definition.kind)
    if wanted.id != form.id:
        yield Finding("form-year", Level.ERROR, (), form.id, wanted.id)


def _section_units(form: OfficialForm) -> Iterator[Unit]:
    for section in form.definition.sections:
        addresses = tuple(a for a, cell in form.cells.items() if cell.table.id == section.table)
        reads: list[Place] = [text_place(section.id), *(cell_place(address) for address in addresses)]
        yield Unit((section, addresses), tuple(reads))


@rule("section-empty", _section_units)
def section_empty(
    _form: OfficialForm, report: Report, subject: tuple[Section, tuple[Address, ...]]
) -> Iterator[Outcome]:
    """A mandated section has neither text nor table figures."""
    section, addresses = subject
    if is_empty(report.section(section.id)) and not any(report.cells.get(a) for a in addresses):
        yield Finding("section-empty", Level.ERROR, (), "", section.id, {"part": section.id})


def is_empty(paragraphs: Sequence[str]) -> bool:
    """Whether there is no text at all."""
    return not any(paragraph.strip() for paragraph in paragraphs)


def _fee_units(form: OfficialForm) -> Iterator[Unit]:
    fee = form.checks.fee
    if fee is not None:
        yield Unit(fee, (text_place(fee.section),))


@rule("fee-missing", _fee_units)
def fee_missing(_form: OfficialForm, report: Report, subject: FeeStatement) -> Iterator[Outcome]:
    """The section that must say what was charged says nothing of it, or leaves the sum open."""
    section, fee = subject.section, subject.words[0]
    paragraphs = report.section(section)
    text = _squeezed(paragraphs)
    if not any(word in text for word in subject.words):
        yield Finding("fee-missing", Level.ERROR, (), "", fee, {"part": section})
        return
    for number, paragraph in enumerate(paragraphs):
        at, word = next(((paragraph.find(w), w) for w in subject.unwritten if w in paragraph), (0, ""))
        if word:
            span = Span(section, number, at, at + len(word))
            yield Finding("fee-missing", Level.ERROR, (), word, fee, {"part": section}, span)


def _overview_units(form: OfficialForm) -> Iterator[Unit]:
    overview = form.checks.overview
    if overview is not None:
        text = text_place(overview.section)
        yield Unit("parts", (text,))
        yield Unit("counts", (text, *(cell_place(Address(count.cell)) for count in overview.counts)))
        yield Unit("length", (text, place("cells", "*")))


@rule("overview-parts", _overview_units)
def overview_parts(form: OfficialForm, report: Report, subject: str) -> Iterator[Outcome]:
    """Section one lacks a part, does not count the normative documents, or is too long."""
    overview = form.checks.overview
    assert overview is not None
    paragraphs = report.section(overview.section)
    if is_empty(paragraphs):
        return
    missing: list[str] = []
    if subject == "parts":
        text = _squeezed(paragraphs)
        missing = [p.label for p in overview.parts if not any(word in text for word in p.words)]
    elif subject == "counts":
        missing = _uncounted(form, report, paragraphs)
    else:
        yield from _too_long(form, report, paragraphs)
    if missing:
        arguments = {"part": overview.section, "kind": subject, "missing": tuple(missing)}
        yield Finding("overview-parts", Level.HINT, (), "", "、".join(missing), arguments)


def _uncounted(form: OfficialForm, report: Report, paragraphs: Sequence[str]) -> list[str]:
    """The counts that the table has and the text does not name; what is none need not be said."""
    overview = form.checks.overview
    assert overview is not None
    clauses = [
        clause
        for paragraph in paragraphs
        if any(word in paragraph for word in overview.counted)
        for clause in _CLAUSE_ENDS.split(paragraph)
        if _COUNT.search(clause)
    ]
    return [
        count.label
        for count in overview.counts
        if parse(report.cell(Address(count.cell))).number
        and not any(word in clause for clause in clauses for word in count.words)
    ]


def _too_long(form: OfficialForm, report: Report, paragraphs: Sequence[str]) -> Iterator[Outcome]:
    overview = form.checks.overview
    assert overview is not None
    if sum(map(len, paragraphs)) <= overview.max_characters:
        return  # at every keystroke in a table: a live figure is shorter than its name in braces
    texts = charts.without(form, paragraphs)
    length = len(_squeezed([live.fill(form, report.cells, text) for text in texts]))
    if length > overview.max_characters:
        part = overview.section
        last = len(paragraphs) - 1
        yield Finding(
            "overview-parts",
            Level.HINT,
            (),
            str(length),
            str(overview.max_characters),
            {"part": part, "kind": "length"},
            Span(part, last, 0, len(paragraphs[last])),
        )


def _squeezed(paragraphs: Sequence[str]) -> str:
    return "".join("".join(paragraphs).split())
