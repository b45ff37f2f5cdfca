"""Rules about single cells."""

from dataclasses import replace

import pytest

from model import forms
from model.report import Report
from model.rules import Checker, Level, message
from model.rules.catalogue import RULES
from tests.support.samples import full_report, with_cells, without_last_year

COUNT = "litigation.review.other"


def found(report: Report, code: str):
    return [f for f in Checker(forms.load(report.form), RULES).check(report) if f.code == code]


@pytest.mark.parametrize(
    ("form_id", "address", "text", "problem"),
    [
        ("2021", COUNT, "无", "text"),
        ("2021", COUNT, "-3", "sign"),
        ("2021", COUNT, "3.5", "fraction"),
        ("2021", COUNT, "3万", "unit"),
        ("2021", "disclosure.fees.amount", "-1.5", "sign"),
        ("2021", "disclosure.fees.amount", "若干", "text"),
        ("2019", "disclosure.licences.change", "+4.5", "fraction"),
        ("2019", "disclosure.procurement.amount", "约200", "text"),
    ],
)
def test_what_is_no_figure_is_told_with_what_to_do(form_id, address, text, problem):
    report = with_cells(full_report(form_id), {address: text})
    (finding,) = found(report, "not-a-number")
    assert (finding.addresses, finding.actual) == ((address,), text)
    assert finding.level is Level.ERROR
    assert finding.facts.problem == problem
    assert f"“{text}”" in message(forms.load(form_id), report, finding)


@pytest.mark.parametrize(
    ("form_id", "address", "text"),
    [
        ("2021", COUNT, "/"),
        ("2021", COUNT, "0"),
        ("2021", "disclosure.fees.amount", "72701.2578"),
        ("2019", "disclosure.licences.change", "-89"),
        ("2019", "disclosure.licences.change", "+4"),
        ("2019", "disclosure.procurement.amount", "197.3万"),
        ("2019", "disclosure.procurement.amount", "128668元"),
    ],
)
def test_what_may_stand_is_left_alone(form_id, address, text):
    assert found(with_cells(full_report(form_id), {address: text}), "not-a-number") == []


def test_the_blank_cells_of_a_row_are_one_finding():
    report = with_cells(full_report(), {f"litigation.review.{c}": "" for c in ("upheld", "other")})
    (finding,) = found(report, "blank-cell")
    assert finding.level is Level.WARNING
    assert finding.addresses == ("litigation.review.upheld", "litigation.review.other")
    assert "2 格没有填：结果维持、其他结果" in message(forms.load("2021"), report, finding)


@pytest.mark.parametrize("form_id", forms.known())
def test_an_empty_report_has_one_blank_finding_a_row(form_id):
    form = forms.load(form_id)
    report = replace(full_report(form_id), cells={}, last_year=None)
    findings = found(report, "blank-cell")
    rows = {address.rpartition(".")[0] for address in form.cells}
    assert len(findings) == len(rows)
    assert {a for finding in findings for a in finding.addresses} == set(form.cells)
    assert all("整行" in message(form, report, finding) for finding in findings)


@pytest.mark.parametrize("text", ["0", "/"])
def test_none_and_not_applicable_are_no_blanks(text):
    assert found(with_cells(full_report(), {"disclosure.fees.amount": text}), "blank-cell") == []


def licences(*texts: str) -> Report:
    columns = ("items_last_year", "change", "decisions")
    named = {f"disclosure.licences.{c}": text for c, text in zip(columns, texts, strict=True)}
    return with_cells(full_report("2019"), named)


def test_a_change_without_its_sign_is_a_hint():
    (finding,) = found(licences("338", "89", "249"), "sign-lost")
    assert finding.level is Level.HINT
    assert finding.addresses[0] == "disclosure.licences.change"
    assert (finding.actual, finding.expected) == ("89", "-89")


@pytest.mark.parametrize(
    "texts",
    [
        ("338", "-89", "249"),
        ("31", "+4", "27"),
        ("31", "4", "35"),
        ("31", "0", "31"),
        ("31", "/", "31"),
        ("31", "", "27"),
    ],
)
def test_a_change_that_is_well_is_left_alone(texts):
    assert found(licences(*texts), "sign-lost") == []


@pytest.mark.parametrize(
    "organ",
    [
        "青山镇",
        "青山镇人民政府",
        "溪口乡人民政府",
        "云溪市南湖区东街街道办事处",
        "东街街道",
        "云溪市南湖区应急管理局",
        "临水县自然资源局",
        "临水县人民政府办公室",
        "白草旗卫生健康委员会",
        "广西壮族自治区河阳市城中区民政局",
    ],
)
def test_an_organ_below_makes_no_regulations(organ):
    report = replace(with_cells(full_report(), {"disclosure.regulations.issued": "2"}), organ=organ)
    assert [f.level for f in found(report, "regulations-power")] == [Level.HINT]


def test_blanks_in_the_name_of_an_organ_do_not_hide_what_it_is():
    report = with_cells(full_report(), {"disclosure.regulations.issued": "2"})
    report = replace(report, organ="青山 镇\u3000人民政府")
    (finding,) = found(report, "regulations-power")
    assert "请核对“青山镇人民政府”是否应填 0" in message(forms.load("2021"), report, finding)


@pytest.mark.parametrize(
    "organ",
    [
        "云溪市",
        "云溪市人民政府",
        "云溪市应急管理局",
        "广西壮族自治区应急管理局",
        "河阳经济技术开发区管理委员会",
        "滨江新区管理委员会",
        "南水自治州人民政府",
        "某机关",
        "",
    ],
)
def test_an_organ_above_or_unknown_gets_no_hint(organ):
    report = replace(with_cells(full_report(), {"disclosure.regulations.issued": "2"}), organ=organ)
    assert found(report, "regulations-power") == []


@pytest.mark.parametrize("text", ["0", "/", ""])
def test_no_regulations_need_no_power(text):
    cells = {f"disclosure.regulations.{column}": text for column in ("issued", "repealed", "in_force")}
    report = replace(with_cells(without_last_year(full_report()), cells), organ="青山镇人民政府")
    assert found(report, "regulations-power") == []


def test_a_text_without_end_does_not_fill_the_sentence():
    report = with_cells(full_report(), {COUNT: "9" * 40_000})
    (finding,) = found(report, "not-a-number")
    assert len(message(forms.load("2021"), report, finding)) < 200
