"""``sum``: adds up the reports of a folder, and says who is missing and who has errors."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import intake
from intake import name_list
from intake.submissions import Submission, countable, not_read, read, units, usual_year
from model import forms
from model.consolidation import Consolidated, Unit, alike, consolidate, missing
from model.report import Report
from model.storage.files import save
from model.storage.names import same_file
from model.storage.troubles import StorageError, cannot_read
from ui.command.console import DONE, FAILED, UNREADABLE, Console
from ui.command.many import cores, each, files_in

_MOST_PAIRS = 10  # of reports whose texts are alike; fifty that copied one another make 1,225


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
    if not folder.is_dir():
        console.complain(f"“{folder}”不是文件夹，或者找不到。请给出装有下级报告的文件夹。")
        return UNREADABLE
    try:
        files = [file for file in files_in([folder]) if not same_file(file, output)]
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
    found = _read_all(console, files)
    year = year or usual_year(found)
    form = forms.in_force(year) if year else forms.of_kind()[-1]
    found = countable(found, form, year)
    added_up = units(found)
    base = Report(form.id, organ or "", year, title=form.title(organ, year) if organ and year else "")
    result = consolidate(form, base, added_up)
    try:
        save(result.edit.apply(base), output, None)  # a sum made before is kept as its backup
    except StorageError as error:
        console.complain(str(error))
        return UNREADABLE
    absent = missing(names, added_up)
    if as_json:
        console.for_programs()
        console.say(json.dumps(_object(output, found, absent), ensure_ascii=False))
    else:
        console.say(f"已汇总 {len(added_up)} 份报告，写入“{output}”。每一格来自哪几份报告，都记在“分项”里。")
        _tell(console, base, found, absent, added_up, result)
    return _code(found, absent)


def _read_all(console: Console, files: Sequence[Path]) -> list[Submission]:
    found = []
    for done, one in enumerate(each(files, read, not_read, cores()), 1):
        found.append(one)
        console.progress(done, len(files))
    return found


def _expected(source: Path | None) -> list[str]:
    """The organs that a report is expected of: the lines of a list, or last year's folder of reports.

    Raises OSError, and intake.Unreadable for a list that is no text.
    """
    if source is None:
        return []
    if source.is_dir():
        return [one.name for one in each(files_in([source]), read, not_read, cores())]
    return list(name_list.read(source))


def _object(output: Path, found: Sequence[Submission], absent: Sequence[str]) -> dict[str, Any]:
    """The object of ``sum --json``."""
    counted = [(one, one.report) for one in found if one.report]
    refused = [one for one in found if not one.report and not one.again]
    return {
        "report": str(output),
        "units": [{"file": one.file, "organ": report.organ, "errors": one.errors} for one, report in counted],
        "missing": list(absent),
        "unreadable": [{"file": one.file, "why": one.why} for one in refused],
    }


def _tell(
    console: Console,
    base: Report,
    found: Sequence[Submission],
    absent: Sequence[str],
    added_up: Sequence[Unit],
    result: Consolidated,
) -> None:
    for one in found:
        if one.report is None:
            console.say(f"  没有计入：{one.file}：{one.why}")
        elif one.errors:
            console.say(f"  有 {one.errors} 处错误：{one.file}（{one.name}）")
    form = forms.load(base.form)
    for address, why in result.not_added.items():
        console.say(f"  没有相加：{form.label(address)}：{why}。")
    for name in absent:
        console.say(f"  没有交来：{name}")
    pairs = alike(added_up)
    for first, second, share in pairs[:_MOST_PAIRS]:
        console.say(f"  文字雷同 {share:.0%}：{first.name}与{second.name}")
    if len(pairs) > _MOST_PAIRS:
        console.say(f"  文字雷同的还有 {len(pairs) - _MOST_PAIRS} 对。")


def _code(found: Sequence[Submission], absent: Sequence[str]) -> int:
    if any(one.report is None and not one.again for one in found):
        return UNREADABLE
    return FAILED if absent or any(one.errors for one in found) else DONE
