"""Text files: paragraphs, and tables in the three ways in which they get lost in text.

A line a row with ``|`` between cells; a line a row with tabs between; and a line a cell behind a tab, a blank
line ending the row. Merges are lost in all three, so only the order of the cells counts. Markdown may have
tables of a page in it, which keep them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, filterfalse, groupby
from pathlib import Path

from intake.blocks import Block, Grid, Paragraph, Picture, clean, plain_grid
from intake.formats import aligned, encodings, markdown
from intake.formats.reader import Document, Format
from model.chinese import brackets
from model.chinese.numerals import COUNTING

_BOOKMARK = re.compile(r"\[bookmark:")
_BARS = "|｜¦ \t-+"
_DRAWN_BAR, _WIDE_BAR = re.compile("[│┃║]"), "｜"
_FRAME = re.compile(r"[ \u3000]*[├┌└╔╚╠╟┏┗┣+][─━═┄┬┼┴╦╬╩╤╪╧┯┿┷┤┐┘╗╝╣╢┓┛┫+ \-]{2,}")
_TABLE_BEGINS, _TABLE_ENDS = (re.compile(tag, re.IGNORECASE) for tag in (r"<table\b", r"</table\s*+>"))
_AROUND_TABLE = re.compile(r"</?(?:html|body|div|center)\b[^<>]{0,200}>", re.IGNORECASE)
_RULE_CELL = re.compile(r":?-{3,}:?")
_LONGEST_CELL = 80  # characters; a longer line behind a tab is an indented paragraph
_LONGEST_CONTINUATION = 20  # characters of a line that continues a cell
_FEWEST_CELLS = 4  # of a single line with bars; fewer are a sentence
_LONGEST_ROW = 20  # cells; more in one row are a table whose row ends are lost
_NEXT_SECTION = re.compile(rf"[{COUNTING}]、")


def _read(path: Path) -> Document:
    return Document(tuple(blocks(encodings.decode(path.read_bytes(), path.name), path.name)))


FORMAT = Format("text", (".txt",), "文本", 1024 * 1024, lambda _: True, _read)
"""Anything that no other kind recognised."""


def blocks(text: str, name: str = "") -> Iterator[Block]:
    """Return what a text holds, in order. Raises Unreadable for a table of a page that is far too much."""
    at = 0
    for table in _tables_of_pages(text):
        yield from _without_tables_of_pages(_AROUND_TABLE.sub("", text[at : table.start]))
        yield from _of_page(text[table.start : table.stop], name)
        at = table.stop
    rest = text[at:]
    yield from _without_tables_of_pages(_AROUND_TABLE.sub("", rest) if at else rest)


def _tables_of_pages(text: str) -> Iterator[range]:
    """Where tables stand that are written as those of a page."""
    begin = _TABLE_BEGINS.search(text)
    while begin is not None:
        end = _TABLE_ENDS.search(text, begin.end())
        if end is None:
            return
        yield range(begin.start(), end.end())
        begin = _TABLE_BEGINS.search(text, end.end())


def _of_page(table: str, name: str) -> Iterator[Block]:
    from intake.formats.web import page  # lxml is loaded for pages and documents alone

    yield from page.blocks_of(page.parsed(table, name))


def _without_tables_of_pages(text: str) -> Iterator[Block]:
    unified = brackets.without(text, _BOOKMARK, "]").replace("\r\n", "\n").replace("\r", "\n")
    unified = _in_plain_bars(unified)
    if aligned.is_aligned(unified):
        yield from aligned.blocks(unified)
    else:
        yield from _with_tables_whole(_of_lines(unified))


def _in_plain_bars(text: str) -> str:
    """Frames drawn with characters (│ ├──┤) as bars between cells, without the lines that part the rows."""
    lines = text.split("\n")
    if _DRAWN_BAR.search(text):
        lines = [_DRAWN_BAR.sub("|", line) for line in lines if not _FRAME.fullmatch(line)]
    if _WIDE_BAR in text:
        lines = list(_in_narrow_bars(lines))
    return "\n".join(lines)


def _in_narrow_bars(lines: Sequence[str]) -> Iterator[str]:
    """Lines with bars of usual width; one wide bar may stand in a sentence, or between two cells."""
    rows = sum(line.count(_WIDE_BAR) > 1 for line in lines)
    for line in lines:
        may_be_row = rows > 1 and len(line) <= _LONGEST_CELL and not line.rstrip().endswith("。")
        is_row = may_be_row or line.count(_WIDE_BAR) > 1
        yield line.replace(_WIDE_BAR, "|") if is_row else line


def _with_tables_whole(found: Iterable[Block]) -> Iterator[Block]:
    """Set tables together that follow one another: some programs make a table of each row."""
    for is_table, group in groupby(found, key=lambda block: isinstance(block, Grid)):
        if is_table:
            rows = chain.from_iterable(grid.rows for grid in group if isinstance(grid, Grid))
            yield Grid(tuple(rows), placed=False)
        else:
            yield from group


def _of_lines(text: str) -> Iterator[Block]:
    lines = text.split("\n")
    if markdown.is_marked(text):
        lines = markdown.plain(lines)
    at = 0
    while at < len(lines):
        grid, end = _table(lines, at)
        if grid is not None:
            yield grid
        else:
            yield from chain.from_iterable(map(_line, lines[at:end]))
        at = end


def _table(lines: Sequence[str], at: int) -> tuple[Grid | None, int]:
    """The table that begins in a line, and the line behind it; None where none does, nor before that line."""
    grid, end = _piped(lines, at)
    if grid is None:
        grid, end = _tabbed(lines, at)
    return grid, max(end, at + 1)


def _line(line: str) -> Iterator[Block]:
    """A line outside tables; nothing but bars is what is left of a table's edge."""
    if markdown.PICTURE.fullmatch(line):
        yield Picture()
        return
    paragraph = clean(line)
    if paragraph.strip(_BARS):
        yield Paragraph(paragraph)


# ------------------------------------------------------------------------ bars


def _piped(lines: Sequence[str], at: int) -> tuple[Grid | None, int]:
    """A run of lines with bars between their cells; one blank line does not end it."""
    end = at
    while end < len(lines) and _goes_on(lines[end : end + 2]):
        end += 1
    rows = [_between_bars(line) for line in lines[at:end] if "|" in line]
    is_table = len(rows) > 1 or _has_many_cells(rows)
    if not is_table:
        return None, at
    cells = map(_without_padding, _without_first_bar(rows))
    return plain_grid(filterfalse(_is_rule, cells), placed=False), end


def _without_first_bar(rows: list[list[str]]) -> list[list[str]]:
    """The rows without what stands before a bar that all of them begin with, as in Markdown."""
    begins_with_bar = not any(row[0] for row in rows)
    return [row[1:] for row in rows] if begins_with_bar else rows


def _between_bars(line: str) -> list[str]:
    return [clean(cell) for cell in line.split("|")]


def _has_many_cells(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one of some lines is more than a sentence with bars in it."""
    return any(len(row) >= _FEWEST_CELLS for row in rows)


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether a table goes on in a line, or behind it where it is blank."""
    if "|" in lines[0]:
        return True
    is_blank = not lines[0].strip()
    return is_blank and any("|" in line for line in lines)


def _is_rule(row: Sequence[str]) -> bool:
    """Whether a row only draws the line under the headings."""
    return any(row) and all(_RULE_CELL.fullmatch(cell) for cell in row if cell)


def _without_padding(row: list[str]) -> list[str]:
    """Blank cells at the end fill the line up in place of merged cells."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


# ------------------------------------------------------------------------ tabs


def _tabbed(lines: Sequence[str], at: int) -> tuple[Grid | None, int]:
    """A run of lines with tabs; a row each when there are tabs inside lines, else a cell each."""
    if not _may_begin_table(lines[at]):
        return None, at
    end = _end_of_tabbed(lines, at)
    region = lines[at:end]
    if not any(map(clean, region)):
        return None, end
    rows = _rows_of_lines(region) if any(map(_has_tab_inside, region)) else _rows_of_cells(region)
    return plain_grid(rows, placed=False), end


def _may_begin_table(line: str) -> bool:
    """Whether a line has tabs, and is neither an indented paragraph nor a whole table in one line."""
    cells = line.split("\t")
    filled = list(filter(str.strip, cells))
    return len(cells) > 1 and len(line) <= 8 * _LONGEST_CELL and len(filled) <= _LONGEST_ROW


def _has_tab_inside(line: str) -> bool:
    return "\t" in line.lstrip("\t ").rstrip()


def _end_of_tabbed(lines: Sequence[str], at: int) -> int:
    """The line behind a run of lines with tabs; blank ones at its end are not part of it."""
    end = at
    for number in range(at, len(lines)):
        if _is_blank(lines[number]):
            continue
        if not _belongs(lines, at, number):
            break
        end = number + 1
    return end


def _is_blank(line: str) -> bool:
    """Whether a line is empty; a tab in it is an empty cell."""
    return not line.strip(" \n")


def _belongs(lines: Sequence[str], start: int, at: int) -> bool:
    """Whether a line is one of a table's: cells behind tabs, or a short line that a cell goes on in."""
    line = lines[at]
    if "\t" in line:
        return all(len(clean(cell)) <= _LONGEST_CELL for cell in line.split("\t"))
    if at <= start or not lines[at - 1].strip(" ") or len(line) > _LONGEST_CONTINUATION:
        return False
    return _NEXT_SECTION.match(line.strip()) is None


def _rows_of_lines(region: Sequence[str]) -> list[list[str]]:
    """A row a line, with tabs between the cells."""
    return [[clean(cell) for cell in line.split("\t")] for line in region if line.strip()]


def _rows_of_cells(region: Sequence[str]) -> list[list[str]]:
    """A cell a line, behind a tab; a line without one goes on in the cell above, a blank one ends the row.

    Where all cells stand in one row, the ends of the rows are lost: each is a row by itself.
    """
    rows: list[list[str]] = [[]]
    for line in region:
        row = rows[-1]
        if "\t" in line:
            row.append(clean(line))
        elif not line.strip(" "):
            rows.append([])
        elif row:
            row[-1] = f"{row[-1]}\n{clean(line)}"
        else:
            row.append(clean(line))
    return _with_ends(list(filter(None, rows)))


def _with_ends(rows: list[list[str]]) -> list[list[str]]:
    """Rows as they are; a single one that is too long for one is cells whose rows are not known."""
    lost_ends = len(rows) == 1 and len(rows[0]) > _LONGEST_ROW
    return [[cell] for cell in rows[0]] if lost_ends else rows
