"""The pages of a report as the window shows them; where on them a finding is, and in which order."""

import re

from model.address import Address
from model.forms import OfficialForm
from model.rules import AnyFinding, Span
from model.rules.terms import PARTS, WHOLE_REPORT

WHOLE = ""
"""The part of findings about the report as a whole."""
Target = Address | Span
"""A place to go to: a figure of a table, or a stretch of a text."""
PREAMBLE = "preamble"
SIGNATURE = "signature"
_NUMBER = re.compile("[0-9]{1,6}")


def parts(form: OfficialForm) -> dict[str, str]:
    """Return the pages by id with their short headings, in printed order; the whole report first."""
    sections = {section.id: section.short for section in form.sections.values()}
    first = f"{PARTS['title']}与{PARTS[PREAMBLE]}"
    return {WHOLE: WHOLE_REPORT, PREAMBLE: first, **sections, SIGNATURE: PARTS[SIGNATURE]}


def page_of(form: OfficialForm, finding: AnyFinding) -> str:
    """Return the page that a finding belongs to, ``WHOLE`` for none."""
    if finding.span is not None:
        return page_of_span(finding.span)
    if finding.addresses and finding.addresses[0] in form.cells:
        part = form.section_of(form.cells[finding.addresses[0]].table.id).id
    else:
        part = finding.part
    return PREAMBLE if part == "title" else part


def page_of_span(span: Span) -> str:
    """Return the page on which a stretch of text stands; the title is shown above the preamble."""
    return PREAMBLE if span.part == "title" else span.part


def target_of(form: OfficialForm, finding: AnyFinding) -> Target | None:
    """Return where to go to look at a finding: its text, its cell or its page; None for no place."""
    if finding.span is not None:
        return finding.span
    if finding.addresses and finding.addresses[0] in form.cells:
        return finding.addresses[0]
    return Span(finding.part, 0, 0, 0) if finding.part in ("title", *parts(form)) and finding.part else None


def written_place(target: Target) -> str:
    """Return a place as one word, to be kept with the settings: ``read_place`` reads it again."""
    return f"{target.part}#{target.paragraph}.{target.start}" if isinstance(target, Span) else target


def read_place(form: OfficialForm, text: str) -> Target | None:
    """Return the place that a word means; None where the form has no such place any more."""
    part, mark, numbers = text.partition("#")
    if not mark:
        return next((address for address in form.cells if address == text), None)
    paragraph, _, start = numbers.partition(".")
    known = part in ("title", *parts(form)) and part != WHOLE
    if not (known and _NUMBER.fullmatch(paragraph) and _NUMBER.fullmatch(start)):
        return None
    return Span(part, int(paragraph), int(start), int(start))


def position(form: OfficialForm, target: Target) -> tuple[int, ...]:
    """Return a key that sorts places in printed order: a title above its preamble, a table above its note."""
    order = list(parts(form))
    if isinstance(target, Span):
        page = page_of_span(target)
        below = 0 if target.part == "title" else 2
        known = order.index(page) if page in order else 0
        return (known, below, target.paragraph, target.start, target.end)
    page = form.section_of(form.cells[target].table.id).id
    return (order.index(page), 1, list(form.cells).index(target))


def identity(finding: AnyFinding) -> tuple[object, ...]:
    """Return what makes a finding the same one after an edit: what it says, and of which place."""
    span = finding.span
    where = None if span is None else (span.part, span.paragraph, finding.actual)
    return (finding.code, frozenset(finding.addresses), where, finding.part)
