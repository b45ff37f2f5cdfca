"""``sum``: adds up the reports of a folder, and says who is missing and who has errors."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import intake
from model import forms
from model.address import Address
from model.consolidation import Unit, alike, consolidate, missing, twins
from model.forms import OfficialForm
from model.report import Report
from model.rules import Checker, Level, accepted_as
from model.rules.catalogue import RULES
from model.storage.files import save
from model.storage.troubles import StorageError, cannot_read
from ui.command.console import DONE, FAILED, UNREADABLE, Console
from ui.command.many import cores, each, files_in


@dataclass(frozen=True, slots=True)
class Read:
    """One file of the folder: its report with the number of errors in it, or why it was not counted."""

    file: str
    report: Report | None = None
    errors: int = 0
    why: str = ""


def read(file: Path) -> Read:
    """Read and check one report."""
    try:
        imported = intake.read(file)
    except intake.Unreadable as error:
        return Read(str(file), why=str(error))
    report = imported.report
    found = [*imported.remarks, *Checker(forms.load(report.form), RULES).check(report)]
    open_errors = [f for f in found if f.level is Level.ERROR and accepted_as(report, f) is None]
    return Read(str(file), report, len(open_errors))


def run(
    console: Console,
    folder: Path,
    output: Path,
    expected: Path | None,
    organ: str | None,
    year: int | None,
    *,
    as_json: bool,
) -> int:
    """Add up a folder, save the sum and tell; return the exit code."""
    try:
        files = [file for file in files_in([folder]) if not _same(file, output)]
        names = _expected(expected)
    except OSError as error:
        console.complain(cannot_read(Path(error.filename or folder), error))
        return UNREADABLE
    except intake.Unreadable as error:
        console.complain(str(error))
        return UNREADABLE
    if not files:
        console.complain(f"“{folder}”里没有可以汇总的报告。")
        return UNREADABLE
    results = []
    for done, result in enumerate(each(files, read, _died, cores()), 1):
        results.append(result)
        console.progress(done, len(files))
    year = year or _most_common(result.report.year for result in results if result.report)
    form = forms.in_force(year) if year else forms.load(forms.known()[-1])
    results = _without_twins([_fitting(result, form, year) for result in results])
    units = [Unit(Path(result.file).name, result.report) for result in results if result.report]
    absent = missing(names, units)
    organ = organ or ""
    base = Report(form.id, organ, year, title=form.title(organ, year) if organ and year else "")
    added = consolidate(form, base, units)
    try:
        save(added.edit.apply(base), output, None)  # an older sum is kept as its backup
    except StorageError as error:
        console.complain(str(error))
        return UNREADABLE
    if as_json:
        console.for_programs()
        console.say(json.dumps(_object(output, results, absent), ensure_ascii=False))
    else:
        _tell(console, form, output, results, absent, units, added.not_added)
    return _code(results, absent)


def _died(file: Path, why: str) -> Read:
    return Read(str(file), why=why)


def _same(file: Path, output: Path) -> bool:
    return file.resolve() == output.resolve()


def _most_common(years: Iterable[int]) -> int:
    counted = Counter(year for year in years if year)
    return counted.most_common(1)[0][0] if counted else 0


def _expected(source: Path | None) -> list[str]:
    """The organs that a report is expected of: the lines of a list, or last year's folder of reports.

    Raises OSError, and intake.Unreadable for a list that is no text.
    """
    if source is None:
        return []
    if not source.is_dir():
        return list(intake.names_in(source))
    results = each(files_in([source]), read, _died, cores())
    return [_organ_or_file(result) for result in results]


def _organ_or_file(result: Read) -> str:
    return (result.report.organ if result.report else "") or Path(result.file).stem


def _fitting(result: Read, form: OfficialForm, year: int) -> Read:
    """Put aside a report of another year or on another form: its figures mean something else."""
    report = result.report
    if report is None:
        return result
    if year and report.year and report.year != year:
        return replace(result, report=None, why=f"这是{report.year}年的报告，不是{year}年的，没有计入。")
    if report.form != form.id:
        name = forms.load(report.form).definition.name
        told = f"这份报告用的是{name}，汇总用的是{form.definition.name}，两种格式的数字不能相加，没有计入。"
        return replace(result, report=None, why=told)
    return result


def _without_twins(results: Sequence[Read]) -> list[Read]:
    """Put aside all but the first of several reports of one organ; which one holds is not guessed in silence."""
    kept = list(results)
    counted = {Unit(result.file, result.report): at for at, result in enumerate(results) if result.report}
    for first, again in twins(list(counted)):
        same = first.report.cells == again.report.cells
        told = f"与“{Path(first.file).name}”是同一机关（{again.report.organ}）的报告，"
        told += "数字相同，只计入一份。" if same else "数字不同，只计入前一份，请确认以哪一份为准。"
        at = counted[again]
        kept[at] = replace(kept[at], report=None, why=told)
    return kept


def _object(output: Path, results: Sequence[Read], absent: Sequence[str]) -> dict[str, Any]:
    """The object of ``sum --json``."""
    return {
        "report": str(output),
        "units": [
            {"file": result.file, "organ": result.report.organ, "errors": result.errors}
            for result in results
            if result.report
        ],
        "missing": list(absent),
        "unreadable": [{"file": result.file, "why": result.why} for result in results if not result.report],
    }


def _tell(
    console: Console,
    form: OfficialForm,
    output: Path,
    results: Sequence[Read],
    absent: Sequence[str],
    units: Sequence[Unit],
    not_added: Mapping[Address, str],
) -> None:
    console.say(f"已汇总 {len(units)} 份报告，写入“{output}”。每个数字来自哪几份报告，在“分项”里可以看到。")
    for result in results:
        if result.report is None:
            console.say(f"  没有计入：{result.file}：{result.why}")
        elif result.errors:
            console.say(f"  有 {result.errors} 处错误：{result.file}（{result.report.organ}）")
    for address, why in not_added.items():
        console.say(f"  没有相加：{form.label(address)}：{why}。")
    for name in absent:
        console.say(f"  没有交来：{name}")
    for first, second, share in alike(units):
        console.say(f"  文字雷同 {share:.0%}：{first.name} 与 {second.name}")


def _code(results: Sequence[Read], absent: Sequence[str]) -> int:
    if any(result.report is None for result in results):
        return UNREADABLE
    return FAILED if absent or any(result.errors for result in results) else DONE
