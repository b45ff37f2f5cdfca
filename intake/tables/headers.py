"""Which column of the form each column of a found table is: by its headings, not by its place."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from intake.blocks import Cell, Row
from intake.labels import How, Match
from intake.tables.header import Header, Slot, known_targets
from intake.tables.headers_in_order import by_order
from intake.tables.words import BlockWords, Head, TableWords, Target


def resolve(words: TableWords, block: BlockWords, lines: Sequence[Row], placed: bool) -> Header | None:
    """Return the columns that heading lines stand for, or None when they do not tell."""
    if not placed:
        return by_order(words, block, lines)
    header = _by_place(words, block, lines)
    is_complete = header is not None and len(header.targets) == len(block.leaves)
    if is_complete:
        return header
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
    slots: list[Slot] = []
    for column, stack in enumerate(stacks):
        slot = _slot(block, column, stack)
        if slots and _goes_on_from(stacks[column - 1], stack, slots[-1], slot):
            slots[-1] = _up_to(slots[-1], column + 1)
        elif slots or _is_column(words, slot):
            slots.append(slot)
    if not known_targets(slots):
        return None
    order = [leaf.target for leaf in block.leaves]
    return Header(tuple(_fill_gaps(order, _without_repeats(order, slots))), placed=True, read=True)


def _goes_on_from(before: _Stack, stack: _Stack, last: Slot, slot: Slot) -> bool:
    """Whether a grid column is the next one under the same heading cell as the one before."""
    is_same_column = slot.target is not None and slot.target == last.target
    return is_same_column and bool(before) and stack[-1] is before[-1]


def _stacks(words: TableWords, block: BlockWords, lines: Sequence[Row]) -> list[list[_Heading]]:
    """The headings above each grid column. A blank cell goes on with the group on its left."""
    width = max((row[-1].column + row[-1].span for row in lines if row), default=0)
    stacks: list[list[_Heading]] = [[] for _ in range(width)]
    for row in lines:
        group_on_the_left: _Heading | None = None
        for cell in row:
            shown = group_on_the_left
            if cell.text.strip():
                shown = _heading(block, cell)
                group_on_the_left = shown if _goes_on(words, shown) else None
            if shown is not None:
                _put_above(stacks[cell.column : cell.column + cell.span], shown)
    return stacks


def _goes_on(words: TableWords, heading: _Heading) -> bool:
    """Whether a heading is that of a group, so that a blank cell behind it belongs to it."""
    return bool(heading.groups) and words.corners.find(heading.cell.text) is None


def _put_above(stacks: Sequence[list[_Heading]], heading: _Heading) -> None:
    for stack in stacks:
        stack.append(heading)


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
    naming = next((heading for heading in stack if heading.columns), None) or _broken_heading(block, stack)
    if naming is None:
        return Slot(column, 1, None, stack[-1].cell.text)
    groups = set[str]().union(*(heading.groups for heading in stack))
    best = _best(block, naming.columns, groups)
    if best is None:
        return Slot(column, 1, None, stack[-1].cell.text)
    return Slot(column, 1, best.target.target, naming.cell.text, best.how)


def _broken_heading(block: BlockWords, stack: _Stack) -> _Heading | None:
    """One heading set on several lines of the table, down to the lowest: 商业 above 企业."""
    for start in range(len(stack) - 1):
        joined = "".join(heading.cell.text for heading in stack[start:])
        together = _heading(block, replace(stack[-1].cell, text=joined))
        if together.columns:
            return together
    return None


def _best(block: BlockWords, matches: Sequence[Match[Head]], groups: set[str]) -> Match[Head] | None:
    """The match whose groups stand above it; None when two fit equally."""

    def fit(match: Match[Head]) -> int:
        assert match.target.target is not None
        mine = block.groups[match.target.target]
        return len(groups.intersection(mine)) - len(groups.difference(mine))

    if len(matches) == 1:
        return matches[0]
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
    made: list[Slot] = []
    for at, slot in enumerate(columns):
        is_slip = slot.target is not None and at not in kept
        made.append(replace(slot, target=None) if is_slip else slot)
    return made


def _neighbours_joined(slots: Sequence[Slot]) -> list[Slot]:
    """Slots side by side that stand for the same column as one."""
    made: list[Slot] = []
    for slot in slots:
        if made and slot.target is not None and made[-1].target == slot.target:
            made[-1] = _up_to(made[-1], slot.column + slot.span)
        else:
            made.append(slot)
    return made


def _nearest_to_their_places(order: Sequence[Target], slots: Sequence[Slot], spare: int) -> set[int]:
    """Which slot of each column of the form stands nearest to its place there.

    The first ``spare`` slots may be columns that the form has not, which move all others to the right.
    """
    nearest: dict[Target, tuple[int, int]] = {}
    for at, slot in enumerate(slots):
        if slot.target is None:
            continue
        place = order.index(slot.target)
        far = min(abs(at - place), abs(at - spare - place))
        known = nearest.get(slot.target)
        if known is None or far < known[0]:
            nearest[slot.target] = (far, at)
    return {at for _, at in nearest.values()}


def _fill_gaps(order: Sequence[Target], slots: Sequence[Slot]) -> Iterator[Slot]:
    """Give unknown headings the form's columns that are missing right there, one for one."""
    for is_known, group in groupby(slots, key=lambda slot: slot.target is not None):
        run = list(group)
        if is_known:
            yield from run
            continue
        headings = [slot.column for slot in run if slot.text.strip()]
        missing = _missing_beside(order, slots, run)
        fits = len(headings) == len(missing)
        guessed = dict(zip(headings, missing, strict=True)) if fits else {}
        for slot in run:
            target = guessed.get(slot.column)
            yield slot if target is None else replace(slot, target=target, how=How.GUESSED)


def _missing_beside(order: Sequence[Target], slots: Sequence[Slot], run: Sequence[Slot]) -> list[Target]:
    """The columns of the form between the known neighbours of a run of unknown ones."""
    before = known_targets(slot for slot in slots if slot.column < run[0].column)
    behind = known_targets(slot for slot in slots if slot.column > run[-1].column)
    start = order.index(before[-1]) + 1 if before else 0
    stop = order.index(behind[0]) if behind else len(order)
    used = {*before, *behind}
    return [target for target in order[start:stop] if target not in used]
