"""The columns of a found table as they were recognised: a slot for each, and what it holds."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from intake.labels import How
from intake.tables.words import BlockWords, Target


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
    def by_column(self) -> dict[int, Target | None]:
        """What each grid column holds (None: nothing of the form)."""
        return {slot.column + i: slot.target for slot in self.slots for i in range(slot.span)}

    @property
    def right(self) -> int:
        """The grid column behind the last slot."""
        return self.slots[-1].column + self.slots[-1].span

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The columns of the form that were found, left to right; none is found twice."""
        return tuple(known_targets(self.slots))

    def tears_groups(self, block: BlockWords) -> bool:
        """Whether a column stands amid those of a group that it is not in: the page's merges are lost."""
        columns = [block.groups[target] for target in self.targets]
        all_groups = frozenset[str]().union(*columns)
        return any(_is_torn(group, columns) for group in all_groups)


def _is_torn(group: str, columns: Sequence[Collection[str]]) -> bool:
    """Whether a group has several stretches among the columns, of which the groups are given."""
    stretches = [is_inside for is_inside, _ in groupby(group in groups for groups in columns)]
    return stretches.count(True) > 1


def known_targets(slots: Iterable[Slot]) -> list[Target]:
    """Return the columns of the form that some slots hold."""
    return [slot.target for slot in slots if slot.target is not None]


def assumed(block: BlockWords) -> Header:
    """Return the form's own columns, for a table whose headings do not tell."""
    slots = tuple(Slot(index, 1, target) for index, target in enumerate(block.targets))
    return Header(slots, placed=False, read=False)
