"""``new``: begins a report, empty or from last year's."""

from pathlib import Path

import intake
from model import forms
from model.forms import OfficialForm
from model.report import Report
from model.report.last_year import NotLastYear, take_over
from model.storage.files import save
from model.storage.troubles import StorageError
from ui.command.console import DONE, FAILED, UNREADABLE, Console


def run(
    console: Console, form_id: str | None, organ: str, year: int, last_year: Path | None, output: Path
) -> int:
    """Begin a report and save it; return the exit code."""
    form = forms.in_force(year) if form_id is None else forms.load(form_id)
    report = Report(form.id, organ, year, title=form.title(organ, year))
    if output.exists():
        console.complain(f"“{output}”已经存在，没有改动。请换一个文件名，或先移走原来的文件。")
        return FAILED
    try:
        if last_year is not None:
            report = _after(console, form, report, last_year)
        save(report, output, None)
    except (intake.Unreadable, NotLastYear) as error:
        console.complain(str(error))
        return UNREADABLE
    except StorageError as error:
        console.complain(str(error))
        return FAILED
    console.say(f"已新建“{output}”（{organ}，{year}年，{form.definition.name}）。")
    return DONE


def _after(console: Console, form: OfficialForm, report: Report, last_year: Path) -> Report:
    taken = take_over(form, report, intake.read(last_year).report)
    console.say(f"从上年报告填入 {len(taken.carried)} 格“上年结转”数据，上年数据已存入，供对照检查。")
    for remark in taken.remarks:
        console.say(f"请注意：{remark}")
    return taken.edit.apply(report)
