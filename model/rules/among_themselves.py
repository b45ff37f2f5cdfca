"""Figures told one beside the other, each with its share of all of them together."""

from collections.abc import Sequence
from decimal import Decimal

from model.chinese.figures import Figure
from model.forms import OfficialForm
from model.reading.facts import Share
from model.report import Report

_FEWEST = 2
_HUNDRED = Decimal(100)


def divide_themselves(
    form: OfficialForm, report: Report, shares: Sequence[Share], percentages: Sequence[Figure]
) -> bool:
    """Whether each of some figures is the share it says of their sum: “复议2件，占22.2%；诉讼7件，占77.8%”.

    Then nothing else need be what they are shares of.
    """
    parts = [share.told.value(form, report.cells) for share in shares if share.told is not None]
    told = [part for part in parts if part is not None]
    whole = sum(told, Decimal(0))
    if len(told) < max(_FEWEST, len(shares)) or not whole:
        return False
    each = zip(told, percentages, strict=True)
    return all(percentage.agrees(part / whole * _HUNDRED) for part, percentage in each)
