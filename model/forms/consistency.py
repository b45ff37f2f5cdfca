"""Refuses a form definition whose parts do not fit together."""

import re
from collections.abc import Iterable
from itertools import chain

from model.address import Address, make
from model.forms.definition import Column, Heading, NamedSum, Row, Table
from model.forms.official import FormError, OfficialForm, row_members
from model.values import Measure


def verify(form: OfficialForm) -> None:
    """Raise FormError, with the place, for unknown or doubled ids."""
    definition = form.definition
    _said(form)
    _unique("sections", (section.id for section in definition.sections))
    _unique("tables", (table.id for table in definition.tables))
    shown = [section.table for section in definition.sections if section.table]
    _unique("tables of sections", shown)
    for name in shown:
        _known("section", name, form.tables)
    for table in definition.tables:
        if table.id not in shown:
            raise FormError(f"no section shows the table {table.id!r}")
        _verify_table(table)
    for relation in form.relations:
        for address in (*relation.left, *relation.right):
            if form.cells[address].measure is not Measure.COUNT:
                raise FormError(f"{relation.table}: {relation.code} sums {address!r}, which is no count")
    _verify_charts(form)
    _verify_checks(form)


def _said(form: OfficialForm) -> None:
    """Refuse names and labels that are blank, a title without its parts, and a sum of nothing."""
    definition = form.definition
    said = {"name": definition.name, "notice": definition.notice, "template": definition.template}
    for section in definition.sections:
        said |= {"sections: id": section.id, f"{section.id}: heading": section.heading}
        said |= {f"{section.id}: short": section.short}
        _all_said(said)
    for table in definition.tables:
        _all_said({"tables: id": table.id, f"{table.id}: label": table.label})
        for block in table.blocks:
            items: list[Row | Column | Heading] = [*block.rows, *block.columns]
            for item in (*items, *block.row_groups, *block.column_groups):
                _all_said({f"{table.id}: id": item.id, f"{table.id}.{item.id}: label": item.label})
        for number, summed in enumerate(table.sums):
            if not summed.left or not summed.right:
                raise FormError(f"{table.id}: sums[{number}] has an empty side")
    for part in ("{organ}", "{year}"):
        if part not in definition.title.pattern:
            raise FormError(f"title: the pattern lacks {part}")


def _all_said(texts: dict[str, str]) -> None:
    for where, text in texts.items():
        if not text.strip():
            raise FormError(f"{where} is blank")


def _verify_charts(form: OfficialForm) -> None:
    _unique("charts", (chart.id for chart in form.definition.charts))
    for chart in form.definition.charts:
        if not re.fullmatch(r"[a-z_]{1,20}", chart.id):  # it names a bookmark of Word, 40 at most
            raise FormError(f"charts: {chart.id!r} is no name of at most 20 small letters")
        units = set()
        for bar in chart.bars:
            _known(f"charts.{chart.id}", bar.name, form.names)
            units |= {form.cells[address].column.unit for address in form.names[bar.name].addresses}
        if len(units) != 1:
            raise FormError(f"charts.{chart.id}: the bars have {len(units)} units, not one")


def _verify_table(table: Table) -> None:
    named: list[Row | Heading | NamedSum] = [*table.named_sums]
    for block in table.blocks:
        named += [*block.rows, *block.row_groups]
        _unique(f"{table.id}: columns", (column.id for column in block.columns))
    _unique(f"{table.id}: rows, groups and sums", (one.id for one in named))
    for name in chain.from_iterable(one.rows for one in table.named_sums):
        row_members(table, name)


def _verify_checks(form: OfficialForm) -> None:
    checks = form.checks
    for address in (*checks.regulations, *checks.big_change):
        _known("checks", address, form.cells)
    for check in (checks.fee, checks.overview):
        if check is not None:
            _known("checks", check.section, form.sections)
    for pair in checks.carried:
        _known("checks.carried", pair.table, form.tables)
        row_members(form.tables[pair.table], pair.this)
    if checks.overview is not None:
        for count in checks.overview.counts:
            _known("checks.overview", count.cell, form.cells)
    patterns = checks.deadline.organs if checks.deadline else ()
    for pattern in (*patterns, *checks.no_regulations_power):
        _compiles("checks", pattern)
    _verify_columns(form)


def _verify_columns(form: OfficialForm) -> None:
    checks = form.checks
    for flow in checks.stock:
        for row in flow.rows:
            for column in (flow.stock, flow.inflow, flow.outflow):
                _known("checks.stock", make(flow.table, row, column), form.cells)
    for change in checks.signed_change:
        _known("checks.signed_change", change.table, form.tables)
    pending = checks.pending_flow
    if pending is not None:
        for row in (pending.review, pending.suit_after_review):
            for column in (pending.pending, pending.total):
                _known("checks.pending_flow", make(pending.table, row, column), form.cells)


def _unique(where: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise FormError(f"{where}: {name!r} is defined twice")
        seen.add(name)


def _compiles(where: str, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise FormError(f"{where}: {pattern!r} is no regular expression ({error})") from error


def _known(where: str, name: str | Address, all_names: Iterable[str]) -> None:
    if name not in all_names:
        raise FormError(f"{where}: unknown name {name!r}")
