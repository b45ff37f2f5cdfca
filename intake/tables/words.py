"""The words of one table: what its labels stand for, derived from the form definition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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

    def address(self, row: str, target: Target) -> Address:
        """Return the address of a figure in a row's line, or of one that names its own row."""
        return make(self.table.id, target[0] or row, target[1])


@lru_cache(maxsize=16)
def words(form: OfficialForm, table: str) -> TableWords:
    """Return the words of a table of a form."""
    return _table_words(form.tables[table])


def _table_words(table: Table) -> TableWords:
    blocks = tuple(_block_words(table, block) for block in table.blocks)
    turned = tuple(
        _block_words(table, msgspec.structs.replace(block, across=False)) for block in table.blocks
    )
    rows = [
        ((number, row.id), label, how)
        for number, block in enumerate(table.blocks)
        for row in block.rows
        for label, how in _labels(row)
    ]
    groups = [
        (group.id, label, how)
        for block in table.blocks
        if not block.across
        for group in block.row_groups
        for label, how in _labels(group)
    ]
    heads = [entry for words_ in blocks for entry in _head_entries(words_.block)]
    corners = [(block.corner, block.corner, How.OFFICIAL) for block in table.blocks if block.corner]
    bands = tuple(
        label for block in table.blocks if block.band for label in (block.band, *block.band_variants)
    )
    return TableWords(
        table,
        blocks,
        turned,
        Vocabulary(rows),
        Vocabulary(groups),
        Vocabulary(heads),
        Vocabulary(corners),
        bands,
    )


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
    children: dict[str, list[Head]] = {}
    for groups, column, target in _columns(block):
        ids = tuple(group.id for group in groups)
        leaves.append(Leaf(target, ids, tuple(label for label, _ in _labels(column))))
        chain: Sequence[Head] = (*(Head(name, None) for name in ids), Head(column.id, target))
        for above, head in zip(("", *ids), chain, strict=True):
            under = children.setdefault(above, [])
            if head not in under:
                under.append(head)
    return BlockWords(
        block,
        tuple(leaves),
        Vocabulary(_head_entries(block)),
        {name: tuple(heads) for name, heads in children.items()},
        {leaf.target: frozenset(leaf.groups) for leaf in leaves},
        {row.id: row for row in block.rows},
        {
            row.id: {leaf.target: make(table.id, leaf.target[0] or row.id, leaf.target[1]) for leaf in leaves}
            for row in block.rows
        },
    )
