"""Sentences about sums, with their arithmetic."""

from collections.abc import Mapping

from model.address import Address
from model.forms import OfficialForm, Relation
from model.report import Report
from model.rules.figures import count
from model.rules.findings import Finding
from model.rules.wording import (
    Sentence,
    cell_name,
    column_name,
    definition_of,
    item_name,
    members,
    row_name,
    section_name,
)


def _relation(finding: Finding) -> tuple[Relation, int]:
    relation, difference = finding.arguments["relation"], finding.arguments["difference"]
    assert isinstance(relation, Relation)
    assert isinstance(difference, int)
    return relation, difference


def _sum(report: Report, cells: list[Address]) -> int:
    return sum(count(report.cell(address)) or 0 for address in cells)


def _suspicion(form: OfficialForm, report: Report, finding: Finding, spoken_of: tuple[Address, ...]) -> str:
    """Name the cell to blame when arithmetic decides and the sentence is not about it anyway."""
    first = finding.addresses[0]
    if not finding.arguments.get("certain") or first in spoken_of:
        return ""
    stands = report.cell(first) or "空白"
    return f"很可能是{cell_name(form, first)}填错：现为 {stands}，应为 {finding.arguments['should_be']}。"


def total(form: OfficialForm, report: Report, finding: Finding) -> str:
    """A total that is not the sum of its parts."""
    relation, difference = _relation(finding)
    definition = definition_of(form, relation)
    terms = members(form, relation, definition.right)
    numbers = [(label, _sum(report, cells)) for label, cells in terms]
    if definition.each == "row":
        arithmetic = "+".join(str(number) for _, number in numbers)
    else:
        arithmetic = " + ".join(f"{label} {number}" for label, number in numbers)
    more = f"多 {difference}" if difference > 0 else f"少 {-difference}"
    return (
        f"{section_name(form, relation.table)}，{cell_name(form, relation.left[0])}应为 {finding.expected}"
        f"（{arithmetic}），现为 {finding.actual}，{more}。"
        f"{_suspicion(form, report, finding, relation.left)}"
    )


def balance(form: OfficialForm, report: Report, finding: Finding) -> str:
    """Two sides that should be equal."""
    relation, difference = _relation(finding)
    definition = definition_of(form, relation)
    each = column_name if definition.each == "column" else row_name
    left, right = (_side(form, report, relation, names) for names in (definition.left, definition.right))
    return (
        f"{section_name(form, relation.table)}，“{each(form, relation.left[0])}”：{left}为 {finding.actual}，"
        f"{right}为 {finding.expected}，相差 {abs(difference)}，两者应相等。"
        f"{_suspicion(form, report, finding, ())}"
    )


def _side(form: OfficialForm, report: Report, relation: Relation, names: tuple[str, ...]) -> str:
    table = form.tables[relation.table]
    by_column = definition_of(form, relation).each == "column"
    terms = zip(names, members(form, relation, names), strict=True)
    return "加".join(
        f"{item_name(table, name) if by_column else label} {_sum(report, cells)} "
        for name, (label, cells) in terms
    )


def offsetting(form: OfficialForm, _report: Report, finding: Finding) -> str:
    """Two sums that are out by the same amount with opposite signs."""
    first, second = finding.addresses
    pair = finding.arguments["pair"]
    assert isinstance(pair, tuple)
    relation = pair[0]
    by_column = definition_of(form, relation).each == "column"
    each = column_name if by_column else row_name
    names = [each(form, item.left[0]) for item in pair]
    kind = "两列" if by_column else "两行"
    return (
        f"{section_name(form, relation.table)}，“{names[0]}”和“{names[1]}”{kind}相差的数量相同（"
        f"{finding.arguments['amount']}）、方向相反，可能有 {finding.arguments['amount']} 件计错了位置："
        f"例如计入了{cell_name(form, first)}，应计入{cell_name(form, second)}。"
    )


MESSAGES: Mapping[str, Sentence] = {
    "row-total": total,
    "results-total": total,
    "column-balance": balance,
    "litigation-total": total,
    "offsetting": offsetting,
}
