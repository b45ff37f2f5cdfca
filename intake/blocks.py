"""What a file holds, whatever wrote it: paragraphs, tables and pictures in reading order."""

import re
from collections.abc import Container, Iterable, Sequence

from msgspec import Struct

MOST_CELLS = 20_000
"""More cells than this make no report; a report has some five hundred."""


class Paragraph(Struct, frozen=True, tag=True):
    r"""One paragraph; a line break inside is ``\n``.

    ``contents`` marks a line of a generated table of contents. ``part`` is the part of the report that this
    program printed it for, where its mark says so (see ``marks``).
    """

    text: str
    contents: bool = False
    part: str = ""


class Cell(Struct, frozen=True):
    """One cell of a table; it takes ``span`` grid columns from ``column`` (from 0) on.

    A struct because tables have hundreds of cells: a dataclass takes five times as long to make.
    """

    text: str
    column: int
    span: int = 1

    @property
    def columns(self) -> range:
        """The grid columns that it takes."""
        return range(self.column, self.column + self.span)


Row = tuple[Cell, ...]


def texts(row: Row) -> list[str]:
    """Return the texts of the cells that are not blank."""
    return [cell.text for cell in row if cell.text]


class Grid(Struct, frozen=True, tag=True):
    """A table as found; the cells below a vertical merge are there, blank.

    ``placed`` says whether the columns are known; text files lose them, so that only the order counts.
    """

    rows: tuple[Row, ...]
    placed: bool = True

    @property
    def texts(self) -> list[str]:
        """The texts of all cells that are not blank, row by row."""
        return [cell.text for row in self.rows for cell in row if cell.text]

    @property
    def width(self) -> int:
        """The number of grid columns."""
        return max((row[-1].column + row[-1].span for row in self.rows if row), default=0)


class Picture(Struct, frozen=True, tag=True):
    """A picture, which cannot be read."""


class Aside(Struct, frozen=True, tag=True):
    """Text that stands outside the flow, such as a footnote; ``what`` is its Chinese name.

    ``on_pages``: it stands on each page, as a header does.
    """

    what: str
    text: str
    on_pages: bool = False


Block = Paragraph | Grid | Picture | Aside


def plain_row(texts: Sequence[str]) -> Row:
    """Return a row of cells of one column each."""
    return tuple(Cell(text, column) for column, text in enumerate(texts))


def plain_grid(rows: Iterable[Sequence[str]], placed: bool = True) -> Grid:
    """Return a grid without merges."""
    return Grid(tuple(plain_row(row) for row in rows), placed)


def hidden_columns(columns: Iterable[tuple[int, bool]]) -> set[int]:
    """Return the columns that are not shown, given how many each entry stands for and whether it hides."""
    hidden: set[int] = set()
    at = 0
    for width, is_hidden in columns:
        if is_hidden:
            hidden.update(range(at, at + width))
        at += width
    return hidden


def without_columns(row: Row, hidden: Container[int]) -> Row:
    """Return a row without some grid columns; a merged cell that has others too stays, narrower."""
    made: list[Cell] = []
    at = 0
    for cell in row:
        shown = sum(column not in hidden for column in cell.columns)
        if shown:
            made.append(Cell(cell.text, at, shown))
        at += shown
    return tuple(made)


_BLANKS = re.compile(r"[ \t\r\n\f]+")


def single_blanks(text: str | None) -> str:
    """Return a text with single blanks, as programs show it that do not keep the breaks of their source."""
    return _BLANKS.sub(" ", text or "")


_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
"""Characters that nobody sees: soft hyphen, zero-width blanks and joiners, byte order mark."""


def clean(text: str) -> str:
    """Return a text without unseen characters and without blanks around it (full-width ones too)."""
    stripped = text.strip()
    return stripped if stripped.isprintable() else _UNSEEN.sub("", stripped).strip()


def may_be_stripped(text: str) -> bool:
    """Whether no part of a text has a character that nobody sees: blanks around are all to be cleaned off."""
    return _UNSEEN.search(text) is None


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Return a text with raised digits, as it is shown, so that a note's mark is no digit of a figure."""
    return text.translate(_RAISED)


def cell_text(lines: Iterable[str]) -> str:
    """Return the lines of a cell, cleaned and without blank ones."""
    return "\n".join(line for line in map(clean, lines) if line)


def times(text: str | None, most: int) -> int:
    """Return how often, or over how many columns, a file says that something stands: once if it does not."""
    return max(whole_number(text, 1, most), 1)


def whole_number(text: str | None, default: int, most: int) -> int:
    """Return a number that a file states, or a default for what is none; never more than ``most``."""
    stripped = (text or "").strip()
    if not stripped.isdecimal() or len(stripped) > 9:
        return default
    return min(int(stripped), most)
