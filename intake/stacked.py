"""Tables whose cells stand one below the other, a line each, as a page pasted into plain text leaves them.

Where a row ends is told by the labels alone, and blank cells may be lost. So a figure is read only in a row
that has as many of them as the form has columns, and only below headings that stand in the form's own order;
all else is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from intake.blocks import Block, Grid, Paragraph, plain_grid
from intake.furniture import is_page_number
from intake.headings import rank
from intake.labels import key
from intake.lines import is_band, is_figure
from intake.remarks import TableRemarks
from intake.words import BlockWords, TableWords, words
from model import forms
from model.forms import OfficialForm
from model.forms.layout import Role
from model.rules.findings import Finding

_FEWEST_FIGURES = 4  # lines of nothing but a figure; fewer are no table
_FEWEST_LABELS = 4  # lines that are labels of one form
_LONGEST_CELL = 60  # characters
_MOST_LINES_OF_A_CELL = 3
_SENTENCE_END = ("。", "！", "？", "；", "：", ":")
_OPENS, _CLOSES = re.compile("[（(]"), re.compile("[）)]")


# ------------------------------------------------------------ finding them


def gathered(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with each run of one-cell paragraphs as a grid of one column."""
    figures = sum(isinstance(block, Paragraph) and block.text.isdecimal() for block in blocks)
    if figures < _FEWEST_FIGURES:
        return list(blocks)
    made: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _may_be_cell(block):
            run.append(block)
            continue
        made += _with_table(run)
        made.append(block)
        run = []
    return made + _with_table(run)


def is_stacked(grid: Grid) -> bool:
    """Whether a grid is one column of cells whose rows are lost."""
    return not grid.placed and all(len(row) <= 1 for row in grid.rows)


def _may_be_cell(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > _LONGEST_CELL or text.endswith(_SENTENCE_END) or paragraph.contents:
        return False
    if text.isdecimal() or _is_label(text):
        return True
    return not any(found and found[1] < 2 for found in (rank(form, text) for form in _forms()))


def _with_table(run: Sequence[Paragraph]) -> list[Block]:
    """The part of a run from its first label to its last label or figure as a grid, where it is a table."""
    labels = [at for at, cell in enumerate(run) if _is_label(cell.text)]
    figures = [at for at, cell in enumerate(run) if is_figure(cell.text)]
    if len(labels) < _FEWEST_LABELS or len(figures) < _FEWEST_FIGURES:
        return list(run)
    start, stop = labels[0], max(labels[-1], figures[-1]) + 1
    lengths = range(2, _MOST_LINES_OF_A_CELL + 1)
    start -= next((n for n in lengths if _is_label(_text(run[max(start - n, 0) : start]))), 0)
    pages = [cell for cell in run[start:stop] if is_page_number(cell.text)]
    cells = [cell.text for cell in run[start:stop] if cell not in pages]
    return [*run[:start], plain_grid([[cell] for cell in cells], placed=False), *pages, *run[stop:]]


def _text(cells: Sequence[Paragraph]) -> str:
    return "".join(cell.text for cell in cells)


def _forms() -> Iterator[OfficialForm]:
    return (forms.load(form_id) for form_id in forms.known())


def _is_label(text: str) -> bool:
    """Whether a text is a label of any form, as the form writes it but for brackets and blanks."""
    return any(_in_table(form, table, text) for form in _forms() for table in form.tables)


def _in_table(form: OfficialForm, table: str, text: str) -> bool:
    if len(text) > _LONGEST_CELL:
        return False
    wanted = key(text)
    return bool(wanted.body) and not {wanted.body, wanted.core}.isdisjoint(_labels(form, table))


@lru_cache(maxsize=16)
def _labels(form: OfficialForm, table: str) -> frozenset[str]:
    """The words of all labels of a table, with and without what stands in brackets."""
    known = words(form, table)
    labels = [
        label
        for vocabulary in (known.rows, known.heads, known.groups, known.corners)
        for label in vocabulary.labels()
    ]
    found = [key(label) for label in (*labels, *known.bands)]
    return frozenset(wording for label in found for wording in (label.body, label.core))


# ------------------------------------------------------- rows and headings


@dataclass
class _Rows:
    """The rows of a table as they are found again."""

    form: OfficialForm
    known: TableWords
    remarks: TableRemarks
    rows: list[list[str]] = field(default_factory=list)
    block: int = 0


def regrouped(form: OfficialForm, table: str, grid: Grid) -> tuple[Grid, list[Finding]] | None:
    """Return a column of cells as the rows of a table of the form, or None when they are not certain."""
    known = words(form, table)
    made = _Rows(form, known, TableRemarks(form, form.tables[table]))
    cells = _joined(form, table, [row[0].text if row else "" for row in grid.rows])
    across = any(block.block.across for block in known.blocks)
    for labels, figures in _segments(form, table, cells):
        done = _line_across(made, labels, figures) if across else _row(made, labels, figures)
        if not done:
            return None
    return plain_grid(made.rows, placed=False), made.remarks.found


def _joined(form: OfficialForm, table: str, cells: Sequence[str]) -> list[str]:
    """Set labels together that were broken into lines."""
    made: list[str] = []
    at = 0
    while at < len(cells):
        length = 1
        known = _in_table(form, table, cells[at]) and not _is_open(cells[at])
        if cells[at] and not known and not is_figure(cells[at]):
            lengths = range(2, _MOST_LINES_OF_A_CELL + 1)
            length = next((n for n in lengths if _in_table(form, table, "".join(cells[at : at + n]))), 1)
        made.append("".join(cells[at : at + length]))
        at += length
    return made


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end of a text, which goes on in the next line then."""
    return len(_OPENS.findall(text)) > len(_CLOSES.findall(text))


def _segments(form: OfficialForm, table: str, cells: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Cut the cells into labels and the figures behind them; blank cells among labels say nothing."""
    labels: list[str] = []
    figures: list[str] = []
    for text in cells:
        if not text or (is_figure(text) and not _in_table(form, table, text)):
            if text or labels:
                figures.append(text)
            continue
        if any(figures):
            yield labels, figures
            labels = []
        labels.append(text)
        figures = []
    if labels or any(figures):
        yield labels, figures


def _row(made: _Rows, labels: Sequence[str], figures: Sequence[str]) -> bool:
    """Add the headings and the row of a segment; False when it cannot be told what they are."""
    if not labels:
        return False
    match = made.known.rows.find(labels[-1])
    if match is not None:
        made.block = match.target[0]
    above, rows = _above(made.known, labels[:-1])
    block = made.known.blocks[made.block]
    headings = _heading_lines(made, block, above)
    if headings is None:
        return False
    made.rows += [*headings, *([row] for row in rows)]
    fitting = _fitting(figures, len(block.leaves))
    made.rows.append([labels[-1], *(fitting or ())])
    if fitting is None and any(figures):
        _tell(made, block, match.target[1] if match is not None else "", labels[-1], figures)
    return True


def _above(known: TableWords, labels: Sequence[str]) -> tuple[list[str], list[str]]:
    """The headings among labels, and the names of rows that have no figures; groups and bands go without."""
    headings: list[str] = []
    rows: list[str] = []
    for text in labels:
        if known.heads.all(text):
            headings.append(text)
        elif known.rows.find(text) is not None:
            rows.append(text)
        elif not (known.groups.all(text) or known.corners.all(text) or is_band(known, text)):
            headings.append(text)
    return headings, rows


def _line_across(made: _Rows, labels: Sequence[str], figures: Sequence[str]) -> bool:
    """Add the headings and the only line of figures of a table without names of rows."""
    block = made.known.blocks[0]
    headings = _heading_lines(made, block, [text for text in labels if not made.known.corners.all(text)])
    fitting = _fitting(figures, len(block.leaves))
    if not headings or fitting is None or made.rows:
        return False
    made.rows += [*headings, fitting]
    return True


def _fitting(figures: Sequence[str], wanted: int) -> list[str] | None:
    """The figures of a row when there are as many as columns; blank cells at the ends may be merged ones."""
    if len(figures) == wanted:
        return list(figures)
    there = [at for at, text in enumerate(figures) if text]
    trimmed = list(figures[there[0] : there[-1] + 1]) if there else []
    return trimmed if len(trimmed) == wanted else None


def _heading_lines(made: _Rows, block: BlockWords, found: Sequence[str]) -> list[list[str]] | None:
    """Found headings on the lines of the form: none for no headings, None unless they are just the form's.

    The form's order is that of its lines, or of its columns with each group before what stands under it.
    """
    if not found:
        return []
    lines = _printed(made.form, made.known, block)
    by_lines = [(number, text) for number, line in enumerate(lines) for text in line]
    for order in (by_lines, _by_columns(block, by_lines)):
        if len(order) == len(found) and all(
            _same(block, text, official) for text, (_, official) in zip(found, order, strict=True)
        ):
            placed = sorted(range(len(found)), key=lambda at: order[at][0])
            return [[found[at] for at in placed if order[at][0] == number] for number in range(len(lines))]
    return None


def _same(block: BlockWords, text: str, official: str) -> bool:
    mine = {match.target for match in block.heads.all(text)}
    return bool(mine & {match.target for match in block.heads.all(official)})


def _printed(form: OfficialForm, known: TableWords, block: BlockWords) -> list[list[str]]:
    """The headings above a block's figures, line by line, as the form prints them."""
    layout = form.layouts[known.table.id]
    own = set(next(iter(block.addresses.values())).values())
    first = min(cell.line for cell in layout.cells if cell.address in own)
    figures = [cell.line for cell in layout.cells if cell.role is Role.FIGURE and cell.line < first]
    lines: dict[int, list[str]] = {}
    for cell in layout.cells:
        if cell.role is Role.HEADING and max(figures, default=-1) < cell.line < first:
            lines.setdefault(cell.line, []).append(cell.text)
    return [lines[number] for number in sorted(lines)]


def _by_columns(block: BlockWords, by_lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The same headings in the order of the columns, each group before what stands under it."""
    left = list(by_lines)
    made: list[tuple[int, str]] = []

    def take(group: str) -> None:
        for head in block.children[group]:
            item = next((i for i in left if head in {m.target for m in block.heads.all(i[1])}), None)
            if item is not None:
                left.remove(item)
                made.append(item)
            if head.target is None:
                take(head.id)

    take("")
    return made


def _tell(made: _Rows, block: BlockWords, row_id: str, label: str, figures: Sequence[str]) -> None:
    there = tuple(text for text in figures if text)
    if row_id:
        addresses = list(block.addresses[row_id].values())
        made.remarks.uncertain_row(block.rows[row_id], there, len(block.leaves), addresses)
    else:
        made.remarks.extra_row(label, there)
