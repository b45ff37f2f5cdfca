"""A bracket: what was spoken of before it, and a rate just before it that it explains."""

from collections.abc import Sequence
from typing import NamedTuple

from model.chinese.figures import Kind
from model.reading.clauses import Clause
from model.reading.context import Context
from model.reading.facts import Mention, Quantity, Share
from model.reading.grounded import Counted, Fact
from model.reading.rates import rate_of_those_behind


class Bracket(NamedTuple):
    """What the text was about before a bracket, what was being divided, the figure that it stands behind.

    ``place`` is how many facts there were before it.
    """

    context: Context
    whole: Mention | None
    behind: Quantity | None
    place: int

    def rate(self, text: str, facts: Sequence[Fact]) -> Share | None:
        """“公开率达75%（印发80件，公开60件）”: the percentage as the share that the bracket gives."""
        if self.behind is None or self.behind.kind is not Kind.PERCENT:
            return None
        inside = [one.mention for one in facts[self.place :] if isinstance(one, Counted)]
        return rate_of_those_behind(text, self.behind, inside)


def behind(clause: Clause, context: Context, whole: Mention | None, place: int) -> Bracket:
    """Return the bracket that a clause opens, behind its last figure where no word stands between."""
    figure = clause.pieces[-1][1] if clause.pieces and not clause.rest else None
    return Bracket(context, whole, figure, place)


def is_rest_unknown(whole: Mention | None) -> bool:
    """“其余4条（自然人3条、企业1条）”: whether a bracket divides what is left, of which no table knows."""
    return whole is not None and not whole.meanings and "remaining" in whole.said
