"""Rules about the report as a whole."""

from dataclasses import replace

import pytest

from model import forms
from model.report import Report
from model.rules import Checker, Level, message
from model.rules.catalogue import RULES
from model.rules.findings import Span
from tests.support.samples import full_report, with_cells

FORM = forms.load("2021")
COUNTS = {"issued": "5", "repealed": "2", "in_force": "30"}


def found(report: Report, code: str):
    return [f for f in Checker(forms.load(report.form), RULES).check(report) if f.code == code]


def section(name: str, *paragraphs: str) -> Report:
    report = full_report()
    return replace(report, sections={**report.sections, name: paragraphs})


@pytest.mark.parametrize("paragraphs", [(), ("",), ("  ", "　")])
@pytest.mark.parametrize("name", ["overview", "problems", "other"])
def test_a_section_without_text_is_an_error(name, paragraphs):
    (finding,) = found(section(name, *paragraphs), "section-empty")
    assert finding.level is Level.ERROR
    assert finding.part == name
    assert FORM.sections[name].heading in message(FORM, full_report(), finding)


def test_a_table_section_is_empty_without_figures_and_note():
    report = with_cells(full_report(), {a: "" for a in FORM.cells if a.startswith("litigation.")})
    (finding,) = found(report, "section-empty")
    assert finding.part == "litigation"
    noted = replace(report, sections={**report.sections, "litigation": ("本年度未统计。",)})
    assert found(noted, "section-empty") == []
    one = with_cells(report, {"litigation.review.total": "/"})
    assert found(one, "section-empty") == []


@pytest.mark.parametrize(
    "text",
    [
        "本机关本年度未收取信息处理费。",
        "全年收取信息公开处理费两百元，已上缴国库。",
        "依申请提供政府信息未收取任何费用。",
        "按规定未收取政府信息 处理费。",
        "本年度没有收取过任何费用。",
        "未收取政府信息公开相关费用。",
        "未收取检索、复制、邮寄等费用。",
        "我局依申请公开不收费。",
        "2024年，我局未向申请人收取政府信息公开的相关费用。",
        "本机关办理公开申请均为免费提供。",
        "全年无偿向申请人提供政府信息。",
        "依申请公开工作中没有产生任何费用。",
        "本年度未发生收费、减免情况。",
        "信息公开申请零收费。",
    ],
)
def test_section_six_may_say_it_in_several_ways(text):
    assert found(section("other", text), "fee-missing") == []


@pytest.mark.parametrize(
    "text", ["没有其他需要报告的事项。", "本年度行政事业性收费按目录执行。", "三公经费预算已公开。"]
)
def test_section_six_without_a_word_on_the_fee_is_an_error(text):
    (finding,) = found(section("other", text), "fee-missing")
    assert finding.level is Level.ERROR
    assert "信息处理费" in message(FORM, full_report(), finding)


def test_a_drafted_sentence_whose_sum_is_not_written_is_an_error_at_its_place():
    text = "2024年，本机关收取政府信息公开信息处理费（请填写）元，减免（请填写）元。"
    (finding,) = found(section("other", "没有别的事项。", text), "fee-missing")
    assert finding.level is Level.ERROR
    assert (finding.actual, finding.expected) == ("（请填写）", "信息处理费")
    assert (finding.addresses, finding.part) == ((), "other")
    start = text.index("（")
    assert finding.span == Span("other", 1, start, start + 5)
    assert "请填写" in message(FORM, full_report(), finding)
    assert found(section("other", text.replace("（请填写）", "200")), "fee-missing") == []


def test_the_earlier_form_asks_for_no_fee():
    report = full_report("2019")
    assert found(replace(report, sections={**report.sections, "other": ("无。",)}), "fee-missing") == []


def overview(*paragraphs: str, cells: dict[str, str] = COUNTS) -> Report:
    named = {f"disclosure.normative_documents.{column}": text for column, text in cells.items()}
    return with_cells(section("overview", *paragraphs), named)


PARTS = "主动公开及时。依申请公开规范。信息管理有序。平台建设有进展。监督保障到位。"


def test_missing_parts_are_one_hint():
    told = "规范性文件制发5件，废止2件，现行有效30件。主动公开及时，依申请公开规范。"
    (finding,) = found(overview(told), "overview-parts")
    assert finding.level is Level.HINT
    assert finding.facts.missing == ("平台建设", "监督保障")
    assert finding.expected == "平台建设、监督保障"
    assert "平台建设、监督保障" in message(FORM, full_report(), finding)


@pytest.mark.parametrize(
    "told",
    [
        "全年制发行政规范性文件5件，废止2件，现行有效30件。",
        "制发、废止、现行有效的规范性文件分别为5件、2件、30件。",
        "出台规范性文件五件，废止两件，现行有效的共三十件。",
        "发布行政规范性文件5件，废止2件，现行有效30件。",
        "规范性文件制发{{ disclosure.normative_documents.issued }}件、废止2件、有效30件。",
    ],
)
def test_counts_may_be_written_in_several_ways(told):
    assert found(overview(PARTS + told), "overview-parts") == []


def test_counts_that_are_missing_are_named():
    (finding,) = found(overview(PARTS + "全年制发行政规范性文件5件。"), "overview-parts")
    assert finding.facts.missing == ("废止", "现行有效")
    assert "规范性文件的废止、现行有效件数" in message(FORM, full_report(), finding)


@pytest.mark.parametrize("text", ["0", "/", ""])
def test_what_is_none_need_not_be_counted(text):
    assert found(overview(PARTS, cells=dict.fromkeys(COUNTS, text)), "overview-parts") == []


def test_an_empty_overview_is_told_once():
    codes = [f.code for f in Checker(FORM, RULES).check(section("overview"))]
    assert codes == ["section-empty"]


@pytest.mark.parametrize(("more", "long"), [(0, False), (1, True)])
def test_the_length_is_counted_as_printed(more, long):
    told = PARTS + "规范性文件制发{{ disclosure.normative_documents.issued }}件，废止2件，现行有效30件。"
    printed = len(told) - len("{{ disclosure.normative_documents.issued }}") + len("5")
    limit = FORM.checks.overview.max_characters
    report = overview(told + " 　\n" + "字" * (limit - printed + more))
    findings = found(report, "overview-parts")
    assert [f.actual for f in findings] == ([str(limit + 1)] if long else [])


@pytest.mark.parametrize(
    ("form_id", "year", "wanted"),
    [("2019", 2021, "2021"), ("2021", 2020, "2019"), ("2021", 2021, None), ("2019", 2019, None)],
)
def test_the_form_must_be_in_force(form_id, year, wanted):
    findings = found(replace(full_report(form_id), year=year), "form-year")
    assert [f.expected for f in findings] == ([wanted] if wanted else [])
    for finding in findings:
        assert (finding.level, finding.addresses, finding.actual) == (Level.ERROR, (), form_id)
        sentence = message(forms.load(form_id), replace(full_report(form_id), year=year), finding)
        assert forms.load(wanted).definition.notice in sentence


def test_the_other_form_is_named_with_its_notice():
    report = replace(full_report("2019"), year=2022)
    (finding,) = found(report, "form-year")
    used, wanted = (forms.load(form_id).definition for form_id in ("2019", "2021"))
    assert message(forms.load("2019"), report, finding) == (
        f"2022 年度报告应使用{wanted.name}（{wanted.notice}），现在用的是{used.name}（{used.notice}）。"
        "请换用正确的格式。"
    )


def test_a_count_is_looked_for_in_the_clause_that_names_it():
    told = PARTS + "全年制发行政规范性文件5件，废止工作有序，现行有效30件。"
    (finding,) = found(overview(told), "overview-parts")
    assert (finding.facts.missing, finding.expected) == (("废止",), "废止")
