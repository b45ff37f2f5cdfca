"""What was copied elsewhere: the clipboard's text, or its HTML where that has a table.

Only HTML tells what text cannot: a cell of several paragraphs, merged cells, rows that the sheet hides.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from intake.blocks import Grid, Row
from intake.failures import Unreadable
from model.chinese.characters import usual

if TYPE_CHECKING:
    from lxml import etree

_NAME = "剪贴板"
_FLAT = re.compile(r"(?:^|;)\s*height\s*:\s*0(?:\.0+)?(?:pt|px)?\s*(?:;|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Copied:
    """A copied block of cells; ``hidden`` rows and columns are left out, as the source does not show them."""

    rows: tuple[tuple[str, ...], ...]
    hidden: int = 0
    hidden_columns: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not (self.hidden or self.hidden_columns)


def read(text: str, html: str = "") -> Copied:
    """Return the block of cells that was copied: from the HTML when there is a table, else from the text.

    Where both have the same shape, the text's cells are taken: they hold what the sheet shows, as it is.
    """
    plain = _unseen_left_out(parse(usual(text)))
    table = _table(html) if "<table" in html.lower() else None
    if table is None:
        return Copied(plain)
    is_same = table.is_whole and _shape(table.rows) == _shape(plain)
    return Copied(plain) if is_same else table


def _table(html: str) -> Copied | None:
    """The tables of copied HTML, one below the other; None where there is none that can be read."""
    from intake.formats.web import page, shown  # lxml is loaded for pages and Word files alone

    try:
        root = page.parsed(usual(html), _NAME)
        _mark_flat_rows(root)
        hidden, columns = shown.hidden_rows(root), shown.hidden_columns(root)
        blocks = page.blocks_of(root)
    except Unreadable:
        return None
    rows: list[list[str]] = []
    for block in blocks:
        if isinstance(block, Grid):
            rows += _rows(block)
    found = Copied(_unseen_left_out(rows), hidden, columns)
    return found if rows or not found.is_whole else None


def _mark_flat_rows(root: "etree._Element") -> None:
    """Rows that a workbook gives no height are hidden there; a browser would show them."""
    for row in root.iter("tr"):
        if _is_flat(row):
            row.set("hidden", "")


def _is_flat(row: "etree._Element") -> bool:
    by_style = _FLAT.search(row.get("style", "")) is not None
    return by_style or row.get("height", "").strip() == "0"


def _rows(grid: Grid) -> list[list[str]]:
    width = grid.width
    return [_texts(row, width) for row in grid.rows]


def _texts(row: Row, width: int) -> list[str]:
    """The cells of a row by grid column; what a merged cell covers is blank, as in copied text."""
    texts = [""] * width
    for cell in row:
        texts[cell.column] = cell.text
    return texts


def _unseen_left_out(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(_shown, row)) for row in rows)


def _shown(text: str) -> str:
    """A text without characters that nobody sees: joiners, directions, byte order marks (category Cf)."""
    if text.isascii():
        return text
    return "".join(one for one in text if unicodedata.category(one) != "Cf")


def _shape(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    return len(rows), max(map(len, rows), default=0)


def parse(text: str) -> list[list[str]]:
    """Return the cells of a tab-separated text as Excel, WPS and Word copy it.

    A quoted cell may hold breaks, tabs and doubled quotes. Blank lines at the end are left out.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.split("\t") for line in unified.split("\n")]
    quotes = unified.count('"')
    may_be_quoted = quotes > 0 and quotes % 2 == 0
    if may_be_quoted:
        with suppress(csv.Error):  # a cell longer than any figure or label stays in the plain split
            lines = [row or [""] for row in csv.reader(StringIO(unified, newline=""), delimiter="\t")]
    while lines and _is_blank(lines[-1]):
        lines.pop()
    return lines


def _is_blank(line: Sequence[str]) -> bool:
    return not any(map(str.strip, line))
