"""What a paste would do, told before it is done: real changes, figures newly filled in, what stays equal."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from intake.clipboard import Placed, Placement
from model.address import Address
from model.report import Report
from ui.grid.places import GridMap

_ZERO = "0"


class Blanks(Enum):
    """What becomes of the cells that are blank in the clipboard."""

    SKIP = "skip"
    ZERO = "zero"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that would be another: where, what stands there, what would, and how it came to be that."""

    address: Address
    row: str
    column: str
    now: str
    then: str
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """``texts`` is all that would be written, equal figures too: a total written so is no longer calculated.

    ``changed`` replace a figure, ``new`` fill a blank cell, ``equal`` counts those that stay as they are,
    ``blanks`` the cells blank in the clipboard.
    """

    texts: dict[Address, str]
    changed: tuple[Change, ...]
    new: tuple[Change, ...]
    equal: int
    blanks: int

    def without(self, left_out: Iterable[Address]) -> dict[Address, str]:
        """Return what is to be written when some figures are left as they are."""
        kept = set(left_out)
        return {address: text for address, text in self.texts.items() if address not in kept}


def plan(grid: GridMap, report: Report, placement: Placement, blanks: Blanks) -> Plan:
    """Return what a paste would do to a report's table."""
    texts: dict[Address, str] = {}
    changes: list[Change] = []
    for placed in placement.cells:
        text, before = _written(grid, placed, blanks), report.cell(placed.address)
        if text is None:
            continue
        texts[placed.address] = text
        if text != before:
            changes.append(_change(grid, placed, before, text))
    return Plan(
        texts,
        changed=tuple(change for change in changes if change.now),
        new=tuple(change for change in changes if not change.now),
        equal=len(texts) - len(changes),
        blanks=sum(not placed.text for placed in placement.cells),
    )


def _written(grid: GridMap, placed: Placed, blanks: Blanks) -> str | None:
    """The text for a cell, None where it is left alone; a blank total is calculated, never 0 by hand."""
    if placed.text or blanks is Blanks.CLEAR:
        return placed.text
    if blanks is Blanks.SKIP or placed.address in grid.derived:
        return None
    return _ZERO


def _change(grid: GridMap, placed: Placed, now: str, then: str) -> Change:
    raw = placed.raw.strip()
    if not raw and then:
        note = "空白当作 0"
    elif not then:
        note = "清空"
    else:
        note = f"由“{raw}”统一写法" if raw != then else ""
    return Change(placed.address, *grid.brief_labels(placed.address), now, then, note)
