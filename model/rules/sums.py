"""The sums of the tables, and the pairs of sums that are out by the same amount.

Which cells make up a sum is the form's matter; ``/`` and blank count as 0 (notices, notes on filling in).
"""

from collections.abc import Iterator, Mapping

from model.address import Address
from model.forms import OfficialForm, Relation
from model.report import Report, cell_place
from model.rules.blame import Disagreement
from model.rules.engine import FollowUp, Outcome, Rule, Unit
from model.rules.figures import count
from model.rules.findings import Finding, Level, NotYet

Texts = list[str | None]


def relation_rule(code: str) -> Rule:
    """Make the rule for all relations of the form that carry a code."""

    def units(form: OfficialForm) -> Iterator[Unit]:
        for relation in form.relations:
            if relation.code == code:
                reads = tuple(cell_place(a) for a in (*relation.left, *relation.right))
                yield Unit(relation, reads)

    return Rule(code, units, check_relation)


def check_relation(_form: OfficialForm, report: Report, relation: Relation) -> Iterator[Outcome]:
    """Yield a finding when the two sides of a relation differ, NotYet while that cannot be said."""
    get = report.cells.get
    left_texts, right_texts = list(map(get, relation.left)), list(map(get, relation.right))
    left, right = _total(left_texts), _total(right_texts)
    if left is None or right is None:
        yield NotYet(relation.code, _bad(relation, report.cells), relation)
        return
    if left == right and any(left_texts) and any(right_texts):
        return
    wait = _waits_for_total if relation.derived else _waits_for_side
    if wait(left_texts, right_texts, left, right):
        blank = tuple(a for a in (*relation.left, *relation.right) if not get(a))
        yield NotYet(relation.code, blank, relation)
    elif left != right:
        yield Finding(
            relation.code,
            Level.ERROR,
            (*relation.left, *relation.right),
            report.cell(relation.derived) if relation.derived else str(left),
            str(right),
            {"relation": relation, "difference": left - right},
        )


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


def check_offsetting(
    form: OfficialForm, report: Report, findings: list[Finding], waiting: list[NotYet]
) -> Iterator[Finding]:
    """Yield a hint where exactly two sums of a kind fail, by the same amount with opposite signs."""
    families: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        relation = finding.arguments.get("relation")
        if isinstance(relation, Relation):
            families.setdefault((relation.table, relation.code), []).append(finding)
    for family in families.values():
        if len(family) != 2:
            continue
        first, second = (_difference(finding) for finding in family)
        if first + second != 0:
            continue
        more, less = family if first > 0 else reversed(family)
        state = Disagreement(form, findings, waiting)
        moves = moves_between(form, state, report, _relation(more), _relation(less), abs(first))
        if moves:
            yield Finding(
                "offsetting",
                Level.HINT,
                moves[0],
                str(_difference(family[0])),
                "0",
                {"amount": abs(first), "moves": moves, "pair": (_relation(family[0]), _relation(family[1]))},
            )


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


def _difference(finding: Finding) -> int:
    difference = finding.arguments["difference"]
    assert isinstance(difference, int)
    return difference


def _relation(finding: Finding) -> Relation:
    relation = finding.arguments["relation"]
    assert isinstance(relation, Relation)
    return relation


ROW_TOTAL = relation_rule("row-total")
RESULTS_TOTAL = relation_rule("results-total")
COLUMN_BALANCE = relation_rule("column-balance")
LITIGATION_TOTAL = relation_rule("litigation-total")
OFFSETTING = FollowUp("offsetting", check_offsetting)
