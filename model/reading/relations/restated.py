"""“收费12406.35万元（约1.24亿元）”: an amount told again in a bracket, in a greater unit."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from model.chinese.figures import Kind
from model.reading.facts import Mention, Mentions, Quantity
from model.reading.words.year_patterns import pattern


def told_again(text: str, quantities: Sequence[Quantity], mentions: Mentions) -> Iterator[Mention]:
    """Yield the amounts that brackets tell again, each said of what the amount before it is said of."""
    amounts = [one for one in quantities if one.kind is Kind.MONEY and one.figure is not None]
    for before, again in pairwise(amounts):
        if pattern("told-again").fullmatch(text, before.stop, again.start) is not None:
            yield from (_again(one, again) for one in mentions if one.quantity == before)


def _again(one: Mention, again: Quantity) -> Mention:
    """An amount as it is rounded: “约” says no more of it than its digits do."""
    figure = again.figure
    exact = again if figure is None else replace(again, figure=replace(figure, approximate=False))
    return Mention(exact, one.meanings, one.label, one.said)
