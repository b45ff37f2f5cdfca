"""The sums of the tables: a total and its parts, two sides that must be equal.

Which cells make up a sum is the form's matter; ``/`` and blank count as 0 (notices, notes on filling in).
"""

from collections.abc import Callable, Iterator, Mapping

from model.address import Address
from model.forms import OfficialForm, Relation
from model.report import Edit, Report, cell_place
from model.rules.blame import SumOutBy
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.figures import count
from model.rules.findings import Finding, Level
from model.rules.mending import set_count
from model.rules.wording import (
    cell_name,
    column_name,
    definition_of,
    item_name,
    members,
    row_name,
    section_name,
)

Texts = list[str | None]
SumFinding = Finding[SumOutBy]


def sum_rule(
    code: str, title: str, sentence: Callable[[OfficialForm, Report, SumFinding], str]
) -> Rule[SumOutBy, Relation]:
    """Make the rule for all relations of the form that carry a code."""

    def units(form: OfficialForm) -> Iterator[Unit[Relation]]:
        for relation in form.relations:
            if relation.code == code:
                reads = tuple(cell_place(a) for a in (*relation.left, *relation.right))
                yield Unit(relation, reads)

    def check(_form: OfficialForm, report: Report, relation: Relation) -> Iterator[Outcome[SumOutBy]]:
        return check_relation(made, report, relation)

    made = Rule(
        code=code,
        title=title,
        level=Level.ERROR,
        units=units,
        check=check,
        sentence=sentence,
        repair=any_cell_of_the_sum,
        judges=True,
    )
    return made


def check_relation(
    rule: Rule[SumOutBy, Relation], report: Report, relation: Relation
) -> Iterator[Outcome[SumOutBy]]:
    """Yield a finding when the two sides of a relation differ, NotYet while that cannot be said."""
    get = report.cells.get
    left_texts, right_texts = list(map(get, relation.left)), list(map(get, relation.right))
    left, right = _total(left_texts), _total(right_texts)
    if left is None or right is None:
        yield rule.waits(_bad(relation, report.cells), relation)
        return
    is_begun = any(left_texts) and any(right_texts)
    if is_begun and left == right:
        return
    everything = (*relation.left, *relation.right)
    wait = _waits_for_total if relation.derived else _waits_for_side
    if wait(left_texts, right_texts, left, right):
        yield rule.waits((address for address in everything if not get(address)), relation)
    elif left != right:
        stands = report.cell(relation.derived) if relation.derived else str(left)
        facts = SumOutBy(left - right, relation)
        yield rule.found(facts, everything, stands, str(right))


def _total(texts: Texts) -> int | None:
    """The sum of some cells, or None when one of them holds no count."""
    try:
        return sum(map(count, texts))  # type: ignore[arg-type]  # a None among them is rare, so not looked for
    except TypeError:
        return None


def _bad(relation: Relation, cells: Mapping[Address, str]) -> tuple[Address, ...]:
    everything = (*relation.left, *relation.right)
    return tuple(address for address in everything if count(cells.get(address, "")) is None)


def _waits_for_total(left_texts: Texts, right_texts: Texts, left: int, _right: int) -> bool:
    return not any(left_texts) or (left != 0 and not any(right_texts))


def _waits_for_side(left_texts: Texts, right_texts: Texts, left: int, right: int) -> bool:
    # What is still being filled in comes last in the table: the cases carried on.
    return not any(left_texts) or not any(right_texts) or (left > right and not all(right_texts))


def any_cell_of_the_sum(form: OfficialForm, report: Report, finding: SumFinding) -> Iterator[Edit]:
    """Change any one cell of the sum, or of the sums that its calculated cells come from."""
    relation, difference = finding.facts.relation, finding.facts.difference
    deltas = dict.fromkeys(relation.left, -difference) | dict.fromkeys(relation.right, difference)
    for address, delta in list(deltas.items()):
        source = form.derivations.get(address)
        for part in source.right if source is not None else ():
            deltas.setdefault(part, delta)
    first = finding.addresses[0]
    for address in sorted(deltas, key=lambda a: a != first):
        number = (count(report.cell(address)) or 0) + deltas[address]
        if number >= 0:
            yield set_count(form, report, address, str(number))


def total(form: OfficialForm, report: Report, finding: SumFinding) -> str:
    """A total that is not the sum of its parts."""
    relation, difference = finding.facts.relation, finding.facts.difference
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


def balance(form: OfficialForm, report: Report, finding: SumFinding) -> str:
    """Two sides that should be equal."""
    relation, difference = finding.facts.relation, finding.facts.difference
    definition = definition_of(form, relation)
    each = column_name if definition.each == "column" else row_name
    left, right = (_side(form, report, relation, names) for names in (definition.left, definition.right))
    return (
        f"{section_name(form, relation.table)}，“{each(form, relation.left[0])}”：{left}为 {finding.actual}，"
        f"{right}为 {finding.expected}，相差 {abs(difference)}，两者应相等。"
        f"{_suspicion(form, report, finding, ())}"
    )


def _suspicion(
    form: OfficialForm, report: Report, finding: SumFinding, spoken_of: tuple[Address, ...]
) -> str:
    """Name the cell to blame when arithmetic decides and the sentence is not about it anyway."""
    first = finding.addresses[0]
    if not finding.facts.certain or first in spoken_of:
        return ""
    stands = report.cell(first) or "空白"
    return f"很可能是{cell_name(form, first)}填错：现为 {stands}，应为 {finding.facts.should_be}。"


def _side(form: OfficialForm, report: Report, relation: Relation, names: tuple[str, ...]) -> str:
    table = form.tables[relation.table]
    by_column = definition_of(form, relation).each == "column"
    terms = zip(names, members(form, relation, names), strict=True)
    return "加".join(
        f"{item_name(table, name) if by_column else label} {_sum(report, cells)} "
        for name, (label, cells) in terms
    )


def _sum(report: Report, cells: list[Address]) -> int:
    return sum(count(report.cell(address)) or 0 for address in cells)


RULES: tuple[AnyRule, ...] = (
    sum_rule("row-total", "各行总计等于各类申请人之和", total),
    sum_rule("results-total", "办理结果总计等于各项结果之和", total),
    sum_rule("column-balance", "第一、二项之和等于第三、四项", balance),
    sum_rule("litigation-total", "复议诉讼总计等于各结果之和", total),
)
