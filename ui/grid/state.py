"""What a figure's cell shows, told as a value: two equal states need no repaint."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from model.address import Address
from model.forms.meanings import explained, in_short
from model.report import Report
from model.report.estimates import carried_out
from model.rules import AnyFinding, Level, message
from model.rules.standing import NAMES, standing
from model.values import Figure, parse, plain, rounded
from ui.grid.places import GridMap
from ui.session import Session

_SPOKEN = {"": "未填", "/": "不适用"}
_CENT = Decimal("0.01")  # an average of counts with two places
_RANK = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2}


@dataclass(frozen=True, slots=True)
class CellState:
    """All that the picture of one figure depends on.

    ``level`` is that of the strongest finding to mark, ``blamed`` whether it blames this cell most.
    ``last_year`` and ``difference`` are empty when there is nothing to compare with.
    """

    text: str
    derived: bool
    overridden: bool
    in_parts: bool
    level: Level | None
    blamed: bool
    remark: str
    last_year: str
    difference: str


def cell_state(session: Session, grid: GridMap, address: Address) -> CellState:
    """Return what a cell shows now."""
    report = session.report
    text = report.cell(address)
    level, blamed = _mark(text, session.findings_at(address), address)
    then = (report.last_year or {}).get(address, "")
    return CellState(
        text=text,
        derived=address in grid.derived,
        overridden=address in report.overrides,
        in_parts=address in report.parts,
        level=level,
        blamed=blamed,
        remark=report.remarks.get(address, ""),
        last_year=then,
        difference=difference(parse(text), parse(then)) if then else "",
    )


def last_year_state(then: Report, grid: GridMap, address: Address) -> CellState:
    """Return what a cell shows while last year's figures are filled in: no findings, nothing beside."""
    return CellState(
        text=then.cell(address),
        derived=address in grid.derived,
        overridden=address in then.overrides,
        in_parts=False,
        level=None,
        blamed=False,
        remark="",
        last_year="",
        difference="",
    )


def _mark(text: str, findings: tuple[AnyFinding, ...], address: Address) -> tuple[Level | None, bool]:
    """The level to mark a cell with. A blank cell looks blank already: only errors mark it besides."""
    levels = {finding.level for finding in findings}
    marking = levels if text else levels & {Level.ERROR}
    if not marking:
        return None, False
    level = min(marking, key=_RANK.__getitem__)
    blamed = {finding.addresses[0] for finding in findings if finding.level is level}
    return level, address in blamed


def difference(now: Figure, then: Figure) -> str:
    """Return this year's figure less last year's with its sign, empty where they do not compare.

    >>> difference(parse("3440"), parse("3001"))
    '+439'
    """
    if not (now.is_number and then.is_number) or now.unit != then.unit:
        return ""
    change = now.number - then.number
    text = plain(change)
    return f"+{text}" if change > 0 else text.replace("-", "−")


def spoken_state(session: Session, grid: GridMap, address: Address, before: Address | None = None) -> str:
    """Return a cell in words for a screen reader: value, place, what is special, findings.

    Of row and column as much is said as is another than at the cell ``before``, where the clerk comes from.
    """
    state = cell_state(session, grid, address)
    words = [_SPOKEN.get(state.text, state.text)]
    words += _changed(grid.row_path(address), () if before is None else grid.row_path(before))
    words += _changed(grid.column_path(address), () if before is None else grid.column_path(before))
    if state.in_parts:
        words.append("有分项")
    if state.overridden:
        words.append("手工填写的合计")
    elif state.derived:
        words.append("自动合计")
    words += told_findings(session, address)
    if state.remark:
        words.append(f"备注：{state.remark}")
    return "，".join(words)


def _changed(labels: Sequence[str], before: Sequence[str]) -> Sequence[str]:
    """The labels from the first one on that is another than before."""
    same = 0
    while same < min(len(labels), len(before)) and labels[same] == before[same]:
        same += 1
    return labels[same:]


def told_findings(session: Session, address: Address) -> list[str]:
    """Return the findings that concern a cell as sentences, those that blame it first."""
    return [
        f"{NAMES[standing(finding)]}：{message(session.form, session.report, finding)}"
        for finding in session.findings_at(address)
    ]


def status_text(session: Session, grid: GridMap, address: Address) -> str:
    """Return the status line's words for a cell: label path, last year's value, difference."""
    state = cell_state(session, grid, address)
    text = grid.label(address)
    if session.report.last_year is None:
        return text
    text += f"　上年 {state.last_year or '无'}"
    return f"{text}　差 {state.difference}" if state.difference else text


def selection_text(report: Report, chosen: Sequence[Address]) -> str:
    """Return the status line's words for several cells: how many, and what their figures come to.

    Sums over figures of different units would say nothing; they are left out then.
    """
    figures = [figure for figure in (parse(report.cell(address)) for address in chosen) if figure.is_number]
    text = f"已选 {len(chosen)} 格　计数 {len(figures)}"
    if not figures or len({figure.unit for figure in figures}) > 1:
        return text
    total = sum((figure.number for figure in figures), Decimal(0))
    average = rounded(total / len(figures), _CENT)
    return f"{text}　求和 {plain(total)}　平均 {plain(average)}"


def calm_text(session: Session, grid: GridMap, address: Address | None) -> str:
    """Return what to say of a cell that nothing is wrong with."""
    if address is None:
        return ""
    state = cell_state(session, grid, address)
    words = [grid.label(address)]
    if state.overridden:
        words.append("手工填写的合计，不再自动计算；按 Ctrl+Backspace 恢复。")
    elif state.derived:
        words.append("自动合计；直接输入即改为手工填写。")
    estimate = carried_out(session.form, session.report.cells).get(address)
    if estimate is not None:
        words.append(f"按同列其他各项推算为 {estimate}。推算，请与台账核对。")
    if state.remark:
        words.append(f"备注：{state.remark}")
    known = in_short(session.form, address)
    if known is not None:
        words.append(known.meaning.text)
    return "　".join(words)


def tip_text(session: Session, grid: GridMap, address: Address) -> str:
    """Return what is shown when the mouse rests on a cell, as rich text: only that is wrapped."""
    state = cell_state(session, grid, address)
    lines = [grid.label(address), *told_findings(session, address)]
    if state.last_year:
        tail = f"，差 {state.difference}" if state.difference else ""
        lines.append(f"上年：{state.last_year}{tail}")
    if state.in_parts:
        lines.append(f"由 {len(session.report.parts[address])} 个分项相加，按 F4 查看。")
    if state.overridden:
        lines.append("手工填写的合计，不再随数据自动计算。")
    if state.remark:
        lines.append(f"备注：{state.remark}")
    known = in_short(session.form, address)
    if known is not None:
        lines.append(f"含义：{known.meaning.text}（{known.meaning.source}）")
    return "<br>".join(escape(line) for line in lines)


def meaning_text(session: Session, grid: GridMap, address: Address) -> str:
    """Return all that the law and the notices say of a cell, as rich text with the sources."""
    lines = [f"<b>{escape(grid.label(address))}</b>"]
    for one in explained(session.form, address):
        lines.append(
            f"<b>{escape(one.label)}</b>：{escape(one.meaning.text)}<br>"
            f"<small>依据：{escape(one.meaning.source)}</small>"
        )
    if len(lines) == 1:
        lines.append("没有查到这一格的说明，请按表中的项目名称填写。")
    return "".join(f"<p>{line}</p>" for line in lines)
