"""Figures of a row of which the others are just what a table has: “公示许可12件、处罚21件、强制3件”.

What is published need not be all that was decided. But where the figures of two other rows of the table are
told beside it as they are, it is the table that is told.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from model.forms import OfficialForm
from model.reading.facts import Mention
from model.reading.meaning import number
from model.report import Report

_FEWEST = 2  # rows besides
_NEAR = 12  # characters between two figures of a row


def are_of_table_beside(
    form: OfficialForm, report: Report, one: Mention, doubtful: Sequence[Mention]
) -> bool:
    """Whether figures beside one are those of other rows of the table that it seems to be of."""
    meant = one.perhaps[0]
    row = _row_of(one, doubtful)
    right = {other.perhaps[0].row for other in row if _is_told_right(form, report, other, meant.table)}
    return len(right) >= _FEWEST and meant.row not in right


def _row_of(one: Mention, doubtful: Sequence[Mention]) -> list[Mention]:
    """The figures beside one, as far as each stands near behind the one before it."""
    place = doubtful.index(one)
    before = reversed(doubtful[: place + 1])
    return [*_near(before), *_near(iter(doubtful[place:]))]


def _near(figures: Iterator[Mention]) -> Iterator[Mention]:
    last = next(figures)
    for one in figures:
        first, second = sorted((last.quantity, one.quantity), key=lambda told: told.start)
        if second.start - first.stop > _NEAR:
            return
        yield one
        last = one


def _is_told_right(form: OfficialForm, report: Report, one: Mention, table: str) -> bool:
    """Whether a figure is what a table has, and not nought."""
    told, meant = one.quantity.figure, one.perhaps[0]
    wanted = number(form, report.cells, meant) if meant.table == table else None
    return told is not None and wanted is not None and wanted > Decimal(0) and told.agrees(wanted)
