"""``new``: begins a report, empty or from last year's."""

import os.path
from pathlib import Path

import intake
from model import forms
from model.forms import OfficialForm
from model.report import Report
from model.report.last_year import NotLastYear, TakeOver, take_over
from model.rules import message
from model.rules.wording import column_name, row_name
from model.storage.files import save
from model.storage.troubles import StorageError
from ui.command.console import DONE, FAILED, UNREADABLE, Console


def run(
    console: Console, form_id: str | None, organ: str, year: int, last_year: Path | None, output: Path
) -> int:
    """Begin a report and save it; return the exit code."""
    form = forms.in_force(year) if form_id is None else forms.load(form_id)
    report = Report(form.id, organ, year, title=form.title(organ, year))
    if os.path.exists(output):  # noqa: PTH110 Path.exists raises for a name too long; the save tells such
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
    last = intake.read(last_year)
    taken = take_over(form, report, last.report)
    for assumed in last.assumed:
        console.say(f"读取上年文件时有疑问：{message(forms.load(last.report.form), last.report, assumed)}")
    console.say(f"从上年报告填入 {len(taken.carried)} 格“上年结转”数据，上年数据已存入，供对照检查。")
    for (row, reason), columns in _not_carried(form, taken).items():
        console.say(f"没有填入“{row}”的 {len(columns)} 格（{'、'.join(columns)}）：{reason}")
    if taken.paragraphs:
        console.say(
            f"上年的 {len(taken.paragraphs)} 段文字没有带入；要沿用的，请在窗口中用“导入上年报告”逐段选取。"
        )
    for remark in taken.remarks:
        console.say(f"请注意：{remark}")
    return taken.edit.apply(report)


def _not_carried(form: OfficialForm, taken: TakeOver) -> dict[tuple[str, str], list[str]]:
    """The columns left blank, by row and reason: a whole row has the same one as a rule."""
    found: dict[tuple[str, str], list[str]] = {}
    for item in taken.not_carried:
        columns = found.setdefault((row_name(form, item.address), item.reason), [])
        columns.append(column_name(form, item.address))
    return found
