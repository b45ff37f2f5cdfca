"""Edits: immutable values with inverses. All change of a report goes through here.

The builders say in the user's language (``label``) what an edit does, for the undo menu.
"""

from collections.abc import Iterable, Mapping, Set
from contextlib import suppress

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.report.parts import CellPart, NoSum, Parts, sum_of
from model.report.report import (
    Acceptance,
    Paragraphs,
    Place,
    Report,
    cell_place,
    place,
    text_place,
    value_at,
    with_values,
)
from model.report.totals import overridden, recalculate
from model.values import canonical


class Change(msgspec.Struct, frozen=True):
    """One place's value before and after; None stands for no entry."""

    place: Place
    before: object
    after: object


class Edit(msgspec.Struct, frozen=True):
    """A step that is done and undone as a whole."""

    label: str
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether anything changes at all."""
        return bool(self.changes)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that change, for checking again what depends on them."""
        return tuple(change.place for change in self.changes)

    def apply(self, report: Report) -> Report:
        """Return the report after this edit.

        Where no place changes twice all changes are made at once, as each time the report is copied.
        """
        values = {change.place: change.after for change in self.changes}
        if len(values) == len(self.changes):
            return with_values(report, values)
        for change in self.changes:
            report = with_values(report, {change.place: change.after})
        return report

    def inverse(self) -> "Edit":
        """Return the edit that takes this one back."""
        back = tuple(Change(c.place, c.after, c.before) for c in reversed(self.changes))
        return Edit(self.label, back)

    def then(self, later: "Edit") -> "Edit":
        """Return one edit that does this one and then another."""
        if _overlap(self, later):
            return Edit(self.label, self.changes + later.changes)
        merged = {change.place: change for change in self.changes}
        for change in later.changes:
            earlier = merged.get(change.place)
            before = change.before if earlier is None else earlier.before
            merged[change.place] = Change(change.place, before, change.after)
        kept = tuple(change for change in merged.values() if change.before != change.after)
        return Edit(self.label, kept)


def _overlap(first: Edit, second: Edit) -> bool:
    """Whether one sets a whole field of which the other sets an entry: their order must stay."""
    places = {*first.places, *second.places}
    return any(where.partition("/")[0] in places for where in places if "/" in where)


def set_values(report: Report, values: Mapping[Place, object], label: str) -> Edit:
    """Make an edit of any places, leaving out those that stay as they are."""
    changes = []
    begun: dict[str, dict[str, object]] = {}
    for where, value in values.items():
        before = value_at(report, where)
        if before == value:
            continue
        name, _, key = where.partition("/")
        makes_field = bool(key) and getattr(report, name) is None
        if makes_field:
            # It is the first entry of a field that was not there: undo must take that back too.
            begun.setdefault(name, {})[key] = value
        else:
            changes.append(Change(where, before, value))
    changes += [Change(place(name), None, entries) for name, entries in begun.items()]
    return Edit(label, tuple(changes))


def set_cells(
    form: OfficialForm, report: Report, texts: Mapping[Address, str], label: str = "填写数据"
) -> Edit:
    """Fill in cells as typed or pasted; blank text empties a cell.

    Calculated cells that depend on them follow, unless a person has overridden them; a calculated
    cell, or one with parts, given a text here becomes overridden, one given blank text follows again. So
    does every overridden one that now holds what would be calculated: nothing is left to override.
    Raises KeyError for a cell that the form does not have.
    """
    values: dict[Address, str] = {}
    overrides = set(report.overrides)
    for address, text in texts.items():
        if address not in form.cells:
            raise KeyError(address)
        figure = canonical(text)
        parts = report.parts.get(address)
        is_filled_by_itself = address in form.derivations or parts is not None
        if figure and is_filled_by_itself:
            overrides.add(address)
        elif is_filled_by_itself:
            overrides.discard(address)
        emptied_to_parts = parts is not None and not figure
        values[address] = _sum_or_blank(form, address, parts or ()) if emptied_to_parts else figure
    values.update(recalculate(form, report.cells, values, overrides | report.parts.keys()))
    overrides &= _differing_if_any(form, overrides, {**report.cells, **values}, report.parts)
    places: dict[Place, object] = {cell_place(a): text or None for a, text in values.items()}
    places[place("overrides")] = frozenset(overrides)
    return set_values(report, places, label)


def set_parts(
    form: OfficialForm,
    report: Report,
    parts: Mapping[Address, Iterable[CellPart]],
    label: str = "填写分项",
) -> Edit:
    """Give cells their parts, whose sums fill the cells at once. No parts: the figure stays, on its own.

    A figure that a person had written over the parts before gives way to their sum, and a total that now
    is what would be calculated follows again. Parts that cannot be added up leave the figure as it is: the
    rules tell why. A total made of reports follows its
    cells again as soon as one of these has a part beside the reports'. Raises KeyError for a cell that
    the form does not have.
    """
    after = {**report.parts, **{a: tuple(part.unified() for part in given) for a, given in parts.items()}}
    behind = _totals_fallen_behind(form, after)
    parts = {**parts, **dict.fromkeys(behind, ())}
    after = {address: own for address, own in after.items() if own and parts.get(address, own)}
    values = dict.fromkeys(behind, "")  # until they are calculated
    for address in parts:
        if address not in form.cells:
            raise KeyError(address)
        if address in after:
            with suppress(NoSum):
                values[address] = sum_of(after[address], form.cells[address].column)
    cells = {**report.cells, **values}
    # What now differs from its parts, or (its parts gone) from what the form adds up, a person wrote.
    typed = overridden(form, cells, after) & parts.keys()
    overrides = (report.overrides - parts.keys()) | typed
    values.update(recalculate(form, report.cells, values, overrides | after.keys()))
    overrides &= _differing_if_any(form, overrides, {**report.cells, **values}, after)
    places: dict[Place, object] = {place("parts", address): after.get(address) for address in parts}
    places.update({cell_place(a): text or None for a, text in values.items()})
    places[place("overrides")] = frozenset(overrides)
    return set_values(report, places, label)


def _differing_if_any(
    form: OfficialForm, overrides: Set[Address], cells: Mapping[Address, str], parts: Mapping[Address, Parts]
) -> Set[Address]:
    """Return what still overrides something, asked only where anything may: nearly no report has any."""
    return overridden(form, cells, parts) if overrides else overrides


def _totals_fallen_behind(form: OfficialForm, parts: Mapping[Address, Parts]) -> set[Address]:
    """Return the totals whose parts are the reports' totals, while their cells hold more than the reports'.

    What was typed or counted beside the reports stands in the cells alone: nobody repeats it at the total.
    """
    beside = {address for address, own in parts.items() if not _are_reports(own)}
    behind: set[Address] = set()
    for total, relation in form.derivations.items():  # each after all it is calculated from
        falls_behind = total not in beside and not beside.isdisjoint(relation.right)
        if falls_behind:
            beside.add(total)
        if falls_behind and parts.get(total):
            behind.add(total)
    return behind


def _are_reports(parts: Parts) -> bool:
    return all(part.origin.kind == "report" for part in parts)


def _sum_or_blank(form: OfficialForm, address: Address, parts: Iterable[CellPart]) -> str:
    try:
        return sum_of(tuple(parts), form.cells[address].column)
    except NoSum:
        return ""


def follow_again(form: OfficialForm, report: Report, addresses: Iterable[Address]) -> Edit:
    """Give overridden cells back to calculation."""
    return set_cells(form, report, dict.fromkeys(addresses, ""), "恢复自动合计")


def set_text(report: Report, part: str, paragraphs: Iterable[str], label: str = "修改文字") -> Edit:
    """Replace ``title`` (one paragraph), ``preamble``, ``signature`` or a section's paragraphs."""
    made: Paragraphs = tuple(paragraphs)
    if part == "title":
        return set_values(report, {text_place(part): "\n".join(made)}, label)
    keyed = text_place(part) != part
    return set_values(report, {text_place(part): (made or None) if keyed else made}, label)


def set_remark(report: Report, address: Address, text: str) -> Edit:
    """Set or (blank) remove the private note on a cell."""
    return set_values(report, {place("remarks", address): text.strip() or None}, "修改备注")


def accept(report: Report, *acceptances: Acceptance) -> Edit:
    """Accept findings with their reasons, as one step, in place of what was said of the same before."""
    about = {(item.code, item.addresses, item.quote) for item in acceptances}
    kept = (item for item in report.accepted if (item.code, item.addresses, item.quote) not in about)
    return set_values(report, {place("accepted"): (*kept, *acceptances)}, "说明情况并接受")


def withdraw(report: Report, acceptance: Acceptance) -> Edit:
    """Take an acceptance back."""
    kept = tuple(item for item in report.accepted if item != acceptance)
    return set_values(report, {place("accepted"): kept}, "撤回接受")
