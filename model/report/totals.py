"""Calculated cells: what a total should be, and which totals follow a change."""

from collections.abc import Mapping, Set
from decimal import Decimal

from model.address import Address
from model.forms import OfficialForm, Relation
from model.values import parse, plain


def calculated(relation: Relation, cells: Mapping[Address, str]) -> str:
    """Return the text of a relation's calculated cell; blank while all its parts are blank."""
    texts = [cells[address] for address in relation.right if address in cells]
    if texts and all(text.isdecimal() and text.isascii() for text in texts):  # nearly always
        return str(sum(map(int, texts)))
    figures = [parse(text) for text in texts]
    if all(figure.is_blank for figure in figures):
        return ""
    return plain(sum((figure.number for figure in figures), Decimal(0)))


def recalculate(
    form: OfficialForm,
    cells: Mapping[Address, str],
    changed: Mapping[Address, str],
    overrides: Set[Address],
) -> dict[Address, str]:
    """Return new texts of the calculated cells that follow a change.

    A calculated cell follows when one of its parts changes, or when it was itself emptied,
    and nobody has overridden it.
    """
    now = {**cells, **changed}
    touched = set(changed)
    made: dict[Address, str] = {}
    for address, relation in form.derivations.items():
        if address in overrides:
            continue
        if address in touched or not touched.isdisjoint(relation.right):
            made[address] = now[address] = calculated(relation, now)
            touched.add(address)
    return made


def overridden(form: OfficialForm, cells: Mapping[Address, str]) -> frozenset[Address]:
    """Return the calculated cells whose figure is not what would be calculated.

    For reports that come from elsewhere: these figures were typed by somebody.
    """
    return frozenset(
        address
        for address, relation in form.derivations.items()
        if cells.get(address, "") and cells[address] != calculated(relation, cells)
    )
