"""What can be done about a finding, besides the fixes that are tried out."""

from model.forms import OfficialForm
from model.report import Edit, Report
from model.rules.findings import AnyFinding
from model.rules.mending import replaced
from model.rules.texts import TEXT_FIGURE
from model.text import live


def bound(form: OfficialForm, report: Report, finding: AnyFinding) -> Edit | None:
    """Return the edit that lets the figure follow its cell from now on; None where it has no one cell."""
    if finding.kind is not TEXT_FIGURE or finding.span is None or len(finding.addresses) != 1:
        return None
    name = str(finding.addresses[0])
    if live.figure(form, report.cells, name) != finding.expected:
        return None
    return replaced(report, finding.span, f"{{{{ {name} }}}}", "改为随表格变化的数字")
