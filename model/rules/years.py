"""Rules that hold this year's report against last year's of the same organ.

Without last year's figures they are silent; with some of them missing they wait. That a row continues
last year's is said by the form's own labels (上年结转, 结转下年度继续办理, 国办公开办函〔2021〕30号).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from model import forms
from model.address import Address, make
from model.chinese.numerals import HAN
from model.forms import OfficialForm
from model.forms.official import row_members
from model.report import Place, Report, cell_place, place, text_place
from model.rules.engine import Outcome, Unit, rule
from model.rules.figures import count
from model.rules.findings import Finding, Level, NotYet, Span

_SHORTEST_COPY = 20  # characters; shorter paragraphs are alike by nature
_DIGITS = f"0-9０-９○{HAN}"
_FIGURE = re.compile(rf"\{{\{{.*?\}}\}}|[{_DIGITS}][{_DIGITS},，.．]*(?<![,，.．])")
_SENTENCE_MARKS = re.compile(r"[。；，：！？]")
_TIMES = 2  # more than twice, less than half
_APART = 10


def _reads(this: Sequence[Address], last: Sequence[Address]) -> tuple[Place, ...]:
    here = [cell_place(address) for address in this]
    return (*here, *(place("last_year", address) for address in last), place("last_year_form"))


def _figures(
    code: str, form: OfficialForm, report: Report, this: Sequence[Address], last: Sequence[Address]
) -> list[int] | NotYet | None:
    """Return counts, this year's first; NotYet while one is missing; None where there can be none."""
    if report.last_year is None:
        return None
    form_id = report.last_year_form or form.id
    if form_id != form.id and not _has(form_id, last):
        return None
    texts = [*map(report.cells.get, this), *map(report.last_year.get, last)]
    numbers = [number for text in texts if text and (number := count(text)) is not None]
    if len(numbers) < len(texts):
        everything = zip((*this, *last), texts, strict=True)
        missing = dict.fromkeys(a for a, text in everything if not text or count(text) is None)
        return NotYet(code, tuple(missing))
    return numbers


def _has(form_id: str, addresses: Sequence[Address]) -> bool:
    if form_id not in forms.known():
        return False
    cells = forms.load(form_id).cells
    return all(address in cells for address in addresses)


def _carried_units(form: OfficialForm) -> Iterator[Unit]:
    for pair in form.checks.carried:
        table = form.tables[pair.table]
        (this,), (last,) = row_members(table, pair.this), row_members(table, pair.last)
        for block in table.blocks:
            for column in block.columns:
                cells = make(table.id, this, column.id), make(table.id, last, column.id)
                if all(address in form.cells for address in cells):
                    yield Unit(cells, _reads(cells[:1], cells[1:]))


@rule("carried-over", _carried_units)
def carried_over(form: OfficialForm, report: Report, subject: tuple[Address, Address]) -> Iterator[Outcome]:
    """What was carried in is not what last year was carried on."""
    this, last = subject
    figures = _figures("carried-over", form, report, (this,), (last,))
    if isinstance(figures, NotYet):
        yield figures
    elif figures is not None and figures[0] != figures[1]:
        now, then = figures
        arguments = {"difference": now - then, "last": last}
        yield Finding("carried-over", Level.ERROR, (this,), report.cell(this), str(then), arguments)


def _stock_units(form: OfficialForm) -> Iterator[Unit]:
    for flow in form.checks.stock:
        for row in flow.rows:
            trio = tuple(make(flow.table, row, column) for column in (flow.stock, flow.inflow, flow.outflow))
            yield Unit(trio, _reads(trio, trio[:1]))


@rule("in-force", _stock_units)
def in_force(form: OfficialForm, report: Report, trio: tuple[Address, Address, Address]) -> Iterator[Outcome]:
    """The stock is not last year's stock plus what came in less what went out."""
    figures = _figures("in-force", form, report, trio, trio[:1])
    if isinstance(figures, NotYet):
        yield figures
    elif figures is not None:
        stock, inflow, outflow, before = figures
        expected = before + inflow - outflow
        if stock != expected:
            arguments = {"last": before, "inflow": inflow, "outflow": outflow}
            yield Finding("in-force", Level.WARNING, trio, report.cell(trio[0]), str(expected), arguments)


def _pending_units(form: OfficialForm) -> Iterator[Unit]:
    flow = form.checks.pending_flow
    if flow is None:
        return
    for block in form.tables[flow.table].blocks:
        for row in block.rows:
            pair = make(flow.table, row.id, flow.total), make(flow.table, row.id, flow.pending)
            if pair[0] in form.cells and pair[1] in form.cells:
                yield Unit(("left_open", pair), _reads(pair[:1], pair[1:]))
    suits = make(flow.table, flow.suit_after_review, flow.total)
    reviews = make(flow.table, flow.review, flow.total)
    yield Unit(("suits", (suits, reviews)), _reads((suits, reviews), (reviews,)))


@rule("pending-flow", _pending_units)
def pending_flow(
    form: OfficialForm, report: Report, subject: tuple[str, tuple[Address, Address]]
) -> Iterator[Outcome]:
    """More cases were left open last year than there are this year; more suits than reviews before them."""
    kind, (first, second) = subject
    this = (first,) if kind == "left_open" else (first, second)
    figures = _figures("pending-flow", form, report, this, (second,))
    if isinstance(figures, NotYet):
        yield figures
    elif figures is not None and kind == "left_open":
        now, open_then = figures
        if open_then > now:
            arguments: dict[str, object] = {"kind": kind, "last": second}
            yield Finding("pending-flow", Level.HINT, (first,), str(now), str(open_then), arguments)
    elif figures is not None:
        suits, reviews, reviews_then = figures
        if suits > reviews + reviews_then:
            most = str(reviews + reviews_then)
            arguments = {"kind": kind, "reviews": reviews, "reviews_then": reviews_then}
            yield Finding("pending-flow", Level.HINT, (first, second), str(suits), most, arguments)


def _change_units(form: OfficialForm) -> Iterator[Unit]:
    for name in form.checks.big_change:
        address = Address(name)
        yield Unit(address, _reads((address,), (address,)))


@rule("big-change", _change_units)
def big_change(form: OfficialForm, report: Report, address: Address) -> Iterator[Outcome]:
    """A figure is more than twice or less than half of last year's, and more than ten apart."""
    figures = _figures("big-change", form, report, (address,), (address,))
    if isinstance(figures, NotYet):
        yield figures
    elif figures is not None:
        now, then = figures
        if abs(now - then) > _APART and (now > _TIMES * then or _TIMES * now < then):
            yield Finding("big-change", Level.HINT, (address,), report.cell(address), str(then))


def _text_units(form: OfficialForm) -> Iterator[Unit]:
    for section in form.definition.sections:
        if not section.table:
            yield Unit(section.id, (text_place(section.id), place("last_year_sections", "*")))


@rule("copied-text", _text_units)
def copied_text(form: OfficialForm, report: Report, section: str) -> Iterator[Outcome]:
    """A paragraph is last year's, word for word or with nothing but figures and years changed."""
    if not report.last_year_sections:
        return
    sections = form.sections
    before: dict[str, set[str]] = {}
    for part, paragraphs in report.last_year_sections.items():
        if part in sections and not sections[part].table:
            for paragraph in paragraphs:
                before.setdefault(_skeleton(paragraph), set()).add(_squeezed(paragraph))
    for number, paragraph in enumerate(report.section(section)):
        same = before.get(_skeleton(paragraph))
        if same is None or not _says_something(paragraph):
            continue
        kind = "word_for_word" if _squeezed(paragraph) in same else "figures_changed"
        span = Span(section, number, 0, len(paragraph))
        yield Finding("copied-text", Level.HINT, (), kind, "", {"part": section, "kind": kind}, span)


def _says_something(paragraph: str) -> bool:
    """Whether a paragraph is more than a heading or a short formula."""
    return len(_squeezed(paragraph)) >= _SHORTEST_COPY and bool(_SENTENCE_MARKS.search(paragraph))


@lru_cache(maxsize=512)
def _squeezed(paragraph: str) -> str:
    return "".join(paragraph.split())


@lru_cache(maxsize=512)
def _skeleton(paragraph: str) -> str:
    """A paragraph without blanks, its figures replaced by one sign."""
    return _FIGURE.sub("#", _squeezed(paragraph))
