"""Ranked ways to mend a finding: each one edit, judged by the state of the report after it.

Calculated totals follow an edit, so what counts is which findings stand before and after, not the bare
arithmetic.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from model.address import Address
from model.forms import OfficialForm
from model.report import Edit, Place, Report, cell_place
from model.rules.blame import SumOutBy
from model.rules.catalogue import FIGURE_RULES
from model.rules.engine import Checker, Rule
from model.rules.findings import AnyFinding
from model.rules.mending import corrected

MOST_FIXES = 6


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding; ``clears`` counts the findings gone, less those it brings."""

    label: str
    edit: Edit
    clears: int


def fixes(
    form: OfficialForm, report: Report, findings: Sequence[AnyFinding], finding: AnyFinding
) -> tuple[Fix, ...]:
    """Return ways to mend a finding, the best first; none where only a person can know.

    ``findings`` are all of the report: of fixes that clear as much, one at a cell that they blame is better.
    """
    offered = list(_offered(form, report, finding))
    if not offered:
        return ()
    tried = list(_tried(_Trial(form, report, finding), offered))
    blamed = _blamed(findings, finding)
    tried.sort(key=lambda fix: (fix.clears, not blamed.isdisjoint(fix.edit.places)), reverse=True)
    total = _total_place(finding)
    useful = [fix for fix in tried if fix.clears > 0 or total in fix.edit.places]
    harmless = [fix for fix in tried if fix.clears == 0]
    return tuple(useful or harmless)[:MOST_FIXES]


def _tried(trial: "_Trial", edits: Iterable[Edit]) -> Iterator[Fix]:
    """The edits that do mend the finding, with what else they clear and bring."""
    for edit in edits:
        outcome = trial.run(edit)
        if outcome is not None:
            gone, brought = outcome
            yield Fix(edit.label + _told(gone, brought), edit, gone - brought)


def _blamed(findings: Iterable[AnyFinding], finding: AnyFinding) -> set[Place]:
    """The cells that findings blame most; a sentence alone is no reason to doubt its table."""
    others = [one for one in findings if one.span is None or one != finding]
    return {cell_place(one.addresses[0]) for one in others if one.addresses}


def _offered(form: OfficialForm, report: Report, finding: AnyFinding) -> Iterator[Edit]:
    """What might mend a finding: the text that is expected, and what its kind knows of."""
    edit = corrected(report, finding)
    if edit is not None:
        yield edit
    if finding.kind.repair is not None:
        yield from finding.kind.repair(form, report, finding)


def _total_place(finding: AnyFinding) -> Place | None:
    """The calculated total of a sum: to set it right is always offered."""
    facts = finding.facts
    if isinstance(facts, SumOutBy) and facts.relation.derived is not None:
        return cell_place(facts.relation.derived)
    return None


class _Trial:
    """Tries edits out: what would be found after each, by the rules about figures and the finding's own."""

    def __init__(self, form: OfficialForm, report: Report, finding: AnyFinding) -> None:
        kind = finding.kind
        own = (kind,) if isinstance(kind, Rule) and not kind.judges else ()
        self._checker = Checker(form, (*FIGURE_RULES, *own))
        self._report = report
        self._finding = _key(finding)
        self._before = self._keys(self._checker.check(report))

    def run(self, edit: Edit) -> tuple[int, int] | None:
        """Return how many findings are gone and how many new; None for an edit that does not mend its own."""
        if not edit:
            return None
        after = self._keys(self._checker.recheck(edit.apply(self._report), edit.places))
        self._checker.recheck(self._report, edit.places)
        if self._finding in after:
            return None
        return len(self._before - after), len(after - self._before)

    def _keys(self, findings: Iterable[AnyFinding]) -> set[object]:
        return {_key(finding) for finding in findings}


def _key(finding: AnyFinding) -> object:
    """What makes a finding the same one after an edit: the relation, else its cells or place."""
    if isinstance(finding.facts, SumOutBy):
        return finding.code, id(finding.facts.relation)
    span = finding.span
    where: tuple[Address, ...] | tuple[str, int, int] = finding.addresses
    if span is not None:
        where = (span.part, span.paragraph, span.start)
    return finding.code, where


def _told(gone: int, brought: int) -> str:
    if gone == 0:
        return ""
    if brought == 0:
        return f"（消除 {gone} 处问题）"
    return f"（消除 {gone} 处问题，但会出现 {brought} 处新的问题）"
