"""What a finding means to the clerk who drafts: wrong, to be looked into, not filled in yet, a hint.

The levels of the findings are what other programs read. A report that is being written is not wrong because
it is not written yet: what is only missing is told apart here, and asked for before the report goes out.
"""

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from model.forms import OfficialForm
from model.report import Report
from model.rules.cells import BLANK_CELL
from model.rules.findings import AnyFinding, Level
from model.rules.structure import OVERVIEW_PARTS, SECTION_EMPTY, Overlook
from model.rules.terms import LEVELS
from model.rules.unwritten import UNWRITTEN


class Standing(Enum):
    """How a finding stands in the window, the gravest first; ``UNFILLED`` is 还没填."""

    ERROR = "error"
    WARNING = "warning"
    UNFILLED = "unfilled"
    HINT = "hint"


_OF_LEVEL = {
    Level.ERROR: Standing.ERROR,
    Level.WARNING: Standing.WARNING,
    Level.HINT: Standing.HINT,
}
NAMES = {**{one: LEVELS[level] for level, one in _OF_LEVEL.items()}, Standing.UNFILLED: "还没填"}
_MISSING = (BLANK_CELL.code, SECTION_EMPTY.code, UNWRITTEN.code)
_ORDER = {standing: number for number, standing in enumerate(Standing)}


def standing(finding: AnyFinding) -> Standing:
    """Return how a finding stands: what is only not written yet is 还没填, whatever its level."""
    facts = finding.facts
    overlooked = facts.kind if finding.code == OVERVIEW_PARTS.code and isinstance(facts, Overlook) else ""
    if finding.code in _MISSING or overlooked == "parts":
        return Standing.UNFILLED
    return _OF_LEVEL[finding.level]


def gravity(finding: AnyFinding) -> int:
    """Return a key that sorts findings, the gravest first."""
    return _ORDER[standing(finding)]


def still_open(findings: Iterable[AnyFinding]) -> str:
    """Return what stands between a report and its end, in words; empty for nothing. Hints do not.

    E.g. ``1 处错误、2 处需要核实、30 处还没填``.
    """
    counts = Counter(map(standing, findings))
    told = [one for one in Standing if counts[one] and one is not Standing.HINT]
    return "、".join(f"{counts[one]} 处{NAMES[one]}" for one in told)


def is_begun(form: OfficialForm, report: Report) -> bool:
    """Whether anything is written but title, signature and preamble, and what last year's report brought."""
    if any(text.strip() for section in form.sections for text in report.section(section)):
        return True
    carried = {f"{pair.table}.{pair.this}." for pair in form.checks.carried}
    typed = (a for a, text in report.cells.items() if text and a not in form.derivations)
    return any(not address.startswith(tuple(carried)) for address in typed)
