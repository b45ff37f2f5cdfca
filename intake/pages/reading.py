"""Pages into blocks: frames and lines, then heads and feet, then tables and paragraphs made whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.blocks import Aside, Block, Grid, Picture
from intake.pages import charts, continued, running
from intake.pages.cells import grid
from intake.pages.lines import Line, lines
from intake.pages.paragraphs import Margins, Sheet, Style, flow
from intake.pages.placed import MOST_CHARACTERS, MOST_PAGES, MOST_STROKES, Page, Placed, TooMuch
from intake.pages.rulings import Frame, frames


@dataclass(frozen=True, slots=True)
class _Table:
    """A table on one page: its grid and its lines."""

    grid: Grid
    frame: Frame

    @property
    def top(self) -> float:
        return self.frame.ys[0]


def blocks(pages: Sequence[Page]) -> list[Block]:
    """Return what pages hold, in order. Raises TooMuch for far more than any report."""
    _check(pages)
    tables: list[list[_Table]] = []
    texts: list[list[Line]] = []
    for number, page in enumerate(pages):
        found, rest = _tables(page, number)
        tables.append(found)
        texts.append(lines(rest, number))
    heights = [page.height for page in pages]
    texts, told = running.without(texts, heights)
    sheets = [
        Sheet(page.width, tuple(Margins(table.frame.xs[0], table.frame.xs[-1]) for table in found))
        for page, found in zip(pages, tables, strict=True)
    ]
    style = Style(texts, sheets)
    elements = charts.set_apart(_in_order(texts, tables, pages))
    made = list(flow(elements, style))
    return [*made, *told, *_slanted(pages)]


def _check(pages: Sequence[Page]) -> None:
    characters = sum(len(page.characters) for page in pages)
    strokes = sum(len(page.strokes) for page in pages)
    if len(pages) > MOST_PAGES or characters > MOST_CHARACTERS or strokes > MOST_STROKES:
        raise TooMuch


def _tables(page: Page, number: int) -> tuple[list[_Table], list[Placed]]:
    """The tables of a page, and the characters outside of them."""
    rest = page.characters
    made: list[_Table] = []
    for frame in frames(page.strokes):
        inside = [character for character in rest if frame.holds(character)]
        if not any(not character.text.isspace() for character in inside):
            continue
        rest = [character for character in rest if not frame.holds(character)]
        made.append(_Table(grid(frame, inside, number), frame))
    return made, rest


def _in_order(
    texts: Sequence[Sequence[Line]], tables: Sequence[Sequence[_Table]], pages: Sequence[Page]
) -> list[Line | Block]:
    """Lines and tables by their height on the page; a table that goes on over a page's end is one."""
    made: list[Line | Block] = []
    open_table: _Table | None = None  # the last thing so far
    for found, on_page, page in zip(texts, tables, pages, strict=True):
        placed: list[tuple[float, Line | _Table]] = [(line.base, line) for line in found]
        placed += [(table.top, table) for table in on_page]
        for _, thing in sorted(placed, key=lambda pair: pair[0]):
            if isinstance(thing, Line):
                made.append(thing)
                open_table = None
                continue
            if open_table is not None and _is_next_part(open_table, thing):
                thing = _Table(continued.together(open_table.grid, thing.grid), thing.frame)
                made[-1] = thing.grid
            else:
                made.append(thing.grid)
            open_table = thing
        made += [Picture()] * page.pictures
        open_table = None if page.pictures else open_table
    return made


def _is_next_part(above: _Table, below: _Table) -> bool:
    return continued.same_columns(above.frame.xs, below.frame.xs)


def _slanted(pages: Sequence[Page]) -> list[Aside]:
    """Text that runs across the pages, such as a watermark, once."""
    found = dict.fromkeys(page.slanted.strip() for page in pages if page.slanted.strip())
    return [Aside("斜排的文字（如水印）", text, on_pages=True) for text in found]
