"""The figures of a line under the columns of the form."""

from collections.abc import Mapping

from msgspec import Struct

from intake.blocks import Cell, Row
from intake.tables.header import Header, Slot
from intake.tables.lines import is_figure
from intake.tables.words import Target


class Fitted(Struct, frozen=True):
    """The figures of a line under the columns of the form.

    ``short`` are those that it has no cells for; ``merged``: because one cell takes several of them.
    ``moved``: they stand beside their headings, and were taken by their order.
    """

    texts: Mapping[Target, str]
    short: tuple[Target, ...] = ()
    extra: tuple[str, ...] = ()
    merged: bool = False
    moved: bool = False


def fit(header: Header, cells: Row, placed: bool) -> Fitted:
    """Put the cells behind a label under the columns.

    By their place in the grid where that is certain; else by order where there are as many as columns; else,
    with blanks at the ends left out, from the left. Where some would be left over though there are just as
    many figures as columns, they stand beside their headings, and their order counts.
    """
    found = _found(header, cells, placed)
    if placed and found.extra and _are_moved(header, cells):
        figures = (cell.text for cell in cells if cell.text)
        return Fitted(dict(zip(header.targets, figures, strict=True)), moved=True)
    return found


def _found(header: Header, cells: Row, placed: bool) -> Fitted:
    places_are_certain = placed and header.placed
    if places_are_certain:
        found = _in_place(header, cells)
        if found is not None:
            return found
    if len(cells) == len(header.slots):
        return _in_order(header, cells)
    return _from_the_left(header, cells, placed)


def _are_moved(header: Header, cells: Row) -> bool:
    """Whether just as many figures as columns go on beyond the last one.

    A cell above that is merged too far down has taken the place of one of them.
    """
    filled = [cell for cell in cells if cell.text]
    if not filled or len(filled) != len(header.targets):
        return False
    room = header.right if header.placed else filled[0].column + len(header.slots)
    return filled[-1].column >= room and all(is_figure(cell.text) for cell in filled)


def _in_order(header: Header, cells: Row) -> Fitted:
    """The figures of a line with one cell for each column of the file; some columns are not of the form."""
    texts: dict[Target, str] = {}
    extra: list[str] = []
    for slot, cell in zip(header.slots, cells, strict=True):
        if slot.target is not None:
            texts[slot.target] = cell.text
        elif cell.text:
            extra.append(cell.text)
    return Fitted(texts, (), tuple(extra))


def _in_place(header: Header, cells: Row) -> Fitted | None:
    """The figures by their grid columns; None where the cells do not stand under the headings."""
    if any(_is_figure_between(header, cell) for cell in cells):
        return None
    texts: dict[Target, str] = {}
    extra: list[str] = []
    for cell in cells:
        target = header.by_column.get(cell.column)
        if target is None:
            extra.append(cell.text)
        elif not texts.get(target):
            texts[target] = cell.text
        elif cell.text not in ("", texts[target]):
            return None  # two figures under one heading
    return _with_what_is_short(header, cells, texts, tuple(filter(None, extra)))


def _is_figure_between(header: Header, cell: Cell) -> bool:
    """Whether a figure stands under no heading at all, though headings stand farther right."""
    is_between = cell.column not in header.by_column and cell.column < header.right
    return is_between and is_figure(cell.text)


def _with_what_is_short(
    header: Header, cells: Row, texts: Mapping[Target, str], extra: tuple[str, ...]
) -> Fitted | None:
    """A line that is short lacks its end, or has merged cells, each from a column's edge to another's."""
    missing = tuple(target for target in header.targets if target not in texts)
    lacks_its_end_at_most = missing == header.targets[len(texts) :]
    if lacks_its_end_at_most:
        return Fitted(texts, missing, extra)
    if _is_merged(header, cells):
        return Fitted(texts, missing, extra, merged=True)
    return None


def _is_merged(header: Header, cells: Row) -> bool:
    """Whether a line has fewer cells than columns because some take several, and none is amiss."""
    columns = dict(map(_edges, header.slots))
    left, right = min(columns), max(columns.values())
    under = dict(_edges(cell) for cell in cells if cell.column < right)
    if not 0 < len(under) < len(columns):
        return False
    begins, ends = set(under), set(under.values())
    goes_over_all = min(begins) == left and max(ends) == right
    if not goes_over_all:
        return False
    return begins.issubset(columns) and ends.issubset(columns.values())


def _edges(item: Slot | Cell) -> tuple[int, int]:
    """The grid column where something begins, and the one behind it."""
    return item.column, item.column + item.span


def _from_the_left(header: Header, cells: Row, placed: bool) -> Fitted:
    """The figures one by one. Where the columns are not known, blanks at a line's end say nothing."""
    targets = header.targets
    least = len(targets) if placed else 0
    there = _without_blanks_at_end(cells, least)
    there = _without_blanks_at_end(there[::-1], len(targets))[::-1]
    figures = [cell.text for cell in there]
    texts = dict(zip(targets, figures, strict=False))
    extra = tuple(filter(None, figures[len(targets) :]))
    return Fitted(texts, targets[len(figures) :], extra)


def _without_blanks_at_end(cells: Row, least: int) -> Row:
    """Cells without blank ones at the end, as long as more than some are left."""
    end = len(cells)
    while end > least and not cells[end - 1].text:
        end -= 1
    return cells[:end]
