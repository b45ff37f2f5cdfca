"""What the section tree shows: its entries from the form, their state from report and findings. No Qt."""

from collections.abc import Iterable
from enum import Enum

import msgspec

from model.address import Address, make
from model.forms import OfficialForm
from model.forms.definition import Section
from model.report import Report
from model.rules import AnyFinding, Span
from model.rules.report_parts import PREAMBLE, SIGNATURE, WHOLE, page_of, parts
from model.rules.standing import Standing, standing
from model.text.aspects import paragraph_about, tells_of


class State(Enum):
    """What an entry's badge says; the worst first."""

    EMPTY = "empty"
    ERRORS = "errors"
    WARNINGS = "warnings"
    UNFILLED = "unfilled"
    COMPLETE = "complete"
    OPTIONAL = "optional"


class Badge(msgspec.Struct, frozen=True):
    """State of an entry, with the number of errors, of warnings, or of what is not filled in."""

    state: State
    count: int = 0


class Entry(msgspec.Struct, frozen=True):
    """One entry of the tree.

    ``part`` is the page it shows: ``preamble`` (with the title), a section id, ``signature``. ``cells``
    are those of its band of a table, ``words`` those that its part of a text is known by; both
    empty for a whole page.
    """

    part: str
    label: str
    children: tuple["Entry", ...] = ()
    cells: tuple[Address, ...] = ()
    words: tuple[str, ...] = ()


class Progress(msgspec.Struct, frozen=True):
    """How far the report is: cells filled in of all, pages complete of all."""

    filled: int
    cells: int
    complete: int
    pages: int


def outline(form: OfficialForm) -> tuple[Entry, ...]:
    """Return the entries of a form's report, in printed order."""
    beneath = {section.id: _beneath(form, section) for section in form.sections.values()}
    return tuple(
        Entry(part, label, beneath.get(part, ())) for part, label in parts(form).items() if part != WHOLE
    )


def badge(form: OfficialForm, report: Report, findings: Iterable[AnyFinding], entry: Entry) -> Badge:
    """Return the badge of an entry; ``findings`` are all open ones."""
    if entry.words:
        told = tells_of(report.text(entry.part), entry.words)
        return Badge(State.COMPLETE if told else State.EMPTY)
    stand = [standing(f) for f in findings if _concerns(form, f, entry)]
    unfilled = stand.count(Standing.UNFILLED)
    if not _filled(form, report, entry):
        settled = entry.part == SIGNATURE and not unfilled
        return Badge(State.OPTIONAL if settled else State.EMPTY)
    counted = (
        (State.ERRORS, stand.count(Standing.ERROR)),
        (State.WARNINGS, stand.count(Standing.WARNING)),
        (State.UNFILLED, unfilled),
    )
    return next((Badge(state, number) for state, number in counted if number), Badge(State.COMPLETE))


def progress(form: OfficialForm, report: Report, findings: Iterable[AnyFinding]) -> Progress:
    """Return how far the report is; an optional page counts as complete."""
    every = tuple(findings)
    done = (State.COMPLETE, State.OPTIONAL)
    pages = [badge(form, report, every, entry).state in done for entry in outline(form)]
    filled = sum(1 for address in form.cells if report.cell(address))
    return Progress(filled, len(form.cells), sum(pages), len(pages))


def target(report: Report, entry: Entry) -> Address | Span | None:
    """Return where an entry beneath a page leads: its first cell, or its paragraph when written."""
    if entry.cells:
        return entry.cells[0]
    number = paragraph_about(report.text(entry.part), entry.words)
    return None if number is None else Span(entry.part, number, 0, 0)


def _beneath(form: OfficialForm, section: Section) -> tuple[Entry, ...]:
    parts = form.checks.overview
    if parts is not None and parts.section == section.id:
        return tuple(Entry(section.id, part.label, words=part.words) for part in parts.parts)
    if not section.table:
        return ()
    table = form.tables[section.table]
    return tuple(
        Entry(
            section.id,
            block.band,
            cells=tuple(make(table.id, row.id, column.id) for row in block.rows for column in block.columns),
        )
        for block in table.blocks
        if block.band
    )


def _filled(form: OfficialForm, report: Report, entry: Entry) -> bool:
    if entry.cells:
        return any(report.cell(address) for address in entry.cells)
    section = form.sections.get(entry.part)
    if section is not None and section.table:
        return any(address.startswith(f"{section.table}.") for address in report.cells)
    texts = report.text(entry.part)
    if entry.part == PREAMBLE:
        texts = (report.title, *texts)
    return any(text.strip() for text in texts)


def _concerns(form: OfficialForm, finding: AnyFinding, entry: Entry) -> bool:
    if entry.cells:
        return bool(finding.addresses) and finding.addresses[0] in entry.cells
    return page_of(form, finding) == entry.part
