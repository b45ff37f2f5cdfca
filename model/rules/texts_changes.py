"""Growth told with the figures of both years: they must fit each other, whatever they count."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from model.chinese.figures import Figure, Kind
from model.forms import OfficialForm
from model.reading.facts import Change, How, Quantity
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import AnyFinding, Finding, GivesWay, Level
from model.rules.paragraphs import Paragraph, paragraphs
from model.rules.texts import TEXT_FIGURE, parts_units, place_of, plain
from model.rules.texts_growth import GROWTH, change_between, put_right, tells

_HUNDRED = Decimal(100)


class Misfit(msgspec.Struct, frozen=True):
    """The figures of the two years as the text has them; ``figures`` is where all of them stand."""

    this: Decimal
    last: Decimal
    figures: tuple[tuple[int, int], ...]


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Misfit]]:
    """“104件，比上年的88件增长15.4%” does not add up."""
    for paragraph in paragraphs(form, report, part):
        for change in paragraph.reading.changes:
            yield from _change(paragraph, change)


def _pairs(change: Change) -> Iterator[tuple[Decimal, Decimal]]:
    """The figures of last year and this that it may be the change between, the nearest first."""
    for this in _nearest_first(change):
        for last in _last_years(change, this):
            if last > 0:
                yield last, this


def _change(paragraph: Paragraph, change: Change) -> Iterator[Finding[Misfit]]:
    figure = change.quantity.figure
    assert figure is not None
    pairs = list(_pairs(change))
    if not pairs:
        return
    right = [change_between(figure, change.how, *pair) for pair in pairs]
    by_itself = _by_itself(change) if figure.kind is Kind.PERCENT else ()
    slack = _slack(change)
    if any(_tells(figure, change.how, one, slack) for one in (*right, *by_itself)):
        return
    actual, expected, start = put_right(paragraph.text, figure, change.how, change.start, right[0])
    last, this = pairs[0]
    told = (*change.before, *(one for _, one in change.by), *change.now)
    facts = Misfit(this, last, tuple(map(place_of, told)))
    yield TEXT_GROWTH.found(facts, (), actual, expected, span=paragraph.span(start, figure.end))


def _tells(figure: Figure, how: How, right: Decimal, slack: Decimal) -> bool:
    """Whether a figure says what is right, or by how much it may be off what is near that."""
    signed = -right if how is How.FALLEN else right
    return tells(figure, how, right) or abs(signed - figure.value) < slack


def _slack(change: Change) -> Decimal:
    """How far percentage points may be off, as the percentages they were worked out from are rounded."""
    compared = (*change.before, *change.now)
    if not any(one.kind is Kind.PERCENT for one in change.before):
        return Decimal(0)
    figures = [one.figure for one in (*compared, change.quantity) if one.figure is not None]
    return 2 * Decimal(1).scaleb(-min(one.places for one in figures))


def _nearest_first(change: Change) -> list[Decimal]:
    """The figures of this year; those before the change come first, the nearest at the head."""
    before = [one for one in change.now if one.start < change.start]
    behind = [one for one in change.now if one.start > change.start]
    return list(map(_value, (*reversed(before), *behind)))


def _last_years(change: Change, this: Decimal) -> list[Decimal]:
    """Last year's figure as told, or as another change tells it: “较上年增加51件，增长14.2%”."""
    if change.before:
        return list(map(_value, change.before))
    return [this - _signed(how, _value(one)) for how, one in change.by]


def _by_itself(change: Change) -> Iterator[Decimal]:
    """The percentages that other changes told give: of “上年的88件多16件，增长18.2%” the sixteen of 88."""
    for last in filter(None, map(_value, change.before)):
        yield from (_signed(how, _value(one)) / last * _HUNDRED for how, one in change.by)


def _signed(how: How, number: Decimal) -> Decimal:
    return -number if how is How.FALLEN else number


def _value(quantity: Quantity) -> Decimal:
    assert quantity.figure is not None
    return quantity.figure.value


def _sentence(_form: OfficialForm, _report: Report, finding: Finding[Misfit]) -> str:
    this, last = plain(finding.facts.this), plain(finding.facts.last)
    return (
        f"正文写“{finding.actual}”，但按文中今年的 {this} 和上年的 {last} 计算，应为“{finding.expected}”。"
        "请核对这几个数字。"
    )


def _one_of_its_figures(growth: Finding[Misfit], other: AnyFinding) -> bool:
    """Whether another finding tells which of the figures is wrong, or judges the change by the tables."""
    one, of = growth.span, other.span
    if one is None or of is None or (one.part, one.paragraph) != (of.part, of.paragraph):
        return False
    return of.end == one.end or (of.start, of.end) in growth.facts.figures


TEXT_GROWTH = Rule(
    code="text-growth",
    title="增减幅度与文中数字一致",
    level=Level.WARNING,
    units=parts_units("year", "organ"),
    check=_check,
    sentence=_sentence,
    rewrites=True,
    gives_way=(GivesWay(TEXT_FIGURE, _one_of_its_figures), GivesWay(GROWTH, _one_of_its_figures)),
)
RULES: tuple[AnyRule, ...] = (TEXT_GROWTH,)
