"""The words of one table: what its labels stand for, derived from the form definition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from intake.labels import How, Vocabulary
from model.address import Address, make
from model.forms import OfficialForm
from model.forms.definition import Block, Column, Heading, Row, Table
from model.forms.layout import path

Target = tuple[str, str]
"""What stands below a heading: row id (empty where each line has its own row) and column id."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column of figures, with the ids of the groups above it, outermost first."""

    target: Target
    groups: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """One heading of a block: a group of columns (``target`` None) or a column."""

    id: str
    target: Target | None


@dataclass(frozen=True)
class BlockWords:
    """One block's headings.

    ``children`` maps a group's id (empty: the top) to what stands under it, ``groups`` a column to the groups
    above it, ``addresses`` a row's id to the figures in its line.
    """

    block: Block
    leaves: tuple[Leaf, ...]
    heads: Vocabulary[Head]
    children: dict[str, tuple[Head, ...]]
    groups: dict[Target, frozenset[str]]
    rows: dict[str, Row]
    addresses: dict[str, dict[Target, Address]]


@dataclass(frozen=True)
class TableWords:
    """All words of one table. Row targets are (number of the block, row id).

    ``turned`` are the blocks with their rows one below the other, as some files have them that
    stand side by side in the form.
    """

    table: Table
    blocks: tuple[BlockWords, ...]
    turned: tuple[BlockWords, ...]
    rows: Vocabulary[tuple[int, str]]
    groups: Vocabulary[str]
    heads: Vocabulary[Head]
    corners: Vocabulary[str]
    bands: tuple[str, ...]

    @property
    def vocabularies(self) -> tuple[Vocabulary[Any], ...]:
        """All labels but the bands."""
        return self.rows, self.heads, self.groups, self.corners

    def address(self, row: str, target: Target) -> Address:
        """Return the address of a figure in a row's line, or of one that names its own row."""
        return make(self.table.id, target[0] or row, target[1])


@lru_cache(maxsize=16)
def words(form: OfficialForm, table: str) -> TableWords:
    """Return the words of a table of a form."""
    found = form.tables[table]
    turned = [msgspec.structs.replace(block, across=False) for block in found.blocks]
    return TableWords(
        found,
        blocks=tuple(_block_words(found, block) for block in found.blocks),
        turned=tuple(_block_words(found, block) for block in turned),
        rows=Vocabulary(_row_entries(found)),
        groups=Vocabulary(_group_entries(found)),
        heads=Vocabulary(entry for block in found.blocks for entry in _head_entries(block)),
        corners=Vocabulary((block.corner, block.corner, How.OFFICIAL) for block in found.blocks),
        bands=tuple(_bands(found)),
    )


def _row_entries(table: Table) -> Iterator[tuple[tuple[int, str], str, How]]:
    for number, block in enumerate(table.blocks):
        for row in block.rows:
            for label, how in _labels(row):
                yield (number, row.id), label, how


def _group_entries(table: Table) -> Iterator[tuple[str, str, How]]:
    """The groups that rows stand in; where rows stand side by side, these are headings."""
    for block in table.blocks:
        for group in () if block.across else block.row_groups:
            for label, how in _labels(group):
                yield group.id, label, how


def _bands(table: Table) -> Iterator[str]:
    for block in table.blocks:
        if block.band:
            yield block.band
            yield from block.band_variants


def _labels(item: Row | Column | Heading) -> Iterator[tuple[str, How]]:
    yield item.label, How.OFFICIAL
    for variant in item.variants:
        yield variant, How.VARIANT
    if isinstance(item, Column):
        for former in item.former:
            yield former, How.FORMER


def _columns(block: Block) -> Iterator[tuple[tuple[Heading, ...], Column, Target]]:
    """Every column of figures, with the groups above it."""
    if not block.across:
        for column in block.columns:
            yield path(column, block.column_groups, column.id), column, ("", column.id)
        return
    for row in block.rows:
        above = path(row, block.row_groups, row.id)
        own = Heading(id=row.id, label=row.label, variants=row.variants)
        for column in block.columns:
            yield (*above, own), column, (row.id, column.id)


def _head_entries(block: Block) -> Iterator[tuple[Head, str, How]]:
    for groups, column, target in _columns(block):
        for group in groups:
            for label, how in _labels(group):
                yield Head(group.id, None), label, how
        for label, how in _labels(column):
            yield Head(column.id, target), label, how


def _block_words(table: Table, block: Block) -> BlockWords:
    leaves: list[Leaf] = []
    children: dict[str, dict[Head, None]] = {}
    for groups, column, target in _columns(block):
        ids = tuple(group.id for group in groups)
        leaves.append(Leaf(target, ids, tuple(label for label, _ in _labels(column))))
        chain = (*(Head(name, None) for name in ids), Head(column.id, target))
        for above, head in zip(("", *ids), chain, strict=True):
            children.setdefault(above, {})[head] = None
    return BlockWords(
        block,
        leaves=tuple(leaves),
        heads=Vocabulary(_head_entries(block)),
        children={name: tuple(heads) for name, heads in children.items()},
        groups={leaf.target: frozenset(leaf.groups) for leaf in leaves},
        rows={row.id: row for row in block.rows},
        addresses={row.id: _addresses(table, row.id, leaves) for row in block.rows},
    )


def _addresses(table: Table, row: str, leaves: Sequence[Leaf]) -> dict[Target, Address]:
    """The figures in a row's line; a column may name a row of its own."""
    return {leaf.target: make(table.id, leaf.target[0] or row, leaf.target[1]) for leaf in leaves}
