"""The words of one table: what its labels stand for, derived from the form definition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

import msgspec

from intake.labels import How, Vocabulary, key
from model.address import Address, make
from model.chinese.numerals import written
from model.forms import OfficialForm
from model.forms.definition import Block, Column, Heading, Row, Table
from model.forms.layout import path

_ARABIC_ARTICLE = re.compile(r"\d{1,2}(?=[)）]?\s*+[条款项])")
# Before a band may stand its table's number and the name of the law: 表1 《条例》第二十条第（一）项.
_BEFORE_BAND = re.compile(
    r"(?:附?表\s*+[\d一二三四五六七八九]?[.、：:\s]*+)?(?:根据|依据|按照)?"
    r"[《“]?(?:中华人民共和国)?(?:政府信息公开)?(?:条例)?[》”]?\s*+(?=第)"
)

Target = tuple[str, str]
"""What stands below a heading: row id (empty where each line has its own row) and column id."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column of figures, with the ids of the groups above it, outermost first."""

    target: Target
    groups: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Head:
    """One heading of a block: a group of columns (``target`` None) or a column."""

    id: str
    target: Target | None


@dataclass(frozen=True)
class BlockWords:
    """One block's headings; ``number`` is the block's place in its table (from 0).

    ``children`` maps a group's id (empty: the top) to what stands under it, ``groups`` a column to the groups
    above it, ``addresses`` a row's id to the figures in its line.
    """

    number: int
    block: Block
    leaves: tuple[Leaf, ...]
    heads: Vocabulary[Head]
    children: dict[str, tuple[Head, ...]]
    groups: dict[Target, frozenset[str]]
    rows: dict[str, Row]
    addresses: dict[str, dict[Target, Address]]

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """What stands in each column of figures, left to right."""
        return tuple(leaf.target for leaf in self.leaves)

    @cached_property
    def labels(self) -> dict[Target, str]:
        """The form's label of each column of figures."""
        return {leaf.target: leaf.label for leaf in self.leaves}

    @cached_property
    def figures(self) -> tuple[Address, ...]:
        """All figures, line by line; rows that stand side by side share one line."""
        lines = map(dict.values, self.addresses.values())
        return tuple(dict.fromkeys(chain.from_iterable(lines)))


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

    @cached_property
    def across(self) -> BlockWords | None:
        """The block whose rows stand side by side, so that it has one line of figures."""
        return next((block for block in self.blocks if block.block.across), None)

    def address(self, row: str, target: Target) -> Address:
        """Return the address of a figure in a row's line, or of one that names its own row."""
        return make(self.table.id, target[0] or row, target[1])

    @cached_property
    def _band_letters(self) -> frozenset[str]:
        return frozenset(map(_letters_of_band, self.bands))

    def names_band(self, text: str) -> bool:
        """Whether a text is a band, with its numerals in any manner and the name of the law before it."""
        return _letters_of_band(text) in self._band_letters

    def may_head(self, text: str) -> bool:
        """Whether a text may stand in a line of headings."""
        return bool(self.heads.all(text) or self.corners.all(text))


@lru_cache(maxsize=16)
def words(form: OfficialForm, table: str) -> TableWords:
    """Return the words of a table of a form."""
    found = form.tables[table]
    turned = [msgspec.structs.replace(block, across=False) for block in found.blocks]
    corners = [block.corner for block in found.blocks]
    return TableWords(
        found,
        blocks=_all_block_words(found, found.blocks),
        turned=_all_block_words(found, turned),
        rows=Vocabulary(_row_entries(found)),
        groups=Vocabulary(_group_entries(found)),
        heads=Vocabulary(chain.from_iterable(map(_head_entries, found.blocks))),
        corners=Vocabulary((corner, corner, How.OFFICIAL) for corner in corners),
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
        if block.across:
            continue
        for group in block.row_groups:
            for label, how in _labels(group):
                yield group.id, label, how


def _bands(table: Table) -> Iterator[str]:
    for block in table.blocks:
        if block.band:
            yield block.band
            yield from block.band_variants


def _letters_of_band(text: str) -> str:
    """The letters of a band with numerals in Chinese, without what may stand before it."""
    in_chinese = _ARABIC_ARTICLE.sub(lambda found: written(int(found[0])), text.strip())
    before = _BEFORE_BAND.match(in_chinese)
    band = in_chinese[before.end() :] if before else in_chinese
    return key(band).body.replace("第", "")


def _labels(item: Row | Column | Heading) -> Iterator[tuple[str, How]]:
    yield item.label, How.OFFICIAL
    for variant in item.variants:
        yield variant, How.VARIANT
    if isinstance(item, Column):
        for former in item.former:
            yield former, How.FORMER


_ColumnPath = tuple[tuple[Heading, ...], Column, Target]
"""A column of figures with the groups above it, outermost first, and what stands in it."""


def _columns(block: Block) -> Iterator[_ColumnPath]:
    """Every column of figures, left to right; where rows stand side by side each is a group of columns."""
    return _columns_across(block) if block.across else _columns_down(block)


def _columns_down(block: Block) -> Iterator[_ColumnPath]:
    for column in block.columns:
        yield path(column, block.column_groups, column.id), column, ("", column.id)


def _columns_across(block: Block) -> Iterator[_ColumnPath]:
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


def _all_block_words(table: Table, blocks: Sequence[Block]) -> tuple[BlockWords, ...]:
    return tuple(_block_words(table, number, block) for number, block in enumerate(blocks))


def _block_words(table: Table, number: int, block: Block) -> BlockWords:
    leaves = tuple(_leaves(block))
    return BlockWords(
        number,
        block,
        leaves=leaves,
        heads=Vocabulary(_head_entries(block)),
        children=_children(leaves),
        groups={leaf.target: frozenset(leaf.groups) for leaf in leaves},
        rows={row.id: row for row in block.rows},
        addresses={row.id: _addresses(table, row.id, leaves) for row in block.rows},
    )


def _leaves(block: Block) -> Iterator[Leaf]:
    for groups, column, target in _columns(block):
        yield Leaf(target, tuple(group.id for group in groups), column.label)


def _children(leaves: Sequence[Leaf]) -> dict[str, tuple[Head, ...]]:
    """What stands right under each group (empty: the top), left to right, each heading once."""
    children: dict[str, dict[Head, None]] = {}
    for leaf in leaves:
        above = ""
        for group in leaf.groups:
            children.setdefault(above, {})[Head(group, None)] = None
            above = group
        children.setdefault(above, {})[Head(leaf.target[1], leaf.target)] = None
    return {group: tuple(heads) for group, heads in children.items()}


def _addresses(table: Table, row: str, leaves: Sequence[Leaf]) -> dict[Target, Address]:
    """The figures in a row's line; a column may name a row of its own."""
    return {leaf.target: make(table.id, leaf.target[0] or row, leaf.target[1]) for leaf in leaves}
