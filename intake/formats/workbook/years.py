"""Tables of several years in one workbook: a sheet a year, one beside or below the other, or a column a year.

The latest year is read, and told what was left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from intake.blocks import Aside, Block, Cell, Grid, Paragraph, Row, without_columns

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_NOTHING_ELSE = re.compile(r"20[0-4]\d年?度?(?:数|数据|数值)?")
_LONGEST_HEAD = 40  # characters of a line that names the year of what is below
_OLDER = "往年的表格"


class Part(Struct, frozen=True):
    """A block and the year that it is of; 0 where none is said."""

    year: int
    block: Block


def is_year(text: str) -> bool:
    """Whether a text is a year and nothing else, as over a column."""
    return _NOTHING_ELSE.fullmatch("".join(text.split())) is not None


def told(sheet: str, blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield a sheet's blocks with their years: as its name says, or the line above."""
    year = _only_year(sheet)
    for block in blocks:
        if isinstance(block, Grid):
            shown, older = _latest_columns(block)
            if older:
                yield Part(year, Aside("往年的数据列", "、".join(older)))
            yield Part(year, shown)
        else:
            year = _named_by(block) or year
            yield Part(year, block)


def _named_by(block: Block) -> int:
    """The year that a line names for what is below it, 0 for none."""
    if not isinstance(block, Paragraph | Aside) or len(block.text) > _LONGEST_HEAD:
        return 0
    return _only_year(block.text)


def _only_year(text: str) -> int:
    found = set(_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else 0


def latest(parts: Sequence[Part]) -> Iterator[Block]:
    """Yield all blocks but the tables of earlier years, which are told, and the titles over them."""
    older = _years_of_tables(parts)
    newest = max(older, default=0)
    older.discard(newest)
    for part in parts:
        if part.year not in older:
            yield part.block
    for year in sorted(older):
        yield Aside(_OLDER, f"{year} 年")


def _years_of_tables(parts: Iterable[Part]) -> set[int]:
    return {part.year for part in parts if part.year and isinstance(part.block, Grid)}


# ------------------------------------------------------------------ a column a year


def _latest_columns(grid: Grid) -> tuple[Grid, list[str]]:
    """A table without the columns of earlier years, and these years as written."""
    heads = [row for row in grid.rows if len(_years_in(row)) > 1]
    if not heads:
        return grid, []
    older = set().union(*map(_years_in, heads))
    older.discard(max(older))
    hidden: set[int] = set()
    for cell in chain.from_iterable(heads):
        if is_year(cell.text) and _only_year(cell.text) in older:
            hidden.update(cell.columns)
    rows = (_without_years(row) if row in heads else row for row in grid.rows)
    shown = tuple(without_columns(row, hidden) for row in rows)
    return Grid(shown, grid.placed), sorted(map(str, older))


def _years_in(row: Row) -> set[int]:
    return {_only_year(cell.text) for cell in row if is_year(cell.text)}


def _without_years(row: Iterable[Cell]) -> Row:
    return tuple(Cell("" if is_year(cell.text) else cell.text, cell.column, cell.span) for cell in row)
