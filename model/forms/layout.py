"""Where every label and figure of a table stands: the official form as a grid.

Screen, Word, HTML and the reading of old reports share this one layout.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import partial
from itertools import product, takewhile

import msgspec

from model.address import Address, make
from model.forms.definition import Block, Column, Heading, Row, Table

_Path = tuple[Heading, ...]
"""The groups that a row or column stands in, outermost first."""


class LayoutError(ValueError):
    """The definition of a table cannot be laid out; the message names the place."""


class Role(Enum):
    """What a cell of the layout is for."""

    BAND = "band"
    CORNER = "corner"
    HEADING = "heading"
    LABEL = "label"
    FIGURE = "figure"


class LayoutCell(msgspec.Struct, frozen=True):
    """One cell of a table as printed, at ``line`` and grid ``column`` (both from 0)."""

    line: int
    column: int
    line_span: int
    column_span: int
    role: Role
    text: str
    address: Address | None = None


class Layout(msgspec.Struct, frozen=True):
    """All cells of one table in reading order.

    ``heading_lines`` counts the lines at the top that repeat on a new page; 0 for a
    table whose blocks each have a heading of their own.
    """

    cells: tuple[LayoutCell, ...]
    lines: int
    columns: int
    heading_lines: int


def lay_out(table: Table) -> Layout:
    """Return the grid of a table.

    Raises LayoutError for groups that are unknown, torn apart or too deep, and for
    spans that do not fill the grid.
    """
    cells: list[LayoutCell] = []
    line = heading = 0
    for number, block in enumerate(table.blocks, 1):
        where = f"{table.id}, block {number}"
        made = list(_across(table, block, line, where) if block.across else _down(table, block, line, where))
        cells += made
        data = [cell.line for cell in made if cell.role is Role.FIGURE]
        heading = min(data) - line
        line = max(data) + 1
    if len(table.blocks) > 1:
        heading = 0
    cells.sort(key=lambda cell: (cell.line, cell.column))
    _cover(cells, line, len(table.grid), table.id)
    return Layout(tuple(cells), line, len(table.grid), heading)


def path(item: Row | Column, groups: Sequence[Heading], where: str) -> _Path:
    """Return the groups an item stands in, outermost first.

    Raises LayoutError for an unknown group or groups that contain each other.
    """
    by_id = {group.id: group for group in groups}
    found: list[Heading] = []
    name = item.within
    while name:
        if name not in by_id:
            raise LayoutError(f"{where}: {item.id!r} stands in an unknown group {name!r}")
        group = by_id[name]
        if group in found:
            raise LayoutError(f"{where}: group {name!r} contains itself")
        found.insert(0, group)
        name = group.within
    return tuple(found)


def _down(table: Table, block: Block, line: int, where: str) -> Iterator[LayoutCell]:
    width = len(table.grid)
    if block.band:
        yield LayoutCell(line, 0, 1, width, Role.BAND, block.band)
        line += 1
    leaves = [
        (path(column, block.column_groups, where), column.label, column.span) for column in block.columns
    ]
    depth = 1 + max(len(groups) for groups, _, _ in leaves)
    if table.label_columns:
        yield LayoutCell(line, 0, depth, table.label_columns, Role.CORNER, block.corner)
    yield from _headings(leaves, line, table.label_columns, depth, where)
    line += depth
    yield from _labels(table, block, line, where)
    for offset, row in enumerate(block.rows):
        at = table.label_columns
        for column in block.columns:
            address = make(table.id, row.id, column.id)
            yield LayoutCell(line + offset, at, 1, column.span, Role.FIGURE, "", address)
            at += column.span


def _across(table: Table, block: Block, line: int, where: str) -> Iterator[LayoutCell]:
    leaves: list[tuple[_Path, str, int]] = []
    addresses: list[tuple[Address, int]] = []
    for row in block.rows:
        groups = (*path(row, block.row_groups, where), Heading(id=row.id, label=row.label))
        for column in block.columns:
            leaves.append((groups, column.label, column.span))
            addresses.append((make(table.id, row.id, column.id), column.span))
    depth = 1 + max(len(groups) for groups, _, _ in leaves)
    yield from _headings(leaves, line, table.label_columns, depth, where)
    at = table.label_columns
    for address, span in addresses:
        yield LayoutCell(line + depth, at, 1, span, Role.FIGURE, "", address)
        at += span


def _headings(
    leaves: Sequence[tuple[_Path, str, int]],
    line: int,
    start: int,
    depth: int,
    where: str,
) -> Iterator[LayoutCell]:
    """Headings from the outermost group down; a short path's last cell reaches the bottom."""
    paths = [groups for groups, _, _ in leaves]
    spans = [span for _, _, span in leaves]
    seen: set[str] = set()
    at = start
    for index, (groups, label, span) in enumerate(leaves):
        for level, group, count in _begun(paths, index, seen, f"{where}: the columns"):
            width = sum(spans[index : index + count])
            yield LayoutCell(line + level, at, 1, width, Role.HEADING, group.label)
        level = len(groups)
        yield LayoutCell(line + level, at, depth - level, span, Role.HEADING, label)
        at += span


def _begun(
    paths: Sequence[_Path], index: int, seen: set[str], where: str
) -> Iterator[tuple[int, Heading, int]]:
    """The groups that begin at a row or column: level, group, and how many rows or columns it has.

    ``seen`` are the ids of those before. Raises LayoutError for a group that has ended before.
    """
    before = paths[index - 1] if index else ()
    for level, group in enumerate(paths[index]):
        if _stands_in(level, group, before):
            continue
        if group.id in seen:
            raise LayoutError(f"{where} of group {group.id!r} overlap others")
        seen.add(group.id)
        run = takewhile(partial(_stands_in, level, group), paths[index:])
        yield level, group, sum(1 for _ in run)


def _stands_in(level: int, group: Heading, path: _Path) -> bool:
    return level < len(path) and path[level] == group


def _labels(table: Table, block: Block, line: int, where: str) -> Iterator[LayoutCell]:
    paths = [path(row, block.row_groups, where) for row in block.rows]
    seen: set[str] = set()
    for index, (row, groups) in enumerate(zip(block.rows, paths, strict=True)):
        if len(groups) >= table.label_columns:
            raise LayoutError(f"{where}: row {row.id!r} has no label column left for its label")
        for level, group, height in _begun(paths, index, seen, f"{where}: the rows"):
            yield LayoutCell(line + index, level, height, 1, Role.LABEL, group.label)
        level = len(groups)
        yield LayoutCell(line + index, level, 1, table.label_columns - level, Role.LABEL, row.label)


def _places(cell: LayoutCell) -> Iterator[tuple[int, int]]:
    """The line and column of every place that a cell covers."""
    lines = range(cell.line, cell.line + cell.line_span)
    columns = range(cell.column, cell.column + cell.column_span)
    return product(lines, columns)


def _cover(cells: Sequence[LayoutCell], lines: int, columns: int, table: str) -> None:
    """Prove that the cells cover the grid, each place once."""
    taken: dict[tuple[int, int], LayoutCell] = {}
    for cell in cells:
        for line, column in _places(cell):
            other = taken.get((line, column))
            if other is not None:
                raise LayoutError(
                    f"{table}: the spans of {cell.text or cell.address!r} and"
                    f" {other.text or other.address!r} overlap at line {line + 1}, column {column + 1}"
                )
            taken[line, column] = cell
    for line, column in product(range(lines), range(columns)):
        if (line, column) not in taken:
            raise LayoutError(f"{table}: nothing stands at line {line + 1}, column {column + 1}")
    if len(taken) != lines * columns:
        raise LayoutError(f"{table}: the columns are wider than the grid of {columns}")
