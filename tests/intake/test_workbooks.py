"""Workbooks with the official tables: the figures come in whole, what is not there is told once.

``files/office-2021.*`` were made by LibreOffice 7.4 of a workbook that :mod:`tests.support.workbooks` made.
"""

import datetime
from pathlib import Path

import pytest
import xlsxwriter

import intake
from intake import sheets
from model import forms
from tests.support.documents import table_of
from tests.support.export_reports import report
from tests.support.workbooks import put, workbook

FILES = Path(__file__).parent / "files"
FORMS = ("2021", "2019")
TITLE = "青石市2022年政府信息公开工作年度报告"


def codes(read: intake.Imported) -> list[str]:
    return [remark.code for remark in read.remarks]


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("one_sheet", [False, True])
@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("shift", [(0, 0), (3, 2)])
def test_tables_come_in_however_they_stand(tmp_path, form_id, one_sheet, merged, shift) -> None:
    cells = report(form_id).cells
    path = workbook(
        tmp_path / "数据.xlsx",
        forms.load(form_id),
        cells,
        one_sheet=one_sheet,
        merged=merged,
        shift=shift,
    )
    read = intake.read(path)
    assert (read.report.form, read.report.organ, read.report.year) == (form_id, "", 0)
    assert read.report.cells == cells
    assert codes(read) == ["read-tables-only"]
    assert "机关名称和年份" in str(read.remarks[0].facts.sentence)


@pytest.mark.parametrize("suffix", [".xls", ".et", ".ods"])
def test_the_other_kinds_of_workbooks(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"2021年数据{suffix}"
    path.write_bytes((FILES / f"office-2021{'.xls' if suffix == '.et' else suffix}").read_bytes())
    read = intake.read(path)
    assert read.report.cells == report("2021").cells
    assert (read.report.year, codes(read)) == (2021, ["read-tables-only"])


def test_a_title_names_organ_and_year_and_other_words_are_told(tmp_path: Path) -> None:
    form = forms.load("2021")
    path = workbook(tmp_path / "a.xlsx", form, report().cells, above=(TITLE, "填报人：李四"), one_sheet=True)
    read = intake.read(path)
    assert (read.report.organ, read.report.year, read.report.title) == ("青石市", 2022, TITLE)
    assert not read.report.sections
    assert codes(read) == ["read-unplaced-text", "read-tables-only"]


def test_one_table_alone_leaves_the_others_blank(tmp_path: Path) -> None:
    form = forms.load("2021")
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        put(book.add_worksheet(), table_of(form, "litigation", report().cells), 0, 0, True)
    read = intake.read(tmp_path / "a.xlsx")
    assert {address.split(".")[0] for address in read.report.cells} == {"litigation"}
    assert codes(read).count("read-missing-table") == 2


def test_a_hidden_sheet_is_told_and_not_read(tmp_path: Path) -> None:
    form = forms.load("2021")
    workbook(tmp_path / "a.xlsx", form, report().cells)
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        put(book.add_worksheet("表四"), table_of(form, "litigation", report().cells), 0, 0, True)
        old = book.add_worksheet("旧数")
        put(old, table_of(form, "requests", report().cells), 0, 0, True)
        old.hide()
    read = intake.read(tmp_path / "b.xlsx")
    assert {address.split(".")[0] for address in read.report.cells} == {"litigation"}
    assert any("旧数" in remark.facts.sentence for remark in read.remarks)


def test_values_become_text_as_a_clerk_writes_them(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("登记")
        sheet.write_row(0, 0, ["编号", 12, 0.1 + 0.2, 96171.6, -3, True, 10**9])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 1, datetime.datetime(2024, 3, 1), day)
        sheet.write(1, 2, "　０３\n第２行 ")
    (read,) = sheets.sheets(tmp_path / "a.xlsx")
    assert read.name == "登记"
    assert read.rows[0] == ("编号", "12", "0.3", "96171.6", "-3", "是", "1000000000")
    assert read.rows[1][:3] == ("", "2024-03-01", "０３\n第２行")


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", forms.load("2021"), report().cells)
    whole = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(intake.Unreadable, match=r"“a\.xlsx”"):
        intake.read(tmp_path / "a.xlsx")
