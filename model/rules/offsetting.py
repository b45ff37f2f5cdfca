"""Two sums that are out by the same amount with opposite signs: something is in the wrong cell."""

from collections.abc import Iterator

import msgspec

from model.address import Address
from model.forms import OfficialForm, Relation
from model.report import Edit, Report, set_cells
from model.rules.blame import Disagreement, SumOutBy
from model.rules.engine import AnyRule, FollowUp
from model.rules.figures import count
from model.rules.findings import AnyFinding, Finding, Level, NotYet
from model.rules.wording import cell_name, column_name, definition_of, row_name, section_name


class Misplaced(msgspec.Struct, frozen=True):
    """``amount`` seems to stand in the first cell of a move and to belong in the second; the best move first.

    ``pair`` are the two relations that moving it would mend.
    """

    amount: int
    moves: tuple[tuple[Address, Address], ...]
    pair: tuple[Relation, Relation]


def _check(
    form: OfficialForm, report: Report, findings: list[AnyFinding], waiting: list[NotYet]
) -> Iterator[Finding[Misplaced]]:
    """Yield a hint where exactly two sums of a kind fail, by the same amount with opposite signs."""
    families: dict[tuple[str, str], list[SumOutBy]] = {}
    for finding in findings:
        facts = finding.facts
        if isinstance(facts, SumOutBy):
            families.setdefault((facts.relation.table, facts.relation.code), []).append(facts)
    for family in families.values():
        if len(family) != 2:
            continue
        first, second = family
        if first.difference + second.difference != 0:
            continue
        more, less = (first, second) if first.difference > 0 else (second, first)
        state, amount = Disagreement(form, findings, waiting), more.difference
        moves = moves_between(form, state, report, more.relation, less.relation, amount)
        if moves:
            misplaced = Misplaced(amount, moves, (first.relation, second.relation))
            yield OFFSETTING.found(misplaced, moves[0], str(first.difference), "0")


def moves_between(
    form: OfficialForm, state: Disagreement, report: Report, more: Relation, less: Relation, amount: int
) -> tuple[tuple[Address, Address], ...]:
    """Return the pairs (from, to) between which moving ``amount`` mends both relations, the best first.

    ``more`` has too much on its left side, ``less`` too little, by the same amount.
    """
    ranked: list[tuple[tuple[int, bool], tuple[Address, Address]]] = []
    pairs = [(a, b) for a, b in zip(more.left, less.left, strict=False)]
    # On the right side the surplus lies with the other relation.
    pairs += [(b, a) for a, b in zip(more.right, less.right, strict=False)]
    for source, target in pairs:
        if (count(report.cell(source)) or 0) >= amount:
            points = state.points({source: -amount, target: amount})
            ranked.append(((points, source not in form.derivations), (source, target)))
    ranked.sort(key=lambda item: item[0], reverse=True)
    return tuple(pair for _, pair in ranked)


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Misplaced]) -> str:
    (first, second), amount, pair = finding.addresses, finding.facts.amount, finding.facts.pair
    by_column = definition_of(form, pair[0]).each == "column"
    each = column_name if by_column else row_name
    names = [each(form, item.left[0]) for item in pair]
    kind = "两列" if by_column else "两行"
    return (
        f"{section_name(form, pair[0].table)}，“{names[0]}”和“{names[1]}”{kind}相差的数量相同（"
        f"{amount}）、方向相反，可能有 {amount} 件计错了位置："
        f"例如计入了{cell_name(form, first)}，应计入{cell_name(form, second)}。"
    )


def _repair(form: OfficialForm, report: Report, finding: Finding[Misplaced]) -> Iterator[Edit]:
    """Move the amount from one cell to its neighbour in one step."""
    amount = finding.facts.amount
    for source, target in finding.facts.moves:
        less, more = (count(report.cell(address)) or 0 for address in (source, target))
        texts = {source: str(less - amount), target: str(more + amount)}
        unit = form.cells[source].column.unit
        label = f"从{cell_name(form, source)}移 {amount} {unit}到{cell_name(form, target)}"
        yield set_cells(form, report, texts, label)


OFFSETTING = FollowUp(
    code="offsetting",
    title="没有计错位置、互相抵消的数",
    level=Level.HINT,
    check=_check,
    sentence=_sentence,
    repair=_repair,
)
RULES: tuple[AnyRule, ...] = (OFFSETTING,)
