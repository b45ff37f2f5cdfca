"""A form definition made ready for use: cells, relations and layouts by address."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

import msgspec

from model.address import Address, make
from model.forms.checks import Checks
from model.forms.definition import Block, Chart, Column, Form, Row, Section, Sum, Table
from model.forms.layout import Layout, lay_out, path
from model.values import Measure


class FormError(ValueError):
    """A form definition contradicts itself; the message names the place."""


class Cell(msgspec.Struct, frozen=True):
    """What the form says about one cell."""

    address: Address
    table: Table
    block: Block
    row: Row
    column: Column

    @property
    def measure(self) -> Measure:
        """What kind of figure belongs here."""
        return self.column.measure


class Relation(msgspec.Struct, frozen=True):
    """The sum of the ``left`` cells equals the sum of the ``right`` cells.

    ``derived`` is the cell calculated from the right side, if any. ``subject`` is the id of the row
    or column the relation is about. ``code`` is that of the rule, e.g. ``row-total``.
    """

    code: str
    table: str
    subject: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]
    derived: Address | None


LAST, CHANGE = "last.", "change."
"""What a live figure's name begins with that stands for last year's figure, or for the change since then."""


def plain_name(name: str) -> str:
    """Return the name of the figure that a live figure is about, without what says which year's.

    >>> plain_name("change.requests.received.total")
    'requests.received.total'
    """
    return name.removeprefix(LAST).removeprefix(CHANGE)


class Named(msgspec.Struct, frozen=True):
    """A name that a live figure may use: one cell, or a sum of cells."""

    name: str
    label: str
    addresses: tuple[Address, ...]


class OfficialForm:
    """One official form, indexed. Built once per definition; never changed.

    Raises FormError, with the place, for a definition that contradicts itself.
    """

    def __init__(self, definition: Form) -> None:
        self.definition = definition
        self.tables: Mapping[str, Table] = {table.id: table for table in definition.tables}
        self.sections: Mapping[str, Section] = {s.id: s for s in definition.sections}
        self.layouts: Mapping[str, Layout] = {t.id: lay_out(t) for t in definition.tables}
        self.cells: Mapping[Address, Cell] = {
            cell.address: cell for table in definition.tables for cell in _cells(table)
        }
        self.relations: tuple[Relation, ...] = tuple(
            relation for table in definition.tables for relation in _relations(table)
        )
        self.derivations: Mapping[Address, Relation] = _derivations(self.relations)

    @property
    def id(self) -> str:
        """The form's id, ``2019`` or ``2021`` today."""
        return self.definition.id

    @property
    def checks(self) -> Checks:
        """Where the rules find what they speak of."""
        return self.definition.checks

    @cached_property
    def relations_of(self) -> Mapping[Address, tuple[Relation, ...]]:
        """The relations that each cell takes part in."""
        found: dict[Address, list[Relation]] = {address: [] for address in self.cells}
        for relation in self.relations:
            for address in (*relation.left, *relation.right):
                found[address].append(relation)
        return {address: tuple(relations) for address, relations in found.items()}

    @cached_property
    def sides_of(self) -> Mapping[Address, tuple[tuple[int, int], ...]]:
        """Where each cell stands in its relations: the relation's ``id()``, and 1 for its left side or -1."""
        return {
            address: tuple((id(item), 1 if address in item.left else -1) for item in items)
            for address, items in self.relations_of.items()
        }

    @cached_property
    def names(self) -> Mapping[str, Named]:
        """Every name a live figure may use: addresses, groups of rows and named sums."""
        named = {
            str(cell.address): Named(str(cell.address), self.label(cell.address), (cell.address,))
            for cell in self.cells.values()
        }
        for table in self.definition.tables:
            for item in _named_sums(table):
                named[item.name] = item
        return named

    @cached_property
    def charts(self) -> Mapping[str, Chart]:
        """Every name by which a text may call for a chart, e.g. ``chart.results``."""
        return {f"chart.{chart.id}": chart for chart in self.definition.charts}

    def label(self, address: Address) -> str:
        """Return what a cell is called on screen: row and column label."""
        cell = self.cells[address]
        return f"{cell.row.label} · {cell.column.label}"

    def section_of(self, table: str) -> Section:
        """Return the section that holds a table."""
        return next(section for section in self.definition.sections if section.table == table)

    def title(self, organ: str, year: int) -> str:
        """Return the official title of a report; of one whose year is not known, without the year."""
        pattern = self.definition.title.pattern
        return (pattern if year else pattern.replace("{year}年", "")).format(organ=organ, year=year)


def row_members(table: Table, name: str) -> tuple[str, ...]:
    """Return the rows that a row, a group of rows or a named sum stands for.

    A total that stands in a group is no part of its sum. Raises FormError for an unknown name.
    """
    for block in table.blocks:
        if name in {row.id for row in block.rows}:
            return (name,)
        if name in {group.id for group in block.row_groups}:
            return _rows_of_group(table, block, name)
    for named in table.named_sums:
        if named.id == name:
            return tuple(chain.from_iterable(row_members(table, part) for part in named.rows))
    raise FormError(f"{table.id}: unknown row or group {name!r}")


def _rows_of_group(table: Table, block: Block, group: str) -> tuple[str, ...]:
    inside = (row.id for row in block.rows if _stands_in(block, row, group))
    totals = _derived_rows(table)
    return tuple(row for row in inside if row not in totals)


def _derived_rows(table: Table) -> set[str]:
    """The rows that are sums of other rows, column by column."""
    by_column = (item for item in table.sums if item.derived and item.each == "column")
    return set(chain.from_iterable(item.left for item in by_column))


def _stands_in(block: Block, row: Row, name: str) -> bool:
    return any(group.id == name for group in path(row, block.row_groups, row.id))


def _cells(table: Table) -> Iterator[Cell]:
    seen: set[Address] = set()
    for block in table.blocks:
        for row in block.rows:
            for column in block.columns:
                address = make(table.id, row.id, column.id)
                if address in seen:
                    raise FormError(f"{table.id}: the cell {address!r} is defined twice")
                seen.add(address)
                yield Cell(address, table, block, row, column)


def _relations(table: Table) -> Iterator[Relation]:
    for item in table.sums:
        for block in table.blocks:
            yield from _relations_of_block(table, block, item)


def _relations_of_block(table: Table, block: Block, item: Sum) -> Iterator[Relation]:
    columns = {column.id for column in block.columns}
    if item.each == "row":
        unknown = set(item.left + item.right) - columns
        if unknown:
            raise FormError(f"{table.id}: {item.code} names unknown columns {sorted(unknown)}")
        for row in block.rows:
            yield _relation(
                table,
                item,
                row.id,
                tuple(make(table.id, row.id, column) for column in item.left),
                tuple(make(table.id, row.id, column) for column in item.right),
            )
    elif item.each == "column":
        left = [row for name in item.left for row in row_members(table, name)]
        right = [row for name in item.right for row in row_members(table, name)]
        for column in block.columns:
            yield _relation(
                table,
                item,
                column.id,
                tuple(make(table.id, row, column.id) for row in left),
                tuple(make(table.id, row, column.id) for row in right),
            )
    else:
        raise FormError(f"{table.id}: {item.code} holds for each {item.each!r}, not row or column")


def _relation(
    table: Table, item: Sum, subject: str, left: tuple[Address, ...], right: tuple[Address, ...]
) -> Relation:
    everything = left + right
    if len(set(everything)) != len(everything):
        raise FormError(f"{table.id}: {item.code} counts a cell twice in {subject!r}")
    if item.derived and len(left) != 1:
        raise FormError(f"{table.id}: {item.code} derives more than one cell in {subject!r}")
    return Relation(item.code, table.id, subject, left, right, left[0] if item.derived else None)


def _derivations(relations: tuple[Relation, ...]) -> Mapping[Address, Relation]:
    """Derived cells in an order in which each comes after all it is calculated from."""
    open_: dict[Address, Relation] = {}
    for relation in relations:
        if relation.derived is not None:
            # Where a row and a column meet, the first relation calculates, the other only checks.
            open_.setdefault(relation.derived, relation)
    ordered: dict[Address, Relation] = {}
    while open_:
        ready = [a for a, r in open_.items() if not any(part in open_ for part in r.right)]
        if not ready:
            raise FormError(f"sums go in a circle through {', '.join(sorted(open_))}")
        for address in ready:
            ordered[address] = open_.pop(address)
    return ordered


def _named_sums(table: Table) -> Iterator[Named]:
    for block in table.blocks:
        names = [(group.id, group.label) for group in block.row_groups]
        names += [(named.id, named.label) for named in table.named_sums]
        for name, label in names:
            rows = row_members(table, name)
            for column in block.columns:
                addresses = tuple(make(table.id, row, column.id) for row in rows)
                full = f"{table.id}.{name}.{column.id}"
                yield Named(full, f"{label} · {column.label}", addresses)
