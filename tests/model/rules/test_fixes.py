"""Fixes: what is offered, in which order, and that each does what it says."""

from dataclasses import replace

import pytest

from model import forms
from model.report import Report, set_cells
from model.rules import Checker
from model.rules.catalogue import FIGURE_RULES, RULES
from model.rules.fixes import Fix, fixes
from tests.support.samples import full_report, picker, with_cells, without_last_year
from tests.support.told import PLANTS, wrong

FORM = forms.load("2021")


def offered(report: Report, code: str) -> tuple[Fix, ...]:
    form = forms.load(report.form)
    findings = Checker(form, RULES).check(report)
    first = next(finding for finding in findings if finding.code == code)
    return fixes(form, report, findings, first)


def after(report: Report, fix: Fix) -> Report:
    return fix.edit.apply(report)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in Checker(forms.load(report.form), RULES).check(report)]


def more(report: Report, address: str, by: int) -> dict[str, str]:
    return {address: str(int(report.cell(address)) + by)}


@pytest.mark.parametrize("seed", range(5))
def test_the_first_fix_puts_the_wrong_cell_right(seed):
    right = full_report("2021", picker(seed))
    wrong = with_cells(right, more(right, "requests.granted.natural_person", 4))
    first = offered(wrong, "row-total")[0]
    assert first.clears == 2
    assert "“（一）予以公开”的“自然人”" in first.label
    assert "消除 2 处问题" in first.label
    assert after(wrong, first).cells == right.cells


def test_setting_the_total_to_the_sum_is_always_offered_and_honest():
    right = full_report()
    wrong = with_cells(right, more(right, "requests.granted.natural_person", 4))
    (total,) = [fix for fix in offered(wrong, "row-total") if "各项之和" in fix.label]
    assert "但会出现" in total.label
    assert "row-total" not in codes(after(wrong, total))


def test_a_total_that_was_overridden_follows_again():
    report = set_cells(FORM, full_report(), more(full_report(), "litigation.review.total", 1)).apply(
        full_report()
    )
    assert report.overrides
    first = offered(report, "litigation-total")[0]
    mended = after(report, first)
    assert mended.overrides == frozenset()
    assert codes(mended) == []


def test_a_figure_whose_totals_follow_is_judged_by_the_final_state():
    right = without_last_year(full_report())
    wrong = set_cells(FORM, right, more(right, "requests.granted.business", 2)).apply(right)
    assert codes(wrong) == ["column-balance", "column-balance"]
    made = offered(wrong, "column-balance")
    assert {fix.clears for fix in made} == {2}
    assert all(codes(after(wrong, fix)) == [] for fix in made)


def test_last_years_figure_is_the_best_fix():
    right = full_report()
    wrong = set_cells(FORM, right, more(right, "requests.carried_in.business", 2)).apply(right)
    first = offered(wrong, "column-balance")[0]
    assert first.clears == 4
    assert after(wrong, first).cells == right.cells


def test_an_offsetting_pair_is_mended_in_one_step():
    right = without_last_year(full_report())
    moved = more(right, "requests.received.natural_person", 3) | more(right, "requests.received.business", -3)
    wrong = with_cells(right, moved)
    first = offered(wrong, "offsetting")[0]
    assert "移 3 件到" in first.label
    assert codes(after(wrong, first)) == []
    assert len([c for c in first.edit.changes if c.place.startswith("cells/")]) == 2


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("无", ["0", "/"]),
        ("12件", ["12"]),
        ("-3", ["3"]),
        ("12①", ["12"]),
        ("1.2万", ["12000"]),
        ("3到4", []),
        ("3.5", []),
        ("1,234件", ["1234"]),
        ("约3万件", ["30000"]),
        ("3万余件", []),
        ("3千件", []),
        ("12、13", []),
    ],
)
def test_what_is_no_figure_is_read_only_where_it_is_certain(text, made):
    address = "disclosure.licences.decisions"
    report = with_cells(without_last_year(full_report()), {address: text})
    assert [after(report, fix).cell(address) for fix in offered(report, "not-a-number")] == made


@pytest.mark.parametrize(
    ("form_id", "address", "text", "made"),
    [
        # The column counts in 万元: what is written in 元 must not become ten thousand times as much.
        ("2021", "disclosure.fees.amount", "-128600元", ["12.86"]),
        ("2021", "disclosure.fees.amount", "共收128600元", ["12.86"]),
        ("2021", "disclosure.fees.amount", "约96.16万元", ["96.16"]),
        ("2021", "disclosure.fees.amount", "约96.16", ["96.16"]),
        ("2019", "disclosure.procurement.amount", "-128600元", ["128600元"]),
        ("2019", "disclosure.procurement.amount", "合同价128600元", ["128600元"]),
        ("2019", "disclosure.fees.change", "减少4项", ["-4"]),
        ("2019", "disclosure.fees.change", "增加4项", ["4"]),
        ("2019", "disclosure.fees.change", "-4项", ["-4"]),
    ],
)
def test_what_is_read_out_of_a_text_is_fit_for_its_column(form_id, address, text, made):
    report = with_cells(without_last_year(full_report(form_id)), {address: text})
    assert [after(report, fix).cell(address) for fix in offered(report, "not-a-number")] == made


def test_blank_cells_of_a_row_are_filled_at_once():
    right = full_report()
    row = [a for a in FORM.cells if a.startswith("requests.state_secret.")]
    blank = set_cells(FORM, right, dict.fromkeys(row, "")).apply(right)
    none, not_applicable = (fix for fix in sorted(offered(blank, "blank-cell"), key=lambda f: "/" in f.label))
    assert [after(blank, none).cell(a) for a in row] == ["0"] * 7
    assert [after(blank, not_applicable).cell(a) for a in row] == ["/"] * 6 + ["0"]


def test_a_lost_sign_and_last_years_figures_are_written_in():
    report = with_cells(
        full_report("2019"),
        {
            "disclosure.penalties.items_last_year": "134",
            "disclosure.penalties.change": "60",
            "disclosure.penalties.decisions": "74",
        },
    )
    (fix,) = offered(without_last_year(report), "sign-lost")
    assert after(report, fix).cell("disclosure.penalties.change") == "-60"
    right = full_report()
    wrong = with_cells(right, more(right, "disclosure.normative_documents.in_force", 5))
    (fix,) = offered(wrong, "in-force")
    assert after(wrong, fix).cells == right.cells


def test_a_figure_below_nothing_is_not_offered():
    last = {**full_report().last_year, "disclosure.regulations.in_force": "0"}
    report = replace(full_report(), last_year=last)
    cells = {"disclosure.regulations.issued": "0", "disclosure.regulations.repealed": "5"}
    assert offered(with_cells(report, cells), "in-force") == ()


def test_another_year_in_the_title_is_replaced():
    report = replace(full_report(), title="云溪市２０２３年年度报告")
    (fix,) = offered(report, "dates")
    assert after(report, fix).title == "云溪市2024年年度报告"


def test_where_only_a_person_can_know_nothing_is_offered():
    assert offered(replace(full_report(), year=2020), "form-year") == ()


def test_every_fix_has_an_inverse():
    right = full_report()
    wrong = with_cells(right, more(right, "requests.granted.natural_person", 4))
    for fix in offered(wrong, "results-total"):
        assert fix.edit.inverse().apply(after(wrong, fix)) == wrong


def identity(finding):
    """What makes it the same one after an edit: its relation, or its cells and place."""
    relation, span = getattr(finding.facts, "relation", None), finding.span
    place = span and (span.part, span.paragraph, span.start)
    return finding.code, id(relation) if relation is not None else (frozenset(finding.addresses), place)


@pytest.mark.parametrize("key", PLANTS)
def test_every_fix_of_a_planted_error_does_what_its_label_says(key):
    report = wrong(key)
    form = forms.load(report.form)
    findings = Checker(form, RULES).check(report)
    figures = {item.code for item in FIGURE_RULES}
    for finding in findings:
        # A hint that two sums offset each other is no error of its own.
        counted = figures | ({finding.code} - {"offsetting"})
        made = fixes(form, report, findings, finding)
        assert len(made) <= 6
        assert [fix.clears for fix in made] == sorted((fix.clears for fix in made), reverse=True)
        assert len({fix.label for fix in made}) == len(made)
        before = {identity(f) for f in findings if f.code in counted}
        for fix in made:
            now = Checker(form, RULES).check(fix.edit.apply(report))
            left = {identity(f) for f in now if f.code in counted}
            gone, brought = len(before - left), len(left - before)
            assert identity(finding) not in map(identity, now)
            assert fix.clears == gone - brought
            assert f"消除 {gone} 处问题" in fix.label
            assert (f"会出现 {brought} 处新的问题" in fix.label) == (brought > 0)
            assert ("会出现" in fix.label) == (brought > 0)


def test_a_blank_total_is_calculated_again():
    right = without_last_year(full_report())
    wrong_one = with_cells(right, {"litigation.review.total": ""})
    first = offered(wrong_one, "blank-cell")[0]
    assert first.label.startswith("重新计算合计")
    assert after(wrong_one, first).cells == right.cells


def test_a_blank_carry_over_is_estimated_from_its_column_before_0_is_offered():
    texts = {}
    for column, received, granted in (("natural_person", 9, 7), ("business", 4, 4)):
        texts |= {f"requests.received.{column}": str(received), f"requests.granted.{column}": str(granted)}
    cells = dict.fromkeys((a for a in FORM.cells if a not in FORM.derivations), "0") | texts
    cells |= {a: "" for a in cells if a.startswith("requests.carried_out.")}
    empty = Report(form="2021", organ="某县", year=2024)
    report = set_cells(FORM, empty, cells).apply(empty)
    first, *others = offered(report, "blank-cell")
    assert first.label.startswith("按推算填 2、0、0、0、0、0（推算，请与台账核对）")
    row = [a for a in FORM.cells if a.startswith("requests.carried_out.")]
    assert [after(report, first).cell(a) for a in row] == ["2", "0", "0", "0", "0", "0", "2"]
    assert not any("推算" in fix.label for fix in others)
