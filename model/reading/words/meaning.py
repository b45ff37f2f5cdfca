"""What a figure of a text may speak of: one cell of the form, or a sum of cells."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain

import msgspec

from model.address import Address, make
from model.forms import OfficialForm, Relation, official
from model.forms.definition import Column, Table
from model.values import Kind, Measure, in_yuan, parse, problem

_ZERO = Decimal(0)
# What an amount without a unit of its own is in.
_UNITS_OF_MONEY = {Measure.AMOUNT: "万元", Measure.MONEY: ""}


class Meaning(msgspec.Struct, frozen=True, cache_hash=True):
    """A rectangle of cells in one table whose sum a text speaks of.

    ``name`` is the name a live figure may use for it, empty when the form has none (“法人或其他组织”).
    ``row`` and ``column`` are the ids as spoken of; ``rows`` and ``columns`` what is added up,
    ``addresses`` their cells.
    """

    name: str
    table: str
    row: str
    column: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    addresses: tuple[Address, ...] = ()

    def __post_init__(self) -> None:
        cells = tuple(make(self.table, row, column) for row in self.rows for column in self.columns)
        msgspec.structs.force_setattr(self, "addresses", cells)


@cache
def meaning(form: OfficialForm, table: str, row: str, column: str) -> Meaning | None:
    """Return what a row (or group, or named sum) and a column (or group of columns) stand for.

    None when the form has no such row or column, or they do not meet.
    """
    definition = form.tables.get(table)
    if definition is None:
        return None
    rows, columns = row_members(definition, row), column_members(definition, column)
    name = f"{table}.{row}.{column}"
    made = Meaning(name if name in form.names else "", table, row, column, rows, columns)
    return made if _meets(form, made) else None


@lru_cache(maxsize=1024)
def in_form(form: OfficialForm, spoken: Meaning) -> Meaning | None:
    """Return what a meaning of another form is in this one: a row and a column, or a sum of cells."""
    found = meaning(form, spoken.table, spoken.row, spoken.column)
    if found is not None or spoken.table not in form.tables:
        return found
    return spoken if _meets(form, spoken) else None


def _meets(form: OfficialForm, made: Meaning) -> bool:
    """Whether rows and columns are known, and have a cell in common each."""
    return bool(made.addresses) and form.cells.keys() >= set(made.addresses)


def row_members(table: Table, name: str) -> tuple[str, ...]:
    """Return the rows that a row, a group or a named sum stands for; nothing for an unknown name."""
    try:
        return official.row_members(table, name)
    except official.FormError:
        return ()


def column_members(table: Table, name: str) -> tuple[str, ...]:
    """Return the columns that a column or a group of columns stands for; nothing for an unknown name."""
    members = (column.id for block in table.blocks for column in block.columns if _stands_for(name, column))
    return tuple(dict.fromkeys(members))


def _stands_for(name: str, column: Column) -> bool:
    return name in (column.id, column.within)


@lru_cache(maxsize=1024)
def joined(form: OfficialForm, parts: tuple[Meaning, ...]) -> Meaning | None:
    """Return the sum of some rows of one table in the same columns, or None when they differ in more."""
    first = parts[0]
    if len({(one.table, one.columns) for one in parts}) > 1:
        return None
    rows = _rows_of(parts)
    together = Meaning("", first.table, "+".join(rows), first.column, rows, first.columns)
    name = _names_by_cells(form).get(frozenset(together.addresses))
    if name is None:
        return together
    table, row, column = name.split(".")
    return Meaning(name, table, row, column, rows, first.columns)


def _rows_of(parts: Sequence[Meaning]) -> tuple[str, ...]:
    """All rows of some meanings, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(one.rows for one in parts)))


@cache
def _names_by_cells(form: OfficialForm) -> Mapping[frozenset[Address], str]:
    """The name of each sum of cells that has one; where it has two, the one that the form says first."""
    backwards = reversed(tuple(form.names.values()))
    return {frozenset(named.addresses): named.name for named in backwards}


def number(form: OfficialForm, cells: Mapping[Address, str], spoken: Meaning) -> Decimal | None:
    """Return the figure of the tables that a text speaks of, money in 元.

    None while one of its cells is blank or holds what may not stand there: then it says nothing. But a blank
    beside which a sum is whole stands for nought.
    """
    readers, total = _readers(form), _ZERO
    for address in spoken.addresses:
        one = readers[address](cells.get(address, ""))
        if one is not None:
            total += one
        elif not _stands_for_nought(form, cells, address):
            return None
    return total


# Reports leave out the noughts of a table. What is filled in must give a total that another sum of the table
# confirms: so many came in as were finished and left. A total alone is only what was filled in, added up.
def _stands_for_nought(form: OfficialForm, cells: Mapping[Address, str], address: Address) -> bool:
    """Whether a cell is left blank where nothing is missing."""
    if cells.get(address, "").strip():
        return False
    sums = (one for one in form.relations_of[address] if one.derived and address in one.right)
    return any(_is_whole(form, cells, one) and _is_confirmed(form, cells, one) for one in sums)


def _is_confirmed(form: OfficialForm, cells: Mapping[Address, str], sum_: Relation) -> bool:
    total = sum_.derived
    others = (one for one in form.relations_of[total] if one.derived is None) if total else ()
    return any(_is_whole(form, cells, one) for one in others)


def _is_whole(form: OfficialForm, cells: Mapping[Address, str], relation: Relation) -> bool:
    """Whether a sum holds, and not of noughts alone, with its blanks taken for noughts."""
    left, right = (_filled(form, cells, side) for side in (relation.left, relation.right))
    return left is not None and left == right and left > 0


def _filled(form: OfficialForm, cells: Mapping[Address, str], side: Sequence[Address]) -> Decimal | None:
    """The sum of the cells that are filled in; None where one is no figure."""
    texts = ((address, cells.get(address, "") or "0") for address in side)
    found = [_readers(form)[address](text) for address, text in texts]
    return None if None in found else sum(filter(None, found), _ZERO)


def cell_number(form: OfficialForm, cells: Mapping[Address, str], address: Address) -> Decimal | None:
    """Return the figure of one cell, money in 元; None where ``number`` can be none."""
    return _readers(form)[address](cells.get(address, ""))


@cache
def _readers(form: OfficialForm) -> Mapping[Address, Callable[[str], Decimal | None]]:
    """For each cell what understands its text."""
    return {address: _reader(cell.measure) for address, cell in form.cells.items()}


@cache
def _reader(measure: Measure) -> Callable[[str], Decimal | None]:
    unit_of_money = _UNITS_OF_MONEY.get(measure)

    @lru_cache(maxsize=2048)
    def number_of(text: str) -> Decimal | None:
        figure = parse(text)
        if figure.kind is Kind.BLANK or problem(figure, measure) is not None:
            return None
        return figure.number if unit_of_money is None else in_yuan(figure, unit_of_money)

    return number_of
