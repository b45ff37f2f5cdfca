"""What a report holds, and what differs between two states of it, as Chinese lines."""

from collections.abc import Iterator

from model.forms import OfficialForm
from model.report import Report
from model.rules.report_parts import WHOLE, parts

_OTHER = {
    "organ": "机关名称",
    "year": "报告年份",
    "accepted": "情况说明",
    "remarks": "单元格备注",
    "last_year": "上年数据",
    "final": "定稿标记",
}


def differences(form: OfficialForm, before: Report, after: Report) -> list[str]:
    """Return one line for each cell, text and fact that differs; both reports are of the form."""
    return [*_cells(form, before, after), *_texts(form, before, after), *_facts(before, after)]


def contents(form: OfficialForm, report: Report) -> list[str]:
    """Return a line for each part that holds something: how many figures, characters, reasons, notes."""
    lines = [f"标题：{report.title}"] if report.title else []
    for part, label in parts(form).items():
        if part == WHOLE:
            continue
        section = form.sections.get(part)
        table = section.table if section is not None else None
        filled = sum(form.cells[address].table.id == table for address in report.cells) if table else 0
        characters = sum(map(len, report.text(part)))
        said = [f"表格已填 {filled} 格"] if filled else []
        said += [f"文字 {characters} 字"] if characters else []
        lines += [f"{label}：{'，'.join(said)}"] if said else []
    for name in ("accepted", "remarks"):
        number = len(getattr(report, name))
        lines += [f"{_OTHER[name]}：{number} 条"] if number else []
    return lines


def _cells(form: OfficialForm, before: Report, after: Report) -> Iterator[str]:
    for address in form.cells:
        old, new = before.cell(address), after.cell(address)
        if old != new:
            section = form.section_of(form.cells[address].table.id).short
            yield f"{section}　{form.label(address)}：{old or '空'} → {new or '空'}"


def _texts(form: OfficialForm, before: Report, after: Report) -> Iterator[str]:
    if before.title != after.title:
        yield f"标题：{before.title or '空'} → {after.title or '空'}"
    for part, label in parts(form).items():
        if part == WHOLE:
            continue
        old, new = before.text(part), after.text(part)
        if old != new:
            counts = f"{sum(map(len, old))} 字 → {sum(map(len, new))} 字"
            yield f"{label}：文字有修改（{counts}）"


def _facts(before: Report, after: Report) -> Iterator[str]:
    for name, label in _OTHER.items():
        if getattr(before, name) != getattr(after, name):
            yield f"{label}有修改"
