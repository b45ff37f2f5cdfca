"""What rows, columns and figures are called for a person, by the labels of the form."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from model.chinese.brackets import without_last
from model.chinese.numerals import COUNTING
from model.forms import OfficialForm
from model.forms.definition import Table
from model.forms.layout import path
from model.reading.words.meaning import Meaning

_NUMBERING = re.compile(rf"^(?:[{COUNTING}]+、|（[{COUNTING}]+）|\d+\.)")


def short(text: str) -> str:
    """Return a label of the form without its numbering and explanation."""
    return without_last(_NUMBERING.sub("", text)) or text


@cache
def label(form: OfficialForm, spoken: Meaning) -> str:
    """Return what a meaning is called for a person: table, row and column, in quotes."""
    table = form.tables[spoken.table]
    row = _called(_row_labels(table), spoken.row, spoken.rows)
    column = _called(_column_labels(table), spoken.column, spoken.columns)
    if row == column:  # “总计·总计” would leave open which total
        row = _group_label(table, spoken.row) + row
    number = form.section_of(spoken.table).heading.partition("、")[0]
    return f"表{number}“{row}·{column}”"


def _called(labels: Mapping[str, str], name: str, members: Iterable[str]) -> str:
    """A row or column by its label; what has none of its own by those of its members."""
    named = [name] if name in labels else members
    return "、".join(short(labels[one]) for one in named)


def _row_labels(table: Table) -> dict[str, str]:
    labels = {named.id: named.label for named in table.named_sums}
    for block in table.blocks:
        labels |= {group.id: group.label for group in block.row_groups}
        labels |= {row.id: row.label for row in block.rows}
    return labels


def _column_labels(table: Table) -> dict[str, str]:
    labels: dict[str, str] = {}
    for block in table.blocks:
        labels |= {group.id: group.label for group in block.column_groups}
        labels |= {column.id: column.label for column in block.columns}
    return labels


def _group_label(table: Table, row: str) -> str:
    """The innermost group that a row stands in; empty for a row of its own."""
    for block in table.blocks:
        item = next((one for one in block.rows if one.id == row), None)
        if item is not None and item.within:
            return short(path(item, block.row_groups, table.id)[-1].label)
    return ""
