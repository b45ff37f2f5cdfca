"""What can be done about a finding in a text, as edits."""

from model.forms import OfficialForm
from model.prose.live import figure
from model.report import Edit, Report, set_text
from model.rules import Finding, Span

# What should stand there can be written in the place of what does; in the other findings it cannot.
_SAYS_WHAT_TO_WRITE = ("text-figure", "text-share", "text-year", "text-notice", "text-organ", "growth")
_OF_A_CELL = "text-figure"


def take_figure(report: Report, finding: Finding) -> Edit | None:
    """Return the edit that writes into the text what should stand there, e.g. the table's figure, or None."""
    if finding.code not in _SAYS_WHAT_TO_WRITE or finding.span is None or not finding.expected:
        return None
    return replaced(report, finding.span, finding.expected, "改正文中的数字")


def bind_figure(form: OfficialForm, report: Report, finding: Finding) -> Edit | None:
    """Return the edit that lets the figure follow its cell from now on, or None."""
    if finding.code != _OF_A_CELL or finding.span is None or len(finding.addresses) != 1:
        return None
    name = str(finding.addresses[0])
    if figure(form, report.cells, name) != finding.expected:
        return None
    return replaced(report, finding.span, f"{{{{ {name} }}}}", "改为随表格变化的数字")


def replaced(report: Report, span: Span, text: str, label: str) -> Edit | None:
    """Return the edit that puts a text in the place of a stretch, or None when it is not there."""
    texts = list(report.text(span.part))
    if span.paragraph >= len(texts) or span.end > len(texts[span.paragraph]):
        return None
    old = texts[span.paragraph]
    texts[span.paragraph] = old[: span.start] + text + old[span.end :]
    return set_text(report, span.part, texts, label)
