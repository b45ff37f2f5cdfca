"""“公开行政许可26项、行政处罚14项、行政强制0项，行政事业性收费0.83万元”: a sentence goes through a table.

How much of something was published is no figure of the tables; but of what was published there is no amount.
Where a sentence names several rows of a table up to its amount, their figures are those of the table.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from model.chinese.figures import Kind
from model.reading.facts import OF_OTHERS, Mention
from model.reading.words import words_of

_FEWEST = 3  # rows besides the amount


def told_as_in_table(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a sentence, those known that only seemed to count what was published."""
    of_rows = _of_rows(mentions)
    if len({one.perhaps[0].row for one in of_rows}) < _FEWEST:
        return mentions
    return [replace(one, meanings=one.perhaps, perhaps=()) if one in of_rows else one for one in mentions]


def _of_rows(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """What seems to be of rows of a table of which an amount is told too."""
    seeming = [one for one in mentions if one.perhaps]
    if len(seeming) < _FEWEST:
        return ()  # as in most sentences
    tables = {one.meanings[0].table for one in mentions if _is_amount(one)}
    return [one for one in seeming if _is_row_of(one, tables)]


def _is_amount(one: Mention) -> bool:
    return one.quantity.kind is Kind.MONEY and bool(one.meanings)


def _is_row_of(one: Mention, tables: set[str]) -> bool:
    counts_pieces = one.quantity.counter in words_of("piece-counter")
    is_other = counts_pieces or OF_OTHERS in one.said
    return not is_other and len(one.perhaps) == 1 and one.perhaps[0].table in tables
