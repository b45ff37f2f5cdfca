"""Which column of the form each column of a found table is: by its headings, not by its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from intake.blocks import Cell, Row
from intake.labels import How, Match
from intake.tables.words import BlockWords, Head, Leaf, TableWords, Target


class Slot(Struct, frozen=True):
    """A column of a found table: its grid columns, and what it holds (None: not of the form)."""

    column: int
    span: int
    target: Target | None
    text: str = ""
    how: How = How.OFFICIAL


@dataclass(frozen=True)
class Header:
    """The columns of a found table, left to right.

    ``placed``: the slots' grid columns are known. ``read``: known by headings; else the form's own order is
    assumed.
    """

    slots: tuple[Slot, ...]
    placed: bool
    read: bool

    @cached_property
    def by_column(self) -> dict[int, Slot]:
        """The slot at each grid column."""
        return {slot.column + i: slot for slot in self.slots for i in range(slot.span)}

    @cached_property
    def targets(self) -> frozenset[Target]:
        """The columns of the form that were found."""
        return frozenset(slot.target for slot in self.slots if slot.target is not None)

    def tears_groups(self, block: BlockWords) -> bool:
        """Whether a column stands amid those of a group that it is not in: the page's merges are lost."""
        columns = [block.groups[slot.target] for slot in self.slots if slot.target is not None]
        for group in {group for groups in columns for group in groups}:
            runs = [inside for inside, _ in groupby(group in groups for groups in columns)]
            if runs.count(True) > 1:
                return True
        return False


def assumed(block: BlockWords) -> Header:
    """Return the form's own columns, for a table whose headings do not tell."""
    slots = tuple(Slot(index, 1, leaf.target) for index, leaf in enumerate(block.leaves))
    return Header(slots, placed=False, read=False)


def resolve(words: TableWords, block: BlockWords, lines: Sequence[Row], placed: bool) -> Header | None:
    """Return the columns that heading lines stand for, or None when they do not tell."""
    if placed:
        header = _by_place(words, block, lines)
        if header is not None and len(header.targets) == len(block.leaves):
            return header
        return _by_order(words, block, lines) or header
    return _by_order(words, block, lines)


# ------------------------------------------------- by the grid columns


class _Heading(Struct, frozen=True):
    """A cell of the heading lines: the columns that its text may name, and the groups."""

    cell: Cell
    columns: tuple[Match[Head], ...]
    groups: tuple[str, ...]


def _heading(block: BlockWords, cell: Cell, text: str) -> _Heading:
    matches = block.heads.all(text)
    columns = tuple(match for match in matches if match.target.target is not None)
    return _Heading(cell, columns, tuple(m.target.id for m in matches if m.target.target is None))


def _by_place(words: TableWords, block: BlockWords, lines: Sequence[Row]) -> Header | None:
    slots: list[Slot] = []
    last: _Heading | None = None
    for column, stack in enumerate(_stacks(words, block, lines)):
        named = [heading for heading in stack if heading.columns]
        if len(named) > 1 and len({frozenset(m.target for m in heading.columns) for heading in named}) > 1:
            return None  # two columns' headings above one another: the merges are lost
        slot = _slot(block, column, stack, named)
        if slots and slot.target is not None and slots[-1].target == slot.target and stack[-1] is last:
            slots[-1] = replace(slots[-1], span=column + 1 - slots[-1].column)
        elif slots or _is_column(words, slot):
            slots.append(slot)
        last = stack[-1] if stack else None
    if not any(slot.target is not None for slot in slots):
        return None
    order = [leaf.target for leaf in block.leaves]
    return Header(tuple(_fill_gaps(order, _without_repeats(order, slots))), placed=True, read=True)


def _is_column(words: TableWords, slot: Slot) -> bool:
    """Whether columns of figures begin here: a heading, known or not, that is no corner."""
    return slot.target is not None or bool(slot.text.strip() and words.corners.find(slot.text) is None)


def _without_repeats(order: Sequence[Target], slots: Sequence[Slot]) -> list[Slot]:
    """The same heading twice: one column written over several, or, with no column to spare, a slip.

    A slip is unknown: of the two, the one that stands farther from the column's place in the form.
    """
    targets = [slot.target for slot in slots if slot.target is not None]
    if len(set(targets)) == len(targets):
        return list(slots)
    made: list[Slot] = []
    spare = max(len(slots) - len(order), 0)
    for slot in slots:
        if slot.target is not None and spare and made and made[-1].target == slot.target:
            made[-1] = replace(made[-1], span=slot.column + slot.span - made[-1].column)
        else:
            made.append(slot)

    def far(at: int, target: Target) -> int:
        return min(abs(at - order.index(target)), abs(at - spare - order.index(target)))

    meant = {
        target: min(
            (at for at, other in enumerate(made) if other.target == target), key=lambda at: far(at, target)
        )
        for target in {slot.target for slot in made if slot.target is not None}
    }
    return [
        slot if slot.target is None or meant[slot.target] == at else replace(slot, target=None)
        for at, slot in enumerate(made)
    ]


def _stacks(words: TableWords, block: BlockWords, lines: Sequence[Row]) -> list[list[_Heading]]:
    """The headings above each grid column, from the top."""
    width = max((row[-1].column + row[-1].span for row in lines if row), default=0)
    stacks: list[list[_Heading]] = [[] for _ in range(width)]
    for row in lines:
        last_group: _Heading | None = None
        for cell in row:
            shown = last_group
            if cell.text.strip():
                shown = _heading(block, cell, cell.text)
                last_group = shown if shown.groups and words.corners.find(cell.text) is None else None
            if shown is not None:
                for stack in stacks[cell.column : cell.column + cell.span]:
                    stack.append(shown)
    return stacks


def _slot(block: BlockWords, column: int, stack: Sequence[_Heading], named: Sequence[_Heading]) -> Slot:
    text = stack[-1].cell.text if stack else ""
    if not named:  # one heading set on two lines of the table: 商业 above 企业
        for start in range(len(stack) - 1):
            joined = "".join(heading.cell.text for heading in stack[start:])
            together = _heading(block, stack[-1].cell, joined)
            if together.columns:
                named, text = [together], joined
                break
    if not named:
        return Slot(column, 1, None, text)
    best = _best(block, named[0].columns, {group for heading in stack for group in heading.groups})
    if best is None:
        return Slot(column, 1, None, text)
    return Slot(column, 1, best.target.target, named[0].cell.text, best.how)


def _best(block: BlockWords, matches: Sequence[Match[Head]], groups: set[str]) -> Match[Head] | None:
    """The match whose groups stand above it; None when two fit equally."""

    def fit(match: Match[Head]) -> int:
        assert match.target.target is not None
        mine = block.groups[match.target.target]
        return len(groups.intersection(mine)) - len(groups.difference(mine))

    if len(matches) == 1:
        return matches[0]
    ranked = sorted(matches, key=fit, reverse=True)
    return None if fit(ranked[0]) == fit(ranked[1]) else ranked[0]


def _fill_gaps(order: Sequence[Target], slots: Sequence[Slot]) -> Iterator[Slot]:
    """Give unknown headings the form's columns that are missing right there, one for one."""
    for known, group in groupby(slots, key=lambda slot: slot.target is not None):
        run = list(group)
        texts = [slot.column for slot in run if slot.text.strip()]
        missing = [] if known else _missing_beside(order, slots, run)
        named = dict(zip(texts, missing, strict=True)) if len(texts) == len(missing) else {}
        for slot in run:
            fits = slot.column in named
            yield replace(slot, target=named[slot.column], how=How.GUESSED) if fits else slot


def _missing_beside(order: Sequence[Target], slots: Sequence[Slot], run: Sequence[Slot]) -> list[Target]:
    """The columns of the form between the known neighbours of a run of unknown ones."""
    named = [slot for slot in slots if slot.target is not None]
    before = [slot.target for slot in named if slot.column < run[0].column]
    after = [slot.target for slot in named if slot.column > run[-1].column]
    places = {target: place for place, target in enumerate(order)}
    start = places[before[-1]] + 1 if before and before[-1] else 0
    stop = places[after[0]] if after and after[0] else len(order)
    used = {slot.target for slot in named}
    return [target for target in order[start:stop] if target not in used]


# ------------------------------------------------------- by order alone


def _by_order(words: TableWords, block: BlockWords, lines: Sequence[Row]) -> Header | None:
    """Headings whose merges are lost: the tokens of each line stand under the groups of the line above."""
    sequence: list[tuple[Head, str, How]] = [(Head("", None), "", How.OFFICIAL)]
    for row in lines:
        tokens = [cell.text for cell in row if cell.text.strip()]
        tokens = [text for text in tokens if words.corners.find(text) is None]
        if not tokens:
            continue
        expanded = _expand(block, sequence, tokens)
        if expanded is None:
            return _by_leaves(block, lines)
        sequence = expanded
    if any(head.target is None for head, _, _ in sequence):
        return _by_leaves(block, lines)
    slots = (Slot(i, 1, head.target, text, how) for i, (head, text, how) in enumerate(sequence))
    return Header(tuple(slots), placed=False, read=True)


def _expand(
    block: BlockWords, sequence: Sequence[tuple[Head, str, How]], tokens: list[str]
) -> list[tuple[Head, str, How]] | None:
    wanted = sum(len(block.children[head.id]) for head, _, _ in sequence if head.target is None)
    if len(tokens) == wanted + 1:  # a corner cell whose words are not the form's
        tokens = tokens[1:]
    if len(tokens) != wanted:
        return None
    made: list[tuple[Head, str, How]] = []
    for item in sequence:
        if item[0].target is not None:
            made.append(item)
            continue
        children = block.children[item[0].id]
        named = _name(block, children, tokens[: len(children)])
        if named is None:
            return None
        made += named
        tokens = tokens[len(children) :]
    return made


def _name(
    block: BlockWords, children: Sequence[Head], tokens: Sequence[str]
) -> list[tuple[Head, str, How]] | None:
    """Each token's heading among some; tokens that are unknown take what is left over, in order."""
    found: list[tuple[Head, str, How] | None] = []
    used: set[Head] = set()
    matched = [[m for m in block.heads.all(text) if m.target in children] for text in tokens]
    own = {m.target for at, fit in enumerate(matched) for m in fit if children[at] == m.target}
    for at, text in enumerate(tokens):
        # A heading written twice by a slip is the one that stands at the column's own place.
        fit = [m for m in matched[at] if m.target == children[at] or m.target not in own | used]
        found.append((fit[0].target, text, fit[0].how) if len(fit) == 1 else None)
        used.update(m.target for m in fit[:1] if len(fit) == 1)
    if len(used) * 2 < len(children):
        return None
    left = iter(child for child in children if child not in used)
    return [
        item if item is not None else (next(left), text, How.GUESSED)
        for item, text in zip(found, tokens, strict=True)
    ]


def _by_leaves(block: BlockWords, lines: Sequence[Row]) -> Header | None:
    """All columns are named somewhere, though the groups above them are not: the form's order."""
    texts = [cell.text for row in lines for cell in row if cell.text.strip()]
    open_: list[Leaf] = list(block.leaves)
    for text in texts:
        targets = {match.target.target for match in block.heads.all(text)}
        named = next((leaf for leaf in open_ if leaf.target in targets), None)
        if named is not None:
            open_.remove(named)
    if open_:
        return None
    header = assumed(block)
    return Header(header.slots, header.placed, read=True)
