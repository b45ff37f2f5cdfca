"""Which column of the form each column of a found table is: by its headings, not by its place."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from intake.blocks import Cell, Grid, Row
from intake.labels import How, Match
from intake.tables.header import Header, Slot, known_targets
from intake.tables.headers_in_order import by_order
from intake.tables.words import BlockWords, Head, TableWords, Target


def resolve(words: TableWords, block: BlockWords, lines: Sequence[Row], placed: bool) -> Header | None:
    """Return the columns that heading lines stand for, or None when they do not tell."""
    if not placed:
        return by_order(words, block, lines)
    header = _by_place(words, block, lines)
    columns = header.targets if header is not None else ()
    if len(columns) == len(block.leaves):
        return header
    # With merges lost the place tells some columns only, and the order of the headings perhaps all.
    return by_order(words, block, lines) or header


# ------------------------------------------------- by the grid columns


class _Heading(Struct, frozen=True):
    """A cell of the heading lines: the columns that its text may name, and the groups."""

    cell: Cell
    columns: tuple[Match[Head], ...]
    groups: tuple[str, ...]


_Stack = Sequence[_Heading]
"""The headings above one grid column, from the top."""


def _heading(block: BlockWords, cell: Cell) -> _Heading:
    columns: list[Match[Head]] = []
    groups: list[str] = []
    for match in block.heads.all(cell.text):
        if match.target.target is None:
            groups.append(match.target.id)
        else:
            columns.append(match)
    return _Heading(cell, tuple(columns), tuple(groups))


def _by_place(words: TableWords, block: BlockWords, lines: Sequence[Row]) -> Header | None:
    """The columns by the headings above each grid column; None where these do not tell."""
    stacks = _stacks(words, block, lines)
    if any(map(_names_several_columns, stacks)):
        return None  # two columns' headings above one another: the merges are lost
    slots = _slots(words, block, stacks)
    if not known_targets(slots):
        return None
    kept = _without_repeats(block.targets, slots)
    return Header(tuple(_fill_gaps(block.targets, kept)), placed=True, read=True)


def _slots(words: TableWords, block: BlockWords, stacks: Sequence[_Stack]) -> list[Slot]:
    """What the grid columns hold, from the first column of figures on; those under one cell are one slot."""
    slots: list[Slot] = []
    for column, stack in enumerate(stacks):
        slot = _slot(block, column, stack)
        is_label = not slots and not _is_column(words, slot)
        if is_label:
            continue
        is_same = bool(slots) and _holds_the_same(slots[-1], slot)
        if is_same and _are_under_one_cell(stacks[column - 1], stack):
            slots[-1] = _up_to(slots[-1], column + 1)
        else:
            slots.append(slot)
    return slots


def _holds_the_same(last: Slot, slot: Slot) -> bool:
    """Whether two slots stand for the same column of the form."""
    return slot.target is not None and slot.target == last.target


def _are_under_one_cell(before: _Stack, stack: _Stack) -> bool:
    """Whether the lowest heading above two grid columns is the same cell."""
    return bool(before) and stack[-1] is before[-1]


def _stacks(words: TableWords, block: BlockWords, lines: Sequence[Row]) -> list[_Stack]:
    """The headings above each grid column."""
    width = Grid(tuple(lines)).width
    stacks: list[list[_Heading]] = [[] for _ in range(width)]
    for row in lines:
        for cell, heading in _headings_of(words, block, row):
            for stack in stacks[cell.column : cell.column + cell.span]:
                stack.append(heading)
    return list(stacks)


def _headings_of(words: TableWords, block: BlockWords, row: Row) -> Iterator[tuple[Cell, _Heading]]:
    """The cells of a line with their headings; a blank cell goes on with the group on its left."""
    group: _Heading | None = None
    for cell in row:
        if cell.text.strip():
            heading = _heading(block, cell)
            group = heading if _is_of_group(words, heading) else None
            yield cell, heading
        elif group is not None:
            yield cell, group


def _is_of_group(words: TableWords, heading: _Heading) -> bool:
    """Whether a heading is that of a group, so that a blank cell behind it belongs to it."""
    return bool(heading.groups) and words.corners.find(heading.cell.text) is None


def _names_several_columns(stack: _Stack) -> bool:
    """Whether headings above one another name different columns."""
    named = {frozenset(match.target for match in heading.columns) for heading in stack if heading.columns}
    return len(named) > 1


def _up_to(slot: Slot, end: int) -> Slot:
    """A slot made wider, up to a grid column (exclusive)."""
    return replace(slot, span=end - slot.column)


def _is_column(words: TableWords, slot: Slot) -> bool:
    """Whether columns of figures begin here: a heading, known or not, that is no corner."""
    if slot.target is not None:
        return True
    return bool(slot.text.strip()) and words.corners.find(slot.text) is None


def _slot(block: BlockWords, column: int, stack: _Stack) -> Slot:
    """What one grid column holds, by the headings above it."""
    if not stack:
        return Slot(column, 1, None)
    groups = set[str]().union(*(heading.groups for heading in stack))
    naming = _naming(block, stack)
    best = _best(block, naming.columns, groups)
    if best is None:
        lowest = stack[-1].cell.text
        return Slot(column, 1, None, lowest)
    return Slot(column, 1, best.target.target, naming.cell.text, best.how)


def _naming(block: BlockWords, stack: _Stack) -> _Heading:
    """The heading that names a column, perhaps set on several lines of the table; the lowest if none does."""
    for heading in stack:
        if heading.columns:
            return heading
    return _broken_heading(block, stack)


def _broken_heading(block: BlockWords, stack: _Stack) -> _Heading:
    """One heading set on several lines, down to the lowest: 商业 above 企业; the lowest alone if none is."""
    lowest = stack[-1]
    for start in range(len(stack) - 1):
        joined = "".join(heading.cell.text for heading in stack[start:])
        together = _heading(block, replace(lowest.cell, text=joined))
        names_a_column = bool(together.columns)
        if names_a_column:
            return together
    return lowest


def _best(block: BlockWords, matches: Sequence[Match[Head]], groups: set[str]) -> Match[Head] | None:
    """The match whose groups stand above it; None for no match, or when two fit equally."""

    def fit(match: Match[Head]) -> int:
        assert match.target.target is not None
        mine = block.groups[match.target.target]
        return len(groups.intersection(mine)) - len(groups.difference(mine))

    if len(matches) < 2:
        return next(iter(matches), None)
    ranked = sorted(matches, key=fit, reverse=True)
    is_tie = fit(ranked[0]) == fit(ranked[1])
    return None if is_tie else ranked[0]


def _without_repeats(order: Sequence[Target], slots: Sequence[Slot]) -> Sequence[Slot]:
    """The same heading twice: one column written over several, or, with no column to spare, a slip.

    A slip is unknown: of the two, the one that stands farther from the column's place in the form.
    """
    targets = known_targets(slots)
    if len(set(targets)) == len(targets):
        return slots
    spare = max(len(slots) - len(order), 0)
    columns = _neighbours_joined(slots) if spare else slots
    kept = _nearest_to_their_places(order, columns, spare)
    made = list(columns)
    for at, slot in enumerate(columns):
        if at not in kept:
            made[at] = replace(slot, target=None)
    return made


def _neighbours_joined(slots: Sequence[Slot]) -> list[Slot]:
    """Slots side by side that stand for the same column as one."""
    made: list[Slot] = []
    for slot in slots:
        goes_on = bool(made) and _holds_the_same(made[-1], slot)
        if goes_on:
            made[-1] = _up_to(made[-1], slot.column + slot.span)
        else:
            made.append(slot)
    return made


def _nearest_to_their_places(order: Sequence[Target], slots: Sequence[Slot], spare: int) -> set[int]:
    """Which slot of each column of the form stands nearest to its place there.

    The first ``spare`` slots may be columns that the form has not, which move all others to the right.
    """
    nearest: dict[Target, tuple[int, int]] = {}  # distance, number of the slot
    for at, slot in enumerate(slots):
        if slot.target is None:
            continue
        place = order.index(slot.target)
        distance = min(abs(at - place), abs(at - spare - place))
        known = nearest.setdefault(slot.target, (distance, at))
        if distance < known[0]:
            nearest[slot.target] = (distance, at)
    return {at for _, at in nearest.values()}


def _fill_gaps(order: Sequence[Target], slots: Sequence[Slot]) -> Iterator[Slot]:
    """Give unknown headings the form's columns that are missing right there, one for one."""
    at = 0
    for is_known, group in groupby(slots, key=lambda slot: slot.target is not None):
        run = list(group)
        if is_known:
            yield from run
        else:
            yield from _guessed(run, _missing(order, slots[:at], slots[at + len(run) :]))
        at += len(run)


def _guessed(run: Sequence[Slot], missing: Sequence[Target]) -> Sequence[Slot]:
    """Unknown slots side by side as the columns that are missing there, if they have as many headings."""
    with_heading = [at for at, slot in enumerate(run) if slot.text.strip()]
    if len(with_heading) != len(missing):
        return run
    made = list(run)
    for at, target in zip(with_heading, missing, strict=True):
        made[at] = replace(run[at], target=target, how=How.GUESSED)
    return made


def _missing(order: Sequence[Target], left: Sequence[Slot], right: Sequence[Slot]) -> list[Target]:
    """The columns of the form between the last known one on the left and the first one on the right.

    Those that stand elsewhere, out of the form's order, are not missing.
    """
    before, behind = known_targets(left), known_targets(right)
    start, stop = 0, len(order)
    if before:
        start = order.index(before[-1]) + 1
    if behind:
        stop = order.index(behind[0])
    used = {*before, *behind}
    between = order[start:stop]
    return [target for target in between if target not in used]
