"""Lines of text into paragraphs, over page ends too.

A line goes on with the one before when that had no room for its first word. In a text that indents its
paragraphs, a line that stands at the margin goes on even after a short one: there the author broke the line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from intake.blocks import Block, Paragraph, clean
from intake.pages.lines import Line, joined
from intake.texts.headings import rank
from model import forms

_INDENT = 0.9  # of the size: a line that begins farther right is indented
_SAME_SIZE = 0.12  # of the size
_FAR = 1.4  # of the usual distance between lines: blank space above a new paragraph
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.．、）)](?!\d)|第[一二三四五六七八九十]{1,3}[章节条]"
)
_STOPS = tuple("。；：，、！？;:,.")
_FEWEST = 3  # lines at one place that make a margin
_SAME_EDGE = 3.0  # points
_USUAL = 20.0  # points by which the right margin may be wider than the left one
_TITLE_PITCH = 3.2  # of the size: lines of one title are no farther apart
_LARGE = 1.15  # of the size of the text: a title's


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page's text begin and end."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's width, and where its tables begin and end."""

    width: float
    tables: tuple[Margins, ...] = ()


def margins(pages: Sequence[Sequence[Line]], sheets: Sequence[Sheet]) -> list[Margins]:
    """Return the margins of each page's text: those of all pages as wide, moved where the page's own are."""
    common: dict[int, Margins] = {}
    for width in {round(sheet.width) for sheet in sheets}:
        alike = [number for number, sheet in enumerate(sheets) if round(sheet.width) == width]
        lines = [line for number in alike for line in pages[number]]
        common[width] = _common(lines, [edges for number in alike for edges in sheets[number].tables], width)
    return [_moved(common[round(sheet.width)], lines) for lines, sheet in zip(pages, sheets, strict=True)]


def _common(lines: Sequence[Line], tables: Sequence[Margins], width: float) -> Margins:
    """The margins of pages that are equally wide; tables, which mostly fill them, help with short texts."""
    for edges in sorted(tables, key=lambda edges: edges.left):
        indents = [(line.left - edges.left) / line.size for line in lines]
        if any(_is_indent(indent) for indent in indents) and not any(0.6 < i < 1.5 for i in indents):
            return Margins(edges.left, max(edges.right, _right(lines, width)))
    left = _left(lines)
    moved = {line.page for line in lines} - {line.page for line in lines if line.left < left + _SAME_EDGE}
    return Margins(left, _right([line for line in lines if line.page not in moved], width))


def _moved(common: Margins, lines: Sequence[Line]) -> Margins:
    """The margins of a page whose lines all stand farther right, as on the other side of a sheet."""
    moved = min((line.left for line in lines), default=common.left) - common.left
    ends = max((line.right for line in lines), default=common.right) - common.right
    if moved > 0 and abs(moved - ends) < _SAME_EDGE and len(lines) >= _FEWEST:
        return Margins(common.left + moved, common.right + ends)
    return common


def _is_indent(indent: float) -> bool:
    """Whether a paragraph begins so far from the margin (in characters): two, which some widen."""
    return 1.5 <= indent <= 2.6


def _left(lines: Sequence[Line]) -> float:
    """The leftmost place where lines begin, unless it is a lone line's from which no other is indented."""
    starts = sorted(line.left for line in lines)
    for left in starts:
        here = sum(abs(start - left) < _SAME_EDGE for start in starts)
        if here >= _FEWEST or any(_is_indent((line.left - left) / line.size) for line in lines):
            return left
    return starts[0] if starts else 0.0


def _right(lines: Sequence[Line], width: float) -> float:
    """The farthest place where several lines end; of a text without full lines, as far as its left margin."""
    ends = sorted((line.right for line in lines if line.right > 0.6 * width), reverse=True)
    for end, following in pairwise(ends):
        if end - following < _SAME_EDGE:
            return end
    return max([width - _left(lines) - _USUAL, *ends]) if lines else width


class Style:
    """How a file sets its text: margins, distance of lines, and whether paragraphs are indented."""

    def __init__(self, pages: Sequence[Sequence[Line]], sheets: Sequence[Sheet]) -> None:
        self._margins = margins(pages, sheets)
        self._pitch = _pitch(pages)
        self._size = median([line.size for lines in pages for line in lines] or [0.0])
        self._indents = self._does_indent(pages)

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether a line had no room for the first word of the next one."""
        free = self._margins[line.page].right - line.right
        return free < max(after.first, 0.9 * line.size) + 0.25 * line.size

    def at_margin(self, line: Line) -> bool:
        """Whether a line begins where the page's text does."""
        return abs(line.left - self._margins[line.page].left) < _INDENT * line.size

    def goes_on(self, before: Sequence[Line], line: Line) -> str | None:
        r"""Return what stands between a paragraph and a line that belongs to it: nothing, or ``\n``.

        None when the line begins a paragraph of its own.
        """
        last = before[-1]
        if self._in_title(last) and self._in_title(line):
            return self._within_title(last, line)
        if abs(last.size - line.size) > _SAME_SIZE * last.size or self._is_apart(last, line):
            return None
        if _is_heading(line.text) or (_is_heading(last.text) and len(before) == 1):
            return None
        if not self.at_margin(line) and not _in_block(before, line):
            return None
        if self.is_full(last, line):
            return "" if self._indents or not _NUMBERED.match(line.text) else None
        broken = self._indents and not self.at_margin(before[0]) and last.text.endswith(_STOPS)
        return "\n" if broken and not _NUMBERED.match(line.text) else None

    def _in_title(self, line: Line) -> bool:
        """Whether a line stands in the middle and is larger than the text."""
        edges = self._margins[line.page]
        middle = abs(line.left - edges.left - (edges.right - line.right)) < 2 * line.size
        return middle and line.size > _LARGE * self._size

    def _within_title(self, last: Line, line: Line) -> str | None:
        if line.page != last.page or line.base - last.base > _TITLE_PITCH * line.size:
            return None
        free = self._breadth(line) - (last.right - last.left)
        return "" if line.first + 0.3 * line.size > free else "\n"

    def _breadth(self, line: Line) -> float:
        return self._margins[line.page].right - self._margins[line.page].left

    def _is_apart(self, last: Line, line: Line) -> bool:
        return last.page == line.page and self._pitch > 0 and line.base - last.base > _FAR * self._pitch

    def _does_indent(self, pages: Sequence[Sequence[Line]]) -> bool:
        """Whether most lines after the end of a paragraph are indented, as by two characters."""
        indented = flush = 0
        for lines in pages:
            for last, line in pairwise(lines):
                if self.is_full(last, line):
                    continue
                indent = line.left - self._margins[line.page].left
                indented += _is_indent(indent / line.size)
                flush += indent < _INDENT * line.size
        return indented > flush


def _in_block(before: Sequence[Line], line: Line) -> bool:
    """Whether a line stands below the one before in a paragraph that is set in as a whole."""
    return len(before) > 1 and abs(before[-1].left - line.left) < 0.5 * line.size


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """The usual distance between two lines, in points."""
    steps = [
        round(line.base - last.base, 1)
        for lines in pages
        for last, line in pairwise(lines)
        if line.base - last.base < 4 * line.size
    ]
    return median(steps) if steps else 0.0


def _is_heading(text: str) -> bool:
    """Whether a line is a section's heading of any form, as printed."""
    found = (rank(forms.load(form_id), text) for form_id in forms.known())
    return any(known is not None and known[1] == 0 for known in found)


def flow(elements: Iterable[Line | Block], style: Style) -> Iterator[Block]:
    """Yield the blocks of all pages in order, with lines joined to paragraphs."""
    gathered: list[Line] = []
    text = ""
    for element in elements:
        between = None
        if isinstance(element, Line) and gathered:
            between = style.goes_on(gathered, element)
        if gathered and between is None:
            yield Paragraph(clean(text))
            gathered, text = [], ""
        if not isinstance(element, Line):
            yield element
            continue
        text = f"{text}\n{element.text}" if between == "\n" else joined(text, element.text)
        gathered.append(element)
    if gathered:
        yield Paragraph(clean(text))
