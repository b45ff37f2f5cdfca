"""Calculated cells: what a total should be, and which totals follow a change."""

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

from model.address import Address
from model.forms import OfficialForm, Relation
from model.report.parts import Parts, differing
from model.values import added_up

_LONGEST = 40  # digits; what is longer is no figure, and Python refuses some thousands


def calculated(relation: Relation, cells: Mapping[Address, str]) -> str:
    """Return the text of a relation's calculated cell; blank while all its parts are blank.

    A part that is no number counts nothing; a rule of its own tells of it.
    """
    texts = [text for text in map(cells.get, relation.right) if text is not None]
    if _are_plain_counts(texts):  # nearly always
        return str(sum(map(int, texts)))
    return added_up(texts)


def _are_plain_counts(texts: Sequence[str]) -> bool:
    """Whether there are texts, and each is a few digits; looked at as one, which is sooner done."""
    whole = "".join(texts)
    are_digits = whole.isdecimal() and whole.isascii() and all(texts)
    return are_digits and (len(whole) <= _LONGEST or len(max(texts, key=len)) <= _LONGEST)


def recalculate(
    form: OfficialForm,
    cells: Mapping[Address, str],
    changed: Mapping[Address, str],
    kept: Set[Address],
) -> dict[Address, str]:
    """Return new texts of the calculated cells that follow a change.

    A calculated cell follows when one of the cells that it adds up changes, or when it was itself emptied,
    unless it is one of those ``kept``: overridden by a person, or filled by parts of its own.
    """
    now = {**cells, **changed}
    touched = set(changed)
    made: dict[Address, str] = {}
    for address, relation in form.derivations.items():
        if address in kept:
            continue
        if address in touched or not touched.isdisjoint(relation.right):
            made[address] = now[address] = calculated(relation, now)
            touched.add(address)
    return made


def overridden(
    form: OfficialForm, cells: Mapping[Address, str], parts: Mapping[Address, Parts] = MappingProxyType({})
) -> frozenset[Address]:
    """Return the calculated cells whose figure is not what would be calculated.

    Cells with parts are held against their sum. For reports that come from elsewhere: these figures were
    typed by somebody.
    """
    typed = differing(form, cells, parts)
    for address, relation in form.derivations.items():
        text = cells.get(address, "")
        is_own_figure = bool(text) and address not in parts
        if is_own_figure and text != calculated(relation, cells):
            typed.add(address)
    return frozenset(typed)
