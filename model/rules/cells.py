"""Rules about single cells: what may stand in them, and which are not filled in."""

from collections.abc import Iterator

import msgspec

from model.address import Address, make, split
from model.forms import OfficialForm
from model.report import Edit, Place, Report, cell_place, follow_again, place, set_cells
from model.report.estimates import ESTIMATED, carried_out
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level
from model.rules.mending import expected_figure
from model.rules.wording import column_name, is_one_of, organ_name, row_name, section_name, where
from model.values import (
    NOT_APPLICABLE_TEXT,
    parse,
    plain,
)

Addresses = tuple[Address, ...]


def reads(addresses: Addresses) -> tuple[Place, ...]:
    """Return the places of some cells."""
    return tuple(cell_place(address) for address in addresses)


def rows(form: OfficialForm) -> Iterator[Addresses]:
    """Yield the addresses of every row of every table."""
    for table in form.definition.tables:
        for block in table.blocks:
            for row in block.rows:
                yield tuple(make(table.id, row.id, column.id) for column in block.columns)


# --------------------------------------------------------------- sign-lost


class LostSign(msgspec.Struct, frozen=True):
    """The figures before, of the change without its sign, and after."""

    before: str
    change: str
    after: str


Trio = tuple[Address, Address, Address]


def _change_units(form: OfficialForm) -> Iterator[Unit[Trio]]:
    for item in form.checks.signed_change:
        for addresses in rows(form):
            table, row, _ = split(addresses[0])
            trio = make(table, row, item.before), make(table, row, item.change), make(table, row, item.after)
            if table == item.table and set(trio) <= set(addresses):
                yield Unit(trio, reads(trio))


def _sign_lost(_form: OfficialForm, report: Report, trio: Trio) -> Iterator[Outcome[LostSign]]:
    """``before`` − ``change`` = ``after``, while ``change`` stands without its minus sign."""
    before, change, after = figures = [parse(report.cell(address)) for address in trio]
    are_numbers = all(figure.is_number for figure in figures)
    may_lack_sign = bool(change.number) and not change.sign
    if not are_numbers or not may_lack_sign:
        return
    if before.number - change.number == after.number:
        facts = LostSign(before.text, change.text, after.text)
        addresses = (trio[1], trio[0], trio[2])
        yield SIGN_LOST.found(facts, addresses, change.text, plain(-change.number))


def _say_sign_lost(form: OfficialForm, _report: Report, finding: Finding[LostSign]) -> str:
    facts = finding.facts
    return (
        f"{where(form, finding.addresses[0])}可能漏了负号："
        f"{facts.before} 减 {facts.change} 正好是 {facts.after}，"
        f"如果是减少，应写成 {finding.expected}。"
    )


SIGN_LOST = Rule(
    code="sign-lost",
    title="增减数没有漏写负号",
    level=Level.HINT,
    units=_change_units,
    check=_sign_lost,
    sentence=_say_sign_lost,
    repair=expected_figure,
)

# ------------------------------------------------------- regulations-power


def _regulation_units(form: OfficialForm) -> Iterator[Unit[Addresses]]:
    if form.checks.regulations and form.checks.no_regulations_power:
        addresses = tuple(Address(address) for address in form.checks.regulations)
        yield Unit(addresses, (place("organ"), *reads(addresses)))


def _regulations_power(form: OfficialForm, report: Report, addresses: Addresses) -> Iterator[Outcome[None]]:
    """规章 are counted for an organ whose name shows that it cannot make any (立法法 article 93)."""
    more = tuple(address for address in addresses if parse(report.cell(address)).number > 0)
    if not more:
        return
    if is_one_of(report, form.checks.no_regulations_power):
        yield REGULATIONS_POWER.found(None, more, report.cell(more[0]), "0")


def _say_regulations_power(form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    return (
        f"{where(form, finding.addresses[0])}填了 {finding.actual}：只有设区的市、自治州及以上才能制定规章，"
        f"请核对“{organ_name(report)}”是否应填 0；其他文件请计入规范性文件。"
    )


REGULATIONS_POWER = Rule(
    code="regulations-power",
    title="规章数与制定权限相符",
    level=Level.HINT,
    units=_regulation_units,
    check=_regulations_power,
    sentence=_say_regulations_power,
)

# -------------------------------------------------------------- blank-cell


class Blank(msgspec.Struct, frozen=True):
    """Whether nothing of the row is filled in."""

    whole_row: bool


def _row_units(form: OfficialForm) -> Iterator[Unit[Addresses]]:
    for addresses in rows(form):
        yield Unit(addresses, reads(addresses))


def _blank_cell(_form: OfficialForm, report: Report, addresses: Addresses) -> Iterator[Outcome[Blank]]:
    """Cells of a row are not filled in: one finding for the row."""
    get = report.cells.get
    if not all(map(get, addresses)):
        blank = tuple(address for address in addresses if not get(address))
        yield BLANK_CELL.found(Blank(whole_row=len(blank) == len(addresses)), blank)


def _say_blank_cell(form: OfficialForm, _report: Report, finding: Finding[Blank]) -> str:
    first, number = finding.addresses[0], len(finding.addresses)
    place = f"{section_name(form, form.cells[first].table.id)}，“{row_name(form, first)}”"
    if finding.facts.whole_row:
        what = f"整行（{number} 格）还没有填"
    else:
        names = "、".join(column_name(form, address) for address in finding.addresses)
        what = f"有 {number} 格没有填：{names}"
    return f"{place}{what}。没有发生填 0，不适用填 /。"


def _fill_in(form: OfficialForm, report: Report, finding: Finding[Blank]) -> Iterator[Edit]:
    """Fill every blank cell of the row that is not calculated: as its column wants it, or else with 0."""
    typed = [address for address in finding.addresses if address not in form.derivations]
    if not typed:
        edit = follow_again(form, report, finding.addresses)
        yield Edit("重新计算合计", edit.changes)
        return
    estimates = {a: text for a, text in carried_out(form, report.cells).items() if a in typed}
    if estimates:
        label = f"{ESTIMATED} {'、'.join(estimates.values())}（推算，请与台账核对）"
        yield set_cells(form, report, estimates, label)
    for text in ("0", NOT_APPLICABLE_TEXT):
        label = f"{len(typed)} 个空白格都填 {text}"
        yield set_cells(form, report, dict.fromkeys(typed, text), label)


BLANK_CELL = Rule(
    code="blank-cell",
    title="应填的数据都已填写",
    level=Level.WARNING,
    units=_row_units,
    check=_blank_cell,
    sentence=_say_blank_cell,
    repair=_fill_in,
)

RULES: tuple[AnyRule, ...] = (SIGN_LOST, REGULATIONS_POWER, BLANK_CELL)
