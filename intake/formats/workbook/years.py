"""Tables of several years in one workbook: a sheet a year, one beside or below the other, or a column a year.

The latest year is read, and told what was left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

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
        if isinstance(block, Paragraph | Aside) and len(block.text) <= _LONGEST_HEAD:
            year = _only_year(block.text) or year
        if not isinstance(block, Grid):
            yield Part(year, block)
            continue
        shown, older = _latest_columns(block)
        if older:
            yield Part(year, Aside("往年的数据列", "、".join(older)))
        yield Part(year, shown)


def _only_year(text: str) -> int:
    found = set(_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else 0


def latest(parts: Sequence[Part]) -> Iterator[Block]:
    """Yield all blocks but the tables of earlier years, which are told, and the titles over them."""
    known = {part.year for part in parts if part.year and isinstance(part.block, Grid)}
    newest = max(known, default=0)
    for part in parts:
        is_older = part.year in known and part.year < newest
        if not is_older:
            yield part.block
    yield from (Aside(_OLDER, f"{year} 年") for year in sorted(known - {newest}))


# ------------------------------------------------------------------ a column a year


def _latest_columns(grid: Grid) -> tuple[Grid, list[str]]:
    """A table without the columns of earlier years, and these years as written."""
    heads = [row for row in grid.rows if len(_years_in(row)) > 1]
    newest = max((year for row in heads for year in _years_in(row)), default=0)
    older = {
        column
        for row in heads
        for cell in row
        if is_year(cell.text) and _only_year(cell.text) < newest
        for column in range(cell.column, cell.column + cell.span)
    }
    if not older:
        return grid, []
    named = {str(year) for row in heads for year in _years_in(row) if year < newest}
    rows = (_without_years(row) if row in heads else row for row in grid.rows)
    return Grid(tuple(without_columns(row, older) for row in rows), grid.placed), sorted(named)


def _years_in(row: Row) -> set[int]:
    return {_only_year(cell.text) for cell in row if is_year(cell.text)}


def _without_years(row: Iterable[Cell]) -> Row:
    return tuple(Cell("" if is_year(cell.text) else cell.text, cell.column, cell.span) for cell in row)
