"""What each line of a found table is: band, headings, a row of figures, or a note."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from intake.blocks import Cell, Row
from intake.labels import How, distance, key
from intake.tables.words import TableWords
from model.address import split
from model.forms import OfficialForm
from model.forms.layout import LayoutCell
from model.values import Kind, parse

_NEARLY_A_FIGURE = re.compile(r"[+-]?\d[\d.,，．]*(?<=\d)\s*[^\d\s.,，．、]{0,2}")
_BAND_SLIPS = 2  # characters
_LONG_NOTE = 12  # characters; a line with one text as long as this is a note under the figures


class What(Enum):
    """The kinds of line."""

    BLANK = "blank"
    BAND = "band"
    HEADING = "heading"
    FIGURES = "figures"
    NOTE = "note"


class Line(Struct, frozen=True):
    """One line of a found table.

    ``row`` is the form's row (number of the block, row id) when its label tells; ``figures`` are the
    cells behind the label.
    """

    what: What
    cells: Row
    label: str = ""
    row: tuple[int, str] | None = None
    how: How = How.OFFICIAL
    figures: Row = ()

    @property
    def filled(self) -> tuple[str, ...]:
        """The figures that are there, as written."""
        return tuple(cell.text for cell in self.figures if cell.text)


def is_figure(text: str) -> bool:
    """Whether a text stands for a figure: a number, ``/``, or what people write instead (``无``, ``--``)."""
    kind = parse(text).kind
    if kind is not Kind.INVALID:
        return kind is not Kind.BLANK
    stripped = text.strip()
    return len(stripped) <= 1 or not key(text).body or _NEARLY_A_FIGURE.fullmatch(stripped) is not None


def classify(words: TableWords, row: Row) -> Line:
    """Return what a line is, judged by itself."""
    texts = [cell for cell in row if cell.text]
    if not texts:
        return Line(What.BLANK, row)
    others = [cell for cell in texts if not cell.text.isdecimal()]  # most cells are plain figures
    is_row = [cell for cell in others if words.rows.all(cell.text)]
    is_head = [cell for cell in others if words.heads.all(cell.text) or words.corners.all(cell.text)]
    figures = len(others) < len(texts) or any(
        is_figure(cell.text) for cell in others if cell not in is_row and cell not in is_head
    )
    if not figures and _is_heading(is_head, is_row):
        return Line(What.HEADING, row)
    if is_row:
        return _row_line(words, row, is_row[-1])
    different = {cell.text for cell in texts}
    if len(different) == 1 and not figures:
        only = texts[0].text
        if is_band(words, only):
            return Line(What.BAND, row, only)
        if words.groups.all(only):
            return Line(What.BLANK, row, only)
        if len(only) >= _LONG_NOTE:
            return Line(What.NOTE, row, only)
    return _unknown_line(words, row)


def _is_heading(is_head: Sequence[Cell], is_row: Sequence[Cell]) -> bool:
    """Whether a line without figures has headings; some texts are the name of a row as well."""
    if len(is_head) > len(is_row):
        return True
    both = {cell.text for cell in is_row}
    return len(both) > 1 and both <= {cell.text for cell in is_head}


def is_band(words: TableWords, text: str) -> bool:
    """Whether a text is one of the table's bands, whichever; a slip or a lost number does not matter."""
    body = key(text).body
    return any(distance(body, key(band).body, _BAND_SLIPS) <= _BAND_SLIPS for band in words.bands)


def _row_line(words: TableWords, row: Row, label: Cell) -> Line:
    """A line whose label, the last cell that reads like one, is known or fits several rows."""
    at = row.index(label)
    match = words.rows.find(label.text)
    if match is None:
        return Line(What.FIGURES, row, label.text, None, How.GUESSED, row[at + 1 :])
    return Line(What.FIGURES, row, label.text, match.target, match.how, row[at + 1 :])


def _unknown_line(words: TableWords, row: Row) -> Line:
    """A line of figures without a label that is known: the texts at its start are the label."""
    at = 0
    label = ""
    for index, cell in enumerate(row):
        if not cell.text:
            continue
        if is_figure(cell.text) and not words.groups.all(cell.text):
            break
        at = index + 1
        label = "" if words.groups.all(cell.text) else cell.text
    return Line(What.FIGURES, row, label, None, How.GUESSED, row[at:])


def without_padding(form: OfficialForm, table: str, lines: Sequence[Line]) -> list[Line]:
    """Lines whose figures go without the blanks that stand for the columns of a wide label.

    They are that where every line with too many cells has just these blanks right behind its label.
    """
    widths = _label_widths(form, table)
    beyond: dict[int, int] = {}
    for at, line in enumerate(lines):
        wanted = widths.get(line.row[1]) if line.what is What.FIGURES and line.row is not None else None
        if wanted is not None and len(line.figures) > wanted[1]:
            beyond[at] = len(line.figures) - wanted[1]
            blank = not any(cell.text for cell in line.figures[: beyond[at]])
            if not blank or beyond[at] != wanted[0] - 1:
                return list(lines)
    return [replace(line, figures=line.figures[beyond.get(at, 0) :]) for at, line in enumerate(lines)]


@lru_cache(maxsize=16)
def _label_widths(form: OfficialForm, table: str) -> dict[str, tuple[int, int]]:
    """How many columns the label of each row takes in the form, and how many figures stand behind it."""
    cells = form.layouts[table].cells
    figures: dict[int, list[LayoutCell]] = {}
    for cell in cells:
        if cell.address is not None:
            figures.setdefault(cell.line, []).append(cell)
    widths = {}
    for line, behind in figures.items():
        start = min(cell.column for cell in behind)
        label = next((cell for cell in cells if _ends_at(cell, line, start)), None)
        if label is not None and behind[0].address is not None:
            widths[split(behind[0].address)[1]] = (label.column_span, len(behind))
    return widths


def _ends_at(cell: LayoutCell, line: int, column: int) -> bool:
    """Whether a cell of the printed form stands in a line, just before a column."""
    in_line = cell.line <= line < cell.line + cell.line_span
    return in_line and cell.address is None and cell.column + cell.column_span == column


def neighbours(words: TableWords, lines: Sequence[Line]) -> dict[int, tuple[int, str]]:
    """Return rows for lines without a known label, by the rows before and after them.

    Only where as many rows of the form are missing as there are such lines, and, of a line that has a label,
    only when some of its characters are the row's.
    """
    order = [(n, row.id) for n, block in enumerate(words.table.blocks) for row in block.rows]
    known = {line.row for line in lines if line.row is not None}
    labels = {(n, row.id): row.label for n, block in enumerate(words.table.blocks) for row in block.rows}
    found: dict[int, tuple[int, str]] = {}
    start = 0
    run: list[int] = []
    for index, line in enumerate([*lines, None]):
        if line is not None and line.row is None:
            if line.what is What.FIGURES and (line.label or line.filled):
                run.append(index)
            continue
        stop = order.index(line.row) if line is not None and line.row is not None else len(order)
        missing = [row for row in order[start:stop] if row not in known]
        if run and len(missing) == len(run):
            for at, row in zip(run, missing, strict=True):
                if _alike(lines[at].label, labels[row]):
                    found[at] = row
        run = []
        if line is not None:
            start = stop + 1
    return found


def _alike(label: str, official: str) -> bool:
    ours, theirs = key(label).core, key(official).core
    if not ours:
        return True
    return len(set(ours) & set(theirs)) * 2 >= len(set(theirs))
