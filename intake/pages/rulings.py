"""The lines drawn on a page into frames of cells; underlines and lone rules make none."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    across = _whole((s.y0, s.x0, s.x1) for s in strokes if s.is_horizontal)
    down = _whole((s.x0, s.y0, s.y1) for s in strokes if not s.is_horizontal)
    if max(len(across), len(down)) > _MOST_LINES:
        raise TooMuch
    made = [_frame(rows, columns) for rows, columns in _connected(across, down)]
    return sorted((frame for frame in made if frame is not None), key=lambda frame: frame.ys[0])


def _whole(pieces: Iterable[tuple[float, float, float]]) -> list[Ruling]:
    """Join the pieces that are drawn of a line, cell by cell or dash by dash."""
    made: list[Ruling] = []
    for group in _close(sorted(pieces)):
        at = sum(piece[0] for piece in group) / len(group)
        start, stop = None, 0.0
        for _, first, last in sorted(group, key=lambda piece: piece[1]):
            if start is not None and first <= stop + _GAP:
                stop = max(stop, last)
                continue
            if start is not None:
                made.append(Ruling(at, start, stop))
            start, stop = first, last
        if start is not None:
            made.append(Ruling(at, start, stop))
    return [ruling for ruling in made if ruling.stop - ruling.start >= _SHORTEST]


def _close(pieces: Sequence[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    """Pieces sorted by place, in groups that are meant to be at the same place."""
    groups: list[list[tuple[float, float, float]]] = []
    for piece in pieces:
        if groups and piece[0] - groups[-1][0][0] <= _SAME:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


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
    """The table that connected lines make, if they make any cell."""
    if not across or not down:
        return None
    xs = _places([ruling.at for ruling in down], [(ruling.start, ruling.stop) for ruling in across])
    ys = _places([ruling.at for ruling in across], [(ruling.start, ruling.stop) for ruling in down])
    if (len(xs) - 1) * (len(ys) - 1) > MOST_CELLS:
        raise TooMuch
    if not (_is_edge(ys[0], xs, across, down) and _is_edge(ys[-1], xs, across, down)):
        return None  # the bars of a chart on their common line
    return Frame(xs, ys, _regions(xs, ys, across, down)) if len(xs) > 1 and len(ys) > 1 else None


def _is_edge(y: float, xs: Sequence[float], across: Sequence[Ruling], down: Sequence[Ruling]) -> bool:
    """Whether a table ends at a height: a line is drawn there, or all columns reach it, cut by the page."""
    drawn = sum(ruling.stop - ruling.start for ruling in across if abs(ruling.at - y) <= _SAME)
    reaching = sum(min(abs(ruling.start - y), abs(ruling.stop - y)) <= _GAP for ruling in down)
    return drawn >= _MOSTLY * (xs[-1] - xs[0]) or reaching >= _MOSTLY * len(xs)


def _places(found: Sequence[float], reached: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Where lines stand; where the crossing ones reach farther, the table's side is open there."""
    places: list[float] = []
    for at in sorted(found):
        if not places or at - places[-1] > _SAME:
            places.append(at)
    first, last = min(start for start, _ in reached), max(stop for _, stop in reached)
    if places[0] - first > _SHORTEST:
        places.insert(0, first)
    if last - places[-1] > _SHORTEST:
        places.append(last)
    return tuple(places)


def _regions(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Ruling], down: Sequence[Ruling]
) -> tuple[Region, ...]:
    """The cells: boxes between which no line is drawn, taken together."""
    rows, columns = len(ys) - 1, len(xs) - 1
    right = _walls(xs, ys, down)
    below = _walls(ys, xs, across)
    region_of: dict[tuple[int, int], Region] = {}
    made: list[Region] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in region_of:
                continue
            end = column + 1
            while end < columns and (end, row) not in right and (row, end) not in region_of:
                end += 1
            bottom = row + 1
            while bottom < rows and _open_below(bottom, column, end, columns, below, right):
                bottom += 1
            region = Region(row, column, bottom, end)
            made.append(region)
            region_of.update({(r, c): region for r in range(row, bottom) for c in range(column, end)})
    return tuple(made)


def _open_below(
    row: int, left: int, right: int, columns: int, below: set[tuple[int, int]], walls: set[tuple[int, int]]
) -> bool:
    """Whether the boxes of a row go on with those above: no line over, none between, none missing beside."""
    if any((row, column) in below for column in range(left, right)):
        return False
    if any((column, row) in walls for column in range(left + 1, right)):
        return False
    return right == columns or (right, row) in walls


def _walls(places: Sequence[float], bands: Sequence[float], lines: Sequence[Ruling]) -> set[tuple[int, int]]:
    """Which line (number of its place) stands beside which band (number of the row or column)."""
    middles = [(low + high) / 2 for low, high in pairwise(bands)]
    found: set[tuple[int, int]] = set()
    for line in lines:
        number = min(range(len(places)), key=lambda i: abs(places[i] - line.at))
        found.update((number, i) for i, middle in enumerate(middles) if line.start <= middle <= line.stop)
    return found
