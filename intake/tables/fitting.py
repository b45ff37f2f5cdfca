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
    """

    texts: Mapping[Target, str]
    short: tuple[Target, ...] = ()
    extra: tuple[str, ...] = ()
    merged: bool = False


def fit(header: Header, cells: Row, placed: bool) -> Fitted:
    """Put the cells behind a label under the columns.

    By their place in the grid where that is certain; else by order where there are as many as columns; else,
    with blanks at the ends left out, from the left.
    """
    if placed and header.placed:
        found = _in_place(header, cells)
        if found is not None:
            return found
    if len(cells) == len(header.slots):
        return _in_order(header, cells)
    return _from_the_left(header, cells, placed)


def _in_order(header: Header, cells: Row) -> Fitted:
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
    texts: dict[Target, str] = {}
    extra: list[str] = []
    right = header.slots[-1].column + header.slots[-1].span
    for cell in cells:
        slot = header.by_column.get(cell.column)
        is_between_columns = slot is None and cell.column < right
        if is_between_columns and is_figure(cell.text):
            return None
        if slot is None or slot.target is None:
            extra += [cell.text] if cell.text else []
            continue
        written = texts.get(slot.target, "")
        if written and cell.text not in ("", written):
            return None  # two figures under one heading
        texts[slot.target] = written or cell.text
    return _with_what_is_short(header, cells, texts, tuple(extra))


def _with_what_is_short(
    header: Header, cells: Row, texts: Mapping[Target, str], extra: tuple[str, ...]
) -> Fitted | None:
    """A line that is short lacks its end, or has merged cells, each from a column's edge to another's."""
    wanted = header.targets
    if len(texts) == len(wanted):
        return Fitted(texts, (), extra)
    missing = tuple(target for target in wanted if target not in texts)
    lacks_its_end = missing == wanted[len(wanted) - len(missing) :]
    if lacks_its_end:
        return Fitted(texts, missing, extra)
    if _is_merged(header, cells):
        return Fitted(texts, missing, extra, merged=True)
    return None


def _is_merged(header: Header, cells: Row) -> bool:
    """Whether a line has fewer cells than columns because some take several, and none is amiss."""
    columns = dict(map(_edges, header.slots))
    left, right = min(columns), max(columns.values())
    under = dict(map(_edges, cells))
    under = {start: end for start, end in under.items() if start < right}
    if not 0 < len(under) < len(columns):
        return False
    goes_over_all = min(under) == left and max(under.values()) == right
    on_edges = under.keys() <= columns.keys() and {*under.values()} <= {*columns.values()}
    return goes_over_all and on_edges


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
