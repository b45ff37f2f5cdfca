"""What a report holds, and what differs between two states of it, as Chinese lines."""

from collections.abc import Iterable, Iterator

import msgspec

from model.forms import OfficialForm
from model.report import Place, Report, cell_place, place, text_place
from model.rules.report_parts import WHOLE, parts

_OTHER = {
    "organ": "机关名称",
    "year": "报告年份",
    "sealed": "落款盖章",
    "accepted": "情况说明",
    "remarks": "单元格备注",
    "last_year": "上年数据",
    "final": "定稿标记",
}
_TOGETHER = {"last_year": ("last_year", "last_year_form", "last_year_sections")}
_OTHER_GROUP = "其他"


class Difference(msgspec.Struct, frozen=True):
    """One cell, text or fact that differs between two states.

    ``group`` is the part of the report that it belongs to, ``text`` says what differs, ``line`` says both;
    ``places`` are what would have to be set to go from one state to the other.
    """

    group: str
    text: str
    line: str
    places: tuple[Place, ...]


def compared(form: OfficialForm, before: Report, after: Report) -> list[Difference]:
    """Return each cell, text and fact that differs; both reports are of the form."""
    return [*_cells(form, before, after), *_texts(form, before, after), *_facts(before, after)]


def differences(form: OfficialForm, before: Report, after: Report) -> list[str]:
    """Return one line for each cell, text and fact that differs; both reports are of the form."""
    return [difference.line for difference in compared(form, before, after)]


def summary(form: OfficialForm, before: Report, after: Report) -> str:
    """Return in a few words how much differs: figures, then texts and facts by their names."""
    cells = len(list(_cells(form, before, after)))
    said = [f"表格 {cells} 格"] if cells else []
    texts = [difference.group for difference in _texts(form, before, after)]
    said += [f"文字：{'、'.join(texts)}"] if texts else []
    said += [_OTHER[difference.places[0]] for difference in _facts(before, after)]
    return "；".join(said)


def paragraphs_changed(before: Iterable[str], after: Iterable[str]) -> list[tuple[str, str]]:
    """Return how one text becomes another: its paragraphs as ``-`` (goes), ``+`` (comes) or blank."""
    from difflib import SequenceMatcher  # only when two texts are looked at

    old, new = list(before), list(after)
    marked: list[tuple[str, str]] = []
    for kind, start, end, other_start, other_end in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            marked += [(" ", text) for text in old[start:end]]
        else:
            marked += [("-", text) for text in old[start:end]]
            marked += [("+", text) for text in new[other_start:other_end]]
    return marked


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


def _cells(form: OfficialForm, before: Report, after: Report) -> Iterator[Difference]:
    for address in form.cells:
        old, new = before.cell(address), after.cell(address)
        if old != new:
            section = form.section_of(form.cells[address].table.id).short
            text = f"{form.label(address)}：{old or '空'} → {new or '空'}"
            yield Difference(section, text, f"{section}　{text}", (cell_place(address),))


def _texts(form: OfficialForm, before: Report, after: Report) -> Iterator[Difference]:
    if before.title != after.title:
        text = f"{before.title or '空'} → {after.title or '空'}"
        yield Difference("标题", text, f"标题：{text}", (place("title"),))
    for part, label in parts(form).items():
        if part == WHOLE:
            continue
        old, new = before.text(part), after.text(part)
        if old != new:
            text = f"文字有修改（{sum(map(len, old))} 字 → {sum(map(len, new))} 字）"
            yield Difference(label, text, f"{label}：{text}", (text_place(part),))


def _facts(before: Report, after: Report) -> Iterator[Difference]:
    for name, label in _OTHER.items():
        fields = _TOGETHER.get(name, (name,))
        if any(getattr(before, field) != getattr(after, field) for field in fields):
            text = f"{label}有修改"
            yield Difference(_OTHER_GROUP, text, text, tuple(map(place, fields)))
