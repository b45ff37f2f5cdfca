"""Random consistent reports: nothing is found in them, and what goes out comes back, whatever the way."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import intake
from export import html, word
from export.printed import as_printed
from model import forms
from model.report import Report
from model.rules import Checker, Finding
from model.rules.catalogue import RULES
from model.storage.files import open_report, save
from tests.support.samples import full_report, picker, with_cells

FORMS = pytest.mark.parametrize("form_id", forms.known())
SEEDS = st.integers(0, 10**9)
quietly = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def found(report: Report) -> list[Finding]:
    return Checker(forms.load(report.form), RULES).check(report)


def told(report: Report) -> list[tuple]:
    """The findings about the tables, as they are told."""
    return [
        (f.code, f.addresses, f.actual, f.expected)
        for f in found(report)
        if f.addresses and not f.code.startswith("text-")
    ]


@FORMS
@settings(max_examples=40)
@given(seed=SEEDS)
def test_a_consistent_report_has_no_finding(form_id: str, seed: int) -> None:
    report = full_report(form_id, picker(seed))
    assert [f.code for f in found(report)] == []


@FORMS
@settings(max_examples=4, suppress_health_check=quietly, phases=[Phase.generate])
@given(seed=SEEDS, wrong=st.integers(1, 50), data=st.data())
def test_all_ways_out_and_in_end_at_the_same_report(
    form_id: str, seed: int, wrong: int, data: st.DataObject, tmp_path: Path
) -> None:
    """Saved, opened, to Word, read, to a page, read: the same figures, texts and findings about them."""
    report = full_report(form_id, picker(seed))
    address = data.draw(st.sampled_from(list(report.cells)))
    report = with_cells(report, {address: str(wrong)})
    save(report, tmp_path / "r.nianbao", None)
    opened = open_report(tmp_path / "r.nianbao").report
    assert opened == report
    word.write(opened, tmp_path / "r.docx")
    from_word = intake.read(tmp_path / "r.docx")
    html.write(from_word.report, tmp_path / "r.html")
    from_page = intake.read(tmp_path / "r.html")
    expected = as_printed(report)
    alone = Report(form=form_id, organ=report.organ, year=report.year, cells=report.cells)
    for imported in (from_word, from_page):
        made = imported.report
        assert imported.remarks == ()
        assert made.cells == report.cells
        assert (made.form, made.year) == (form_id, report.year)
        assert (made.preamble, made.signature) == (expected.preamble, expected.signature)
        assert {k: v for k, v in expected.sections.items() if v} == dict(made.sections)
        figures = Report(form=form_id, organ=made.organ, year=made.year, cells=made.cells)
        assert told(figures) == told(alone)
