"""Live figures, drafts and charts in this year's report: they follow, and raise nothing that is not wrong."""

from dataclasses import replace

import pytest

from model import forms
from model.address import Address
from model.report import Report, set_cells, set_text
from model.rules import Checker, Finding, Level, message
from model.rules.catalogue import RULES
from model.text import drafts
from tests.support.two_years import everything, read_back
from tests.support.written_years import last_year, said, this_year

FORM = forms.load("2021")
RECEIVED = Address("requests.received.natural_person")
CARRIED_OUT = Address("requests.carried_out.natural_person")


@pytest.fixture
def report(tmp_path) -> Report:
    return this_year("city", read_back(last_year("city_last"), tmp_path / "last.docx").report)


def found(report: Report) -> list[Finding]:
    return Checker(FORM, RULES).check(report)


def with_overview(report: Report, *texts: str) -> Report:
    return set_text(report, "overview", [*report.text("overview"), *texts]).apply(report)


def bound(report: Report) -> Report:
    """The report with its counts of applications as live figures, their growth and shares still typed."""
    names = {
        "申请472件": "申请{{ requests.received.total }}件",
        "自然人431件": "自然人{{ requests.received.natural_person }}件",
        "需办理489件": "需办理{{ requests.to_handle.total }}件",
        "继续办理19件": "继续办理{{ requests.carried_out.total }}件",
    }
    texts = list(report.text("overview"))
    for old, new in names.items():
        assert sum(text.count(old) for text in texts) == 1
        texts = [text.replace(old, new) for text in texts]
    return set_text(report, "overview", texts).apply(report)


def test_live_figures_follow_the_table_and_what_is_typed_beside_them_is_told(report):
    live = bound(report)
    assert found(live) == []
    more = {RECEIVED: "531", CARRIED_OUT: "112"}
    moved = set_cells(FORM, live, more).apply(live)
    wrong = {(one.code, said(moved, one), one.expected) for one in found(moved)}
    assert wrong == {
        ("text-share", "91.3%", "92.8%"),
        ("text-share", "8.7%", "7.2%"),  # though it still is what 41 that came are of the 470 finished
        ("growth", "12.4%", "36.2%"),
    }


def test_live_figures_print_as_text_that_agrees(report, tmp_path):
    read = read_back(bound(report), tmp_path / "this.docx")
    assert "申请472件" in "".join(read.report.text("overview"))
    assert read.report.sections == report.sections


@pytest.mark.parametrize(
    "typed", ["requests.recieved.total", "收到申请", "1+1", "requests.received", "__class__"]
)
def test_an_unknown_name_is_an_error_at_its_place(report, typed):
    (finding,) = found(with_overview(report, f"全市办理了{{{{ {typed} }}}}件。"))
    assert (finding.code, finding.level) == ("text-field", Level.ERROR)
    assert said(with_overview(report, f"全市办理了{{{{ {typed} }}}}件。"), finding) == f"{{{{ {typed} }}}}"
    assert typed in message(FORM, report, finding)


def test_drafted_paragraphs_raise_nothing(report, tmp_path):
    made = drafts.drafts(FORM, report)
    assert {draft.part for draft in made} >= {"overview", "other"}
    texts = [draft.paragraph for draft in made if draft.part == "overview"]
    first, *others = report.text("overview")
    overview = [first, "（四）主动公开和依申请公开情况。", *texts, *others[4:]]
    longer = set_text(report, "overview", overview).apply(report)
    fee = [draft.paragraph for draft in made if draft.part == "other"]
    longer = set_text(longer, "other", fee).apply(longer)
    assert found(longer) == []
    read = read_back(longer, tmp_path / "drafted.docx")
    assert everything(read, replace(report, cells=report.last_year or {}, sections={})) == []


@pytest.mark.parametrize("name", sorted(FORM.charts))
def test_charts_raise_nothing_and_count_no_characters(report, name, tmp_path):
    with_chart = with_overview(report, f"{{{{ {name} }}}}")
    assert found(with_chart) == []
    read = read_back(with_chart, tmp_path / "chart.docx")
    assert read.remarks == ()
    assert Checker(FORM, RULES).check(read.report) == []
