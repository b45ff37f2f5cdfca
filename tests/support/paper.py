"""Sets text and tables on pages as programs do, to be read back from places alone. Units are points."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from intake.pages.placed import Page, Placed, Stroke
from tests.support.documents import Table, height

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 80.0, 520.0, 105.0, 742.0
SIZE, PITCH = 16.0, 29.0
SMALL, ROW = 10.0, 17.0


def breadth(character: str, size: float) -> float:
    """The advance of a character: Latin ones half as wide as Chinese ones."""
    return size * (0.5 if character.isascii() else 1.0)


def put(page: Page, text: str, left: float, base: float, size: float = SIZE) -> float:
    """Put a text on a page; returns where it ends."""
    for character in text:
        right = left + breadth(character, size)
        if not character.isspace():
            page.characters.append(Placed(character, left, right, base, size))
        left = right
    return left


def broken(text: str, width: float, size: float, first: float = 0.0) -> list[str]:
    """A text broken into lines; numbers and words stay whole, no line begins with a mark."""
    lines, line, at = [], "", first
    for word in _words(text):
        room = sum(breadth(character, size) for character in word)
        if line and at + room > width:
            lines.append(line)
            line, at = "", 0.0
        line += word
        at += room
    return [*lines, line]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        joins = words and character.isascii() and words[-1][-1].isascii() and character.strip()
        if words and (joins or character in "，。；：、）》”"):
            words[-1] += character
        else:
            words.append(character)
    return words


@dataclass
class Paper:
    """Pages that are filled from top to bottom."""

    pages: list[Page] = field(default_factory=list)
    left: float = LEFT
    right: float = RIGHT
    y: float = BOTTOM

    def room(self, wanted: float) -> Page:
        """The page that has room for so much height."""
        if not self.pages or self.y + wanted > BOTTOM:
            self.pages.append(Page(WIDTH, HEIGHT))
            self.y = TOP
        self.y += wanted
        return self.pages[-1]

    def paragraph(self, text: str, indent: float = 2 * SIZE, size: float = SIZE) -> "Paper":
        """Set a paragraph; a line break inside begins a line at the margin."""
        for number, part in enumerate(text.split("\n")):
            first = 0.0 if number else indent
            for n, line in enumerate(broken(part, self.right - self.left, size, first)):
                put(self.room(PITCH), line, self.left + (0.0 if n else first), self.y, size)
        return self

    def centred(self, text: str, size: float = 22.0) -> "Paper":
        """Set a line in the middle."""
        width = sum(breadth(character, size) for character in text)
        put(self.room(PITCH), text, (self.left + self.right - width) / 2, self.y, size)
        return self

    def flush_right(self, text: str) -> "Paper":
        """Set a line at the right margin, two characters in, as a signature stands."""
        width = sum(breadth(character, SIZE) for character in text)
        put(self.room(PITCH), text, self.right - width - 2 * SIZE, self.y)
        return self

    def table(self, table: Table, sides: bool = True, upright: bool = False) -> "Paper":
        """Set a table line by line; it goes on over a page's end, merges cut there.

        ``sides``: with lines at the left and right; ``upright``: narrow labels a character a line.
        """
        columns = max(cell.column + cell.column_span for cell in table)
        widths = [(self.right - self.left) / columns] * columns
        xs = [self.left + sum(widths[:number]) for number in range(columns + 1)]
        tops = [self.room(ROW) and (self.pages[-1], self.y - ROW) for _ in range(height(table))]
        for cell in table:
            self._cell(cell, xs, tops, sides, upright)
        return self

    def _cell(self, cell, xs: Sequence[float], tops, sides: bool, upright: bool) -> None:
        x0, x1 = xs[cell.column], xs[cell.column + cell.column_span]
        parts: dict[int, list[float]] = {}
        for page, top in tops[cell.line : cell.line + cell.line_span]:
            parts.setdefault(id(page), [top, top])[1] = top + ROW
        for number, (page, _) in enumerate(tops[cell.line : cell.line + cell.line_span]):
            if number and page is tops[cell.line + number - 1][0]:
                continue
            y0, y1 = parts[id(page)]
            page.strokes += [Stroke(x0, y0, x1, y0), Stroke(x0, y1, x1, y1)]
            page.strokes += [Stroke(x, y0, x, y1) for x in (x0, x1) if sides or LEFT < x < RIGHT]
            if number == 0 and not upright:
                put_in(page, cell.text, (x0, y0, x1, y1))
        if upright:
            self._upright(cell, xs, tops)

    def _upright(self, cell, xs: Sequence[float], tops) -> None:
        """The text a character a line, over as many pages as the cell takes; a figure in one line."""
        x = xs[cell.column] + 6
        if cell.is_figure or cell.line_span < len(cell.text):
            page, top = tops[cell.line]
            put_in(page, cell.text, (xs[cell.column], top, xs[cell.column + cell.column_span], top + ROW))
            return
        for character, (page, top) in zip(cell.text, tops[cell.line :], strict=False):
            put(page, character, x, top + 12, SMALL)


def put_in(page: Page, text: str, box: tuple[float, float, float, float]) -> None:
    """Put a text into a cell, in the middle, its lines as small as the cell needs them."""
    x0, y0, x1, y1 = box
    size = SMALL
    while size > 1 and len(broken(text, x1 - x0 - 11, size)) * size > y1 - y0:
        size -= 0.5
    lines = broken(text, x1 - x0 - 11, size)
    base = (y0 + y1 - len(lines) * size) / 2 + 0.86 * size
    for number, line in enumerate(lines):
        width = sum(breadth(character, size) for character in line)
        put(page, line, (x0 + x1 - width) / 2, base + number * size, size)
