"""How many documents the text says there were before, or by how many there are more, against the tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

import msgspec

from model.address import Address, make
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

_FROM, _MOVED = "stock-from", "stock-moved"
_BEFORE = ("stock-before", _FROM)
_PATTERNS = (*_BEFORE, _MOVED)
_A_MARK = 1  # character
_NET = "净"
_UP, _DOWN = "增加", "减少"

_Told = tuple[Mention, Meaning]
"""A figure, and what it is said of."""


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
    tables = {flow.table for flow in form.checks.stock}
    for index, reading in readings(form, report, part):
        figures = (*reading.mentions, *reading.doubtful)
        told = [one for one in figures if one.table in tables]
        if told:  # mostly there is none
            paragraph = plain(report.text(part)[index])
            yield from _of_paragraph(form, report, (part, index), paragraph, told)


def _of_paragraph(
    form: OfficialForm, report: Report, place: tuple[str, int], paragraph: str, told: Sequence[Mention]
) -> Iterator[Finding[Moved]]:
    for start, end in filter(partial(_may_be_told, paragraph), _sentences(paragraph)):
        here = [one for one in told if start <= one.quantity.start < end]
        yield from _of_sentence(form, report, Span(*place, start, end), here)


def _of_sentence(
    form: OfficialForm, report: Report, sentence: Span, told: Sequence[Mention]
) -> Iterator[Finding[Moved]]:
    flows = form.checks.stock
    yield from chain.from_iterable(_of_flow(form, report, sentence, flow, told) for flow in flows)


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
    """What a sentence says of documents, where it tells what came or went of them as the table does."""
    meant = ((one, (one.meanings or one.perhaps)[0]) for one in told)
    # “年初现行有效17件”: what may be said of another time is not how many there are now.
    spoken = [(one, what) for one, what in meant if one.meanings or what.column != flow.stock]
    for row in flow.rows:
        of_row = [pair for pair in spoken if pair[1].row == row]
        moved = _moved(form, report, flow, row) if _tells_moves(form, report, flow, of_row) else None
        if moved is not None:
            yield from _of_row(report, sentence, moved, _Row(flow, row, spoken))


def _tells_moves(form: OfficialForm, report: Report, flow: StockFlow, of_row: Sequence[_Told]) -> bool:
    """Whether what came or went is told; where a figure is not the table's, that is told by another rule."""
    is_moving = any(meant.column != flow.stock for _, meant in of_row)
    return is_moving and all(_is_right(form, report, *pair) for pair in of_row)


def _moved(form: OfficialForm, report: Report, flow: StockFlow, row: str) -> Moved | None:
    cells = (make(flow.table, row, column) for column in (flow.stock, flow.inflow, flow.outflow))
    figures = [cell_number(form, report.cells, address) for address in cells]
    return None if None in figures else Moved(*(int(one or 0) for one in figures))


def _of_row(report: Report, sentence: Span, moved: Moved, row: "_Row") -> Iterator[Finding[Moved]]:
    paragraph = plain(report.text(sentence.part)[sentence.paragraph])
    for said in _wrong(paragraph, sentence, report.year, moved, row):
        span = msgspec.structs.replace(sentence, start=said.start, end=said.end)
        actual = paragraph[said.start : said.end]
        yield TEXT_STOCK.found(moved, row.addresses, actual, said.right, span=span)


class _Row(NamedTuple):
    """Documents of one kind; ``spoken`` are the figures of a sentence with what each is said of."""

    flow: StockFlow
    row: str
    spoken: Sequence[_Told]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """How many there are, how many came and how many went."""
        flow = self.flow
        columns = (flow.stock, flow.inflow, flow.outflow)
        return tuple(make(flow.table, self.row, column) for column in columns)

    def owns(self, said: re.Match[str], *, ahead: bool) -> bool:
        """Whether what is said at a place is of them: of what is told before it, or just ``ahead``."""
        before = [meant.row for one, meant in self.spoken if one.quantity.start < said.start()]
        behind = [meant.row for one, meant in self.spoken if one.quantity.start >= said.end()]
        nearest = [*behind[:1], *before[-1:]] if ahead else [*before[-1:], *behind[:1]]
        return nearest[:1] == [self.row]

    def has_change(self, said: re.Match[str]) -> bool:
        """Whether it is said of them by how many there are more or fewer."""
        is_of_stock = self.is_just_behind(said) or _NET in said["how"]
        return is_of_stock and self.owns(said, ahead=False)

    def is_just_behind(self, said: re.Match[str]) -> bool:
        """Whether nothing but a mark stands between how many there are and by how many they are more."""
        stocks = (one for one, meant in self.spoken if meant.column == self.flow.stock)
        return any(0 <= said.start() - one.quantity.stop <= _A_MARK for one in stocks)


def _is_right(form: OfficialForm, report: Report, one: Mention, meant: Meaning) -> bool:
    """Whether a figure is what the table has; where it is not, that is told by another rule."""
    return one.quantity.value(form, report.cells) == number(form, report.cells, meant)


def _wrong(paragraph: str, sentence: Span, year: int, moved: Moved, row: _Row) -> Iterator[_Said]:
    """What a sentence says wrong of the documents of a row."""
    for name in _BEFORE:
        found = _said(name, paragraph, sentence, year)
        yield from _wrong_before(found, moved, row, ahead=name == _FROM)
    yield from _wrong_change(_said(_MOVED, paragraph, sentence, year), moved, row)


def _wrong_before(found: Iterable[re.Match[str]], moved: Moved, row: _Row, *, ahead: bool) -> Iterator[_Said]:
    before = moved.now - moved.came + moved.went
    for said in found:
        if row.owns(said, ahead=ahead) and int(said["number"]) != before:
            yield _Said(*said.span("number"), str(before))


def _wrong_change(found: Iterable[re.Match[str]], moved: Moved, row: _Row) -> Iterator[_Said]:
    change = moved.came - moved.went
    for said in filter(row.has_change, found):
        if _told_change(said) != change:
            yield _put_right(said, change, is_up=said["up"] is not None)


def _told_change(said: re.Match[str]) -> int:
    number = int(said["number"])
    return number if said["up"] is not None else -number


def _said(name: str, paragraph: str, sentence: Span, year: int) -> Iterator[re.Match[str]]:
    """Where a sentence says so of last year, or without a year."""
    found = pattern(name).finditer(paragraph, sentence.start, sentence.end)
    return (said for said in found if said["year"] in (None, str(year - 1)))


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
    title="文件增减与制发、废止件数一致",
    level=Level.WARNING,
    units=parts_units("cells/*", "year", "organ"),
    check=_check,
    sentence=_sentence,
    rewrites=True,
    gives_way=(GivesWay(TEXT_FIGURE, inside), GivesWay(GROWTH, inside)),
)
RULES: tuple[AnyRule, ...] = (TEXT_STOCK,)
