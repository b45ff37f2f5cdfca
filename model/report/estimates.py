"""What a figure still blank must be if the rest of its column is right: the requests carried into next year.

The official form holds the first two items of a column against the third and the fourth (第一项加第二项之和，
等于第三项加第四项之和), so that the fourth follows from the others. It is an estimate: the register knows.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from model import address as addresses
from model.address import Address
from model.forms import OfficialForm, Relation
from model.values import parse, plain, total

ESTIMATED = "按推算填"
"""How the label of every edit begins that fills in estimates: nobody takes them for counted figures."""


def carried_cells(form: OfficialForm) -> frozenset[Address]:
    """Return the cells that a person fills in of the rows that next year's report takes over."""
    rows = {(pair.table, pair.last) for pair in form.checks.carried}
    return frozenset(a for a in form.cells if addresses.split(a)[:2] in rows and a not in form.derivations)


def carried_out(form: OfficialForm, cells: Mapping[Address, str]) -> dict[Address, str]:
    """Return estimates for the blank ones of these cells.

    Left out: columns of which too little is known (a side without any figure) or in which something is no
    number; and estimates below 0, which only say that the column is wrong.
    """
    found: dict[Address, Decimal] = {}
    blank = _blank_ones(form, cells)
    for relation in form.relations:
        is_balance = relation.derived is None
        if is_balance:
            found.update(_estimates(relation, blank, cells))
    in_order = filter(found.__contains__, form.cells)
    return {address: plain(found[address]) for address in in_order}


def _blank_ones(form: OfficialForm, cells: Mapping[Address, str]) -> set[Address]:
    return {address for address in carried_cells(form) if not cells.get(address)}


def _estimates(
    relation: Relation, blank: set[Address], cells: Mapping[Address, str]
) -> dict[Address, Decimal]:
    """What the blank ones among the cells of a balance must be, each if the others are right."""
    made: dict[Address, Decimal] = {}
    for address in blank.intersection((*relation.left, *relation.right)):
        estimate = _missing(relation, address, cells)
        if estimate is not None and estimate >= 0:
            made[address] = estimate
    return made


def _missing(relation: Relation, blank: Address, cells: Mapping[Address, str]) -> Decimal | None:
    """What makes both sides equal; None where a side has no figure, or a text is none.

    The blank cell adds nothing to its own side, which is what is known of it.
    """
    is_on_the_right = blank in relation.right
    own, other = (relation.right, relation.left) if is_on_the_right else (relation.left, relation.right)
    known, whole = _sum(own, cells), _sum(other, cells)
    if known is None or whole is None:
        return None
    return whole - known


def _sum(side: Iterable[Address], cells: Mapping[Address, str]) -> Decimal | None:
    """What the cells of one side that are filled in add up to."""
    texts = [cells.get(address, "") for address in side]
    figures = [parse(text) for text in texts if text]
    if not figures or not all(figure.is_number for figure in figures):
        return None
    return total(figures)
