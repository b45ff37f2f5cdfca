"""No code is forgotten: each has a rule, a message, a sample that fires it and one that does not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from model import forms
from model.report import Report
from model.rules import Checker, Finding, Level
from model.rules.catalogue import FIGURE_RULES, RULES
from model.rules.messages import MESSAGES, message
from tests.support.samples import full_report, with_cells

CODES = (
    "row-total",
    "results-total",
    "column-balance",
    "litigation-total",
    "not-a-number",
    "blank-cell",
    "sign-lost",
    "regulations-power",
    "offsetting",
    "dates",
    "section-empty",
    "fee-missing",
    "overview-parts",
    "form-year",
    "carried-over",
    "in-force",
    "pending-flow",
    "big-change",
    "copied-text",
)


def _cell(report: Report, address: str, more: int = 1) -> Report:
    return with_cells(report, {address: str(int(report.cell(address)) + more)})


def _offset(report: Report) -> Report:
    report = _cell(report, "requests.granted.natural_person")
    return _cell(report, "requests.granted.business", -1)


def _last(report: Report, address: str, text: str) -> Report:
    return replace(report, last_year={**report.last_year, address: text})


def _section(report: Report, section: str, *paragraphs: str) -> Report:
    return replace(report, sections={**report.sections, section: paragraphs})


FIRES: dict[str, tuple[str, Callable[[Report], Report]]] = {
    "row-total": ("2021", lambda r: _cell(r, "requests.granted.total")),
    "results-total": ("2021", lambda r: _cell(r, "requests.results_total.business")),
    "column-balance": ("2021", lambda r: _cell(r, "requests.received.business")),
    "litigation-total": ("2021", lambda r: _cell(r, "litigation.review.total")),
    "not-a-number": ("2021", lambda r: with_cells(r, {"disclosure.licences.decisions": "许多"})),
    "blank-cell": ("2021", lambda r: with_cells(r, {"disclosure.licences.decisions": ""})),
    "sign-lost": (
        "2019",
        lambda r: with_cells(
            r,
            {
                "disclosure.licences.items_last_year": "338",
                "disclosure.licences.change": "89",
                "disclosure.licences.decisions": "249",
            },
        ),
    ),
    "regulations-power": ("2021", lambda r: replace(r, organ="云溪市南湖区应急管理局")),
    "offsetting": ("2021", _offset),
    "dates": ("2021", lambda r: replace(r, signature=("云溪市人民政府", "2024年1月20日"))),
    "section-empty": ("2021", lambda r: _section(r, "problems")),
    "fee-missing": ("2021", lambda r: _section(r, "other", "没有其他事项需要报告。")),
    "overview-parts": ("2021", lambda r: _section(r, "overview", "今年的工作平稳推进。")),
    "form-year": ("2021", lambda r: replace(r, year=2020)),
    "carried-over": ("2021", lambda r: _last(r, "requests.carried_out.total", "9999")),
    "in-force": ("2021", lambda r: _last(r, "disclosure.normative_documents.in_force", "9999")),
    "pending-flow": ("2021", lambda r: _last(r, "litigation.direct_suit.pending", "9999")),
    "big-change": ("2021", lambda r: _last(r, "disclosure.penalties.decisions", "9999")),
    "copied-text": ("2021", lambda r: replace(r, last_year_sections={"problems": r.section("problems")})),
}


def found(report: Report) -> list[Finding]:
    return Checker(forms.load(report.form), RULES).check(report)


def test_every_code_has_one_rule():
    codes = [item.code for item in RULES if not item.code.startswith("text-") and item.code != "growth"]
    assert sorted(codes) == sorted(CODES)


def test_every_rule_has_a_message():
    assert {item.code for item in RULES} <= set(MESSAGES)


def test_figure_rules_are_part_of_the_list():
    assert set(FIGURE_RULES) <= set(RULES)


@pytest.mark.parametrize("code", CODES)
def test_a_sample_fires_the_code_and_it_can_be_told(code):
    form_id, spoil = FIRES[code]
    report = spoil(full_report(form_id))
    mine = [finding for finding in found(report) if finding.code == code]
    assert mine
    for finding in mine:
        sentence = message(forms.load(form_id), report, finding)
        assert sentence.endswith("。")
        assert "{" not in sentence


@pytest.mark.parametrize("form_id", forms.known())
def test_a_consistent_full_report_fires_nothing(form_id):
    assert found(full_report(form_id)) == []


@pytest.mark.parametrize("form_id", forms.known())
def test_a_consistent_full_report_leaves_nothing_unchecked(form_id):
    checker = Checker(forms.load(form_id), RULES)
    checker.check(full_report(form_id))
    assert checker.not_yet() == []


def test_a_remark_of_reading_brings_its_own_sentence():
    report = full_report()
    arguments = {"sentence": "把“考研机构”当作“科研机构”读入。"}
    remark = Finding("read-label-guessed", Level.WARNING, arguments=arguments)
    assert message(forms.load("2021"), report, remark) == "把“考研机构”当作“科研机构”读入。"


def test_an_unknown_code_is_refused():
    level = found(_cell(full_report(), "litigation.review.total"))[0].level
    with pytest.raises(KeyError):
        message(forms.load("2021"), full_report(), Finding("no-such-code", level))
