"""What a figure of a text may speak of: one cell of the form, or a sum of cells."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache

import msgspec

from model.address import Address, make
from model.chinese.brackets import without_last
from model.chinese.numerals import COUNTING
from model.forms import OfficialForm, official
from model.forms.definition import Table
from model.forms.layout import path
from model.values import Kind, Measure, in_yuan, parse, problem

_ZERO = Decimal(0)


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
    rows, columns = _rows(definition, row), _columns(definition, column)
    if not rows or not columns:
        return None
    name = f"{table}.{row}.{column}"
    made = Meaning(name if name in form.names else "", table, row, column, rows, columns)
    return made if all(address in form.cells for address in made.addresses) else None


@lru_cache(maxsize=1024)
def joined(form: OfficialForm, parts: tuple[Meaning, ...]) -> Meaning | None:
    """Return the sum of some rows of one table in the same columns, or None when they differ in more."""
    first = parts[0]
    if any((one.table, one.columns) != (first.table, first.columns) for one in parts):
        return None
    rows = tuple(dict.fromkeys(row for one in parts for row in one.rows))
    wanted = {make(first.table, row, column) for row in rows for column in first.columns}
    for named in form.names.values():
        if set(named.addresses) == wanted:
            _, row, column = named.name.split(".")
            return Meaning(named.name, first.table, row, column, rows, first.columns)
    return Meaning("", first.table, "+".join(rows), first.column, rows, first.columns)


def number(form: OfficialForm, cells: Mapping[Address, str], spoken: Meaning) -> Decimal | None:
    """Return the figure of the tables that a text speaks of, money in 元.

    None while one of its cells is blank or holds what may not stand there: then it says nothing.
    """
    readers, total = _readers(form), _ZERO
    for address in spoken.addresses:
        one = readers[address](cells.get(address, ""))
        if one is None:
            return None
        total += one
    return total


def cell_number(form: OfficialForm, cells: Mapping[Address, str], address: Address) -> Decimal | None:
    """Return the figure of one cell, money in 元; None where ``number`` can be none."""
    return _readers(form)[address](cells.get(address, ""))


@cache
def _readers(form: OfficialForm) -> Mapping[Address, Callable[[str], Decimal | None]]:
    """For each cell what understands its text."""
    return {address: _reader(cell.measure) for address, cell in form.cells.items()}


@cache
def _reader(measure: Measure) -> Callable[[str], Decimal | None]:
    @lru_cache(maxsize=2048)
    def number_of(text: str) -> Decimal | None:
        figure = parse(text)
        if figure.kind is Kind.BLANK or problem(figure, measure) is not None:
            return None
        if measure in (Measure.AMOUNT, Measure.MONEY):
            return in_yuan(figure, "万元" if measure is Measure.AMOUNT else "")
        return figure.number

    return number_of


@lru_cache(maxsize=1024)
def splits(form: OfficialForm, whole: Meaning, parts: tuple[Meaning, ...]) -> tuple[Meaning, int] | None:
    """Return how parts divide a whole: the missing rest, and how many parts, from the first on, are of it.

    The rest has no rows when the parts are complete. None when they do not divide it by rows or by
    columns alone.
    """
    for across in (True, False):
        left = _expanded(form, whole, across)
        taken: list[Meaning] = []
        for part in parts:
            inside = _expanded(form, part, across)
            same = part.table == whole.table and (
                (part.rows == whole.rows) if across else (part.columns == whole.columns)
            )
            if not same or not inside or not inside <= left:
                break
            left -= inside
            taken.append(part)
        if taken and _expanded(form, taken[0], across) != _expanded(form, whole, across):
            order = [name for name in _all(form, whole, across) if name in left]
            rows = whole.rows if across else tuple(order)
            columns = tuple(order) if across else whole.columns
            return Meaning("", whole.table, whole.row, whole.column, rows, columns), len(taken)
    return None


@cache
def beside(form: OfficialForm, spoken: Meaning) -> tuple[Meaning, ...]:
    """Return what is added to a meaning in a sum of the form: the other results, outcomes or applicants."""
    table = form.tables[spoken.table]
    for item in table.sums:
        across = item.each == "row"
        own = set(spoken.columns if across else spoken.rows)
        members = {name: {name} if across else set(official.row_members(table, name)) for name in item.right}
        if not own <= set().union(*members.values()):
            continue
        rest = [name for name, inside in members.items() if not inside <= own]
        made = (
            meaning(form, table.id, *((spoken.row, name) if across else (name, spoken.column)))
            for name in rest
        )
        return tuple(one for one in made if one is not None)
    return ()


@cache
def label(form: OfficialForm, spoken: Meaning) -> str:
    """Return what a meaning is called for a person: table, row and column, in quotes."""
    table = form.tables[spoken.table]
    row = _label(table, spoken.row, spoken.rows, columns=False)
    column = _label(table, spoken.column, spoken.columns, columns=True)
    if row == column:  # “总计·总计” would leave open which total
        row = _group_label(table, spoken.row) + row
    number_ = form.section_of(spoken.table).heading.partition("、")[0]
    return f"表{number_}“{row}·{column}”"


def short(text: str) -> str:
    """Return a label of the form without its numbering and explanation."""
    without = re.sub(rf"^(?:[{COUNTING}]+、|（[{COUNTING}]+）|\d+\.)", "", text)
    return without_last(without) or text


def _group_label(table: Table, row: str) -> str:
    """The innermost group that a row stands in; empty for a row of its own."""
    for block in table.blocks:
        for item in block.rows:
            if item.id == row and item.within:
                return short(path(item, block.row_groups, table.id)[-1].label)
    return ""


def _label(table: Table, spoken: str, members: tuple[str, ...], *, columns: bool) -> str:
    labels: dict[str, str] = {named.id: named.label for named in table.named_sums}
    for block in table.blocks:
        groups = block.column_groups if columns else block.row_groups
        labels.update((item.id, item.label) for item in groups)
        labels.update((item.id, item.label) for item in (block.columns if columns else block.rows))
    if spoken in labels:
        return short(labels[spoken])
    return "、".join(short(labels[name]) for name in members)


def _rows(table: Table, row: str) -> tuple[str, ...]:
    try:
        return official.row_members(table, row)
    except official.FormError:
        return ()


def _columns(table: Table, column: str) -> tuple[str, ...]:
    for block in table.blocks:
        if any(item.id == column for item in block.columns):
            return (column,)
        grouped = tuple(item.id for item in block.columns if item.within == column)
        if grouped:
            return grouped
    return ()


def _all(form: OfficialForm, whole: Meaning, across: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_leaves(form, whole.table, whole.columns if across else whole.rows, across)))


def _expanded(form: OfficialForm, spoken: Meaning, across: bool) -> set[str]:
    return set(_all(form, spoken, across))


def _leaves(form: OfficialForm, table: str, names: tuple[str, ...], across: bool) -> Iterable[str]:
    """Rows (or, ``across``, columns) with calculated ones replaced by what they are calculated from."""
    definition = form.tables[table]
    for name in names:
        made = next(
            (
                item.right
                for item in definition.sums
                if item.derived and item.left == (name,) and (item.each == "row") is across
            ),
            None,
        )
        if made is None:
            yield name
            continue
        for part in made:
            members = (part,) if across else official.row_members(definition, part)
            yield from _leaves(form, table, members, across)
