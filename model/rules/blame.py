"""Which cell is most likely wrong, when sums disagree: all sum relations looked at together.

A single wrong figure breaks every relation that it takes part in and no other. So the change of one cell that
mends the most relations, less those that it would break, points at the culprit.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from model.address import Address
from model.forms import OfficialForm, Relation
from model.report import Report
from model.rules.figures import count
from model.rules.findings import AnyFinding, NotYet


class OutBy(msgspec.Struct, frozen=True):
    """By how much a figure is more than it should be: what is known of every finding about an amount."""

    difference: int


class SumOutBy(OutBy, frozen=True):
    """By how much the left side of a relation is more than its right side.

    ``should_be`` is the text that the cell to blame would need, empty while no cell is blamed; ``certain``
    says whether no other cell explains the difference as well.
    """

    relation: Relation
    should_be: str = ""
    certain: bool = False


class Suspect(NamedTuple):
    """The likeliest wrong cell, what it should be, and whether no other explains the difference as well."""

    address: Address
    should_be: int
    certain: bool


class Disagreement:
    """The state of all sum relations: which fail, by how much, and which cannot be judged."""

    def __init__(self, form: OfficialForm, findings: Iterable[AnyFinding], waiting: Iterable[NotYet]) -> None:
        self._form = form
        self._off: dict[int, int] = {}
        self._waiting = {id(item.subject) for item in waiting if isinstance(item.subject, Relation)}
        self._alone: dict[Address, int] = {}
        for finding in findings:
            facts = finding.facts
            if isinstance(facts, SumOutBy):
                self._off[id(facts.relation)] = facts.difference
            elif isinstance(facts, OutBy):
                # Held against a figure outside the table, as last year's is.
                self._alone[finding.addresses[0]] = facts.difference

    def disagrees(self, relation: Relation) -> bool:
        """Whether a relation still fails."""
        return id(relation) in self._off

    def settle(self, address: Address, delta: int) -> None:
        """Judge from now on as if a cell were that much more."""
        for key, side in self._form.sides_of[address]:
            difference = self._off.get(key, 0) + side * delta
            if difference:
                self._off[key] = difference
            else:
                self._off.pop(key, None)

    def points(self, changes: Mapping[Address, int]) -> int:
        """Return how many relations some changes would mend, less those they would break."""
        after: dict[int, int] = {}
        for address, delta in changes.items():
            for key, side in self._form.sides_of[address]:
                after[key] = after.get(key, self._off.get(key, 0)) + side * delta
        points = 0
        for key, difference in after.items():
            if key not in self._waiting:
                points += (difference == 0) - (self._off.get(key, 0) == 0)
        for address, delta in changes.items():
            points += address in self._alone and self._alone[address] + delta == 0
        return points

    def suspect(self, report: Report, relation: Relation) -> Suspect | None:
        """Return the cell of a failing relation that is likeliest wrong; None where no count could mend it.

        Where the arithmetic does not decide, the calculated total of the relation comes first, then other
        totals, then cells that hold a figure, in the order of the form.
        """
        # As this runs at every keystroke while a sum is wrong, ``points`` is written out for a single change.
        off, waiting, alone, sides_of = self._off, self._waiting, self._alone, self._form.sides_of
        get, totals, derived = report.cells.get, self._form.derivations, relation.derived
        difference = off[id(relation)]
        best: tuple[int, bool, bool, bool] = (-len(self._form.relations), False, False, False)
        found: tuple[Address, int] | None = None
        certain = True
        for addresses, delta in ((relation.left, -difference), (relation.right, difference)):
            for address in addresses:
                points = int(address in alone and alone[address] == -delta)
                for key, side in sides_of[address]:
                    if key in off:
                        points += off[key] == -side * delta
                    elif key not in waiting:
                        points -= 1
                if points < best[0]:
                    continue
                number = count(get(address)) or 0
                if number + delta >= 0:
                    rank = (points, address == derived, address in totals, number != 0)
                    certain = points > best[0]
                    if rank > best:
                        best, found = rank, (address, number + delta)
        return None if found is None else Suspect(*found, certain)


def blame_first(
    form: OfficialForm, report: Report, findings: list[AnyFinding], waiting: list[NotYet]
) -> list[AnyFinding]:
    """Put the cell to blame most first in every finding about a sum, and say what it should be.

    Totals written by hand that do not equal their own sum are judged before all else: whatever else
    disagrees because of them is blamed on them, and what is left is judged as if they were right.
    """
    sums = [finding.facts for finding in findings if isinstance(finding.facts, SumOutBy)]
    if not sums:
        return findings
    state = Disagreement(form, findings, waiting)
    written = _written_wrong(state, report, sums)
    for suspect in written:
        state.settle(suspect.address, suspect.should_be - (count(report.cell(suspect.address)) or 0))
    return [
        _blamed(state, report, f, f.facts, written) if isinstance(f.facts, SumOutBy) else f for f in findings
    ]


def _written_wrong(state: Disagreement, report: Report, sums: Iterable[SumOutBy]) -> list[Suspect]:
    """The totals that are the likeliest wrong cell of their own sum, which calculation would set right."""
    found: dict[Address, Suspect] = {}
    for facts in sums:
        derived = facts.relation.derived
        if derived is not None and derived not in found:  # a total of both ways is one cell all the same
            suspect = state.suspect(report, facts.relation)
            if suspect is not None and suspect.address == derived:
                found[derived] = suspect
    return list(found.values())


def _blamed(
    state: Disagreement, report: Report, finding: AnyFinding, facts: SumOutBy, written: Iterable[Suspect]
) -> AnyFinding:
    relation = facts.relation
    if state.disagrees(relation):
        suspect = state.suspect(report, relation)
    else:  # one of these is all that is wrong with it
        suspect = next(one for one in written if one.address in (*relation.left, *relation.right))
    if suspect is None:
        return finding
    first, should_be, certain = suspect
    others = tuple([address for address in finding.addresses if address != first])
    blamed = SumOutBy(facts.difference, relation, str(should_be), certain)
    return finding.kind.found(blamed, (first, *others), finding.actual, finding.expected, level=finding.level)
