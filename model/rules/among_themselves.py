"""Figures told one beside the other, each with its share of all of them together."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from model.chinese.figures import Figure
from model.forms import OfficialForm
from model.reading.facts import Share
from model.reading.words.terms import terms
from model.report import Report
from model.rules.slips import added

_FEWEST = 2
_HUNDRED = Decimal(100)
_Told = tuple[Decimal, Figure]


def divide_themselves(form: OfficialForm, report: Report, shares: Sequence[Share]) -> bool:
    """Whether each of some figures is the share it says of their sum: “复议2件，占22.2%；诉讼7件，占77.8%”.

    Then nothing else need be what they are shares of.
    """
    told = list(_told(form, report, shares))
    is_told_of_each = len(told) == len(shares)
    return is_told_of_each and len(told) >= _FEWEST and _are_of_their_sum(told)


def of_the_tables(form: OfficialForm, shares: Sequence[Share]) -> Sequence[Share]:
    """Return the shares but those told beside one of all: “依申请公开占31%，不予公开占24%”.

    What all applications are a part of is something greater, documents perhaps, and so are the others.
    """
    is_of_more = any(one.told is None and _is_all(form, one) for one in shares)
    return [one for one in shares if one.told is not None] if is_of_more else shares


def _is_all(form: OfficialForm, share: Share) -> bool:
    return not share.bases and any(map(terms(form).is_whole, share.parts[:1]))


def _told(form: OfficialForm, report: Report, shares: Sequence[Share]) -> Iterator[_Told]:
    """The figure of each part, and the percentage said of it, where both are told."""
    for share in shares:
        percentage = share.quantity.figure
        part = share.told.value(form, report.cells) if share.told is not None else None
        if part is not None and percentage is not None:
            yield part, percentage


def _are_of_their_sum(told: Sequence[_Told]) -> bool:
    whole = added(part for part, _ in told)
    return whole > 0 and all(percentage.rounds(part / whole * _HUNDRED) for part, percentage in told)
