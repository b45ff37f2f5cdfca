"""Stocks that the text follows through the year: what there was, what came and went, what is left."""

from collections.abc import Iterator

import msgspec

from model.forms import OfficialForm
from model.reading.balances.stocks import Imbalance
from model.reading.balances.telling import balances
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import AnyFinding, Finding, GivesWay, Level, Span
from model.rules.texts import TEXT_FIGURE, parts_units, plain
from model.rules.texts_changes import TEXT_GROWTH
from model.rules.texts_parts import TEXT_PARTS


class Reckoned(msgspec.Struct, frozen=True):
    """How the count is reckoned (“15+2-3”), and where all the figures stand."""

    sum: str
    figures: tuple[Span, ...]


def _check(_form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Reckoned]]:
    """What is left is not what there was with what came and without what went."""
    for index, paragraph in enumerate(report.text(part)):
        for one in balances(paragraph):
            if isinstance(one, Imbalance):
                figures = (Span(part, index, count.start, count.end) for count in (one.told, *one.others))
                yield _finding(one, Reckoned(_written(one), tuple(figures)), paragraph)


def _finding(one: Imbalance, facts: Reckoned, paragraph: str) -> Finding[Reckoned]:
    actual, expected = paragraph[one.told.start : one.told.end], plain(abs(one.expected))
    if one.is_change:
        expected = f"{'减少' if one.expected < 0 else '增加'}{expected}"
    return TEXT_STOCK.found(facts, (), actual, expected, span=facts.figures[0])


def _written(one: Imbalance) -> str:
    """“15+2-3”."""
    first, *others = map(plain, one.numbers)
    return first + "".join(other if other.startswith("-") else f"+{other}" for other in others)


def _sentence(_form: OfficialForm, _report: Report, finding: Finding[Reckoned]) -> str:
    return (
        f"正文写“{finding.actual}”，但按同时写到的原有数和增减数计算（{finding.facts.sum}）"
        f"应为 {finding.expected}，请核对这几个数字。"
    )


def _one_of_its_figures(stock: Finding[Reckoned], other: AnyFinding) -> bool:
    """Whether another finding is sure that one of the figures is wrong."""
    one, of = stock.span, other.span
    is_beside = one is not None and of is not None and (one.part, one.paragraph) == (of.part, of.paragraph)
    if not is_beside or of is None or other.level is Level.HINT:
        return False
    return any(of.start < figure.end and figure.start < of.end for figure in stock.facts.figures)


TEXT_STOCK = Rule(
    code="text-stock",
    title="原有、增减、现有数算得拢",
    level=Level.WARNING,
    units=parts_units(),
    check=_check,
    sentence=_sentence,
    gives_way=(
        GivesWay(TEXT_FIGURE, _one_of_its_figures),
        GivesWay(TEXT_PARTS, _one_of_its_figures),
        GivesWay(TEXT_GROWTH, _one_of_its_figures),
    ),
)
RULES: tuple[AnyRule, ...] = (TEXT_STOCK,)
