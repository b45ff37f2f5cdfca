"""Text whose columns stand under one another by blanks, as programs write it that keep a page's layout.

Paragraphs are folded there, with blanks before their first line; the rows of a table have wide gaps, and a
label that is broken stands in pieces above and below its figures.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from intake.blocks import Block, Grid, Paragraph, clean, plain_grid
from intake.texts.furniture import is_page_number

_GAP = re.compile(r"[ \u3000]{3,}")
# A single blank parts columns between figures, and before the figures at a line's end.
_COLUMNS = re.compile(r"[ \u3000]{2,}|(?<=\d) (?=\d)|(?<=\S) (?=\d[\d.,]*(?: \d[\d.,]*){2,40}$)")
_INDENT = re.compile(r"[ \u3000]{2,}")
_ENDS = ("。", "！", "？", "；", "：", ":")
_FEWEST_ROWS = 3  # lines with gaps; fewer are no table
_MOST_BETWEEN = 5  # lines without gaps between two that have them
_LONGEST_BETWEEN = 34  # characters of such a line
_LONGEST_PIECE = 3  # characters of most pieces of broken headings
_SHORTEST_WHOLE = 8  # characters; a shorter piece of a label says nothing by itself
_NUMBERED = re.compile(r"(?:\d{1,2}\s*[.．、]|[（(][一二三四五六七八九十]{1,2}[）)])\S")
_SHARE = 10  # one line in so many has a gap at least
_INDENTED_END = "  \0"  # behind the last line
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
    for in_table, numbers in groupby(range(len(lines)), key=_inside(lines).__contains__):
        part = [lines[number] for number in numbers]
        if in_table:
            yield from _table(part)
        else:
            yield from _paragraphs(part)


def _inside(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that stand in tables."""
    inside: set[int] = set()
    run: list[int] = []
    for at in [*(at for at, line in enumerate(lines) if _has_gap(line)), None]:
        if at is not None and (not run or _goes_on(lines[run[-1] + 1 : at])):
            run.append(at)
            continue
        if len(run) >= _FEWEST_ROWS:
            inside.update(range(_edge(lines, run[0], -1), _edge(lines, run[-1], 1) + 1))
        run = [at] if at is not None else []
    return frozenset(inside)


def _goes_on(between: Sequence[str]) -> bool:
    """Whether a table goes on behind some lines: pieces of labels, headings of bands, the page's end."""
    told = [line.strip() for line in between if line.strip() and not is_page_number(line.strip())]
    short = all(len(line) <= _LONGEST_BETWEEN and not line.endswith(_ENDS) for line in told)
    return short and len(told) <= _MOST_BETWEEN and not any(map(_SECTION.match, told))


_SECTION = re.compile(r"[一二三四五六]、")


def _edge(lines: Sequence[str], at: int, step: int) -> int:
    """The last line of a table in one direction: pieces of headings and labels stand around its rows."""
    edge = at
    while 0 <= at + step < len(lines) and abs(at - edge) <= _MOST_BETWEEN and _goes_on([lines[at + step]]):
        at += step
        edge = at if lines[at].strip() else edge
    return edge


def _table(lines: Sequence[str]) -> Iterator[Block]:
    rows = []
    begun = ""  # a label that goes on beside or below its figures
    for line in lines:
        if not line.strip():
            continue
        first, *others = [clean(cell) for cell in _COLUMNS.split(line.strip())]
        if is_page_number(first):
            yield Paragraph(first)
        elif _is_broken_heading(line):
            continue
        elif others:
            rows.append(_row(begun, first, others))
            begun = ""
        elif _NUMBERED.match(_last_label(first)):
            begun = _last_label(first)
        elif _is_whole(first):
            rows.append([first])
    yield Grid(plain_grid(rows).rows, placed=False)


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
    gathered, before = "", ""
    pages: list[Paragraph] = []
    broken = False  # by a blank line or the end of a page
    for line in [*lines, _INDENTED_END]:
        text = clean(line)
        if not text or is_page_number(text):
            broken = True
            pages += [Paragraph(text)] if text else []
            continue
        ended = len(before) < _WIDTH or (broken and gathered.endswith(_ENDS))
        if gathered and (ended or _INDENT.match(line) is not None):
            yield Paragraph(gathered)
            yield from pages
            gathered, pages = "", []
        gathered, before, broken = _joined(gathered, text), text, False
    yield from pages


def _joined(before: str, behind: str) -> str:
    """Two lines as one; a blank only where both are letters or digits of other scripts."""
    needs_blank = before[-1:].isascii() and behind[:1].isascii() and before[-1:].isalpha()
    return f"{before} {behind}" if before and behind and needs_blank else before + behind
