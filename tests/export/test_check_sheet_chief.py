"""The check sheet as the chief reads and prints it: what comes first, what is marked, whose file it is."""

import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import openpyxl

from export import check_sheet_word, check_sheet_xlsx
from export.check_sheet_content import NO_LAST_TEXTS, NO_LAST_YEAR, content
from tests.export.test_check_sheet import DAY, _texts, result, spoilt
from tests.support.samples import full_report


def test_sums_and_changes_are_formulas_that_give_their_stored_values():
    sheet = content(spoilt(), DAY)
    book = openpyxl.load_workbook(BytesIO(check_sheet_xlsx.render(sheet)))
    rows = list(book["勾稽计算"].iter_rows(min_row=2, values_only=True))
    for number, (row, one) in enumerate(zip(rows, sheet.sums, strict=True), 2):
        for formula, total in zip(row[3:5], one.totals, strict=True):
            assert formula[0] == "="
            assert sum(map(int, formula[1:].split("+"))) == total
        assert row[5] == f"=D{number}-E{number}"
    years = list(book["上年对照"].iter_rows(min_row=2, values_only=True))
    for number, (row, one) in enumerate(zip(years, sheet.compared, strict=True), 2):
        assert row[3] == (None if one.difference is None else f"=C{number}-B{number}")
        assert row[4] == (None if one.share is None else f"=D{number}/B{number}")


def test_the_workbook_prints_one_page_wide_with_numbered_pages():
    book = openpyxl.load_workbook(BytesIO(check_sheet_xlsx.render(content(spoilt(), DAY))))
    for page in book:
        assert page.page_setup.fitToWidth in (None, 1)  # 1 is what is meant by nothing
        assert page.page_setup.fitToHeight == 0
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in page.oddFooter.center.text
        assert all(
            cell.alignment.wrap_text
            for row in page.iter_rows(min_row=2)
            for cell in row
            if cell.data_type == "s"
        )


def test_rows_are_as_high_as_their_longest_text():
    page = openpyxl.load_workbook(BytesIO(check_sheet_xlsx.render(content(spoilt(), DAY))))["待处理的问题"]
    width = page.column_dimensions["B"].width
    for number, (_, sentence) in enumerate(page.iter_rows(min_row=2, values_only=True), 2):
        lines = -(-sum(1 if one.isascii() else 2 for one in sentence) // width)
        height = page.row_dimensions[number].height or 15  # Excel's own
        assert height >= 14 * lines
        assert (lines > 1) <= (height > 15)
    assert any(row.height for row in page.row_dimensions.values())


def test_half_a_character_does_not_stop_either():
    half = replace(full_report(), organ="云溪\ud83d市", title="云溪\udc00市2024年报告" + "长" * 300)
    sheet = content(half, DAY)
    assert openpyxl.load_workbook(BytesIO(check_sheet_xlsx.render(sheet)))["核对说明"]["B3"].value == "云溪市"
    assert "云溪市" in _texts(check_sheet_word.render(sheet))[0]


def test_the_page_s_properties_are_its_own():
    sheet = content(full_report(), DAY)
    made = check_sheet_word.render(sheet)
    own = docx.Document(BytesIO(made)).core_properties
    assert (own.title, own.author, own.language) == (f"{sheet.title}核对说明", sheet.organ, "zh-CN")
    assert own.created.date() == own.modified.date() == DAY
    with zipfile.ZipFile(BytesIO(made)) as parts:
        names = parts.namelist()
        everything = b"".join(map(parts.read, names)).lower()
    assert not [name for name in names if "thumbnail" in name or name.endswith("app.xml")]
    assert b"python-docx" not in everything
    assert b"en-us" not in everything


def test_the_verdict_and_open_problems_come_before_all_else():
    text, _ = _texts(check_sheet_word.render(content(spoilt(), DAY)))
    order = [
        "结论：",
        "一、待处理的问题",
        "二、已说明情况",
        "三、与上年对照",
        "四、核对的规则",
        "五、主要勾稽",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    good, _ = _texts(check_sheet_word.render(content(full_report(), DAY)))
    assert "二、与上年对照" in good  # nothing was explained: no heading for it


def test_big_changes_stand_first_and_are_marked():
    report = full_report()
    report = replace(report, last_year={**report.last_year, "disclosure.penalties.decisions": "9999"})
    sheet = content(report, DAY)
    (big,) = [one for one in sheet.compared if one.big]
    assert big.last == 9999
    text, rows = _texts(check_sheet_word.render(sheet))
    (heads,) = [number for number, row in enumerate(rows) if row[-1] == "增减幅度"]
    assert rows[heads + 1][0] == f"▲ {big.label}"
    assert "（▲ 变化较大，1 项）" in text


def test_only_what_is_lacking_of_last_year_is_told():
    without_texts = replace(full_report(), last_year_sections={})
    sheet = content(without_texts, DAY)
    assert result(sheet, "copied-text") == NO_LAST_TEXTS
    assert NO_LAST_YEAR not in {one.result for one in sheet.rules}
    assert "1 项有内容暂不能核对" in sheet.verdict
