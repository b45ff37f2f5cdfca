"""``new --last-year``: this year's report begun from last year's Word file, and what is told of it."""

import pytest

from export import word
from model import forms
from model.report import Report, set_cells
from model.storage.files import open_report
from tests.support.samples import with_cells
from tests.support.two_years import checked
from tests.support.written_years import figures, last_year, this_year
from ui import command_line

YEARS = {"city": ("宁川市人民政府", 2025), "bureau": ("青禾县交通运输局", 2021)}


def begun(capsys, name, last: Report, folder, **other) -> tuple[int, str, str, Report | None]:
    """Run the command and return its code, what it said and complained, and the new report."""
    source, target = folder / "last.docx", folder / "this.nianbao"
    word.write(last, source)
    organ, year = YEARS[name]
    year = other.get("year", year)
    arguments = ["new", "--organ", organ, "--year", str(year), "--last-year", str(source), "-o", str(target)]
    capsys.readouterr()
    code = command_line.run(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err, open_report(target).report if target.exists() else None


@pytest.mark.parametrize("name", list(YEARS))
def test_the_report_begun_is_the_one_that_the_window_begins(name, tmp_path, capsys):
    last = last_year(f"{name}_last")
    code, said, _, report = begun(capsys, name, last, tmp_path)
    assert code == 0
    carried = {a: t for a, t in this_year(name, last).cells.items() if ".carried_in." in a}
    assert dict(report.cells) == carried
    assert (report.last_year, report.last_year_form) == (last.cells, last.form)
    assert report.last_year_sections == last.sections
    assert "填入 6 格“上年结转”" in said
    assert "没有填入" not in said
    assert "段文字没有带入" in said
    assert ("2019年格式" in said) is (last.form == "2019")


def test_the_report_begun_and_filled_in_is_in_order_but_for_its_texts(tmp_path, capsys):
    _, _, _, report = begun(capsys, "city", last_year("city_last"), tmp_path)
    form = forms.load(report.form)
    filled = set_cells(form, report, figures("city")).apply(report)
    word.write(filled, tmp_path / "this.docx")
    _, found = checked(capsys, tmp_path / "this.docx", tmp_path / "last.docx")
    assert {one.code for one in found} == {"section-empty"}


def test_what_is_not_carried_is_told_with_the_reason(tmp_path, capsys):
    cells = {
        "requests.carried_out.charity": "",
        "requests.carried_out.research": "",
        "requests.carried_out.other": "若干",
    }
    code, said, _, report = begun(capsys, "city", with_cells(last_year("city_last"), cells), tmp_path)
    assert code == 0
    assert "填入 3 格" in said
    row = "“二、上年结转政府信息公开申请数量”"
    assert f"没有填入{row}的 2 格（科研机构、社会公益组织）：上年报告这一格没有填写。" in said
    assert "1 格（其他）：上年报告这一格是“若干”，不是件数。" in said
    assert {a for a in report.cells if ".carried_in." in a} == {
        f"requests.carried_in.{column}" for column in ("natural_person", "business", "legal_service", "total")
    }


@pytest.mark.parametrize("year", [2024, 2026, 2023])
def test_the_report_of_another_year_is_refused_in_chinese(year, tmp_path, capsys):
    code, said, complained, report = begun(capsys, "city", last_year("city_last"), tmp_path, year=year)
    assert (code, said, report) == (2, "", None)
    assert f"所选报告是 2024 年的，不是 {year} 年的上一年（{year - 1} 年）" in complained


def test_a_file_that_is_no_report_is_refused_in_chinese(tmp_path, capsys):
    (tmp_path / "last.docx").write_bytes(b"PK")
    target = tmp_path / "this.nianbao"
    code = command_line.run(
        [
            "new",
            "--organ",
            "宁川市人民政府",
            "--year",
            "2025",
            "--last-year",
            str(tmp_path / "last.docx"),
            "-o",
            str(target),
        ]
    )
    told = capsys.readouterr()
    assert (code, told.out, target.exists()) == (2, "", False)
    assert "last.docx" in told.err
