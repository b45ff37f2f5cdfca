"""The report and its edits."""

from model.report.edits import (
    Change,
    Edit,
    accept,
    follow_again,
    set_cells,
    set_parts,
    set_remark,
    set_text,
    set_values,
    withdraw,
)
from model.report.parts import CellPart, NoSum, Origin, Parts, sum_of
from model.report.report import (
    Acceptance,
    Paragraphs,
    Place,
    Report,
    cell_place,
    identified,
    place,
    text_place,
    value_at,
    with_values,
)
from model.report.restoring import take_back, take_back_whole
from model.report.totals import calculated, overridden

__all__ = [
    "Acceptance",
    "CellPart",
    "Change",
    "Edit",
    "NoSum",
    "Origin",
    "Paragraphs",
    "Parts",
    "Place",
    "Report",
    "accept",
    "calculated",
    "cell_place",
    "follow_again",
    "identified",
    "overridden",
    "place",
    "set_cells",
    "set_parts",
    "set_remark",
    "set_text",
    "set_values",
    "sum_of",
    "take_back",
    "take_back_whole",
    "text_place",
    "value_at",
    "with_values",
    "withdraw",
]
