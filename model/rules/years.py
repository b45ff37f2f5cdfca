"""Rules that hold this year's report against last year's of the same organ.

Without last year's figures they are silent; with some of them missing they wait. That a row continues
last year's is said by the form's own labels (上年结转, 结转下年度继续办理, 国办公开办函〔2021〕30号).
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from model import forms
from model.address import Address, make
from model.forms import OfficialForm
from model.forms.official import row_members
from model.report import Place, Report, cell_place, place
from model.rules.blame import OutBy
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.figures import count
from model.rules.findings import Finding, Kind, Level, NotYet
from model.rules.mending import expected_figure
from model.rules.wording import column_name, row_name, where

_TIMES = 2  # more than twice, less than half
_APART = 10


def _reads(this: Sequence[Address], last: Sequence[Address]) -> tuple[Place, ...]:
    here = [cell_place(address) for address in this]
    return (*here, *(place("last_year", address) for address in last), place("last_year_form"))


def _figures(
    kind: Kind[Any], form: OfficialForm, report: Report, this: Sequence[Address], last: Sequence[Address]
) -> list[int] | NotYet | None:
    """Return counts, this year's first; NotYet while one is missing; None where there can be none."""
    if report.last_year is None:
        return None
    form_id = report.last_year_form or form.id
    is_same_form = form_id == form.id
    if not is_same_form and not _has(form_id, last):
        return None
    texts = [*map(report.cells.get, this), *map(report.last_year.get, last)]
    numbers: list[int] = []
    lacking: list[Address] = []
    for address, text in zip((*this, *last), texts, strict=True):
        number = count(text) if text else None
        if number is None:
            lacking.append(address)
        else:
            numbers.append(number)
    return kind.waits(dict.fromkeys(lacking)) if lacking else numbers


def _has(form_id: str, addresses: Sequence[Address]) -> bool:
    if form_id not in forms.known():
        return False
    cells = forms.load(form_id).cells
    return all(address in cells for address in addresses)


# ------------------------------------------------------------ carried-over

Pair = tuple[Address, Address]
Trio = tuple[Address, Address, Address]


class CarriedOutBy(OutBy, frozen=True):
    """``last`` is the cell of last year's report that should be the same."""

    last: Address


def _carried_units(form: OfficialForm) -> Iterator[Unit[Pair]]:
    for pair in form.checks.carried:
        table = form.tables[pair.table]
        (this,), (last,) = row_members(table, pair.this), row_members(table, pair.last)
        for block in table.blocks:
            for column in block.columns:
                cells = make(table.id, this, column.id), make(table.id, last, column.id)
                if all(address in form.cells for address in cells):
                    yield Unit(cells, _reads(cells[:1], cells[1:]))


def _carried_over(form: OfficialForm, report: Report, subject: Pair) -> Iterator[Outcome[CarriedOutBy]]:
    """What was carried in is not what last year was carried on."""
    this, last = subject
    figures = _figures(CARRIED_OVER, form, report, (this,), (last,))
    if isinstance(figures, NotYet):
        yield figures
    elif figures is not None and figures[0] != figures[1]:
        now, then = figures
        yield CARRIED_OVER.found(CarriedOutBy(now - then, last), (this,), report.cell(this), str(then))


def _say_carried_over(form: OfficialForm, _report: Report, finding: Finding[CarriedOutBy]) -> str:
    last = row_name(form, finding.facts.last)
    return (
        f"{where(form, finding.addresses[0])}应与上年报告的“{last}”一致：上年为 {finding.expected}，"
        f"现为 {finding.actual}。"
    )


CARRIED_OVER = Rule(
    code="carried-over",
    title="上年结转数与上年报告一致",
    level=Level.ERROR,
    units=_carried_units,
    check=_carried_over,
    needs="last_year",
    sentence=_say_carried_over,
    repair=expected_figure,
    judges=True,
)

# ---------------------------------------------------------------- in-force


class Flow(msgspec.Struct, frozen=True):
    """Last year's stock, and what came in and went out this year."""

    last: int
    inflow: int
    outflow: int


def _stock_units(form: OfficialForm) -> Iterator[Unit[Trio]]:
    for flow in form.checks.stock:
        for row in flow.rows:
            stock, inflow, outflow = (
                make(flow.table, row, column) for column in (flow.stock, flow.inflow, flow.outflow)
            )
            yield Unit((stock, inflow, outflow), _reads((stock, inflow, outflow), (stock,)))


def _in_force(form: OfficialForm, report: Report, trio: Trio) -> Iterator[Outcome[Flow]]:
    """The stock is not last year's stock plus what came in less what went out."""
    figures = _figures(IN_FORCE, form, report, trio, trio[:1])
    if isinstance(figures, NotYet):
        yield figures
    elif figures is not None:
        stock, inflow, outflow, before = figures
        expected = before + inflow - outflow
        if stock != expected:
            facts = Flow(before, inflow, outflow)
            yield IN_FORCE.found(facts, trio, report.cell(trio[0]), str(expected))


def _say_in_force(form: OfficialForm, _report: Report, finding: Finding[Flow]) -> str:
    (stock, inflow, outflow), flow = finding.addresses, finding.facts
    return (
        f"{where(form, stock)}与上年对不上：上年 {flow.last} 加{column_name(form, inflow)} {flow.inflow} "
        f"减{column_name(form, outflow)} {flow.outflow} 应为 {finding.expected}，现为 {finding.actual}。"
        "如因清理等重新统计，请说明理由后接受。"
    )


IN_FORCE = Rule(
    code="in-force",
    title="有效文件数与上年衔接",
    level=Level.WARNING,
    units=_stock_units,
    check=_in_force,
    needs="last_year",
    sentence=_say_in_force,
    repair=expected_figure,
)

# ------------------------------------------------------------ pending-flow


class LeftOpen(msgspec.Struct, frozen=True):
    """``last`` is the cell of last year's report with the cases left open."""

    last: Address


class Reviews(msgspec.Struct, frozen=True):
    """How many reviews there were before the suits: this year and last year."""

    now: int
    then: int


def _pending_units(form: OfficialForm) -> Iterator[Unit[tuple[str, Pair]]]:
    """Each row of cases with what it left open, and the suits with the reviews that may precede them."""
    flow = form.checks.pending_flow
    if flow is None:
        return
    for block in form.tables[flow.table].blocks:
        for row in block.rows:
            total, pending = make(flow.table, row.id, flow.total), make(flow.table, row.id, flow.pending)
            if {total, pending} <= form.cells.keys():
                yield Unit(("left_open", (total, pending)), _reads((total,), (pending,)))
    suits = make(flow.table, flow.suit_after_review, flow.total)
    reviews = make(flow.table, flow.review, flow.total)
    yield Unit(("suits", (suits, reviews)), _reads((suits, reviews), (reviews,)))


def _pending_flow(
    form: OfficialForm, report: Report, subject: tuple[str, Pair]
) -> Iterator[Outcome[LeftOpen | Reviews]]:
    """More cases were left open last year than there are this year; more suits than reviews before them."""
    kind, (first, second) = subject
    this = (first,) if kind == "left_open" else (first, second)
    figures = _figures(PENDING_FLOW, form, report, this, (second,))
    if isinstance(figures, NotYet):
        yield figures
    elif figures is not None:
        judge = _too_few_open if kind == "left_open" else _too_many_suits
        yield from judge(first, second, figures)


def _too_few_open(
    first: Address, second: Address, figures: Sequence[int]
) -> Iterator[Finding[LeftOpen | Reviews]]:
    now, open_then = figures
    if open_then > now:
        yield PENDING_FLOW.found(LeftOpen(second), (first,), str(now), str(open_then))


def _too_many_suits(
    first: Address, second: Address, figures: Sequence[int]
) -> Iterator[Finding[LeftOpen | Reviews]]:
    suits, now, then = figures
    if suits > now + then:
        yield PENDING_FLOW.found(Reviews(now, then), (first, second), str(suits), str(now + then))


def _say_pending_flow(form: OfficialForm, _report: Report, finding: Finding[LeftOpen | Reviews]) -> str:
    first, facts = finding.addresses[0], finding.facts
    if isinstance(facts, LeftOpen):
        return (
            f"{where(form, first)}只有 {finding.actual}，"
            f"少于上年报告的“{column_name(form, facts.last)}”{finding.expected}；"
            "上年没有审结的案件一般会计入本年，请核对。"
        )
    reviews = row_name(form, finding.addresses[1])
    return (
        f"{where(form, first)}为 {finding.actual}，多于本年和上年的“{reviews}”之和 {finding.expected}"
        f"（本年 {facts.now}，上年 {facts.then}），请核对。"
    )


PENDING_FLOW = Rule(
    code="pending-flow",
    title="未结案件数与上年衔接",
    level=Level.HINT,
    units=_pending_units,
    check=_pending_flow,
    needs="last_year",
    sentence=_say_pending_flow,
)

# -------------------------------------------------------------- big-change


def _change_units(form: OfficialForm) -> Iterator[Unit[Address]]:
    for name in form.checks.big_change:
        address = Address(name)
        yield Unit(address, _reads((address,), (address,)))


def _big_change(form: OfficialForm, report: Report, address: Address) -> Iterator[Outcome[None]]:
    """A figure is more than twice or less than half of last year's, and more than ten apart."""
    figures = _figures(BIG_CHANGE, form, report, (address,), (address,))
    if isinstance(figures, NotYet):
        yield figures
    elif figures is not None:
        _, then = figures
        smaller, larger = sorted(figures)
        is_big = larger - smaller > _APART and larger > _TIMES * smaller
        if is_big:
            yield BIG_CHANGE.found(None, (address,), report.cell(address), str(then))


def _say_big_change(form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    return (
        f"{where(form, finding.addresses[0])}与上年相差很大：上年 {finding.expected}，"
        f"本年 {finding.actual}。请核对是否填错。"
    )


BIG_CHANGE = Rule(
    code="big-change",
    title="与上年相比没有异常增减",
    level=Level.HINT,
    units=_change_units,
    check=_big_change,
    needs="last_year",
    sentence=_say_big_change,
)

RULES: tuple[AnyRule, ...] = (CARRIED_OVER, IN_FORCE, PENDING_FLOW, BIG_CHANGE)
