"""What the text says of growth against the two years' figures."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from model.chinese.figures import Figure, Kind
from model.forms import OfficialForm, known, load
from model.reading.facts import Growth
from model.reading.meaning import Meaning, label, meaning, number
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, Level, Span
from model.rules.texts import missing, parts_units, plain, readings
from model.values import Measure

_HUNDRED = Decimal(100)


class Grown(msgspec.Struct, frozen=True):
    """The figures of the two years, and what they are of."""

    this: Decimal
    last: Decimal
    meaning: Meaning


_over_years = parts_units("cells/*", "year", "organ", "last_year", "last_year_form")


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Grown]]:
    """“同比增长1.08%” is not what the two years give."""
    if report.last_year is None:
        return
    last_id = report.last_year_form or form.id
    before = load(last_id) if last_id in known() else form
    for index, reading in readings(form, report, part):
        for said in reading.growths:
            yield from _growth(form, before, report, part, index, said)


def _growth(
    form: OfficialForm, before: OfficialForm, report: Report, part: str, index: int, said: Growth
) -> Iterator[Outcome[Grown]]:
    figure = said.quantity.figure
    if figure is None or figure.approximate:
        return
    pairs = []
    for spoken in said.subjects:
        if not _of_one_kind(form, figure, spoken):
            continue
        then = meaning(before, spoken.table, spoken.row, spoken.column)
        this = number(form, report.cells, spoken)
        last = number(before, report.last_year or {}, then) if then else None
        if this is None and then is not None:
            yield GROWTH.waits(missing(form, report, spoken))
            return
        if this is not None and last is not None and (last or figure.kind is not Kind.PERCENT):
            pairs.append((spoken, this, last))
    if not pairs or any(_grew(figure, said.rising, this, last) for _, this, last in pairs):
        return
    yield _growth_finding(part, index, said, figure, *pairs[0])


def _of_one_kind(form: OfficialForm, figure: Figure, spoken: Meaning) -> bool:
    """Whether a difference can be one of what is spoken of: “增加2项” is none of fees in 万元."""
    money = form.cells[spoken.addresses[0]].measure in (Measure.AMOUNT, Measure.MONEY)
    return figure.kind is Kind.PERCENT or (figure.kind is Kind.MONEY) is money


def _growth_finding(
    part: str, index: int, said: Growth, figure: Figure, spoken: Meaning, this: Decimal, last: Decimal
) -> Finding[Grown]:
    change = _change(figure, this, last)
    expected, start = figure.rewritten(abs(change)), figure.start
    actual = figure.text
    if change and (change > 0) is not said.rising:
        words = ("增长", "下降") if figure.kind is Kind.PERCENT else ("增加", "减少")
        word = words[0] if change > 0 else words[1]
        expected, start = f"{word}{expected}", said.start
        actual = f"{words[0] if said.rising else words[1]}{actual}"
    span = Span(part, index, start, figure.end)
    return GROWTH.found(Grown(this, last, spoken), spoken.addresses, actual, expected, span=span)


def _grew(figure: Figure, rising: bool, this: Decimal, last: Decimal) -> bool:
    change = _change(figure, this, last)
    return figure.agrees(change if rising else -change)


def _change(figure: Figure, this: Decimal, last: Decimal) -> Decimal:
    return (this - last) / last * _HUNDRED if figure.kind is Kind.PERCENT else this - last


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Grown]) -> str:
    facts = finding.facts
    return (
        f"正文写“{finding.actual}”，{label(form, facts.meaning)}"
        f"今年为 {plain(facts.this)}，上年为 {plain(facts.last)}，应为“{finding.expected}”。"
    )


GROWTH = Rule(
    code="growth",
    title="正文增减幅度与两年数据一致",
    level=Level.WARNING,
    units=_over_years,
    check=_check,
    sentence=_sentence,
    rewrites=True,
)
RULES: tuple[AnyRule, ...] = (GROWTH,)
