"""Words for messages: what cells, rows and columns are called in a sentence."""

import re
from collections.abc import Iterable

from model.address import Address
from model.chinese.numerals import COUNTING
from model.forms import OfficialForm, Relation
from model.forms.definition import Block, Row, Sum, Table
from model.forms.layout import path
from model.forms.official import row_members
from model.report import Report

_LONG_BRACKET = re.compile(r"（[^（）]{7,}）")
_INNER_QUOTES = str.maketrans("“”", "‘’")
_ITEM = re.compile(rf"([{COUNTING}]+)、")
_NOT_NUMBERED = re.compile(r"\d+\.")


def organ_name(report: Report) -> str:
    """Return the name of the report's organ without blanks."""
    return "".join(report.organ.split())


def is_one_of(report: Report, patterns: Iterable[str]) -> bool:
    """Whether the name of the report's organ fits one of some regular expressions."""
    organ = organ_name(report)
    return any(re.search(pattern, organ) for pattern in patterns)


def short(label: str) -> str:
    """Return a label without its long explanation in brackets, to be quoted in a sentence."""
    return _LONG_BRACKET.sub("", label).translate(_INNER_QUOTES)


def row_name(form: OfficialForm, address: Address) -> str:
    """Return what a row is called, with its group where its number alone would be ambiguous."""
    cell = form.cells[address]
    label = short(cell.row.label)
    groups = path(cell.row, block_of(cell.table, cell.row.id).row_groups, cell.row.id)
    numbered = _NOT_NUMBERED.match(label) is not None
    if groups and (numbered or block_of(cell.table, cell.row.id).across):
        return f"{short(groups[-1].label)} {label}"
    return label


def column_name(form: OfficialForm, address: Address) -> str:
    """Return what a column is called."""
    return short(form.cells[address].column.label)


def cell_name(form: OfficialForm, address: Address) -> str:
    """Return what a cell is called: “row”的“column”."""
    return f"“{row_name(form, address)}”的“{column_name(form, address)}”"


def section_name(form: OfficialForm, table: str) -> str:
    """Return the short heading of the section that shows a table."""
    return form.section_of(table).short


def where(form: OfficialForm, address: Address) -> str:
    """Return the section, row and column of a cell."""
    return f"{section_name(form, form.cells[address].table.id)}，{cell_name(form, address)}"


def block_of(table: Table, row: str) -> Block:
    """Return the block that a row stands in."""
    return next(block for block in table.blocks if any(item.id == row for item in block.rows))


def definition_of(form: OfficialForm, relation: Relation) -> Sum:
    """Return the sum of the form that a relation comes from."""
    return next(item for item in form.tables[relation.table].sums if item.code == relation.code)


def members(form: OfficialForm, relation: Relation, side: Iterable[str]) -> list[tuple[str, list[Address]]]:
    """Return the named members of one side, each with its label and its cells of this relation."""
    member = _column_member if definition_of(form, relation).each == "row" else _row_member
    return [member(form, relation, name) for name in side]


def _column_member(form: OfficialForm, relation: Relation, name: str) -> tuple[str, list[Address]]:
    everything = (*relation.left, *relation.right)
    cells = [address for address in everything if form.cells[address].column.id == name]
    return short(form.cells[cells[0]].column.label), cells


def _row_member(form: OfficialForm, relation: Relation, name: str) -> tuple[str, list[Address]]:
    """A row, a group of rows or a named sum."""
    table, everything = form.tables[relation.table], (*relation.left, *relation.right)
    rows = row_members(table, name)
    cells = [address for address in everything if form.cells[address].row.id in rows]
    return _row_label(table, name), cells


def _row_label(table: Table, name: str) -> str:
    labels = {named.id: named.label for named in table.named_sums}
    for block in table.blocks:
        labels.update((group.id, group.label) for group in block.row_groups)
        labels.update((row.id, row.label) for row in block.rows)
    return short(labels[name])


def item_name(table: Table, name: str) -> str:
    """Return “第一项” for a row under the heading “一、…”, else its label."""
    for block in table.blocks:
        for row in block.rows:
            if row.id == name:
                return _numbered(block, row) or short(row.label)
    return _row_label(table, name)


def _numbered(block: Block, row: Row) -> str:
    groups = path(row, block.row_groups, row.id)
    match = _ITEM.match(groups[0].label if groups else row.label)
    return f"第{match[1]}项" if match else ""
