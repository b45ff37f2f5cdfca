"""How many documents the text says there were before, or by how many there are more, against the tables."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

import msgspec

from model.address import make
from model.chinese.characters import plain
from model.chinese.stops import FULL_STOP
from model.forms import OfficialForm
from model.forms.checks import StockFlow
from model.reading.facts import Mention
from model.reading.words.meaning import Meaning, cell_number, number
from model.reading.words.year_patterns import one_of, pattern
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, GivesWay, Level, Span, inside
from model.rules.texts import TEXT_FIGURE, parts_units, readings
from model.rules.texts_growth import GROWTH
from model.rules.wording import column_name, row_name

_BEFORE, _MOVED = ("stock-before", "stock-from"), "stock-moved"
_PATTERNS = (*_BEFORE, _MOVED)
_A_MARK = 1  # character
_NET = "净"
_UP, _DOWN = "增加", "减少"


class Moved(msgspec.Struct, frozen=True):
    """How many documents there are now, and how many came and went in the year."""

    now: int
    came: int
    went: int


class _Said(msgspec.Struct, frozen=True):
    """What a text says at ``start`` to ``end``, and what it should: so many before, or so many more."""

    start: int
    end: int
    right: str


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Moved]]:
    """“年初17件，制发4件、废止2件，年末19件”: before and after must differ by what came and went."""
    flows = form.checks.stock
    tables = {flow.table for flow in flows}
    for index, reading in readings(form, report, part):
        told = [one for one in (*reading.mentions, *reading.doubtful) if one.table in tables]
        if not told:
            continue  # as mostly
        paragraph = plain(report.text(part)[index])
        for start, end in filter(partial(_may_be_told, paragraph), _sentences(paragraph)):
            sentence = Span(part, index, start, end)
            here = [one for one in told if start <= one.quantity.start < end]
            yield from chain.from_iterable(_of_flow(form, report, sentence, flow, here) for flow in flows)


def _sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in FULL_STOP.finditer(paragraph):
        yield start, stop.start()
        start = stop.end()
    yield start, len(paragraph)


def _may_be_told(paragraph: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence says how many there were or how many more there are, and nothing else moved."""
    start, end = sentence
    is_told = any(pattern(name).search(paragraph, start, end) for name in _PATTERNS)
    return is_told and one_of("stock-besides").search(paragraph, start, end) is None


def _of_flow(
    form: OfficialForm, report: Report, sentence: Span, flow: StockFlow, told: Sequence[Mention]
) -> Iterator[Finding[Moved]]:
    """What a sentence says of one kind of documents, where it tells what came or went as the table does."""
    columns = (flow.stock, flow.inflow, flow.outflow)
    meant = ((one, (one.meanings or one.perhaps)[0]) for one in told)
    # “年初现行有效17件”: what may be said of another time is not how many there are now.
    spoken = [(one, what) for one, what in meant if one.meanings or what.column != flow.stock]
    rows = {meant.row for _, meant in spoken if meant.row in flow.rows}
    moving = [pair for pair in spoken if pair[1].column in columns[1:]]
    if len(rows) != 1 or not moving or not all(_is_right(form, report, *pair) for pair in spoken):
        return
    row = rows.pop()
    addresses = tuple(make(flow.table, row, column) for column in columns)
    figures = [cell_number(form, report.cells, address) for address in addresses]
    if None in figures:
        return
    moved = Moved(*(int(one or 0) for one in figures))
    paragraph = plain(report.text(sentence.part)[sentence.paragraph])
    stocks = [one.quantity.stop for one, meant in spoken if meant.column == flow.stock]
    for said in _wrong(paragraph, sentence, report.year, moved, stocks):
        span = msgspec.structs.replace(sentence, start=said.start, end=said.end)
        yield TEXT_STOCK.found(moved, addresses, paragraph[said.start : said.end], said.right, span=span)


def _is_right(form: OfficialForm, report: Report, one: Mention, meant: Meaning) -> bool:
    """Whether a figure is what the table has; where it is not, that is told by another rule."""
    return one.quantity.value(form, report.cells) == number(form, report.cells, meant)


def _wrong(paragraph: str, sentence: Span, year: int, moved: Moved, stocks: Sequence[int]) -> Iterator[_Said]:
    """What is wrong in a sentence; ``stocks`` are the ends of figures that say how many there are now."""
    before, change = moved.now - moved.came + moved.went, moved.came - moved.went
    for name in _BEFORE:
        for said in pattern(name).finditer(paragraph, sentence.start, sentence.end):
            is_of_last_year = said["year"] in (None, str(year - 1))
            if is_of_last_year and int(said["number"]) != before:
                yield _Said(*said.span("number"), str(before))
    for said in pattern(_MOVED).finditer(paragraph, sentence.start, sentence.end):
        is_up = said["up"] is not None
        is_of_stock = _NET in said["how"] or _is_just_behind(said, stocks)
        is_of_last_year = said["year"] in (None, str(year - 1))
        told = int(said["number"]) if is_up else -int(said["number"])
        if is_of_stock and is_of_last_year and told != change:
            yield _put_right(said, change, is_up=is_up)


def _is_just_behind(said: re.Match[str], stocks: Sequence[int]) -> bool:
    """Whether nothing but a mark stands between how many there are and by how many they are more."""
    return any(0 <= said.start() - stop <= _A_MARK for stop in stocks)


def _put_right(said: re.Match[str], change: int, *, is_up: bool) -> _Said:
    """The number alone, or with the word for more or fewer where that is wrong."""
    if (change > 0) is is_up:
        return _Said(*said.span("number"), str(abs(change)))
    return _Said(said.start("how"), said.end("number"), f"{_UP if change > 0 else _DOWN}{abs(change)}")


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Moved]) -> str:
    stock, inflow, outflow = finding.addresses
    moved = finding.facts
    return (
        f"正文写“{finding.actual}”，但表格中{row_name(form, stock)}{column_name(form, inflow)} {moved.came}、"
        f"{column_name(form, outflow)} {moved.went}、{column_name(form, stock)} {moved.now}，"
        f"应为“{finding.expected}”。"
        "请核对；如有划转、失效等其他增减，可以说明情况并接受。"
    )


TEXT_STOCK = Rule(
    code="text-stock",
    title="文件的增减与制发、废止件数一致",
    level=Level.WARNING,
    units=parts_units("cells/*", "year", "organ"),
    check=_check,
    sentence=_sentence,
    rewrites=True,
    gives_way=(GivesWay(TEXT_FIGURE, inside), GivesWay(GROWTH, inside)),
)
RULES: tuple[AnyRule, ...] = (TEXT_STOCK,)
