"""Takes an earlier state of a report back, whole or in parts."""

from collections.abc import Iterable

from model.address import Address
from model.forms import OfficialForm
from model.report.edits import Edit, set_values
from model.report.report import Place, Report, cell_place, place, value_at
from model.report.totals import overridden, recalculate

_CELLS = "cells/"
_BY_ENTRY = ("cells", "parts", "sections", "remarks")
_AS_A_WHOLE = (
    *("organ", "year", "title", "preamble", "signature", "overrides", "accepted", "sealed"),
    *("last_year", "last_year_form", "last_year_sections"),
)
_LABEL = "取回以前的版本"


def take_back_whole(report: Report, earlier: Report) -> Edit:
    """Make one edit that turns a report into an earlier state of the same form.

    It stays as final or not as it is: to lock a report is a decision of its own.
    """
    values = {place(name): getattr(earlier, name) for name in _AS_A_WHOLE}
    for name in _BY_ENTRY:
        values.update(_entries(report, earlier, name))
    return set_values(report, values, _LABEL)


def take_back(form: OfficialForm, report: Report, earlier: Report, places: Iterable[Place]) -> Edit:
    """Make one edit that gives some places the values of an earlier state; both reports are of the form.

    A cell takes its parts along, and whether a person had typed its figure over a sum. Totals that nobody
    typed follow what the cells are then, and so does one that was typed and now is what they add up to.
    """
    values: dict[Place, object] = {}
    for where in places:
        values.update(_entries(report, earlier, where) if where in _BY_ENTRY else _one(earlier, where))
    taken = {Address(where.removeprefix(_CELLS)) for where in values if where.startswith(_CELLS)}
    for address in taken:
        values[place("parts", address)] = earlier.parts.get(address)
    overrides = (report.overrides - taken) | (earlier.overrides & taken)
    filled_by_parts = (report.parts.keys() - taken) | (earlier.parts.keys() & taken)
    changed = {address: earlier.cell(address) for address in taken}
    followed = recalculate(form, report.cells, changed, overrides | filled_by_parts)
    values.update({cell_place(address): text or None for address, text in followed.items()})
    after = set_values(report, values, _LABEL).apply(report)
    values[place("overrides")] = overrides & overridden(form, after.cells, after.parts)
    return set_values(report, values, _LABEL)


def _one(earlier: Report, where: Place) -> dict[Place, object]:
    return {where: value_at(earlier, where)}


def _entries(report: Report, earlier: Report, name: str) -> dict[Place, object]:
    """What each entry of a keyed field was; None for one that came later."""
    now, then = getattr(report, name), getattr(earlier, name)
    return {place(name, key): then.get(key) for key in (*now, *then)}
