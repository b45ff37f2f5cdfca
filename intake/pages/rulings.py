"""The lines drawn on a page into frames of cells; underlines and lone rules make none."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from operator import attrgetter, itemgetter

from intake.blocks import MOST_CELLS
from intake.pages.placed import Placed, Stroke, TooMuch

_SAME = 1.6  # points between lines that are meant to be one
_GAP = 3.2  # points between the pieces of one line, dashes among them
_SHORTEST = 5.0  # points; shorter ones are decoration
_MOSTLY = 0.6
_MOST_LINES = 1500  # of one page and direction


@dataclass(frozen=True, slots=True)
class Ruling:
    """A whole line: its place across (y of a horizontal one), and from where to where it runs."""

    at: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Region:
    """A cell: the boxes from row ``top`` and column ``left`` up to (not with) ``bottom`` and ``right``."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def boxes(self) -> Iterator[tuple[int, int]]:
        """Row and column of each of its boxes."""
        return product(range(self.top, self.bottom), range(self.left, self.right))


@dataclass(frozen=True, slots=True)
class Frame:
    """A table's lines: where its columns and rows begin and end, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def is_table(self) -> bool:
        """Whether there is more than one cell; one alone is a frame around text, or a row cut off."""
        return len(self.regions) > 1

    def holds(self, character: Placed) -> bool:
        """Whether a character stands inside."""
        across = self.xs[0] <= (character.left + character.right) / 2 <= self.xs[-1]
        return across and self.ys[0] <= character.middle <= self.ys[-1]

    def box(self, character: Placed) -> tuple[int, int]:
        """Return row and column of the box in which a character stands."""
        row = bisect_right(self.ys, character.middle) - 1
        column = bisect_right(self.xs, (character.left + character.right) / 2) - 1
        return min(row, len(self.ys) - 2), min(column, len(self.xs) - 2)


def frames(strokes: Sequence[Stroke]) -> list[Frame]:
    """Return the tables that a page's lines make, from top to bottom. Raises TooMuch."""
    across, down = map(_whole, _pieces(strokes))
    if max(len(across), len(down)) > _MOST_LINES:
        raise TooMuch
    made = (_frame(rows, columns) for rows, columns in _connected(across, down))
    return sorted(filter(None, made), key=lambda frame: frame.ys[0])


_Piece = tuple[float, float, float]
"""A stroke as a part of a line, like a :class:`Ruling`: its place across, from where to where it runs."""


def _pieces(strokes: Sequence[Stroke]) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces of the horizontal lines, and of the vertical ones."""
    across: list[_Piece] = []
    down: list[_Piece] = []
    for stroke in strokes:
        if stroke.is_horizontal:
            across.append((stroke.y0, stroke.x0, stroke.x1))
        else:
            down.append((stroke.x0, stroke.y0, stroke.y1))
    return across, down


def _whole(pieces: Sequence[_Piece]) -> list[Ruling]:
    """Join the pieces that are drawn of a line, cell by cell or dash by dash; decoration is left out."""
    made: list[Ruling] = []
    for group in _close(sorted(pieces)):
        middle = sum(map(itemgetter(0), group)) / len(group)
        for start, stop in _stretches(group):
            is_long_enough = stop - start >= _SHORTEST
            if is_long_enough:
                made.append(Ruling(middle, start, stop))
    return made


def _close(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Pieces sorted by place, in groups that are meant to be at the same place."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        is_same = bool(groups) and piece[0] - groups[-1][0][0] <= _SAME
        if is_same:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _stretches(pieces: Sequence[_Piece]) -> list[tuple[float, float]]:
    """From where to where pieces at one place run, those that meet taken together."""
    made: list[tuple[float, float]] = []
    for _, first, last in sorted(pieces, key=itemgetter(1)):
        meets = bool(made) and first <= made[-1][1] + _GAP
        if meets:
            start, stop = made[-1]
            made[-1] = (start, max(stop, last))
        else:
            made.append((first, last))
    return made


def _connected(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """The horizontal and vertical lines that cross or touch, directly or by way of others."""
    above = list(range(len(across) + len(down)))

    def top(node: int) -> int:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for i, row in enumerate(across):
        for j, column in enumerate(down, len(across)):
            if _meet(row, column):
                above[top(i)] = top(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for node in range(len(above)):
        if node < len(across):
            groups[top(node)][0].append(across[node])
        else:
            groups[top(node)][1].append(down[node - len(across)])
    return list(groups.values())


def _meet(row: Ruling, column: Ruling) -> bool:
    beside = row.start - _GAP <= column.at <= row.stop + _GAP
    return beside and column.start - _GAP <= row.at <= column.stop + _GAP


def _frame(across: Sequence[Ruling], down: Sequence[Ruling]) -> Frame | None:
    """The table that connected lines make, if they make any cell. Raises TooMuch."""
    if not across or not down:
        return None
    xs, ys = _places(down, across), _places(across, down)
    boxes = (len(xs) - 1) * (len(ys) - 1)
    if boxes > MOST_CELLS:
        raise TooMuch
    has_edges = all(_is_edge(y, xs, across, down) for y in (ys[0], ys[-1]))
    if not has_edges:  # the bars of a chart on their common line
        return None
    return Frame(xs, ys, _regions(xs, ys, across, down)) if boxes else None


def _is_edge(y: float, xs: Sequence[float], across: Sequence[Ruling], down: Sequence[Ruling]) -> bool:
    """Whether a table ends at a height: a line is drawn there, or all columns reach it, cut by the page."""
    drawn = sum(ruling.stop - ruling.start for ruling in across if abs(ruling.at - y) <= _SAME)
    reaching = sum(min(abs(ruling.start - y), abs(ruling.stop - y)) <= _GAP for ruling in down)
    return drawn >= _MOSTLY * (xs[-1] - xs[0]) or reaching >= _MOSTLY * len(xs)


def _places(lines: Sequence[Ruling], crossing: Sequence[Ruling]) -> tuple[float, ...]:
    """Where lines stand; where the crossing ones reach farther, the table's side is open there."""
    places = _apart(line.at for line in lines)
    first = min(map(attrgetter("start"), crossing))
    last = max(map(attrgetter("stop"), crossing))
    if places[0] - first > _SHORTEST:
        places.insert(0, first)
    if last - places[-1] > _SHORTEST:
        places.append(last)
    return tuple(places)


def _apart(found: Iterable[float]) -> list[float]:
    """Places from the least to the most, the first one of those that are meant to be the same."""
    places: list[float] = []
    for at in sorted(found):
        if not places or at - places[-1] > _SAME:
            places.append(at)
    return places


def _regions(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Ruling], down: Sequence[Ruling]
) -> tuple[Region, ...]:
    """The cells: boxes between which no line is drawn, taken together."""
    rows, columns = len(ys) - 1, len(xs) - 1
    boxes = _Boxes(rows, columns, _walls(ys, xs, across), _walls(xs, ys, down))
    made: list[Region] = []
    for row, column in product(range(rows), range(columns)):
        if (row, column) not in boxes.taken:
            made.append(boxes.take(row, column))
    return tuple(made)


@dataclass
class _Boxes:
    """The boxes between all lines of a table, by row and column.

    ``across`` and ``down`` are the lines that are drawn, each as its number and the box that it runs beside:
    line 1 across lies below row 0, line 1 down on the right of column 0.
    """

    rows: int
    columns: int
    across: set[tuple[int, int]]
    down: set[tuple[int, int]]
    taken: set[tuple[int, int]] = field(default_factory=set)

    def take(self, row: int, column: int) -> Region:
        """Take the cell whose upper left box is given: first as wide as it is open, then as high."""
        right = column + 1
        while self._is_open_on_the_right(row, right):
            right += 1
        bottom = row + 1
        while bottom < self.rows and self._is_open_below(bottom, column, right):
            bottom += 1
        made = Region(row, column, bottom, right)
        self.taken.update(made.boxes)
        return made

    def _is_open_on_the_right(self, row: int, column: int) -> bool:
        """Whether a box goes on with the one on its left: no line between, and not part of a cell above."""
        is_inside = column < self.columns
        return is_inside and (column, row) not in self.down and (row, column) not in self.taken

    def _is_open_below(self, row: int, left: int, right: int) -> bool:
        """Whether the boxes of a row go on with those above: no line over or between, none missing beside."""
        is_parted_above = any((row, column) in self.across for column in range(left, right))
        is_parted_within = any((column, row) in self.down for column in range(left + 1, right))
        if is_parted_above or is_parted_within:
            return False
        return right == self.columns or (right, row) in self.down


def _walls(places: Sequence[float], bands: Sequence[float], lines: Sequence[Ruling]) -> set[tuple[int, int]]:
    """Which line (number of its place) stands beside which band (number of the row or column)."""
    middles = [(low + high) / 2 for low, high in pairwise(bands)]
    found: set[tuple[int, int]] = set()
    for line in lines:
        number = nearest(places, line.at)
        for band, middle in enumerate(middles):
            if line.start <= middle <= line.stop:
                found.add((number, band))
    return found


def nearest(places: Sequence[float], wanted: float) -> int:
    """Return the number of the place that is nearest to another one."""
    return min(range(len(places)), key=lambda number: abs(places[number] - wanted))
