"""Full, consistent sample reports of both forms, and the real figures that lie beside the project."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from model import forms
from model.address import Address
from model.forms import OfficialForm, Relation
from model.report import Report, cell_place, with_values
from model.values import Measure, plain

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"

Pick = Callable[[int], int]
"""Picks a whole number from 0 to a limit."""


def full_report(form_id: str = "2021", pick: Pick | None = None) -> Report:
    """Return a report without any finding: every cell filled, every section written, last year known."""
    form = forms.load(form_id)
    year = year_of(form)
    cells = full_cells(form, pick or picker(7))
    organ = "云溪市人民政府"
    return Report(
        form=form_id,
        organ=organ,
        year=year,
        title=form.title(organ, year),
        preamble=(f"本报告的统计期限为{year}年1月1日至{year}年12月31日，由市政府办公室汇总编制。",),
        sections=sections(form),
        signature=(organ, f"{year + 1}年1月20日"),
        cells=cells,
        last_year=cells_before(form, cells),
        last_year_form=form_id,
        last_year_sections={"overview": ("上一年度的情况已另行报告，这里只说明当年新开展的几项工作。",)},
    )


def year_of(form: OfficialForm) -> int:
    """Return a year that a form is in force for, not its first one."""
    definition = form.definition
    return min(definition.first_year + 3, definition.last_year or 9999)


def picker(seed: int) -> Pick:
    """Return a pick that gives the same numbers for the same seed."""
    chance = random.Random(seed)
    return lambda limit: chance.randint(0, limit)


def full_cells(form: OfficialForm, pick: Pick) -> dict[Address, str]:
    """Return a figure for every cell of a form, all its sums right."""
    balanced = {a: r for r in form.relations if r.derived is None for a in (*r.left, *r.right)}
    numbers: dict[Address, int] = {}
    texts: dict[Address, str] = {}
    for address, cell in form.cells.items():
        if cell.measure is not Measure.COUNT:
            texts[address] = _other_figure(cell.measure, pick)
        elif address not in form.derivations and address not in balanced:
            numbers[address] = pick(60)
    for relation in form.derivations.values():
        _add_up(relation, numbers)
    for relation in dict.fromkeys(balanced.values()):
        if all(address not in form.derivations for address in relation.left):
            _balance(relation, numbers, pick)
    for relation in form.derivations.values():
        _add_up(relation, numbers)
    for flow in form.checks.stock:
        for row in flow.rows:
            stock, repealed = (Address(f"{flow.table}.{row}.{c}") for c in (flow.stock, flow.outflow))
            numbers[stock] = 100 + pick(60)
            numbers[repealed] = pick(20)
    _enough_reviews(form, numbers)
    return {address: texts.get(address) or str(numbers[address]) for address in form.cells}


def cells_before(form: OfficialForm, cells: Mapping[Address, str]) -> dict[Address, str]:
    """Return last year's figures that this year's follow from."""
    before = dict(cells)
    for pair in form.checks.carried:
        for address in cells:
            table, row, column = address.split(".")
            if (table, row) == (pair.table, pair.last):
                before[address] = cells[Address(f"{table}.{pair.this}.{column}")]
    for flow in form.checks.stock:
        for row in flow.rows:
            stock, more, less = (
                Address(f"{flow.table}.{row}.{c}") for c in (flow.stock, flow.inflow, flow.outflow)
            )
            before[stock] = str(int(cells[stock]) - int(cells[more]) + int(cells[less]))
    return before


def sections(form: OfficialForm) -> dict[str, tuple[str, ...]]:
    """Return sentences for every section that is all text; the counts are live figures."""
    overview = ["（一）主动公开。通过政府网站和政务新媒体及时发布信息，方便群众查阅。"]
    if form.checks.overview is not None:
        issued, repealed, in_force = (f"{{{{ {count.cell} }}}}" for count in form.checks.overview.counts)
        overview[0] += f"制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。"
    overview += [
        "（二）依申请公开。畅通信函、当面和网络渠道，按时答复每一位申请人。",
        "（三）政府信息管理。严格执行发布前的审核制度，定期清理过时内容。",
        "（四）平台建设。改版门户网站的公开专栏，检索更加便捷。",
        "（五）监督保障。组织两级培训，把公开工作列入年度考核，听取社会评议，没有需要追究责任的情形。",
    ]
    return {
        "overview": tuple(overview),
        "problems": ("部分单位答复文书还不够规范。下一步将加强指导，统一文书样式。",),
        "other": ("本机关依照规定收取信息处理费，收费标准已向社会公布。",),
    }


def with_cells(report: Report, texts: Mapping[str, str]) -> Report:
    """Return a report with other texts in some cells, as read from a file: nothing is calculated."""
    return with_values(report, {cell_place(Address(a)): text or None for a, text in texts.items()})


def without_last_year(report: Report) -> Report:
    """Return a report for which nothing is known of the year before."""
    return replace(report, last_year=None, last_year_form="", last_year_sections={})


def suqian(year: int) -> Report:
    """Return the real figures of one city, without texts; skips the test where the file is absent."""
    file = SAMPLES / f"suqian-{year}.figures.json"
    if not file.exists():
        pytest.skip(f"{file.name} is not beside the project")
    data = json.loads(file.read_text("utf-8"))
    return Report(data["form"], data["organ"], data["year"], cells=data["cells"])


def _other_figure(measure: Measure, pick: Pick) -> str:
    number = pick(500)
    if measure is Measure.SIGNED:
        return f"{'+-'[number % 2]}{number}"
    return plain(Decimal(number) / 10) + ("万元" if measure is Measure.MONEY else "")


def _enough_reviews(form: OfficialForm, numbers: dict[Address, int]) -> None:
    """A suit after review needs a review: what is counted as suits has a review each."""
    flow = form.checks.pending_flow
    if flow is not None:
        for address in list(numbers):
            table, row, column = address.split(".")
            if (table, row) == (flow.table, flow.review):
                numbers[address] += numbers[Address(f"{table}.{flow.suit_after_review}.{column}")]


def _add_up(relation: Relation, numbers: dict[Address, int]) -> None:
    if all(address in numbers for address in relation.right):
        numbers[relation.left[0]] = sum(numbers[address] for address in relation.right)


def _balance(relation: Relation, numbers: dict[Address, int], pick: Pick) -> None:
    """Share out what is known of one side over the cells that are still open."""
    first, *others = relation.left
    for address in relation.right:
        numbers.setdefault(address, pick(9))
    total = sum(numbers[address] for address in relation.right)
    for address in others:
        numbers[address] = pick(min(total, 30))
        total -= numbers[address]
    numbers[first] = total
