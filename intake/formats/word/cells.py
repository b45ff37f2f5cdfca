"""The cells of a Word table while it is walked: one long text with marks in it, which is cut at the end.

Tables have hundreds of cells, nearly all of them plain: an object for each takes longer than its text.
"""

from collections.abc import Iterator

from msgspec import Struct

from intake.blocks import Cell, Row, cell_text, clean, may_be_stripped, whole_number
from intake.formats.word.names import W

_SPAN, _V_MERGE, _H_MERGE, _BEFORE = (W + name for name in ("gridSpan", "vMerge", "hMerge", "gridBefore"))
PROPERTIES = frozenset((_SPAN, _V_MERGE, _H_MERGE, _BEFORE))
"""The elements that say something of a cell, or of a row."""
ROW_BEGINS, CELL_BEGINS, BEGIN = "\x1c", "\x1e", "\x1d"
"""What stands before each row, cell and paragraph: blanks that XML cannot hold."""
_NO_BEGINNINGS = str.maketrans(dict.fromkeys((ROW_BEGINS, CELL_BEGINS, BEGIN), " "))
_MOST_COLUMNS = 200


class Cells(Struct):
    """The cells of a table as far as it is read: its pieces of text, with what begins a row or a cell.

    The few that say something are kept by their number, from 1; ``before`` are grid columns left out before
    a row.
    """

    pieces: list[str] = []
    spans: dict[int, int] = {}
    covered: dict[int, bool] = {}
    before: dict[int, int] = {}

    def take(self, tag: str, value: str | None, row: int, cell: int) -> None:
        """Take a property of the row or of the cell begun last, of which the numbers are given."""
        if tag == _BEFORE:
            self.before[row] = whole_number(value, 0, _MOST_COLUMNS)
        elif self.pieces[-1:] != [CELL_BEGINS]:  # a cell's properties come before its first paragraph
            return
        elif tag == _SPAN:
            self.spans[cell] = max(whole_number(value, 1, _MOST_COLUMNS), 1)
        else:
            self.covered[cell] = value != "restart"

    def rows(self) -> Iterator[Row]:
        """Yield the rows, once the table is read to its end; what stands outside of cells is in none."""
        whole = "".join(self.pieces)
        cleaned = str.strip if may_be_stripped(whole) else clean
        outside, *rows = whole.split(ROW_BEGINS)
        number = outside.count(CELL_BEGINS)
        for row_number, row in enumerate(rows, 1):
            at = self.before.get(row_number, 0)
            made = []
            for text in row.split(CELL_BEGINS)[1:]:
                number += 1
                is_one_paragraph = text.count(BEGIN) <= 1
                shown = cleaned(text) if is_one_paragraph else cell_text(text.split(BEGIN))
                span = self.spans.get(number, 1)
                made.append(Cell("" if self.covered.get(number) else shown, at, span))
                at += span
            yield tuple(made)


def without_beginnings(text: str) -> str:
    """Return a text from another kind of file without the marks that begin rows, cells and paragraphs."""
    return text.translate(_NO_BEGINNINGS)
