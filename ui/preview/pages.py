"""The report as pages: what the preview shows, the printer prints and the PDF holds.

A pure function of the report; only fonts come from outside. Layout after GB/T 9704-2012.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from export.errors import ExportError
from export.printed import as_printed
from model.report import Report
from model.report.length import length, written
from ui.look.typefaces import Face, font
from ui.paper.items import Item, Line, paint, paragraph
from ui.paper.measures import (
    CHARACTER,
    FOLIO,
    FOLIO_BELOW,
    HEIGHT,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PITCH,
    TOP,
    TWIPS,
    WIDTH,
)
from ui.preview.strips import Strip, strips
from ui.preview.tables import PrintedTable
from ui.preview.turns import InTurns, finished

PAGE_SIZE = QSizeF(PAGE_WIDTH / TWIPS, PAGE_HEIGHT / TWIPS)
"""The size of a page in points."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of text on a page; ``x`` and ``y`` in points from the upper left corner."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``number`` from 1."""

    number: int
    items: tuple[Item, ...]

    def paint(self, painter: QPainter) -> None:
        """Draw the page on a painter whose unit is the point."""
        painter.save()
        painter.scale(1 / TWIPS, 1 / TWIPS)
        paint(self.items, painter)
        painter.restore()

    def texts(self) -> list[PlacedText]:
        """Return the lines of text with their places."""
        return [PlacedText(i.text, i.x / TWIPS, i.y / TWIPS) for i in self.items if isinstance(i, Line)]


Pages = tuple[Page, ...]
_MOST_CHARACTERS = 200_000  # set in a second or two; the window writes less than half of that


class TooLong(ExportError):
    """The texts are so long that they are not set in pages."""


def lay_out(report: Report) -> Pages:
    """Set a report in pages: the texts and figures that the Word file has, too.

    Raises TooLong, with a sentence for the user, for one that holds a book.
    """
    return finished(laid_out(report))


def laid_out(report: Report) -> InTurns[Pages]:
    """Do the same in turns."""
    characters = length(written(report))
    if characters > _MOST_CHARACTERS:
        raise TooLong(
            f"报告的文字有 {characters} 字，太长，不像一份年度报告，不能排成页面预览、打印或导出 PDF。"
            "请删去不属于年度报告的内容，或改为导出 Word、网页。"
        )
    sheets = _Sheets()
    pieces: list[Strip | PrintedTable] = []
    for piece in strips(as_printed(report)):
        pieces.append(piece)
        yield
    for place, piece in enumerate(pieces):
        yield
        if isinstance(piece, PrintedTable):
            _put_table(sheets, piece)
        else:
            sheets.ensure(_kept_together(pieces, place))
            sheets.put(piece.height, list(piece.lines))
    return tuple(
        Page(number, (*items, *_folio(number))) for number, items in enumerate(sheets.all_items(), 1)
    )


@dataclass(slots=True)
class _Sheets:
    """The pages as they fill; ``used`` is the height used of the last one."""

    pages: list[list[Item]] = field(default_factory=lambda: [[]])
    used: float = 0

    @property
    def room(self) -> float:
        # Sums of twenty-two line pitches must not miss the last line by a rounding.
        return HEIGHT - self.used + 1

    def ensure(self, height: float) -> None:
        if height > self.room and self.used:
            self.turn()

    def turn(self) -> None:
        self.pages.append([])
        self.used = 0

    def put(self, height: float, items: list[Item]) -> None:
        if self.used or items:  # no page begins with a blank line
            self.pages[-1] += [item.moved(0, TOP + self.used) for item in items]
            self.used += height

    def all_items(self) -> Iterator[list[Item]]:
        while len(self.pages) > 1 and not self.pages[-1]:
            self.pages.pop()
        yield from self.pages


def _kept_together(pieces: Sequence[Strip | PrintedTable], place: int) -> float:
    """The height of a strip and of what must stand on its page behind it; of what no page holds not all.

    A table stands on one page with its heading if it fits on any.
    """
    height = 0.0
    for number in range(place, len(pieces)):
        piece = pieces[number]
        if isinstance(piece, PrintedTable):
            whole = height + sum(piece.heights)
            return whole if whole <= HEIGHT else height + sum(piece.heights[: _least(piece, 0)])
        height += piece.height
        if not piece.keep or height > 2 * HEIGHT:
            break
    return height


def _put_table(sheets: _Sheets, table: PrintedTable) -> None:
    first = 0
    while first < table.lines:
        heading = table.heading_lines if first else 0
        room = sheets.room - sum(table.heights[:heading])
        last = _least(table, first)
        if sum(table.heights[first:last]) > room and sheets.used:
            sheets.turn()
            continue
        while last < table.lines and sum(table.heights[first : _least(table, last)]) <= room:
            last = _least(table, last)
        if heading:
            sheets.put(sum(table.heights[:heading]), table.part(0, heading))
        sheets.put(sum(table.heights[first:last]), table.part(first, last))
        first = last
        if first < table.lines:
            sheets.turn()


def _least(table: PrintedTable, first: int) -> int:
    """The next line before which a page may end."""
    last = first + 1
    while not table.may_end(last):
        last += 1
    return last


def _folio(number: int) -> list[Line]:
    """The page number, right on odd pages and left on even ones, one character from the edge.

    Its dashes, not its line, stand 7 mm below the type area (GB/T 9704-2012, 7.5).
    """
    face = font(Face.SONG, FOLIO)
    right = number % 2 == 1
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    lines = paragraph(f"— {number} —", face, WIDTH - 2 * CHARACTER, align=align, pitch=PITCH)
    return [line.moved(LEFT + CHARACTER, TOP + HEIGHT + FOLIO_BELOW - _dash(line, face)) for line in lines]


def _dash(line: Line, face: QFont) -> float:
    """How far below the top of a strip the dashes of its line stand."""
    drawn = QFontMetricsF(face).tightBoundingRect("—")
    return line.y + line.layout.lineAt(line.number).ascent() + drawn.center().y()
