"""Which cell is most likely wrong, when sums disagree: all sum relations looked at together.

A single wrong figure breaks every relation that it takes part in and no other. So the change of one cell that
mends the most relations, less those that it would break, points at the culprit.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from model.address import Address
from model.forms import OfficialForm, Relation
from model.report import Report
from model.rules.findings import Finding, NotYet
from model.values import parse


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that may be wrong: what it would have to change by, and how many relations that mends.

    ``points`` are the relations mended less those broken.
    """

    address: Address
    delta: int
    points: int


class Disagreement:
    """The state of all sum relations: which fail, by how much, and which cannot be judged."""

    def __init__(self, form: OfficialForm, findings: Iterable[Finding], waiting: Iterable[NotYet]) -> None:
        self._form = form
        self._off: dict[int, int] = {}
        self._waiting = {id(item.subject) for item in waiting if isinstance(item.subject, Relation)}
        self._alone: dict[Address, int] = {}
        for finding in findings:
            difference = finding.arguments.get("difference")
            if not isinstance(difference, int):
                continue
            relation = finding.arguments.get("relation")
            if relation is None:
                # Held against a figure outside the table, as last year's is.
                self._alone[finding.addresses[0]] = difference
            else:
                self._off[id(relation)] = difference

    def points(self, changes: Mapping[Address, int]) -> int:
        """Return how many relations some changes would mend, less those they would break."""
        after: dict[int, int] = {}
        for address, delta in changes.items():
            for relation in self._form.relations_of[address]:
                key = id(relation)
                moved = delta if address in relation.left else -delta
                after[key] = after.get(key, self._off.get(key, 0)) + moved
        points = 0
        for key, difference in after.items():
            if key not in self._waiting:
                points += (difference == 0) - (self._off.get(key, 0) == 0)
        for address, delta in changes.items():
            points += address in self._alone and self._alone[address] + delta == 0
        return points

    def suspects(self, report: Report, relation: Relation) -> list[Suspect]:
        """Return the cells of a failing relation that could be wrong, the likeliest first.

        Where the arithmetic does not decide, the calculated total comes first, then cells with a figure.
        """
        difference = self._off[id(relation)]
        ranked: list[tuple[tuple[int, bool, bool, bool], Suspect]] = []
        for address, delta in _changes(relation, difference):
            number = int(parse(report.cell(address)).number)
            if number + delta < 0:
                continue
            points = self._single(address, delta)
            total = address == relation.derived
            key = (points, total, address in self._form.derivations, number != 0)
            ranked.append((key, Suspect(address, delta, points)))
        ranked.sort(key=lambda item: item[0], reverse=True)
        return [suspect for _, suspect in ranked]

    def _single(self, address: Address, delta: int) -> int:
        """Like ``points`` for one cell; this one runs at every keystroke."""
        points = 0
        for relation in self._form.relations_of[address]:
            key = id(relation)
            before = self._off.get(key, 0)
            if before:
                points += before == (-delta if address in relation.left else delta)
            elif key not in self._waiting:
                points -= 1
        return points + (self._alone.get(address, 0) == -delta)


def blame_first(
    form: OfficialForm, report: Report, findings: list[Finding], waiting: list[NotYet]
) -> list[Finding]:
    """Put the cell to blame most first in every finding about a sum.

    Adds to the arguments ``should_be``, the text that the cell would need, and ``certain``, whether no other
    cell explains the difference as well.
    """
    if not any("relation" in finding.arguments for finding in findings):
        return findings
    state = Disagreement(form, findings, waiting)
    return [_blamed(state, report, f) if "relation" in f.arguments else f for f in findings]


def _blamed(state: Disagreement, report: Report, finding: Finding) -> Finding:
    relation = finding.arguments["relation"]
    assert isinstance(relation, Relation)
    suspects = state.suspects(report, relation)
    if not suspects:
        return finding
    first = suspects[0]
    number = int(parse(report.cell(first.address)).number)
    arguments = {
        **finding.arguments,
        "should_be": str(number + first.delta),
        "certain": len(suspects) == 1 or suspects[1].points < first.points,
    }
    others = tuple(address for address in finding.addresses if address != first.address)
    return replace(finding, addresses=(first.address, *others), arguments=arguments)


def _changes(relation: Relation, difference: int) -> Iterator[tuple[Address, int]]:
    """Every single change that makes a relation hold whose left side is more by ``difference``."""
    for address in relation.left:
        yield address, -difference
    for address in relation.right:
        yield address, difference
