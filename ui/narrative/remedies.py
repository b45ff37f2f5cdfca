"""What can be done about a finding in a text, as edits."""

from model.forms import OfficialForm
from model.prose.live import figure
from model.report import Edit, Report, accept, set_text
from model.rules import Finding, Span, acceptance

_TABLE_HAS_THE_FIGURE = "text-figure"


def take_figure(report: Report, finding: Finding) -> Edit | None:
    """Return the edit that writes the table's figure into the text, or None."""
    if finding.code != _TABLE_HAS_THE_FIGURE or finding.span is None or not finding.expected:
        return None
    return replaced(report, finding.span, finding.expected, "改为表格中的数字")


def bind_figure(form: OfficialForm, report: Report, finding: Finding) -> Edit | None:
    """Return the edit that lets the figure follow its cell from now on, or None."""
    if take_figure(report, finding) is None or finding.span is None or len(finding.addresses) != 1:
        return None
    name = str(finding.addresses[0])
    if figure(form, report.cells, name) != finding.expected:
        return None
    return replaced(report, finding.span, f"{{{{ {name} }}}}", "改为随表格变化的数字")


def put_aside(report: Report, finding: Finding, reason: str) -> Edit:
    """Return the edit that accepts a finding with a reason."""
    return accept(report, acceptance(report, finding, reason))


def replaced(report: Report, span: Span, text: str, label: str) -> Edit | None:
    """Return the edit that puts a text in the place of a stretch, or None when it is not there."""
    texts = list(report.text(span.part))
    if span.paragraph >= len(texts) or span.end > len(texts[span.paragraph]):
        return None
    old = texts[span.paragraph]
    texts[span.paragraph] = old[: span.start] + text + old[span.end :]
    return set_text(report, span.part, texts, label)
