"""One sheet of a workbook into blocks: what is hidden is told, tables side by side are parted.

Titles and headings are paragraphs; what is neither they nor a table is told.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from intake.blocks import Aside, Block, Cell, Grid, Paragraph, Row, plain_row, without_columns
from intake.formats.workbook import years
from intake.formats.workbook.years import Part
from intake.sheets import Merge, Sheet
from intake.tables.lines import is_figure
from intake.tables.stacked import is_label
from intake.tables.words import words
from intake.texts import naming
from intake.texts.headings import rank
from model import forms

_FEWEST_LINES = 3  # in which the same separates cells
_LEAST_SHARE = 0.8  # of all rows that are written into one cell each
_SEPARATORS = ("\t", "|", "｜", ",", ";", "；", "，", " ", "\u3000")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_KEPT = "\ue000"  # stands for a separator that is none


class Written(Struct, frozen=True):
    """A row with something in it, and its number in the sheet."""

    number: int
    cells: Row

    @property
    def texts(self) -> list[str]:
        """The texts of the cells that are not blank."""
        return [cell.text for cell in self.cells if cell.text]


def parts_of(sheet: Sheet) -> Iterator[Part]:
    """Yield what a sheet holds, with the year that each piece is of where that is said."""
    if sheet.hidden:
        yield Part(0, Aside("隐藏的工作表", sheet.name))
        return
    if sheet.left_out:
        yield Part(
            0, Aside(f"没有算出结果的公式（{sheet.left_out} 格，用 WPS 表格打开并保存后就有）", sheet.name)
        )
    shown, told = _shown(sheet)
    yield from (Part(0, aside) for aside in told)
    for band in _bands(shown):
        separator = _separator(band)
        rows = _rows_apart(band, separator) if separator else band
        yield from years.told(sheet.name, list(_blocks(rows, placed=not separator)))


# ------------------------------------------------------------------------ hidden


def _shown(sheet: Sheet) -> tuple[list[Written], list[Aside]]:
    """The rows that are shown, without hidden columns; and what was hidden."""
    merges = {(merge.top, merge.left): merge for merge in sheet.merges}
    texts = list(map(list, sheet.rows))
    for merge in sheet.merges:
        _move_down(texts, merge, sheet.hidden_rows)
    rows = [Written(number, _row(number, line, merges, sheet)) for number, line in enumerate(texts)]
    rows = [row for row in rows if row.texts]
    hidden = [text for row in rows if row.number in sheet.hidden_rows for text in row.texts]
    seen = [row for row in rows if row.number not in sheet.hidden_rows]
    in_columns = [
        cell.text
        for row in seen
        for cell in row.cells
        if cell.text and set(range(cell.column, cell.column + cell.span)) <= sheet.hidden_columns
    ]
    told = [Aside("隐藏的行", " ".join(hidden))] if hidden else []
    told += [Aside("隐藏的列", " ".join(in_columns))] if in_columns else []
    kept = (Written(row.number, without_columns(row.cells, sheet.hidden_columns)) for row in seen)
    return [row for row in kept if row.texts], told


def _move_down(texts: list[list[str]], merge: Merge, hidden: frozenset[int]) -> None:
    """A merged cell that begins in a hidden row is shown from its first row that is not hidden."""
    last = min(merge.bottom, len(texts) - 1)
    first = next((row for row in range(merge.top, last + 1) if row not in hidden), merge.top)
    if first != merge.top and merge.left < len(texts[merge.top]):
        texts[first][merge.left] = texts[merge.top][merge.left]
        texts[merge.top][merge.left] = ""


def _row(number: int, texts: Sequence[str], merges: dict[tuple[int, int], Merge], sheet: Sheet) -> Row:
    """The cells of a row; those that a merge covers to the right of its first are part of it."""
    cells: list[Cell] = []
    at = 0
    while at < len(texts):
        merge = merges.get((number, at)) or _moved(sheet, number, at)
        span = merge.right - merge.left + 1 if merge is not None else 1
        cells.append(Cell(texts[at], at, min(span, len(texts) - at)))
        at += span
    return tuple(cells)


def _moved(sheet: Sheet, number: int, column: int) -> Merge | None:
    """The merge that goes on in a row below hidden ones."""
    if number - 1 not in sheet.hidden_rows:
        return None
    covering = (one for one in sheet.merges if one.left == column and one.top < number <= one.bottom)
    return next(covering, None)


# ------------------------------------------------------------------ side by side


def _bands(rows: Sequence[Written]) -> list[list[Written]]:
    """The tables that stand side by side, parted at blank columns: each has a first row of its own."""
    of_table = [row for row in rows if len(row.texts) > 1]  # a title may stand over all of them
    taken = {column for row in of_table for cell in row.cells if cell.text for column in _columns(cell)}
    starts = sorted(column for column in taken if column - 1 not in taken)
    edges = [0]
    for start in starts[1:]:
        before, behind = _between(rows, edges[-1], start), _between(rows, start, max(taken) + 1)
        if _begins_table(before) and _begins_table(behind):
            edges.append(start)
    ends = [*edges[1:], max(taken, default=0) + 1]
    return [_between(rows, left, right) for left, right in zip(edges, ends, strict=True)]


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.span)


def _between(rows: Sequence[Written], left: int, right: int) -> list[Written]:
    """The rows from one column up to (not with) another; a cell belongs to where it begins."""
    cut: list[Written] = []
    for row in rows:
        inside = (cell for cell in row.cells if left <= cell.column < right)
        cells = tuple(Cell(cell.text, cell.column - left, cell.span) for cell in inside)
        cut.append(Written(row.number, cells))
    return [row for row in cut if row.texts]


def _begins_table(rows: Sequence[Written]) -> bool:
    """Whether the first row of a table of any form is there."""
    return any(_is_first_row(text) for row in rows for text in row.texts if not is_figure(text))


@lru_cache(maxsize=1024)
def _is_first_row(label: str) -> bool:
    for form in _all_forms():
        for table in form.tables.values():
            found = words(form, table.id).rows.find(label)
            if found is not None and found.target == (0, table.blocks[0].rows[0].id):
                return True
    return False


@cache
def _all_forms() -> tuple[forms.OfficialForm, ...]:
    return tuple(forms.load(form_id) for form_id in forms.known())


# ---------------------------------------------------------------- rows in one cell


def _separator(rows: Sequence[Written]) -> str:
    """What separates the cells where each row is written into one, empty where it is not so.

    A blank is the last that is tried: labels have some too.
    """
    alone = [row.texts[0] for row in rows if len(row.texts) == 1]
    if len(alone) < max(_FEWEST_LINES, _LEAST_SHARE * len(rows)):
        return ""
    for separator in _SEPARATORS:
        divided = [pieces for line in alone if len(pieces := _divided(line, separator)) > 1]
        with_figures = any(is_figure(piece) for pieces in divided for piece in pieces)
        if len(divided) >= _FEWEST_LINES and with_figures:
            return separator
    return ""


def _divided(line: str, separator: str) -> list[str]:
    """The cells in one line; what separates inside brackets belongs to a label."""
    hidden = _IN_BRACKETS.sub(lambda found: found[0].replace(separator, _KEPT), line)
    return [piece.replace(_KEPT, separator).strip() for piece in hidden.split(separator)]


def _rows_apart(rows: Sequence[Written], separator: str) -> list[Written]:
    pieces = (
        [one for cell in row.cells if cell.text for one in _divided(cell.text, separator)] for row in rows
    )
    return [Written(row.number, plain_row(cells)) for row, cells in zip(rows, pieces, strict=True)]


# ------------------------------------------------------------------------ blocks


def _blocks(rows: Sequence[Written], placed: bool) -> Iterator[Block]:
    table: list[Row] = []
    for row in rows:
        if any(is_figure(text) or is_label(text) or years.is_year(text) for text in row.texts):
            table.append(row.cells)
            continue
        if table:
            yield Grid(tuple(table), placed)
            table = []
        said = "\t".join(row.texts)
        yield Paragraph(said) if _is_title(said) else Aside("表格以外的文字", said)
    if table:
        yield Grid(tuple(table), placed)


def _is_title(said: str) -> bool:
    """Whether a row is the report's title or a section's heading."""
    return any(naming.title(form, said) or rank(form, said) for form in _all_forms())
