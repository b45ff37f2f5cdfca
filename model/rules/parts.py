"""The rule about the parts of a cell: what the offices, the register or the reports below gave for it."""

from collections.abc import Iterator

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.report import CellPart, Edit, NoSum, Report, cell_place, place, set_cells, set_parts, sum_of
from model.rules.cells import rows
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level
from model.rules.wording import cell_name, where
from model.values import parse, plain

_DIFFERENCE = "未分项的差额"


class Unequal(msgspec.Struct, frozen=True):
    """Why a cell and its parts differ: ``problem`` names a part that cannot be added up, empty otherwise."""

    count: int
    problem: str = ""


Addresses = tuple[Address, ...]


def _units(form: OfficialForm) -> Iterator[Unit[Addresses]]:
    for addresses in rows(form):
        figures = [cell_place(address) for address in addresses]
        yield Unit(addresses, (*figures, *(place("parts", address) for address in addresses)))


def _parts_sum(form: OfficialForm, report: Report, addresses: Addresses) -> Iterator[Outcome[Unequal]]:
    """A cell with parts holds another figure than their sum: one of the two is wrong."""
    if not report.parts:
        return
    for address in addresses:
        parts = report.parts.get(address)
        if not parts:
            continue
        try:
            total = sum_of(parts, form.cells[address].column)
        except NoSum as error:
            yield PARTS_SUM.found(Unequal(len(parts), str(error)), (address,), report.cell(address))
            continue
        if total != report.cell(address):
            yield PARTS_SUM.found(Unequal(len(parts)), (address,), report.cell(address), total)


def _say(form: OfficialForm, _report: Report, finding: Finding[Unequal]) -> str:
    address, facts = finding.addresses[0], finding.facts
    if facts.problem:
        return f"{where(form, address)}的分项不能相加：{facts.problem}。请改正这一项。"
    here = finding.actual or "空白"
    return (
        f"{where(form, address)}现为 {here}，而它的 {facts.count} 个分项合计为 {finding.expected or '空白'}。"
    )


def _repair(form: OfficialForm, report: Report, finding: Finding[Unequal]) -> Iterator[Edit]:
    """Take the sum of the parts, or keep the figure and name what is missing in the parts."""
    address = finding.addresses[0]
    if finding.facts.problem:
        return
    label = f"把{cell_name(form, address)}改为分项合计 {finding.expected or '空白'}"
    yield Edit(label, set_cells(form, report, {address: ""}).changes)
    here, total = parse(finding.actual), parse(finding.expected)
    more = here.number - total.number
    if here.is_number and more > 0 and not here.unit and not total.unit:
        parts = (*report.parts[address], CellPart(_DIFFERENCE, plain(more)))
        label = f"保留 {finding.actual}，加一个分项“{_DIFFERENCE}”{plain(more)}"
        yield Edit(label, set_parts(form, report, {address: parts}).changes)


PARTS_SUM = Rule(
    code="parts-sum",
    title="有分项的数据等于分项之和",
    level=Level.ERROR,
    units=_units,
    check=_parts_sum,
    sentence=_say,
    repair=_repair,
)

RULES: tuple[AnyRule, ...] = (PARTS_SUM,)
