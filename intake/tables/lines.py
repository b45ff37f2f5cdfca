"""What each line of a found table is: band, headings, a row of figures, or a note."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from intake.blocks import Row, texts
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
        return tuple(texts(self.figures))


def is_figure(text: str) -> bool:
    """Whether a text stands for a figure: a number, ``/``, or what people write instead (``无``, ``--``)."""
    kind = parse(text).kind
    if kind is not Kind.INVALID:
        return kind is not Kind.BLANK
    stripped = text.strip()
    is_one_sign = len(stripped) <= 1
    has_no_letters = not key(text).body
    return is_one_sign or has_no_letters or _NEARLY_A_FIGURE.fullmatch(stripped) is not None


def classify(words: TableWords, row: Row) -> Line:
    """Return what a line is, judged by itself."""
    found = texts(row)
    if not found:
        return Line(What.BLANK, row)
    others = [text for text in found if not text.isdecimal()]  # most cells are plain figures
    row_labels = [text for text in others if words.rows.all(text)]
    headings = [text for text in others if words.heads.all(text) or words.corners.all(text)]
    unknown = set(others).difference(row_labels, headings)
    has_figures = len(others) < len(found) or any(map(is_figure, unknown))
    if not has_figures and _is_heading(headings, row_labels):
        return Line(What.HEADING, row)
    if row_labels:
        return _row_line(words, row, row_labels[-1])
    says_one_thing = len(set(found)) == 1
    if says_one_thing and not has_figures:
        return _line_of_one_text(words, row, found[0])
    return _unknown_line(words, row)


def _is_heading(headings: Sequence[str], row_labels: Sequence[str]) -> bool:
    """Whether a line without figures has headings; some texts are the name of a row as well."""
    if len(headings) > len(row_labels):
        return True
    both = set(row_labels)
    return len(both) > 1 and both <= set(headings)


def _line_of_one_text(words: TableWords, row: Row, only: str) -> Line:
    """A line in which one text stands, in one cell or in each of those that were merged."""
    if is_band(words, only):
        return Line(What.BAND, row, only)
    if words.groups.all(only):
        return Line(What.BLANK, row, only)
    if len(only) >= _LONG_NOTE:
        return Line(What.NOTE, row, only)
    return _unknown_line(words, row)


def is_band(words: TableWords, text: str) -> bool:
    """Whether a text is one of the table's bands, whichever; a slip or a lost number does not matter."""
    body = key(text).body
    return any(distance(body, key(band).body, _BAND_SLIPS) <= _BAND_SLIPS for band in words.bands)


def _row_line(words: TableWords, row: Row, label: str) -> Line:
    """A line whose label, the last cell that reads like one, is known or fits several rows."""
    last = 0
    for at, cell in enumerate(row):
        if cell.text == label:
            last = at
    match = words.rows.find(label)
    if match is None:
        return Line(What.FIGURES, row, label, None, How.GUESSED, row[last + 1 :])
    return Line(What.FIGURES, row, label, match.target, match.how, row[last + 1 :])


def _unknown_line(words: TableWords, row: Row) -> Line:
    """A line of figures without a label that is known: the texts at its start are the label."""
    first_figure = 0
    label = ""
    for at, cell in enumerate(row):
        if not cell.text:
            continue
        is_group = bool(words.groups.all(cell.text))
        if not is_group and is_figure(cell.text):
            break
        first_figure = at + 1
        label = "" if is_group else cell.text
    return Line(What.FIGURES, row, label, None, How.GUESSED, row[first_figure:])


def without_padding(form: OfficialForm, table: str, lines: Sequence[Line]) -> list[Line]:
    """Lines whose figures go without the blanks that stand for the columns of a wide label.

    They are that where every line with too many cells has just these blanks right behind its label.
    """
    widths = _label_widths(form, table)
    made: list[Line] = []
    for line in lines:
        printed = widths.get(line.row[1]) if line.what is What.FIGURES and line.row is not None else None
        too_many = len(line.figures) - printed.figures if printed is not None else 0
        if printed is None or too_many <= 0:
            made.append(line)
            continue
        padding, figures = line.figures[:too_many], line.figures[too_many:]
        is_padding = too_many == printed.label - 1 and not texts(padding)
        if not is_padding:
            return list(lines)
        made.append(replace(line, figures=figures))
    return made


class _Widths(Struct, frozen=True):
    """How many columns the label of a row takes in the form, and how many figures stand behind it."""

    label: int
    figures: int


@lru_cache(maxsize=16)
def _label_widths(form: OfficialForm, table: str) -> dict[str, _Widths]:
    """The widths of each row whose label is printed."""
    cells = form.layouts[table].cells
    widths: dict[str, _Widths] = {}
    for line in range(form.layouts[table].lines):
        figures = [cell for cell in cells if cell.line == line and cell.address is not None]
        if not figures or figures[0].address is None:
            continue
        start = min(cell.column for cell in figures)
        label = next((cell for cell in cells if _ends_at(cell, line, start)), None)
        if label is not None:
            row = split(figures[0].address)[1]
            widths[row] = _Widths(label.column_span, len(figures))
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
    labels = _row_labels(words)
    order = list(labels)
    known = {line.row for line in lines}
    found: dict[int, tuple[int, str]] = {}
    start = 0
    for run, row_below in _runs_of_unknown(lines):
        stop = order.index(row_below) if row_below is not None else len(order)
        missing = [row for row in order[start:stop] if row not in known]
        pairs = zip(run, missing, strict=True) if len(run) == len(missing) else ()
        for at, row in pairs:
            if _alike(lines[at].label, labels[row]):
                found[at] = row
        start = stop + 1
    return found


def _row_labels(words: TableWords) -> dict[tuple[int, str], str]:
    """The labels of all rows, in the form's order."""
    labels: dict[tuple[int, str], str] = {}
    for number, block in enumerate(words.table.blocks):
        labels.update(((number, row.id), row.label) for row in block.rows)
    return labels


def _runs_of_unknown(lines: Sequence[Line]) -> Iterator[tuple[list[int], tuple[int, str] | None]]:
    """Lines of figures without a known row, with the row of the line below them (None: the end)."""
    run: list[int] = []
    for at, line in enumerate(lines):
        is_told = bool(line.label or line.filled)
        if line.row is not None:
            yield run, line.row
            run = []
        elif line.what is What.FIGURES and is_told:
            run.append(at)
    yield run, None


def _alike(label: str, official: str) -> bool:
    ours, theirs = key(label).core, key(official).core
    if not ours:
        return True
    return len(set(ours) & set(theirs)) * 2 >= len(set(theirs))
