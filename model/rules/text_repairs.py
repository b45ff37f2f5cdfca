"""Mending a finding about the text: what should stand there, or the cell that it was held against."""

from collections.abc import Callable, Iterator, Mapping

from model.forms import OfficialForm
from model.report import Edit, Report, set_cells, set_text
from model.rules.findings import Finding
from model.rules.wording import cell_name
from model.values import Measure, canonical


def _text(_form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Write what should stand there."""
    span = finding.span
    if span is None or not finding.expected:
        return
    texts = list(report.text(span.part))
    old = texts[span.paragraph]
    texts[span.paragraph] = old[: span.start] + finding.expected + old[span.end :]
    yield set_text(report, span.part, texts, f"把文字中的“{finding.actual}”改为“{finding.expected}”")


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
