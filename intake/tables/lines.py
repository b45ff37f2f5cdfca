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
from model.forms import OfficialForm
from model.forms.layout import path
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
    cells behind the label. ``placed``: the grid columns of its cells are known.
    """

    what: What
    cells: Row
    label: str = ""
    row: tuple[int, str] | None = None
    how: How = How.OFFICIAL
    figures: Row = ()
    placed: bool = True

    @property
    def row_id(self) -> str:
        """The id of its row, empty for an unknown one."""
        return self.row[1] if self.row is not None else ""

    @property
    def filled(self) -> tuple[str, ...]:
        """The figures that are there, as written."""
        return tuple(texts(self.figures))

    @property
    def says_something(self) -> bool:
        """Whether it has a label or figures."""
        return bool(self.label or self.filled)


def is_figure(text: str) -> bool:
    """Whether a text stands for a figure: a number, ``/``, or what people write instead (``无``, ``--``)."""
    kind = parse(text).kind
    if kind is not Kind.INVALID:
        return kind is not Kind.BLANK
    stripped = text.strip()
    is_one_sign = len(stripped) <= 1
    has_no_letters = not key(text).body
    is_nearly_one = _NEARLY_A_FIGURE.fullmatch(stripped) is not None  # 12件, 1.234,
    return is_one_sign or has_no_letters or is_nearly_one


def classify(words: TableWords, row: Row) -> Line:
    """Return what a line is, judged by itself."""
    found = texts(row)
    if not found:
        return Line(What.BLANK, row)
    seen = _seen(words, found)
    if seen.are_headings:
        return Line(What.HEADING, row)
    if seen.row_labels:
        return _row_line(words, row, seen.row_labels[-1])
    only, *others = set(found)
    if others or seen.has_figures:
        return _unknown_line(words, row)
    return _line_of_one_text(words, row, only)


class _Seen(Struct, frozen=True):
    """What the texts of a line may stand for; one may be the label of a row and a heading as well."""

    row_labels: list[str]
    headings: list[str]
    has_figures: bool

    @property
    def are_headings(self) -> bool:
        """Whether the line is one of headings: most texts are, or several that are labels of rows too."""
        if self.has_figures:
            return False
        labels = set(self.row_labels)
        are_both = len(labels) > 1 and labels <= set(self.headings)
        return are_both or len(self.headings) > len(self.row_labels)


def _seen(words: TableWords, found: Sequence[str]) -> _Seen:
    others = [text for text in found if not text.isdecimal()]  # most cells are plain figures
    row_labels = list(filter(words.rows.all, others))
    headings = list(filter(words.may_head, others))
    unknown = set(others).difference(row_labels, headings)
    has_figures = len(others) < len(found) or any(map(is_figure, unknown))
    return _Seen(row_labels, headings, has_figures)


def _line_of_one_text(words: TableWords, row: Row, only: str) -> Line:
    """A line in which one text stands, in one cell or in each of those that were merged."""
    if is_band(words, only):
        return Line(What.BAND, row, only)
    if words.groups.all(only):  # the names of its rows stand in lines of their own
        return Line(What.BLANK, row, only)
    is_note = len(only) >= _LONG_NOTE
    if is_note:
        return Line(What.NOTE, row, only)
    return _unknown_line(words, row)


def is_band(words: TableWords, text: str) -> bool:
    """Whether a text is one of the table's bands, whichever; a slip or a lost number does not matter."""
    if words.names_band(text):
        return True
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
        if words.groups.all(cell.text):
            label = ""
        elif is_figure(cell.text):
            break
        else:
            label = cell.text
        first_figure = at + 1
    return Line(What.FIGURES, row, label, None, How.GUESSED, row[first_figure:])


def without_padding(form: OfficialForm, table: str, lines: Sequence[Line]) -> list[Line]:
    """Lines whose figures go without the blanks that stand for the columns of a wide label.

    They are that where every line with too many cells has just these blanks right behind its label.
    """
    widths = _label_widths(form, table)
    made: list[Line] = []
    for line in lines:
        printed = widths.get(line.row_id)
        if printed is None or len(line.figures) <= printed.figures:
            made.append(line)
            continue
        too_many = len(line.figures) - printed.figures
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
    """The widths of each row that has a line of its own: its groups stand left of its label, one a column."""
    definition = form.tables[table]
    widths: dict[str, _Widths] = {}
    for block in definition.blocks:
        if block.across:
            continue
        for row in block.rows:
            groups = path(row, block.row_groups, row.id)
            widths[row.id] = _Widths(definition.label_columns - len(groups), len(block.columns))
    return widths


def neighbours(words: TableWords, lines: Sequence[Line]) -> dict[int, tuple[int, str]]:
    """Return rows for lines without a known label, by the rows before and after them.

    Only where as many rows of the form are missing as there are such lines, and, of a line that has a label,
    only when some of its characters are the row's.
    """
    labels = _row_labels(words)
    order = list(labels)
    known = {line.row for line in lines}
    found: dict[int, tuple[int, str]] = {}
    start = 0  # behind the row of the line above a run
    for run, row_below in _runs_of_unknown(lines):
        stop = order.index(row_below) if row_below is not None else len(order)
        missing = [row for row in order[start:stop] if row not in known]
        start = stop + 1
        if len(run) != len(missing):
            continue
        for at, row in zip(run, missing, strict=True):
            if _alike(lines[at].label, labels[row]):
                found[at] = row
    return found


def _row_labels(words: TableWords) -> dict[tuple[int, str], str]:
    """The labels of all rows, in the form's order."""
    labels: dict[tuple[int, str], str] = {}
    for number, block in enumerate(words.table.blocks):
        labels.update(((number, row.id), row.label) for row in block.rows)
    return labels


def _runs_of_unknown(lines: Sequence[Line]) -> Iterator[tuple[list[int], tuple[int, str] | None]]:
    """Lines of figures without a known row, as their numbers, with the row of the line below (None: the end).

    A run may be empty: its row below tells where the next one begins.
    """
    run: list[int] = []
    for at, line in enumerate(lines):
        may_be_row = line.what is What.FIGURES and line.says_something
        if line.row is not None:
            yield run, line.row
            run = []
        elif may_be_row:
            run.append(at)
    yield run, None


def _alike(label: str, official: str) -> bool:
    ours, theirs = key(label).core, key(official).core
    if not ours:
        return True
    return len(set(ours) & set(theirs)) * 2 >= len(set(theirs))
