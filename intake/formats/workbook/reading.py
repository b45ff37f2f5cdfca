"""One sheet of a workbook into blocks: what is hidden is told, tables side by side are parted.

Titles and headings are paragraphs; what is neither they nor a table is told.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby, pairwise

from msgspec import Struct

from intake.blocks import Aside, Block, Cell, Grid, Paragraph, Row, plain_row, texts, without_columns
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
        return texts(self.cells)

    def between(self, left: int, right: int) -> "Written":
        """Return the cells that begin in one column or behind it, before another, counted from the first."""
        inside = (cell for cell in self.cells if left <= cell.column < right)
        return Written(self.number, tuple(Cell(cell.text, cell.column - left, cell.span) for cell in inside))


def parts_of(sheet: Sheet) -> Iterator[Part]:
    """Yield what a sheet holds, with the year that each piece is of where that is said."""
    if sheet.hidden:
        yield Part(0, Aside("隐藏的工作表", sheet.name))
        return
    if sheet.left_out:
        what = f"没有算出结果的公式（{sheet.left_out} 格，用 WPS 表格打开并保存后就有）"
        yield Part(0, Aside(what, sheet.name))
    rows = _rows(sheet)
    for aside in _told_of_hidden(rows, sheet):
        yield Part(0, aside)
    for band in _bands(_shown(rows, sheet)):
        yield from years.told(sheet.name, list(_blocks_of(band)))


# ------------------------------------------------------------------------ hidden


def _rows(sheet: Sheet) -> list[Written]:
    """The rows with something in them, hidden ones too."""
    merges = {(merge.top, merge.left): merge for merge in sheet.merges}
    texts = list(map(list, sheet.rows))
    for merge in sheet.merges:
        _move_down(texts, merge, sheet.hidden_rows)
    rows = [Written(number, _row(number, line, merges, sheet)) for number, line in enumerate(texts)]
    return [row for row in rows if row.texts]


def _told_of_hidden(rows: Iterable[Written], sheet: Sheet) -> Iterator[Aside]:
    """What stands in hidden rows, and in the hidden columns of the others."""
    in_rows: list[str] = []
    in_columns: list[str] = []
    for row in rows:
        if row.number in sheet.hidden_rows:
            in_rows += row.texts
        else:
            in_columns += _in_columns(row, sheet.hidden_columns)
    yield from _aside("隐藏的行", in_rows)
    yield from _aside("隐藏的列", in_columns)


def _aside(what: str, found: Sequence[str]) -> Iterator[Aside]:
    """Texts that were left out, if there are any."""
    if found:
        yield Aside(what, " ".join(found))


def _in_columns(row: Written, hidden: frozenset[int]) -> list[str]:
    """The texts of a row of which every column is hidden."""
    return [cell.text for cell in row.cells if cell.text and hidden.issuperset(cell.columns)]


def _shown(rows: Iterable[Written], sheet: Sheet) -> list[Written]:
    """The rows that are shown, without hidden columns."""
    seen = (row for row in rows if row.number not in sheet.hidden_rows)
    kept = [Written(row.number, without_columns(row.cells, sheet.hidden_columns)) for row in seen]
    return [row for row in kept if row.texts]


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
    for merge in sheet.merges:
        if merge.left == column and merge.top < number <= merge.bottom:
            return merge
    return None


# ------------------------------------------------------------------ side by side


def _bands(rows: Sequence[Written]) -> list[list[Written]]:
    """The tables that stand side by side, parted at blank columns: each has a first row of its own."""
    taken = _columns_of_tables(rows)
    end = max(taken, default=0) + 1
    edges = [0]
    for start in _starts(taken)[1:]:
        if _parts_tables(rows, edges[-1], start, end):
            edges.append(start)
    return [_between(rows, left, right) for left, right in pairwise([*edges, end])]


def _parts_tables(rows: Sequence[Written], left: int, start: int, end: int) -> bool:
    """Whether a table begins at a column, and another one stands before it."""
    before, behind = _between(rows, left, start), _between(rows, start, end)
    return _begins_table(before) and _begins_table(behind)


def _columns_of_tables(rows: Iterable[Written]) -> set[int]:
    """The columns with a text; a line with one text alone, such as a title, may stand over all of them."""
    taken: set[int] = set()
    for row in rows:
        if len(row.texts) > 1:
            taken.update(*(cell.columns for cell in row.cells if cell.text))
    return taken


def _starts(taken: set[int]) -> list[int]:
    """The columns that have a blank one before them."""
    return sorted(column for column in taken if column - 1 not in taken)


def _between(rows: Iterable[Written], left: int, right: int) -> list[Written]:
    """The rows from one column up to (not with) another; a cell belongs to where it begins."""
    cut = [row.between(left, right) for row in rows]
    return [row for row in cut if row.texts]


def _begins_table(rows: Sequence[Written]) -> bool:
    """Whether the first row of a table of any form is there."""
    return any(_is_first_row(text) for row in rows for text in row.texts if not is_figure(text))


@lru_cache(maxsize=1024)
def _is_first_row(label: str) -> bool:
    """Whether a text is the label of the first row of a table of any form."""
    return any(_is_first_row_of(form, label) for form in _all_forms())


def _is_first_row_of(form: forms.OfficialForm, label: str) -> bool:
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
    return next((separator for separator in _SEPARATORS if _divides(alone, separator)), "")


def _divides(lines: Sequence[str], separator: str) -> bool:
    """Whether enough lines are cells with a separator between, figures among them."""
    pieces = [_divided(line, separator) for line in lines]
    divided = [cells for cells in pieces if len(cells) > 1]
    return len(divided) >= _FEWEST_LINES and any(map(is_figure, chain.from_iterable(divided)))


def _divided(line: str, separator: str) -> list[str]:
    """The cells in one line; what separates inside brackets belongs to a label."""
    hidden = _IN_BRACKETS.sub(lambda found: found[0].replace(separator, _KEPT), line)
    return [piece.replace(_KEPT, separator).strip() for piece in hidden.split(separator)]


def _rows_apart(rows: Sequence[Written], separator: str) -> list[Written]:
    """Rows with a cell for each piece between separators."""
    made = []
    for row in rows:
        pieces = (_divided(text, separator) for text in row.texts)
        made.append(Written(row.number, plain_row(list(chain.from_iterable(pieces)))))
    return made


# ------------------------------------------------------------------------ blocks


def _blocks_of(band: Sequence[Written]) -> Iterator[Block]:
    """The blocks of rows that may be written into one cell each."""
    separator = _separator(band)
    if separator:
        return _blocks(_rows_apart(band, separator), placed=False)
    return _blocks(band, placed=True)


def _blocks(rows: Sequence[Written], placed: bool) -> Iterator[Block]:
    for is_table, group in groupby(rows, key=_is_of_table):
        if is_table:
            yield Grid(tuple(row.cells for row in group), placed)
        else:
            yield from map(_outside_tables, group)


def _is_of_table(row: Written) -> bool:
    return any(is_figure(text) or is_label(text) or years.is_year(text) for text in row.texts)


def _outside_tables(row: Written) -> Block:
    said = "\t".join(row.texts)
    return Paragraph(said) if _is_title(said) else Aside("表格以外的文字", said)


def _is_title(said: str) -> bool:
    """Whether a row is the report's title or a section's heading."""
    return any(naming.title(form, said) or rank(form, said) for form in _all_forms())
