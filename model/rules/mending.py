"""Edits that mend: what the repairs of several rules have in common.

A repair says what to write, never how sure it is; ``fixes`` tries it out and ranks it.
"""

from collections.abc import Iterator

from model.address import Address
from model.forms import OfficialForm
from model.report import Edit, Report, calculated, follow_again, set_cells, set_text
from model.rules.findings import AnyFinding, Span
from model.rules.wording import cell_name
from model.values import parse, problem


def set_count(form: OfficialForm, report: Report, address: Address, text: str) -> Edit:
    """Write a figure, or where it is the sum of its parts let it be calculated again."""
    source = form.derivations.get(address)
    if source is not None and calculated(source, report.cells) == text:
        edit = follow_again(form, report, (address,))
        return Edit(f"把{cell_name(form, address)}改为各项之和 {text}", edit.changes)
    return set_cells(form, report, {address: text}, f"把{cell_name(form, address)}改为 {text}")


def expected_figure(form: OfficialForm, report: Report, finding: AnyFinding) -> Iterator[Edit]:
    """Write the figure that is expected into the cell to blame."""
    address, figure = finding.addresses[0], parse(finding.expected)
    if figure.is_number and problem(figure, form.cells[address].measure) is None:
        yield set_count(form, report, address, finding.expected)


def replaced(report: Report, span: Span, text: str, label: str) -> Edit | None:
    """Return the edit that puts a text in the place of a stretch, or None when it is not there."""
    texts = list(report.text(span.part))
    if span.paragraph >= len(texts) or span.end > len(texts[span.paragraph]):
        return None
    old = texts[span.paragraph]
    texts[span.paragraph] = old[: span.start] + text + old[span.end :]
    return set_text(report, span.part, texts, label)


def corrected(report: Report, finding: AnyFinding) -> Edit | None:
    """Return the edit that writes into the text what should stand there, e.g. the table's figure.

    None where a finding does not say what to write, or no longer stands where it was found.
    """
    if not finding.kind.rewrites or finding.span is None or not finding.expected:
        return None
    label = f"把文字中的“{finding.actual}”改为“{finding.expected}”"
    return replaced(report, finding.span, finding.expected, label)
