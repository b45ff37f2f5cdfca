"""Mending a finding about the text: what should stand there, or the cell that it was held against."""

from collections.abc import Callable, Iterator, Mapping

from model.forms import OfficialForm
from model.report import Edit, Report, set_cells, set_text
from model.rules.findings import Finding, Span
from model.rules.wording import cell_name
from model.text import live
from model.values import Measure, canonical


def replaced(report: Report, span: Span, text: str, label: str) -> Edit | None:
    """Return the edit that puts a text in the place of a stretch, or None when it is not there."""
    texts = list(report.text(span.part))
    if span.paragraph >= len(texts) or span.end > len(texts[span.paragraph]):
        return None
    old = texts[span.paragraph]
    texts[span.paragraph] = old[: span.start] + text + old[span.end :]
    return set_text(report, span.part, texts, label)


def corrected(report: Report, finding: Finding) -> Edit | None:
    """Return the edit that writes into the text what should stand there, e.g. the table's figure.

    None where a finding does not say what to write, or no longer stands where it was found.
    """
    if finding.code not in REPAIRS or finding.span is None or not finding.expected:
        return None
    label = f"把文字中的“{finding.actual}”改为“{finding.expected}”"
    return replaced(report, finding.span, finding.expected, label)


def bound(form: OfficialForm, report: Report, finding: Finding) -> Edit | None:
    """Return the edit that lets the figure follow its cell from now on; None where it has no one cell."""
    if finding.code != "text-figure" or finding.span is None or len(finding.addresses) != 1:
        return None
    name = str(finding.addresses[0])
    if live.figure(form, report.cells, name) != finding.expected:
        return None
    return replaced(report, finding.span, f"{{{{ {name} }}}}", "改为随表格变化的数字")


def _text(_form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Write what should stand there."""
    edit = corrected(report, finding)
    if edit is not None:
        yield edit


def _text_or_cell(form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Write the table's figure into the text, or a count of the text into its one cell."""
    yield from _text(form, report, finding)
    figure = canonical(finding.actual)
    if len(finding.addresses) != 1 or not figure.isdigit() or finding.arguments.get("others"):
        return
    (address,) = finding.addresses
    if form.cells[address].measure is Measure.COUNT:
        label = f"把{cell_name(form, address)}改为 {figure}"
        yield set_cells(form, report, {address: figure}, label)


REPAIRS: Mapping[str, Callable[[OfficialForm, Report, Finding], Iterator[Edit]]] = {
    "text-figure": _text_or_cell,
    "text-share": _text,
    "growth": _text,
    "text-year": _text,
    "text-notice": _text,
    "text-organ": _text,
}
