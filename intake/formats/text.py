"""Text files: paragraphs, and tables in the three ways in which they get lost in text.

A line a row with ``|`` between cells; a line a row with tabs between; and a line a cell behind a tab, a blank
line ending the row. Merges are lost in all three, so only the order of the cells counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
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
_RULE_CELL = re.compile(r":?-{3,}:?")
_LONGEST_CELL = 80  # characters; a longer line behind a tab is an indented paragraph
_LONGEST_CONTINUATION = 20  # characters of a line that continues a cell
_FEWEST_CELLS = 4  # of a single line with bars; fewer are a sentence
_LONGEST_ROW = 20  # cells; more in one row are a table whose row ends are lost
_NEXT_SECTION = re.compile(rf"[{COUNTING}]、")


def _read(path: Path) -> Document:
    return Document(tuple(blocks(encodings.decode(path.read_bytes(), path.name))))


FORMAT = Format("text", (".txt",), "文本", 1024 * 1024, lambda _: True, _read)
"""Anything that no other kind recognised."""


def blocks(text: str) -> Iterator[Block]:
    """Return what a text holds, in order."""
    unified = _in_plain_bars(brackets.without(text, _BOOKMARK, "]").replace("\r\n", "\n").replace("\r", "\n"))
    if aligned.is_aligned(unified):
        yield from aligned.blocks(unified)
    else:
        yield from _with_tables_whole(_of_lines(unified))


def _in_plain_bars(text: str) -> str:
    """Frames drawn with characters (│ ├──┤) as bars between cells, without the lines that part the rows."""
    lines = text.split("\n")
    if _DRAWN_BAR.search(text):
        lines = [_DRAWN_BAR.sub("|", line) for line in lines if not _FRAME.fullmatch(line)]
    # One wide bar may stand in a sentence.
    return "\n".join(line.replace(_WIDE_BAR, "|") if line.count(_WIDE_BAR) > 1 else line for line in lines)


def _with_tables_whole(found: Iterable[Block]) -> Iterator[Block]:
    """Set tables together that follow one another: some programs make a table of each row."""
    before: Grid | None = None
    for block in found:
        if isinstance(block, Grid):
            before = Grid((*(before.rows if before is not None else ()), *block.rows), placed=False)
            continue
        if before is not None:
            yield before
            before = None
        yield block
    if before is not None:
        yield before


def _of_lines(text: str) -> Iterator[Block]:
    lines = text.split("\n")
    if markdown.is_marked(text):
        lines = markdown.plain(lines)
    at = 0
    while at < len(lines):
        for rows_of in (_piped, _tabbed):
            grid, end = rows_of(lines, at)
            if grid is not None:
                yield grid
                at = end
                break
        else:
            paragraph = clean(lines[at])
            if markdown.PICTURE.fullmatch(lines[at]):
                yield Picture()
            elif paragraph.strip(_BARS):  # nothing but bars is what is left of a table's edge
                yield Paragraph(paragraph)
            at += 1


def _piped(lines: Sequence[str], at: int) -> tuple[Grid | None, int]:
    """A run of lines with bars between their cells; one blank line does not end it."""
    end = at
    rows: list[list[str]] = []
    while end < len(lines) and _goes_on(lines[end : end + 2]):
        if "|" in lines[end]:
            rows.append([clean(cell) for cell in lines[end].split("|")])
        end += 1
    is_table = len(rows) > 1 or any(len(row) >= _FEWEST_CELLS for row in rows)
    if not is_table:
        return None, at
    begins_with_bar = not any(row[0] for row in rows)  # as in Markdown
    cells = [_without_padding(row[1:] if begins_with_bar else row) for row in rows]
    return plain_grid((row for row in cells if not _is_rule(row)), placed=False), end


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether a table goes on in a line, or behind it where it is blank."""
    return "|" in lines[0] or (not lines[0].strip() and any("|" in line for line in lines))


def _is_rule(row: Sequence[str]) -> bool:
    """Whether a row only draws the line under the headings."""
    return any(row) and all(_RULE_CELL.fullmatch(cell) for cell in row if cell)


def _without_padding(row: list[str]) -> list[str]:
    """Blank cells at the end fill the line up in place of merged cells."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def _tabbed(lines: Sequence[str], at: int) -> tuple[Grid | None, int]:
    """A run of lines with tabs; a row each when there are tabs inside lines, else a cell each."""
    if "\t" not in lines[at] or len(lines[at]) > 8 * _LONGEST_CELL:
        return None, at
    if sum(bool(cell.strip()) for cell in lines[at].split("\t")) > _LONGEST_ROW:
        return None, at  # a whole table in one line
    end = at
    while end < len(lines) and (not lines[end].strip(" \n") or _belongs(lines, at, end)):
        end += 1
    while end > at and not lines[end - 1].strip(" \n"):
        end -= 1
    region = lines[at:end]
    if not any(clean(line) for line in region):
        return None, at
    if any("\t" in line.lstrip("\t ").rstrip() for line in region):
        rows = [[clean(cell) for cell in line.split("\t")] for line in region if line.strip()]
        return plain_grid(rows, placed=False), end
    rows = _cell_lines(region)
    if len(rows) == 1 and len(rows[0]) > _LONGEST_ROW:
        rows = [[cell] for cell in rows[0]]
    return plain_grid(rows, placed=False), end


def _belongs(lines: Sequence[str], start: int, at: int) -> bool:
    line = lines[at]
    if "\t" in line:
        return all(len(clean(cell)) <= _LONGEST_CELL for cell in line.split("\t"))
    continues = at > start and lines[at - 1].strip(" ")
    return bool(continues and len(line) <= _LONGEST_CONTINUATION and not _NEXT_SECTION.match(line.strip()))


def _cell_lines(region: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for line in region:
        if "\t" in line:
            rows[-1].append(clean(line))
        elif line.strip(" "):
            rows[-1][-1:] = [f"{rows[-1][-1]}\n{clean(line)}" if rows[-1] else clean(line)]
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]
