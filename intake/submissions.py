"""The reports of a folder, one of each organ below: what can be added up, and why the rest cannot."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Event

from intake.failures import Unreadable
from intake.files import read as read_file
from model import forms
from model.address import Address
from model.consolidation import Unit, twins
from model.forms import OfficialForm
from model.report import Report
from model.rules import Checker, Level, accepted_as, message
from model.rules.catalogue import RULES


@dataclass(frozen=True, slots=True)
class Submission:
    """One file of the folder: its report with the number of errors in it, or why it is not counted.

    ``findings`` are its errors and what needs to be looked into, in words, to be sent back to the organ.
    ``again`` tells of a second copy of a report that is counted already: nothing is lost by leaving it out.
    """

    file: str
    report: Report | None = None
    errors: int = 0
    why: str = ""
    again: bool = False
    findings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The organ, or the file's name where none was read."""
        return (self.report.organ if self.report else "") or Path(self.file).stem


def read(file: Path, stop: Event | None = None) -> Submission:
    """Read and check one report; what cannot be read is told in the result. ``stop`` calls it off."""
    try:
        return _read(file, stop)
    except Unreadable as error:
        return Submission(str(file), why=str(error))
    except Exception as error:  # noqa: BLE001 a fault of ours in one file must not cost the sum of all others
        told = f"本软件处理这个文件时出错（{type(error).__name__}：{error}），请把文件发给软件维护人员。"
        return Submission(str(file), why=told)


def _read(file: Path, stop: Event | None) -> Submission:
    imported = read_file(file, stop)
    report = imported.report
    form = forms.load(report.form)
    found = [*imported.remarks, *_checker(form.id).check(report)]
    open_ = [one for one in found if one.level is not Level.HINT and accepted_as(report, one) is None]
    levels = Counter(one.level for one in open_)
    told = tuple(message(form, report, one) for one in open_)
    return Submission(str(file), report, levels[Level.ERROR], findings=told)


@cache
def _checker(form_id: str) -> Checker:
    return Checker(forms.load(form_id), RULES)


def not_read(file: Path, why: str) -> Submission:
    """Make the result for a file whose reading ended otherwise than by itself."""
    return Submission(str(file), why=why)


def usual_year(submissions: Iterable[Submission]) -> int:
    """Return the year that most reports are on, 0 when none says it."""
    counted = Counter(one.report.year for one in submissions if one.report and one.report.year)
    return counted.most_common(1)[0][0] if counted else 0


def countable(submissions: Iterable[Submission], form: OfficialForm, year: int) -> list[Submission]:
    """Put aside what must not be added up: other years, other forms, an organ's second report."""
    return _without_twins([_fitting(one, form, year) for one in submissions])


def units(submissions: Iterable[Submission]) -> list[Unit]:
    """Return the reports to be added up."""
    return [Unit(Path(one.file).name, one.report) for one in submissions if one.report]


def _fitting(one: Submission, form: OfficialForm, year: int) -> Submission:
    report = one.report
    if report is None:
        return one
    if year and report.year and report.year != year:
        return replace(one, report=None, why=f"这是{report.year}年的报告，不是{year}年的，没有计入。")
    if report.form != form.id:
        name = forms.load(report.form).definition.name
        told = f"这份报告用的是{name}，汇总用的是{form.definition.name}，两种格式的数字不能相加，没有计入。"
        return replace(one, report=None, why=told)
    return one


def _without_twins(submissions: Sequence[Submission]) -> list[Submission]:
    """Keep the first of several reports of one organ; that another one stands there is told."""
    kept = list(submissions)
    for first, again in twins([one.report.organ if one.report else "" for one in submissions]):
        counted, other = submissions[first], submissions[again]
        same = _figures(counted) == _figures(other)
        told = f"与“{Path(counted.file).name}”是同一机关（{other.name}）的报告，"
        told += "数字相同，只计入一份。" if same else "数字不同，只计入前一份，请确认以哪一份为准。"
        kept[again] = replace(other, report=None, why=told, again=same)
    return kept


def _figures(one: Submission) -> dict[Address, str]:
    return dict(one.report.cells) if one.report else {}
