"""What the form itself gives to the reading of sentences: its labels and words as terms, its rows by role.

Nothing here knows an id. A row or a column that a new form adds is spoken of by its label the day it stands
in the form; ``role`` and ``words`` say more.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from model.address import Address
from model.forms import OfficialForm
from model.forms.definition import Block, Column, Heading, NamedSum, Row, Table
from model.forms.official import row_members
from model.reading.words.labels import short
from model.reading.words.meaning import Meaning, meaning
from model.reading.words.words import unsaid, words_of
from model.values import Measure

_SHORTEST_NAME = 2  # characters
_MONEY = (Measure.AMOUNT, Measure.MONEY)
# What a row is that does not say so itself, by the group it stands in.
_INSIDE = {"results": "result", "result": "reason", "other-result": "reason", "case": "case"}


class Reference(NamedTuple):
    """A thing of the form: a whole table (no ``item``), or a row, a column or a group of them."""

    table: str
    item: str = ""

    @property
    def is_all_of_a_table(self) -> bool:
        """Whether it is all that a table counts (applications)."""
        return bool(self.table) and not self.item


FOREIGN = Reference("")
"""What is counted in reports and is nothing of the form."""


class Term(NamedTuple):
    """A pattern by which sentences speak of a thing; ``kind`` is topic, row or column."""

    pattern: str
    kind: str
    reference: Reference
    from_label: bool = False


class TableTerms:
    """One table by the roles of its rows and columns.

    ``counts_one_thing``: its rows say what became of one thing (applications); without, each row is a
    topic. ``total`` is the column of totals, empty when it has none; ``wide`` the topics that contain
    others or are in no other, ``topmost`` those that are in no other. ``counts_outcomes``: its rows (cases)
    are divided by what came of them.
    """

    def __init__(self, table: Table) -> None:
        self.id = table.id
        self.counts_one_thing = bool(table.words)
        self.row_roles: dict[str, str] = {}
        self.column_roles: dict[str, str] = {}
        self.measures: dict[str, Measure] = {}
        self.columns_of: dict[str, tuple[str, ...]] = {}
        self.wide: set[str] = set()
        self.topmost: list[str] = []
        self._within: dict[str, str] = {}
        for block in table.blocks:
            self._add_rows(block)
            self._add_columns(block)
        for one in table.named_sums:
            self.row_roles[one.id] = one.role
            self.columns_of[one.id] = self.columns_of.get(row_members(table, one.id)[0], ())
            self.wide.add(one.id)
        self._rows_of: dict[str, list[str]] = {}
        for row, role in self.row_roles.items():
            self._rows_of.setdefault(role, []).append(row)
        self._rows_of_roles: dict[tuple[str, ...], tuple[str, ...]] = {}  # those that were asked for
        self.total = next((name for name, role in self.column_roles.items() if role == "total"), "")
        self.counts_outcomes = bool(self.total) and not self.counts_one_thing

    def rows(self, *roles: str) -> tuple[str, ...]:
        """Return the rows of some roles, in the order of the roles; groups come before their rows."""
        found = self._rows_of_roles.get(roles)
        if found is None:
            rows = chain.from_iterable(self._rows_of.get(role, ()) for role in roles)
            found = self._rows_of_roles[roles] = tuple(rows)
        return found

    def is_money(self, column: str) -> bool:
        """Whether a column holds amounts of money."""
        return self.measures[column] in _MONEY

    def roles(self, rows: Iterable[str]) -> set[str]:
        """Return the roles of some rows."""
        return {self.row_roles.get(row, "") for row in rows}

    def column(self, role: str) -> str:
        """Return the column of a role, or an empty text."""
        return next((name for name, own in self.column_roles.items() if own == role), "")

    def groups_of(self, row: str) -> Iterator[str]:
        """Yield the groups that a row lies in, but for the one of all; the nearest first."""
        group = self._within.get(row, "")
        while group in self._within:
            yield group
            group = self._within[group]

    def _add_rows(self, block: Block) -> None:
        columns = tuple(column.id for column in block.columns)
        for group in block.row_groups:
            self._add_row(group, columns)
            self.wide.add(group.id)
        for row in block.rows:
            self._add_row(row, columns)

    def _add_row(self, item: Row | Heading, columns: tuple[str, ...]) -> None:
        of_its_group = _INSIDE.get(self.row_roles.get(item.within, ""), "")
        self.row_roles[item.id] = item.role or of_its_group
        self.columns_of[item.id] = columns
        if item.within:
            self._within[item.id] = item.within
        else:
            self.topmost.append(item.id)
            self.wide.add(item.id)

    def _add_columns(self, block: Block) -> None:
        named: list[Column | Heading] = [*block.column_groups, *block.columns]
        for column in named:
            self.column_roles.setdefault(column.id, column.role)
        self.measures |= {column.id: column.measure for column in block.columns}


class Terms:
    """The terms of one form, and its tables by role."""

    def __init__(self, form: OfficialForm) -> None:
        self.form = form
        self.tables = {table.id: TableTerms(table) for table in form.definition.tables}
        self.words = tuple(chain.from_iterable(map(_of_table, form.definition.tables)))
        blocks = chain.from_iterable(table.blocks for table in form.definition.tables)
        columns = chain.from_iterable(block.columns for block in blocks)
        self.units = frozenset(column.unit for column in columns) - {""}

    def at(self, table: TableTerms, cells: Iterable[tuple[str, str]]) -> list[Meaning]:
        """Return what rows stand for in columns, without those that do not meet."""
        return list(filter(None, [meaning(self.form, table.id, row, column) for row, column in cells]))

    def meanings(self, table: TableTerms, rows: Iterable[str], column: str) -> list[Meaning]:
        """Return what rows stand for in a column, without those that do not meet it."""
        return list(filter(None, [meaning(self.form, table.id, row, column) for row in rows]))

    @cached_property
    def _money(self) -> frozenset[Address]:
        """The cells that hold amounts of money."""
        return frozenset(at for at, cell in self.form.cells.items() if cell.measure in _MONEY)

    def is_money(self, one: Meaning) -> bool:
        """Whether a meaning is an amount of money, of which all its cells are."""
        return one.addresses[0] in self._money

    def totals(self, table: TableTerms, roles: Iterable[str]) -> tuple[Meaning, ...]:
        """Return the totals of the rows of some roles in a table."""
        return tuple(self.meanings(table, table.rows(*roles), table.total))

    def bases(self, parts: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        """Return what a share without a named whole may be a share of."""
        found = chain.from_iterable(map(self._wholes_of, parts))
        return tuple(dict.fromkeys(one for one in found if one not in parts))

    def _wholes_of(self, part: Meaning) -> list[Meaning]:
        """The totals of its own row, of the groups it lies in, and of all that the table counts."""
        table = self.tables[part.table]
        if not table.total:
            return []
        rows = table.rows(*self._roles_of_wholes(part)) if table.counts_one_thing else table.topmost
        return self.meanings(table, (part.row, *table.groups_of(part.row), *rows), table.total)

    def _roles_of_wholes(self, part: Meaning) -> list[str]:
        may_be_of_finished = self.role(part) not in unsaid().names  # “自然人提出的占83%” is of what came
        return [one for one in unsaid().names if may_be_of_finished or one != "results-total"]

    def with_carried(self, found: tuple[Meaning, ...]) -> tuple[tuple[Meaning, ...], tuple[Meaning, ...]]:
        """Part what was received from the same with what was carried in."""
        if not found or self.role(found[0]) != "received":
            return found, ()
        also = tuple(one for one in found if self.role(one) == "to-handle")
        return tuple(one for one in found if one not in also), also

    def carrying(self, meanings: tuple[Meaning, ...]) -> list[Meaning]:
        """Return what “收到57件” may be before “含上年结转1件”: all that was to be handled."""
        is_received = bool(meanings) and self.role(meanings[0]) == "received"
        return self.beside("to-handle", meanings[0]) if is_received else []

    def beside(self, role: str, one: Meaning) -> list[Meaning]:
        """Return the rows of a role in the column of a meaning."""
        table = self.tables[one.table]
        return self.meanings(table, table.rows(role), one.column)

    def of_role(self, role: str) -> list[Meaning]:
        """Return the totals of the rows of a role."""
        with_totals = (table for table in self.tables.values() if table.total)
        return list(chain.from_iterable(self.totals(table, (role,)) for table in with_totals))

    def still_open(self, case: Meaning) -> list[Meaning]:
        """Return the cases of a kind of which nothing came yet."""
        flow = self.form.checks.pending_flow
        is_told = flow is not None and flow.table == case.table
        rows = case.rows if is_told else ()
        return self.meanings(self.tables[case.table], rows, flow.pending if flow is not None else "")

    def cases_with_outcomes(self, outcome: Meaning) -> tuple[Meaning, ...]:
        """Return what a rate of an outcome may be of: all cases of its kind, or those that are closed."""
        table = self.tables[outcome.table]
        if outcome.column == table.total:
            return ()
        closed = self.concluded(outcome)
        return (*self.meanings(table, (outcome.row,), table.total), closed) if closed is not None else ()

    def concluded(self, case: Meaning) -> Meaning | None:
        """Return the cases of a kind of which something came already; None where the form does not say."""
        table, flow = self.tables[case.table], self.form.checks.pending_flow
        if flow is None or flow.table != table.id:
            return None
        closed = tuple(name for name in table.column_roles if name not in (table.total, flow.pending))
        return replace(case, name="", column="+".join(closed), columns=closed)

    def is_whole(self, one: Meaning) -> bool:
        """Whether a meaning is all applications or all cases of a kind, not some result or applicant."""
        table = self.tables[one.table]
        if one.column != table.total:
            return False
        return table.row_roles.get(one.row) in unsaid().names if table.counts_one_thing else True

    def is_case(self, one: Meaning) -> bool:
        """Whether a meaning is a kind of cases (reviews, suits)."""
        return self.tables[one.table].row_roles.get(one.row) == "case"

    def role(self, one: Meaning) -> str:
        """Return the role of the row of a meaning, or an empty text."""
        return self.tables[one.table].row_roles.get(one.row, "")

    def is_wide(self, topic: Reference) -> bool:
        """Whether no other topic of its table contains it, or it contains others."""
        return topic.item in self.tables[topic.table].wide

    def has_total(self, topic: Reference) -> bool:
        """Whether a topic of its own has a column of totals: then its figures are divided by outcomes."""
        return bool(topic.item) and bool(self.tables[topic.table].total)

    def is_document_or_decision(self, topic: Reference) -> bool:
        """Whether a topic is what the organ issued or decided."""
        return bool(topic.item) and not self.is_case_topic(topic)

    def is_case_topic(self, topic: Reference) -> bool:
        """Whether a topic is a kind of cases."""
        return topic.table in self.tables and self.tables[topic.table].row_roles.get(topic.item) == "case"


@cache
def terms(form: OfficialForm) -> Terms:
    """Return the terms of a form."""
    return Terms(form)


def _of_table(table: Table) -> Iterator[Term]:
    whole = Reference(table.id)
    for word in table.words:
        yield Term(word, "topic", whole)
    rows: list[Row | Heading | NamedSum] = list(table.named_sums)
    columns: list[Column | Heading] = []
    for block in table.blocks:
        rows += [*block.row_groups, *block.rows]
        columns += [*block.column_groups, *block.columns]
    names: dict[tuple[str, ...], str] = {}
    for row in rows:
        # A group and a named sum of the same rows are one thing.
        name = names.setdefault(row_members(table, row.id), row.id)
        yield from _of_row(table, row, Reference(table.id, name))
    for column in columns:
        yield from _of_item(column, "column", Reference(table.id, column.id))


def _of_row(table: Table, row: Row | Heading | NamedSum, reference: Reference) -> Iterator[Term]:
    for term in _of_item(row, "row" if table.words else "topic", reference):
        yield term
        # “新收政府信息公开申请”: the label names the whole table with its row.
        names_the_table = any(re.search(word, term.pattern) for word in table.words)
        if names_the_table and term.from_label:
            yield Term(term.pattern, "topic", Reference(table.id), from_label=True)


def _of_item(item: Row | Column | Heading | NamedSum, kind: str, reference: Reference) -> Iterator[Term]:
    for word in item.words:
        yield Term(word, kind, reference)
    variants = () if isinstance(item, NamedSum) else item.variants
    for name in map(_name, (item.label, *variants)):
        if len(name) >= _SHORTEST_NAME and not _is_said(name, item.words):
            yield Term(re.escape(name), kind, reference, from_label=True)


def _is_said(name: str, words: Iterable[str]) -> bool:
    """Whether a name is one of an item's own words; those with a year in them are none."""
    return any(re.fullmatch(word, name) for word in words if "{" not in word)


def _name(label: str) -> str:
    """What a row or column is called in a sentence: its label without number, brackets, “本年” and “件数”."""
    before, behind = _around_names()
    return behind.sub("", before.sub("", short(label)))


@cache
def _around_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, behind = ("|".join(sorted(words_of(kind))) for kind in ("label-before", "label-behind"))
    return re.compile(f"^(?:{before})"), re.compile(f"(?:{behind})$")
