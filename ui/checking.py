"""What a session knows of its report besides the report: what the rules find, what a reader remarked, slips.

Rules and words are loaded when first needed: a report is painted before it is checked.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from model.address import Address
from model.forms import OfficialForm
from model.report import Place, Report
from model.rules import AnyFinding, Checker

if TYPE_CHECKING:
    from model.text.proofreading import Proofreader

_OF_THE_TITLE = ("read-missing-title", "read-guessed-organ", "read-guessed-year")


class Checking:
    """Runs the rules over a report: all of them once, when first asked, then those that an edit touches."""

    def __init__(self, form: OfficialForm) -> None:
        self._form = form
        self._checker: Checker | None = None

    @property
    def begun(self) -> bool:
        """Whether the rules ran once."""
        return self._checker is not None

    def check(self, report: Report, places: Iterable[Place] = ()) -> list[AnyFinding]:
        """Return what is found in a report that changed at some places since the last time."""
        if self._checker is not None:
            return self._checker.recheck(report, places)
        from model.rules.catalogue import DRAFTING_RULES

        self._checker = Checker(self._form, DRAFTING_RULES)
        return self._checker.check(report)


class Remarks:
    """What the reading of another file remarked, each until what it speaks of is changed."""

    def __init__(self, remarks: Iterable[AnyFinding], report: Report) -> None:
        self._made = [(finding, _texts(finding, report)) for finding in remarks]

    def standing(self, report: Report) -> tuple[AnyFinding, ...]:
        """Return what nobody has mended yet."""
        return tuple(finding for finding, texts in self._made if texts == _texts(finding, report))


def _texts(finding: AnyFinding, report: Report) -> tuple[str, ...]:
    if finding.code in _OF_THE_TITLE:
        return (report.title, report.organ, str(report.year))
    return tuple(map(report.cell, finding.addresses))


def proofreader(words: Path | None, quiet: frozenset[str]) -> tuple["Proofreader", str]:
    """Return what marks slips by the program's words and an office's own; and what is wrong with these."""
    from model.text.proofreading import Proofreader
    from model.text.wrong_words import WordListError, common, with_own

    try:
        return Proofreader(with_own(words), quiet), ""
    except WordListError as error:
        return Proofreader(common(), quiet), str(error)


def by_address(findings: Iterable[AnyFinding]) -> dict[Address, tuple[AnyFinding, ...]]:
    """Return the findings about each cell; those that blame it most come first."""
    found: dict[Address, list[AnyFinding]] = {}
    for finding in findings:
        for address in finding.addresses:
            found.setdefault(address, []).append(finding)
    return {at: tuple(sorted(items, key=lambda f: f.addresses[0] != at)) for at, items in found.items()}


def belongs(finding: AnyFinding, part: str, table: str) -> bool:
    """Whether a finding is about a text part or about the cells of a table, none of that name where blank."""
    if finding.span is not None:
        return finding.span.part == part
    if finding.addresses:
        return bool(table) and finding.addresses[0].startswith(f"{table}.")
    return finding.part == part
