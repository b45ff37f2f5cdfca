"""What the text says of growth against the two years' figures."""

import operator
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from model.chinese.figures import Figure, Kind
from model.forms import OfficialForm
from model.reading.facts import Growth, How
from model.reading.words.labels import label
from model.reading.words.meaning import Meaning, in_form, number
from model.reading.words.words import words_of
from model.report import Report
from model.report.last_year_figures import form_of_last_year
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, GivesWay, Level
from model.rules.paragraphs import Paragraph, paragraphs
from model.rules.texts import missing, parts_units, plain
from model.rules.texts_years import TEXT_YEAR
from model.values import Measure

_HUNDRED = Decimal(100)
_UNTOLD = {How.LEVEL: operator.eq, How.RISEN: operator.gt, How.FALLEN: operator.lt}
"""How this year's figure is to last year's where it is not said by how much it changed."""
_NEAR = 60  # characters from a year to what is said of it


class Grown(msgspec.Struct, frozen=True):
    """The figures of the two years, what they are of, and how the text relates them.

    ``misdated``: what is called last year's figure is this year's.
    """

    this: Decimal
    last: Decimal
    meaning: Meaning
    how: How
    misdated: bool = False


_over_years = parts_units("cells/*", "year", "organ", "last_year", "last_year_form")


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Grown]]:
    """“同比增长1.08%” is not what the two years give."""
    if report.last_year is None:
        return
    before = form_of_last_year(form, report)
    for paragraph in paragraphs(form, report, part):
        for said in paragraph.reading.growths:
            yield from _growth(form, before, report, paragraph, said)


def _grown(figure: Figure | None, how: How, spoken: Meaning, this: Decimal, last: Decimal) -> Grown:
    """Both years' figures; what is told as last year's and is this year's is misdated."""
    is_of_this_year = figure is not None and figure.agrees(this)
    return Grown(this, last, spoken, how, how is How.BEFORE and is_of_this_year)


def _growth(
    form: OfficialForm, before: OfficialForm, report: Report, paragraph: Paragraph, said: Growth
) -> Iterator[Outcome[Grown]]:
    """One statement against both years of everything that it may be about."""
    figure = said.quantity.figure if said.quantity is not None else None
    if not _can_be_judged(figure, said.how):
        return
    pairs: list[Grown] = []
    for spoken in said.subjects:
        may_be_meant = figure is None or _of_one_kind(form, figure, said.how, spoken)
        then = in_form(before, spoken) if may_be_meant else None
        if then is None:
            continue
        this = number(form, report.cells, spoken)
        if this is None:
            yield GROWTH.waits(missing(form, report, spoken))
            return
        last = number(before, report.last_year or {}, then)
        divides_by_zero = not last and _by_last_year(figure, said.how)
        if last is not None and not divides_by_zero:
            pairs.append(_grown(figure, said.how, spoken, this, last))
    is_right = any(_holds(figure, pair) for pair in pairs)
    if pairs and not is_right:
        told = next((pair for pair in pairs if pair.misdated), pairs[0])
        yield _finding(paragraph, said, figure, told)


def _can_be_judged(figure: Figure | None, how: How) -> bool:
    """Whether a statement has an exact figure, or says without one that it changed or did not (持平)."""
    return how in _UNTOLD if figure is None else how is not How.LEVEL and figure.can_be_wrong


def _by_last_year(figure: Figure | None, how: How) -> bool:
    """Whether last year's figure is what is divided by."""
    return how is How.TIMES or (figure is not None and (figure.kind is Kind.PERCENT or _is_times(figure)))


def _is_times(figure: Figure) -> bool:
    return figure.counter in words_of("times")


def _of_one_kind(form: OfficialForm, figure: Figure, how: How, spoken: Meaning) -> bool:
    """Whether a figure can be said of what is spoken of: “增加2项” is none of fees in 万元."""
    if _by_last_year(figure, how):
        return True
    money = form.cells[spoken.addresses[0]].measure in (Measure.AMOUNT, Measure.MONEY)
    return (figure.kind is Kind.MONEY) is money


def _holds(figure: Figure | None, grown: Grown) -> bool:
    if figure is None:
        return bool(_UNTOLD[grown.how](grown.this, grown.last))
    return tells(figure, grown.how, _right(figure, grown))


def tells(figure: Figure, how: How, right: Decimal) -> bool:
    """Return whether a figure says what is right; a fall is below 0."""
    is_multiple = how is How.RISEN and _is_times(figure) and figure.value > 1
    if is_multiple and figure.agrees(right + 1):
        return True  # many say “增长2倍” of what is twice as much
    return figure.agrees(-right if how is How.FALLEN else right)


def _right(figure: Figure, grown: Grown) -> Decimal:
    """What the figure should be; a fall is below 0."""
    this, last = grown.this, grown.last
    if grown.how is How.BEFORE:
        return last
    return change_between(figure, grown.how, last, this)


def change_between(figure: Figure, how: How, last: Decimal, this: Decimal) -> Decimal:
    """Return by how much a number grew, as a figure tells it: in percent, in times, or by how many."""
    if how is How.TIMES:
        return this / last
    change = this - last
    if figure.kind is Kind.PERCENT:
        return change / last * _HUNDRED
    return change / last if _is_times(figure) else change


def _finding(paragraph: Paragraph, said: Growth, figure: Figure | None, grown: Grown) -> Finding[Grown]:
    addresses = grown.meaning.addresses
    if figure is None:
        written, span = paragraph.text[said.start : said.end], paragraph.span(said.start, said.end)
        return GROWTH.found(grown, addresses, written, "", span=span)
    right = _right(figure, grown)
    actual, expected, start = put_right(paragraph.text, figure, grown.how, said.start, right)
    span = paragraph.span(start, figure.end)
    return GROWTH.found(grown, addresses, actual, expected, span=span)


def put_right(paragraph: str, figure: Figure, how: How, start: int, right: Decimal) -> tuple[str, str, int]:
    """Return what stands in the text, what should, and from where on.

    ``start`` is where the word for rising or falling stands; ``right`` is below 0 for a fall.
    """
    expected = figure.rewritten(abs(right))
    moving = how in (How.RISEN, How.FALLEN)
    if not moving or not right or (right > 0) is (how is How.RISEN):
        return figure.text, expected, figure.start
    words = ("增加", "减少") if figure.kind is not Kind.PERCENT else ("增长", "下降")
    return paragraph[start : figure.end], f"{words[right < 0]}{expected}", start


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Grown]) -> str:
    facts = finding.facts
    of, this, last = label(form, facts.meaning), plain(facts.this), plain(facts.last)
    if facts.how is How.BEFORE:
        return (
            f"正文写上年为“{finding.actual}”，上年报告中{of}为 {last}。请核对正文，或核对所导入的上年报告。"
        )
    if not finding.expected:
        return f"正文写与上年相比“{finding.actual}”，但{of}今年为 {this}，上年为 {last}，请核对。"
    return f"正文写“{finding.actual}”，{of}今年为 {this}，上年为 {last}，应为“{finding.expected}”。"


def _is_misdated(one: Finding[Grown], other: Finding[None]) -> bool:
    """“2023年收到申请168件” where this year's table has 168: the year is told to be wrong."""
    if one.span is None or other.span is None or not one.facts.misdated:
        return False
    is_in_paragraph = (one.span.part, one.span.paragraph) == (other.span.part, other.span.paragraph)
    return is_in_paragraph and 0 < one.span.start - other.span.end < _NEAR


GROWTH = Rule(
    code="growth",
    title="正文增减幅度与两年数据一致",
    level=Level.WARNING,
    units=_over_years,
    check=_check,
    needs="last_year",
    sentence=_sentence,
    rewrites=True,
    gives_way=(GivesWay(TEXT_YEAR, _is_misdated),),
)
RULES: tuple[AnyRule, ...] = (GROWTH,)
