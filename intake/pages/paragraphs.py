"""Lines of text into paragraphs, over page ends too.

A line goes on with the one before when that had no room for its first word. In a text that indents its
paragraphs, a line that stands at the margin goes on even after a short one: there the author broke the line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from operator import attrgetter
from statistics import median

from intake.blocks import Block, Paragraph, clean
from intake.pages.lines import Line, joined
from intake.texts.headings import rank
from model import forms

_INDENT = 0.9  # of the size: a line that begins farther right is indented
_SAME_SIZE = 0.12  # of the size
_NEXT_LINE = 4  # of the size: a line farther below stands behind a table or a gap
_FAR = 1.4  # of the usual distance between lines: blank space above a new paragraph
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.．、）)](?!\d)|第[一二三四五六七八九十]{1,3}[章节条]"
)
_STOPS = tuple("。；：，、！？;:,.")
_TWO_CHARACTERS = (1.5, 2.6)  # characters: how far paragraphs are indented; some widen the two
_ONE_CHARACTER = (0.6, 1.5)  # characters: what begins there is not indented from a margin
_FEWEST = 3  # lines at one place that make a margin
_SAME_EDGE = 3.0  # points
_FULL = 0.6  # of the page's width: lines that end farther left are no full ones
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


@dataclass
class _AlikePages:
    """What stands on the pages that are equally wide."""

    lines: list[Line] = field(default_factory=list)
    tables: list[Margins] = field(default_factory=list)


def margins(pages: Sequence[Sequence[Line]], sheets: Sequence[Sheet]) -> list[Margins]:
    """Return the margins of each page's text: those of all pages as wide, moved where the page's own are.

    One page alone has too few full lines to tell; upright pages and those across have margins of their own.
    """
    by_width: dict[int, _AlikePages] = {}
    for lines, sheet in zip(pages, sheets, strict=True):
        alike = by_width.setdefault(round(sheet.width), _AlikePages())
        alike.lines += lines
        alike.tables += sheet.tables
    common = {width: _common(alike, width) for width, alike in by_width.items()}
    return [_moved(common[round(sheet.width)], lines) for lines, sheet in zip(pages, sheets, strict=True)]


def _common(pages: _AlikePages, width: float) -> Margins:
    """The margins of pages that are equally wide; tables, which mostly fill them, help with short texts."""
    for edges in sorted(pages.tables, key=attrgetter("left")):
        if _is_margin_of(pages.lines, edges.left):
            return Margins(edges.left, max(edges.right, _right(pages.lines, width)))
    left = _left(pages.lines)
    return Margins(left, _right(_unmoved(pages.lines, left), width))


def _unmoved(lines: Sequence[Line], left: float) -> list[Line]:
    """The lines of pages with any at the left margin; others are moved, as backs of sheets are."""
    unmoved = {line.page for line in lines if line.left < left + _SAME_EDGE}
    return [line for line in lines if line.page in unmoved]


def _is_margin_of(lines: Sequence[Line], left: float) -> bool:
    """Whether paragraphs are indented from a place by two characters, and no line by about one."""
    indents = [_indent(line, left) for line in lines]
    low, high = _ONE_CHARACTER
    has_others = any(low < indent < high for indent in indents)
    return not has_others and any(map(_is_indent, indents))


def _indent(line: Line, left: float) -> float:
    """How many characters a line begins behind a place."""
    return (line.left - left) / line.size


def _moved(common: Margins, lines: Sequence[Line]) -> Margins:
    """The margins of a page whose lines all stand farther right, as on the other side of a sheet."""
    moved = min((line.left for line in lines), default=common.left) - common.left
    ends = max((line.right for line in lines), default=common.right) - common.right
    if moved > 0 and abs(moved - ends) < _SAME_EDGE and len(lines) >= _FEWEST:
        return Margins(common.left + moved, common.right + ends)
    return common


def _is_indent(indent: float) -> bool:
    """Whether a paragraph begins so far (in characters) from the margin."""
    low, high = _TWO_CHARACTERS
    return low <= indent <= high


def _left(lines: Sequence[Line]) -> float:
    """The leftmost place where lines begin, unless it is a lone line's from which no other is indented."""
    starts = sorted(line.left for line in lines)
    for left in starts:
        if _is_left_edge(lines, left):
            return left
    return min(starts, default=0.0)


def _is_left_edge(lines: Sequence[Line], left: float) -> bool:
    """Whether several lines begin at a place, or some are indented from it."""
    here = sum(abs(line.left - left) < _SAME_EDGE for line in lines)
    return here >= _FEWEST or any(_is_indent(_indent(line, left)) for line in lines)


def _right(lines: Sequence[Line], width: float) -> float:
    """Where most full lines end (marks may hang beyond); of a text without any, as far as the left margin."""
    if not lines:
        return width
    ends = sorted((line.right for line in lines if line.right > _FULL * width), reverse=True)
    ending_there = [_ending_at(ends, end) for end in ends]
    most = max(ending_there, default=0)
    if most > 1:
        return ends[ending_there.index(most)]
    as_on_the_left = width - _left(lines) - _USUAL
    return max([as_on_the_left, *ends])


def _ending_at(ends: Sequence[float], place: float) -> int:
    """How many lines end at a place or just before it."""
    return sum(0 <= place - end < _SAME_EDGE for end in ends)


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
        if self._looks_new(last, line) or self._stands_as_new(before, line):
            return None
        is_item = _NUMBERED.match(line.text) is not None
        if self.is_full(last, line):
            is_next_item = is_item and not self._indents
            return None if is_next_item else ""
        is_broken = self._breaks_lines(before) and not is_item
        return "\n" if is_broken else None

    def _looks_new(self, last: Line, line: Line) -> bool:
        """Whether a line is of another size than the one before, or stands farther below it than usual."""
        has_other_size = abs(last.size - line.size) > _SAME_SIZE * last.size
        return has_other_size or self._is_apart(last, line)

    def _stands_as_new(self, before: Sequence[Line], line: Line) -> bool:
        """Whether a heading begins or ends between a paragraph and a line, or the line is set in."""
        is_behind_heading = len(before) == 1 and _is_heading(before[0].text)
        if is_behind_heading or _is_heading(line.text):
            return True
        return not self.at_margin(line) and not _in_block(before, line)

    def _breaks_lines(self, before: Sequence[Line]) -> bool:
        """Whether a short line ends within its paragraph: an indented one's, behind a mark."""
        is_indented = self._indents and not self.at_margin(before[0])
        return is_indented and before[-1].text.endswith(_STOPS)

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
        for last, line in _pairs(pages):
            if self.is_full(last, line):
                continue
            indent = line.left - self._margins[line.page].left
            indented += _is_indent(indent / line.size)
            flush += indent < _INDENT * line.size
        return indented > flush


def _in_block(before: Sequence[Line], line: Line) -> bool:
    """Whether a line stands below the one before in a paragraph that is set in as a whole."""
    return len(before) > 1 and abs(before[-1].left - line.left) < 0.5 * line.size


def _pairs(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[Line, Line]]:
    """Each line with the next one on its page."""
    return chain.from_iterable(map(pairwise, pages))


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """The usual distance between two lines, in points; 0 where no line stands below another one."""
    steps: list[float] = []
    for last, line in _pairs(pages):
        step = line.base - last.base
        if step < _NEXT_LINE * line.size:
            steps.append(round(step, 1))
    return median(steps) if steps else 0.0


def _is_heading(text: str) -> bool:
    """Whether a line is a section's heading of any form, as printed."""
    found = (rank(forms.load(form_id), text) for form_id in forms.known())
    return any(known is not None and known[1] == 0 for known in found)


def flow(elements: Iterable[Line | Block], style: Style) -> Iterator[Block]:
    """Yield the blocks of all pages in order, with lines joined to paragraphs."""
    paragraph = _Lines()
    for element in elements:
        if not isinstance(element, Line):
            yield from paragraph.taken()
            yield element
            continue
        between = style.goes_on(paragraph.lines, element) if paragraph.lines else None
        if between is None:
            yield from paragraph.taken()
        paragraph.add(between or "", element)
    yield from paragraph.taken()


@dataclass
class _Lines:
    """The lines of a paragraph as far as it was met, and their text."""

    lines: list[Line] = field(default_factory=list)
    text: str = ""

    def add(self, between: str, line: Line) -> None:
        """Add a line; ``between`` is the break before it that the author made, or nothing."""
        self.text = f"{self.text}{between}{line.text}" if between else joined(self.text, line.text)
        self.lines.append(line)

    def taken(self) -> Iterator[Paragraph]:
        """Yield the paragraph, if any line was met, and begin the next one."""
        if self.lines:
            yield Paragraph(clean(self.text))
        self.lines, self.text = [], ""
