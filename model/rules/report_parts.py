"""The pages of a report as the window shows them, and the page that a finding belongs to."""

from model.forms import OfficialForm
from model.rules import AnyFinding, Span

WHOLE = ""
"""The part of findings about the report as a whole."""
PREAMBLE = "preamble"
SIGNATURE = "signature"


def parts(form: OfficialForm) -> dict[str, str]:
    """Return the pages by id with their short headings, in printed order; the whole report first."""
    sections = {section.id: section.short for section in form.sections.values()}
    return {WHOLE: "整份报告", PREAMBLE: "标题与前言", **sections, SIGNATURE: "落款"}


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
