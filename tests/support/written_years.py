"""Two consecutive years of an organ, as a clerk writes them: this year's report is begun from last year's."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from model import forms
from model.address import Address, make
from model.report import Report, set_cells, set_text
from model.report.last_year import TakeOver, take_over
from model.rules import Finding

_FILE = Path(__file__).parents[1] / "acceptance" / "reports.toml"
_APPLICANTS = ("natural_person", "business", "research", "charity", "legal_service", "other")
_OUTCOMES = ("upheld", "corrected", "other", "pending")
_TAKEN = ("preamble",)
"""The texts that the clerk takes over; all others are written anew."""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def figures(name: str) -> dict[Address, str]:
    """Return the figures of one report as a clerk types them: all but the totals and what is carried in."""
    item = _data()[name]
    form = forms.load(item["form"])
    given = {
        **_spread("requests", item["requests"], _APPLICANTS),
        **_spread("litigation", item["litigation"], _OUTCOMES),
    }
    for row, cells in item["disclosure"].items():
        given.update({make("disclosure", row, column): text for column, text in cells.items()})
    open_ = (a for a in form.cells if a not in form.derivations and not a.startswith("requests.carried_in."))
    return dict.fromkeys(open_, "0") | given


def paragraphs(name: str, part: str) -> tuple[str, ...]:
    """Return the paragraphs of one part of a report as written in the data."""
    return tuple(_data()[name][part])


def last_year(name: str) -> Report:
    """Return a report written from nothing."""
    item = _data()[name]
    form = forms.load(item["form"])
    empty = Report(form.id, item["organ"], item["year"], title=form.title(item["organ"], item["year"]))
    report = set_cells(form, empty, figures(name)).apply(empty)
    return _written(name, set_text(report, "preamble", item["preamble"]).apply(report))


def taken_over(name: str, last: Report) -> TakeOver:
    """Return what last year's report gives to the new, empty report of one year later."""
    item = _data()[name]
    form = forms.in_force(item["year"])
    empty = Report(form.id, item["organ"], item["year"], title=form.title(item["organ"], item["year"]))
    return take_over(form, empty, last)


def this_year(name: str, last: Report) -> Report:
    """Return the report begun from last year's, filled in and written to its end."""
    taken = taken_over(name, last)
    offers = [offer for offer in taken.paragraphs if offer.part in _TAKEN]
    report = taken.edit_with(offers).apply(taken.report)
    form = forms.load(report.form)
    return _written(name, set_cells(form, report, figures(name)).apply(report))


def beside(report: Report, last: Report) -> Report:
    """Return a report with last year's figures and texts, as when its file is chosen."""
    return replace(
        report,
        last_year=dict(last.cells),
        last_year_form=last.form,
        last_year_sections=dict(last.sections),
    )


def said(report: Report, finding: Finding) -> str:
    """Return the stretch of text that a finding underlines, empty without one."""
    span = finding.span
    return "" if span is None else report.text(span.part)[span.paragraph][span.start : span.end]


def _spread(table: str, rows: Mapping[str, str], columns: tuple[str, ...]) -> dict[Address, str]:
    return {
        make(table, row, column): figure
        for row, line in rows.items()
        for column, figure in zip(columns, line.split(), strict=True)
    }


def _written(name: str, report: Report) -> Report:
    item = _data()[name]
    for part in ("overview", "problems", "other", "signature"):
        report = set_text(report, part, item[part]).apply(report)
    return set_text(report, "requests", item.get("requests_note", ())).apply(report)
