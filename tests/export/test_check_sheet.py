"""The check sheet: every rule, the arithmetic, findings, reasons, two years; as page and workbook."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Mm

from export import ExportError, check_sheet, check_sheet_word, check_sheet_xlsx
from export.check_sheet_content import (
    AGREES,
    NO_LAST_YEAR,
    PASSED,
    WAITS,
    WRONG,
    Sheet,
    content,
)
from model import forms
from model.address import Address
from model.report import CellPart, Origin, Report, accept, set_parts
from model.rules import Checker, Rule, acceptance
from model.rules.catalogue import RULES
from tests.support.findings import TITLES
from tests.support.samples import full_report, with_cells, without_last_year

DAY = date(2025, 1, 15)
REASON = "行政区划调整后重新统计，数据已核实。"


def spoilt() -> Report:
    """One wrong total, one blank cell, one finding accepted with a reason."""
    report = full_report()
    report = with_cells(report, {"requests.granted.total": "5", "requests.received.business": ""})
    report = replace(report, last_year={**report.last_year, "disclosure.penalties.decisions": "9999"})
    found = Checker(forms.load("2021"), RULES).check(report)
    change = next(one for one in found if one.code == "big-change")
    return accept(report, acceptance(report, change, REASON)).apply(report)


def result(sheet: Sheet, code: str) -> str:
    (found,) = [one.result for one in sheet.rules if one.title == TITLES[code]]
    return found


@pytest.mark.parametrize("form_id", forms.known())
def test_every_rule_of_the_form_is_listed_once_and_passes_when_nothing_is_wrong(form_id):
    form = forms.load(form_id)
    sheet = content(full_report(form_id), DAY)
    run = [one for one in RULES if not isinstance(one, Rule) or any(True for _ in one.units(form))]
    assert [one.title for one in sheet.rules] == [TITLES[one.code] for one in run]
    assert {one.result for one in sheet.rules} == {PASSED}
    assert sheet.verdict == f"共核对 {len(run)} 项，没有待处理的问题。"
    assert {one.result for one in sheet.sums} == {AGREES}
    assert (sheet.found, sheet.accepted) == ((), ())


def test_results_count_what_is_wrong_what_waits_and_what_was_explained():
    sheet = content(spoilt(), DAY)
    assert result(sheet, "row-total") == f"2 处{WRONG}"
    assert result(sheet, "results-total") == f"1 处{WRONG}"
    assert result(sheet, "blank-cell") == f"1 处{WRONG}"
    assert result(sheet, "big-change") == "1 处已说明"
    assert "错误 4 处、需要核实 1 处、提示 0 处" in sheet.verdict


def test_findings_that_wait_and_hints_are_named_as_such():
    blank = replace(full_report(), cells={})
    sheet = content(blank, DAY)
    assert result(sheet, "row-total") == f"25 处{WAITS}"
    assert "项有内容暂不能核对" in sheet.verdict
    changed = replace(full_report(), organ="云溪市南湖区应急管理局")
    assert result(content(changed, DAY), "regulations-power") == "1 处提示"


def test_without_last_year_what_needs_it_is_not_called_good():
    sheet = content(without_last_year(full_report()), DAY)
    without = {"carried-over", "in-force", "pending-flow", "big-change", "copied-text", "growth"}
    for code in TITLES:
        if any(one.title == TITLES[code] for one in sheet.rules):
            assert result(sheet, code) == (NO_LAST_YEAR if code in without else PASSED)
    assert sheet.compared == ()


def test_only_rows_that_a_finding_blames_are_explained_each_once():
    assert content(full_report(), DAY).meanings == ()
    sheet = content(spoilt(), DAY)
    assert [one.label for one in sheet.meanings] == ["一、本年新收政府信息公开申请数量", "（一）予以公开"]
    tables = docx.Document(BytesIO(check_sheet_word.render(sheet))).tables
    (told,) = [table for table in tables if table.rows[0].cells[1].text == "含义"]
    assert told.rows[1].cells[1].text == sheet.meanings[0].meaning.text
    assert told.rows[1].cells[2].text == sheet.meanings[0].meaning.source
    assert not any(
        table.rows[0].cells[1].text == "含义"
        for table in docx.Document(BytesIO(check_sheet_word.render(content(full_report(), DAY)))).tables
    )


def test_extents_are_counted_in_cells_relations_and_parts():
    counted = {one.title: (one.places, one.unit) for one in content(full_report(), DAY).rules}
    form = forms.load("2021")
    assert counted[TITLES["blank-cell"]] == (len(form.cells), "格")
    assert counted[TITLES["row-total"]] == (25, "处")
    assert counted[TITLES["text-figure"]] == (len(form.sections) + 1, "部分")
    assert counted[TITLES["offsetting"]] == (None, "")


@pytest.mark.parametrize("form_id", forms.known())
def test_every_relation_is_written_out_and_its_written_sum_is_true(form_id):
    form, report = forms.load(form_id), full_report(form_id)
    sheet = content(report, DAY)
    assert len(sheet.sums) == len(form.relations)
    for one in sheet.sums:
        left, right = (sum(map(int, side.split("+"))) for side in one.text.split("="))
        assert left == right == one.totals[0] == one.totals[1]


def test_the_balance_of_the_total_column_is_a_key_sum():
    report = full_report()
    received, carried_in, results, carried_out = (
        report.cell(Address(f"requests.{row}.total"))
        for row in ("received", "carried_in", "results_total", "carried_out")
    )
    (key,) = [one for one in content(report, DAY).sums if one.key and one.title == TITLES["column-balance"]]
    assert key.text == f"{received}+{carried_in}={results}+{carried_out}"
    assert key.subject == "总计"


def test_sums_that_are_out_say_so_and_blank_cells_too():
    found = {(one.title, one.subject): one for one in content(spoilt(), DAY).sums}
    row = found[TITLES["row-total"], "一、本年新收政府信息公开申请数量"]
    assert row.result == WRONG
    assert "≠" in row.text
    assert "+空+" in row.text
    wrong = with_cells(full_report(), {"requests.granted.business": "许多"})
    row = next(one for one in content(wrong, DAY).sums if one.subject == "（一）予以公开")
    assert (row.result, row.text.count("？")) == (WAITS, 1)


def test_accepted_findings_stand_with_their_reason_and_not_among_the_open_ones():
    sheet = content(spoilt(), DAY)
    (told,) = sheet.accepted
    assert (told.reason, told.level) == (REASON, "提示")
    assert "9999" in told.sentence
    assert told.sentence not in {one.sentence for one in sheet.found}


def test_two_years_with_difference_and_share():
    report = full_report()
    address = Address("requests.received.total")
    report = replace(report, last_year={**report.last_year, address: "2000"})
    (row,) = [one for one in content(report, DAY).compared if one.label.startswith("一、本年新收")]
    this = Decimal(report.cell(address))
    assert (row.last, row.this, row.difference) == (2000, this, this - 2000)
    assert row.share == (this - 2000) / 2000
    nought = replace(report, last_year={**report.last_year, address: "0"})
    (row,) = [one for one in content(nought, DAY).compared if one.label.startswith("一、本年新收")]
    assert row.share is None
    assert row.difference == this


def test_last_years_figures_of_the_other_form_are_compared_where_it_has_them():
    before = full_report("2019")
    report = replace(full_report(), last_year=before.cells, last_year_form="2019")
    rows = {one.label: one for one in content(report, DAY).compared}
    assert rows["行政许可 · 本年处理决定数量"].last == Decimal(before.cell("disclosure.licences.decisions"))
    assert rows["规章 · 现行有效件数"].last is None


def _texts(made: bytes) -> tuple[str, list[list[str]]]:
    document = docx.Document(BytesIO(made))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return "\n".join(paragraph.text for paragraph in document.paragraphs), rows


def test_the_page_holds_all_of_it_and_is_a4():
    report = spoilt()
    sheet = content(report, DAY)
    made = check_sheet_word.render(sheet)
    text, rows = _texts(made)
    cells = {cell for row in rows for cell in row}
    assert text.startswith("核对说明\n")
    for part in (sheet.title, sheet.organ, "2025年1月15日", sheet.verdict, "经办人：", "审核人："):
        assert part in text
    assert {one.title for one in sheet.rules} <= cells
    assert {one.sentence for one in (*sheet.found, *sheet.accepted)} <= cells
    assert REASON in cells
    assert {one.text for one in sheet.sums if one.key or one.result == WRONG} <= cells
    assert {f"▲ {one.label}" if one.big else one.label for one in sheet.compared} <= cells
    page = docx.Document(BytesIO(made)).sections[0]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)


def test_the_page_is_not_flooded_by_findings_and_says_how_many_more():
    sheet = content(spoilt(), DAY)
    many = replace(sheet, found=sheet.found * 30)
    text, rows = _texts(check_sheet_word.render(many))
    assert sum(row[0] in ("错误", "需要核实") for row in rows) == 60
    assert f"其余 {len(many.found) - 60} 处见核对说明的 Excel 表格。" in text


def test_what_xml_cannot_hold_does_no_harm():
    report = replace(full_report(), organ="云溪\x00市<&>局", title="甲\n乙\x0b丙")
    text, _ = _texts(check_sheet_word.render(content(report, DAY)))
    assert "云溪市<&>局" in text
    book = openpyxl.load_workbook(BytesIO(check_sheet_xlsx.render(content(report, DAY))))
    assert book["核对说明"]["B3"].value == "云溪市<&>局"


def test_the_workbook_has_numbers_as_numbers():
    sheet = content(spoilt(), DAY)
    book = openpyxl.load_workbook(BytesIO(check_sheet_xlsx.render(sheet)))
    assert book.sheetnames == [
        "核对说明",
        "规则核对",
        "勾稽计算",
        "待处理的问题",
        "已说明的问题",
        "项目含义",
        "数据来源",
        "上年对照",
    ]
    for page in book:
        assert page.freeze_panes == "A2"
        assert page.column_dimensions["B"].width > 8
    book = openpyxl.load_workbook(BytesIO(check_sheet_xlsx.render(sheet)), data_only=True)
    rows = list(book["勾稽计算"].iter_rows(min_row=2, values_only=True))
    assert [row[3:6] for row in rows] == [(*one.totals, one.totals[0] - one.totals[1]) for one in sheet.sums]
    assert [row[7] for row in rows] == [one.text for one in sheet.sums]
    years = list(book["上年对照"].iter_rows(min_row=2, values_only=True))
    assert [row[1:4] for row in years] == [(one.last, one.this, one.difference) for one in sheet.compared]
    assert book["上年对照"]["E2"].number_format.startswith("+0.0%")
    assert [row[2] for row in book["已说明的问题"].iter_rows(min_row=2, values_only=True)] == [REASON]
    assert len(list(book["待处理的问题"].iter_rows(min_row=2))) == len(sheet.found)


def test_a_reason_that_looks_like_a_formula_stays_text():
    sheet = content(spoilt(), DAY)
    sheet = replace(sheet, accepted=(replace(sheet.accepted[0], reason="=1+1"),))
    book = openpyxl.load_workbook(BytesIO(check_sheet_xlsx.render(sheet)))
    assert book["已说明的问题"]["C2"].data_type == "s"


@pytest.mark.parametrize("form_id", forms.known())
def test_both_are_written_dated_today_and_can_be_opened(tmp_path, form_id):
    page, book = tmp_path / "核对说明.docx", tmp_path / "核对说明.xlsx"
    check_sheet.write_word(full_report(form_id), page)
    check_sheet.write_xlsx(full_report(form_id), book)
    today = date.today()
    assert f"{today.year}年{today.month}月{today.day}日" in _texts(page.read_bytes())[0]
    assert openpyxl.load_workbook(book)["核对说明"]["B6"].value == today.isoformat()
    assert sorted(tmp_path.iterdir()) == sorted([page, book])


def test_the_old_file_stays_when_the_place_cannot_be_written(tmp_path: Path):
    with pytest.raises(ExportError, match="不存在"):
        check_sheet.write_word(full_report(), tmp_path / "none" / "a.docx")


def test_libraries_load_at_the_first_sheet_only():
    code = "import sys, export.check_sheet; print({'docx','lxml','xlsxwriter'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_where_the_figures_come_from_is_printed(tmp_path: Path) -> None:
    report = full_report("2021")
    licences = "disclosure.licences.decisions"
    given = [
        CellPart("审批股", "40"),
        CellPart("市场股", "20", Origin("report", "市场股.docx")),
        CellPart("法规股", "0"),
    ]
    report = set_parts(forms.load("2021"), report, {licences: given}).apply(report)
    check_sheet.write_word(report, tmp_path / "s.docx")
    cells = [cell.text for table in docx.Document(str(tmp_path / "s.docx")).tables for cell in table._cells]
    assert "审批股 40；市场股 20" in cells
    check_sheet.write_xlsx(report, tmp_path / "s.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "s.xlsx")["数据来源"].values)
    assert rows[2] == ("行政许可 · 本年处理决定数量", "60", "市场股", "20", "下级报告 市场股.docx")
    without = full_report("2021")
    check_sheet.write_word(without, tmp_path / "w.docx")
    assert "数据来源" not in "".join(p.text for p in docx.Document(str(tmp_path / "w.docx")).paragraphs)
