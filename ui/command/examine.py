"""Reads and checks one report: plain data in and out, so that it can run in any process."""

from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import intake
from model import forms
from model.report import Report, place, with_values
from model.rules import AnyFinding, Checker, Level, accepted_as, message
from model.rules.catalogue import RULES


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as other programs get it."""

    code: str
    level: str
    addresses: tuple[str, ...]
    actual: str
    expected: str
    message: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one file; ``unreadable`` says why nothing could be, empty otherwise.

    ``compared`` tells whether last year's report was of use.
    """

    file: str
    form: str = ""
    organ: str = ""
    year: int = 0
    findings: tuple[Told, ...] = ()
    unreadable: str = ""
    compared: bool = False

    def count(self, level: Level) -> int:
        """Return the number of findings of a level."""
        return sum(told.level == level.value for told in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return the object of ``check --json``."""
        if self.unreadable:
            none = {"form": None, "organ": None, "year": None}
            return {"file": self.file, **none, "unreadable": self.unreadable}
        known = {"form": self.form, "organ": self.organ, "year": self.year}
        return {"file": self.file, **known, "findings": [asdict(told) for told in self.findings]}


def examine(file: Path, last_year: Path | None = None, *, any_organ: bool = True) -> Examined:
    """Read and check a report, beside last year's if given.

    Last year's report counts only for the report of the year after it and, unless ``any_organ``, of the very
    same organ. A file that cannot be read is told in the result. Raises intake.Unreadable for last year's.
    """
    last = None if last_year is None else read_once(last_year)
    try:
        return _examined(file, last, any_organ)
    except intake.Unreadable as error:
        return Examined(str(file), unreadable=str(error))
    except Exception as error:  # noqa: BLE001 a fault of ours in one file must not cost the results of thousands
        told = f"本软件处理这个文件时出错（{type(error).__name__}：{error}），请把文件发给软件维护人员。"
        return Examined(str(file), unreadable=told)


def _examined(file: Path, last: Report | None, any_organ: bool) -> Examined:
    read = intake.read(file)
    report = read.report
    compared = last is not None and _follows(report, last, any_organ)
    if last is not None and compared:
        report = _beside(report, last)
    found = [*read.remarks, *_checker(report.form).check(report)]
    told = tuple(_told(report, finding) for finding in found if accepted_as(report, finding) is None)
    return Examined(str(file), report.form, report.organ, report.year, told, "", compared)


@lru_cache(maxsize=1)
def read_once(file: Path) -> Report:
    """Read last year's report, once for all the reports beside it. Raises intake.Unreadable."""
    return intake.read(file).report


@cache
def _checker(form_id: str) -> Checker:
    return Checker(forms.load(form_id), RULES)


def _follows(report: Report, last: Report, any_organ: bool) -> bool:
    year_fits = not last.year or not report.year or last.year == report.year - 1
    return year_fits and forms.same_kind(report.form, last.form) and (any_organ or report.organ == last.organ)


def _beside(report: Report, last: Report) -> Report:
    known = {
        place("last_year"): dict(last.cells),
        place("last_year_form"): last.form,
        place("last_year_sections"): dict(last.sections),
    }
    return with_values(report, known)


def _told(report: Report, finding: AnyFinding) -> Told:
    return Told(
        finding.code,
        finding.level.value,
        tuple(finding.addresses),
        finding.actual,
        finding.expected,
        message(forms.load(report.form), report, finding),
    )
