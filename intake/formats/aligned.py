"""Text whose columns stand under one another by blanks, as programs write it that keep a page's layout.

Paragraphs are folded there, with blanks before their first line; the rows of a table have wide gaps, and a
label that is broken stands in pieces above and below its figures.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from intake.blocks import Aside, Block, Paragraph, clean, plain_grid
from intake.texts.furniture import is_page_number

_GAP = re.compile(r"[ \u3000]{3,}")
# A single blank parts columns between figures, and before the figures at a line's end.
_COLUMNS = re.compile(r"[ \u3000]{2,}|(?<=\d) (?=\d)|(?<=\S) (?=\d[\d.,]*(?: \d[\d.,]*){2,40}$)")
_INDENT = re.compile(r"[ \u3000]{2,}")
_ENDS = ("。", "！", "？", "；", "：", ":")
_FEWEST_HEADS = 2  # pages on which the same line must begin
_FEWEST_ROWS = 3  # lines with gaps; fewer are no table
_MOST_BETWEEN = 5  # lines without gaps between two that have them
_LONGEST_BETWEEN = 34  # characters of such a line
_LONGEST_PIECE = 3  # characters of most pieces of broken headings
_SHORTEST_WHOLE = 8  # characters; a shorter piece of a label says nothing by itself
_NUMBERED = re.compile(r"(?:\d{1,2}\s*[.．、]|[（(][一二三四五六七八九十]{1,2}[）)])\S")
_SHARE = 10  # one line in so many has a gap at least
_WIDTH = 24  # characters; a line not shorter is full, and may go on in the next


def is_aligned(text: str) -> bool:
    """Whether wide gaps inside lines, without a tab or a bar, set the columns of a text's tables."""
    if "\t" in text or "|" in text:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    rows = sum(_has_gap(line) for line in lines)
    return rows >= _FEWEST_ROWS and rows * _SHARE >= len(lines)


def _has_gap(line: str) -> bool:
    return _GAP.search(line.strip()) is not None


def blocks(text: str) -> Iterator[Block]:
    """Return what a text holds, in order."""
    lines = [line.rstrip() for line in text.replace("\f", "\n").split("\n")]
    head = _head_of_pages(lines)
    if head:
        yield Aside("页眉", head, on_pages=True)
        lines = [line for line in lines if line.strip() != head]
    at = 0
    for table in _tables(lines):
        yield from _paragraphs(lines[at : table.start])
        yield from _table(lines[table.start : table.stop])
        at = table.stop
    yield from _paragraphs(lines[at:])


def _head_of_pages(lines: Sequence[str]) -> str:
    """The line that stands at the top of each page, behind the number of the page before; empty for none."""
    told = [line.strip() for line in lines if line.strip()]
    behind = [line for before, line in pairwise(told) if is_page_number(clean(before))]
    is_repeated = len(behind) >= _FEWEST_HEADS and len(set(behind)) == 1
    return behind[0] if is_repeated and not _has_gap(behind[0]) else ""


def _tables(lines: Sequence[str]) -> list[range]:
    """The runs of lines that stand in tables, in order; those that touch or overlap are one."""
    found: list[range] = []
    for table in _ranges(lines):
        if found and table.start <= found[-1].stop:
            before = found.pop()
            table = range(before.start, max(table.stop, before.stop))
        found.append(table)
    return found


def _ranges(lines: Sequence[str]) -> Iterator[range]:
    """Each table with what stands around its rows."""
    for run in _runs(lines):
        if len(run) >= _FEWEST_ROWS:
            yield range(_edge(lines, run[0], -1), _edge(lines, run[-1], 1) + 1)


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """The numbers of lines with gaps between which a table goes on."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if not _has_gap(line):
            continue
        if run and not _goes_on(lines[run[-1] + 1 : at]):
            yield run
            run = []
        run.append(at)
    yield run


def _goes_on(between: Sequence[str]) -> bool:
    """Whether a table goes on behind some lines: pieces of labels, headings of bands, the page's end."""
    stripped = (line.strip() for line in between)
    told = [line for line in stripped if line and not is_page_number(line)]
    return len(told) <= _MOST_BETWEEN and all(map(_may_be_piece, told))


def _may_be_piece(line: str) -> bool:
    """Whether a line may be a piece of a label or heading: short, no sentence, no section's heading."""
    if len(line) > _LONGEST_BETWEEN or line.endswith(_ENDS) or "。" in line:
        return False
    return _SECTION.match(line) is None


_SECTION = re.compile(r"[一二三四五六]、")


def _edge(lines: Sequence[str], at: int, step: int) -> int:
    """The last line of a table in one direction: pieces of headings and labels stand around its rows."""
    edge = at
    while 0 <= at + step < len(lines) and abs(at - edge) <= _MOST_BETWEEN and _goes_on([lines[at + step]]):
        at += step
        if step > 0 and _begins_paragraph(lines[at : at + 2]):
            break
        edge = at if lines[at].strip() else edge
    return edge


def _begins_paragraph(lines: Sequence[str]) -> bool:
    """Whether a full line, indented, goes on in one that is not."""
    first, *others = lines
    is_full = len(first.strip()) >= _WIDTH and _INDENT.match(first) is not None
    goes_on = any(line.strip() and not _INDENT.match(line) and not _has_gap(line) for line in others)
    return is_full and goes_on


def _table(lines: Sequence[str]) -> Iterator[Block]:
    """A table of the lines, behind the page numbers among them."""
    rows = []
    begun = ""  # a label that goes on beside or below its figures
    for line in filter(str.strip, lines):
        first, *others = [clean(cell) for cell in _COLUMNS.split(line.strip())]
        if is_page_number(clean(line)):
            yield Paragraph(clean(line))
        elif _is_broken_heading(line):
            continue
        elif others:
            rows.append(_row(begun, first, others))
            begun = ""
        elif _NUMBERED.match(_last_label(first)):
            rows += _left_over(begun)
            begun = _last_label(first)
        elif _is_whole(first):
            rows.append([first])
    rows += _left_over(begun)
    yield plain_grid(rows, placed=False)


def _left_over(begun: str) -> list[list[str]]:
    """A label that no figures followed, to be told: it may be text."""
    return [[begun]] if begun else []


def _is_broken_heading(line: str) -> bool:
    """Whether a line has nothing but pieces of headings, most of a few characters: no heading can be made."""
    pieces = line.split()
    figures = any(piece[-1:].isdigit() for piece in pieces)
    return not figures and median(map(len, pieces)) <= _LONGEST_PIECE


def _row(begun: str, first: str, others: Sequence[str]) -> list[str]:
    """A row with its label, which may have begun in the line above."""
    if first.isdecimal():
        return [begun, first, *others]
    label = _last_label(first)
    goes_on = bool(begun) and not _NUMBERED.match(label)
    return [begun + label.split(" ")[-1] if goes_on else label, *others]


def _last_label(text: str) -> str:
    """A row's own label, without the piece of its group's label that stands before it in the line."""
    *_, last = text.split(" ")
    return last if _NUMBERED.match(last) else text


def _is_whole(text: str) -> bool:
    """Whether the only text of a line is no piece of a broken label."""
    balanced = text.count("（") == text.count("）")
    return balanced and len(text) >= _SHORTEST_WHOLE


def _paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Folded lines set together, over the end of a page too; page numbers follow the paragraph."""
    folded = _Folded()
    for line in lines:
        text = clean(line)
        if is_page_number(text):
            folded.page_ends(text)
        elif not text:
            folded.is_broken = True
        else:
            if folded.ends_before(line):
                yield from folded.taken()
            folded.add(text)
    yield from folded.taken()


class _Folded:
    """A paragraph as far as it is set together; ``is_broken`` by a blank line or the end of a page."""

    def __init__(self) -> None:
        self.is_broken = False
        self._text = ""
        self._last_line = ""
        self._pages: list[Paragraph] = []

    def ends_before(self, line: str) -> bool:
        """Whether a line begins another paragraph: it is indented, or the last one was not full."""
        if not self._text:
            return False
        is_full = len(self._last_line) >= _WIDTH
        is_whole = self.is_broken and self._text.endswith(_ENDS)
        return not is_full or is_whole or _INDENT.match(line) is not None

    def add(self, text: str) -> None:
        """Add a line."""
        self._text = _joined(self._text, text)
        self._last_line = text
        self.is_broken = False

    def page_ends(self, number: str) -> None:
        """Keep a page's number for behind the paragraph."""
        self._pages.append(Paragraph(number))
        self.is_broken = True

    def taken(self) -> Iterator[Paragraph]:
        """Yield the paragraph and the page numbers in it, and begin anew."""
        if self._text:
            yield Paragraph(self._text)
        yield from self._pages
        self._text, self._pages = "", []


def _joined(before: str, behind: str) -> str:
    """Two lines as one; a blank only where both are letters or digits of other scripts."""
    if not before:
        return behind
    is_latin = before[-1:].isascii() and behind[:1].isascii()
    needs_blank = is_latin and before[-1:].isalpha()
    return f"{before} {behind}" if needs_blank else before + behind
