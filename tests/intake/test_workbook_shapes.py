"""Workbooks in the shapes in which offices keep them: what is hidden, several years, rows in one cell."""

import zipfile
from pathlib import Path

import olefile
import openpyxl
import pytest
import xlsxwriter

import intake
from intake import sheet_marks
from model import forms
from tests.intake.test_workbooks import FILES
from tests.support import documents as d
from tests.support.documents import TableCell, height, table_of
from tests.support.word_xml import rewritten
from tests.support.workbooks import put, workbook

FORM = forms.load("2021")
REPORT = d.full_report(FORM)
OTHER = dict.fromkeys(REPORT.cells, "7")


def told(read: intake.Imported) -> str:
    return "\n".join(str(remark.facts.sentence) for remark in read.remarks)


def same(read: intake.Imported) -> bool:
    return dict(read.report.cells) == dict(REPORT.cells)


def book(path: Path, change, merged: bool = True) -> intake.Imported:
    """A sheet a table, each changed before it is written."""
    with xlsxwriter.Workbook(path) as made:
        for table in FORM.tables:
            sheet = made.add_worksheet(table)
            put(sheet, change(table_of(FORM, table, REPORT.cells)), 0, 0, merged)
    return intake.read(path)


# ------------------------------------------------------------------------ hidden


@pytest.mark.parametrize("how", ["row", "flat row", "column", "narrow column"])
def test_hidden_rows_and_columns_are_told_and_not_read(tmp_path: Path, how: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        table = table_of(FORM, "disclosure", REPORT.cells)
        if how.endswith("row"):
            sheet.write_row(1, 0, ["规章", 91, 92, 93])
            sheet.set_row(1, 0 if how == "flat row" else None, None, {"hidden": how == "row"})
            moved = [d.replace(c, line=c.line + 2) if c.line else c for c in table]
        else:
            for line in range(height(table)):
                sheet.write(line, 1, 91)
            sheet.set_column(1, 1, 0 if how == "narrow column" else None, None, {"hidden": how == "column"})
            moved = d.with_blank_column(table, 1)
            moved = [c for c in moved if c.text or c.is_figure]
        put(sheet, moved, 0, 0, False)
        for name in ("requests", "litigation"):
            put(made.add_worksheet(), table_of(FORM, name, REPORT.cells), 0, 0, True)
    read = intake.read(tmp_path / "a.xlsx")
    assert same(read)
    assert ("隐藏的行没有读入" if how.endswith("row") else "隐藏的列没有读入") in told(read)


def test_a_merged_label_that_begins_in_a_hidden_row_is_shown(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", FORM, REPORT.cells)
    found = openpyxl.load_workbook(path)
    sheet = found.worksheets[1]
    merge = next(m for m in sheet.merged_cells.ranges if m.min_row > 3 and m.max_row > m.min_row)
    sheet.row_dimensions[merge.min_row].hidden = True
    found.save(tmp_path / "b.xlsx")
    whole, read = intake.read(path), intake.read(tmp_path / "b.xlsx")
    gone = set(whole.report.cells) - set(read.report.cells)
    assert len(gone) == 7
    assert all(read.report.cells[address] == whole.report.cells[address] for address in read.report.cells)


def test_hidden_rows_of_the_binary_kinds(tmp_path: Path) -> None:
    content = bytearray((FILES / "office-2021.xls").read_bytes())
    with olefile.OleFileIO(bytes(content)) as compound:
        stream = compound.openstream("Workbook").read()
    at = next(at for kind, at, _ in sheet_marks._records(stream, 0) if kind == 0x208)
    record = stream[at - 4 : at + 16]
    place = content.index(record)
    content[place + 4 + 12] |= 0x20
    for suffix in (".xls", ".et"):
        (tmp_path / f"a{suffix}").write_bytes(content)
        assert sheet_marks.of_workbook(tmp_path / f"a{suffix}")[0].rows == {record[4]}
        assert "隐藏的行没有读入" in told(intake.read(tmp_path / f"a{suffix}"))


@pytest.mark.parametrize("how", ["collapse", "filter"])
def test_hidden_rows_of_an_open_document(tmp_path: Path, how: str) -> None:
    def hide(content: str) -> str:
        return content.replace("<table:table-row ", f'<table:table-row table:visibility="{how}" ', 1)

    rewritten(FILES / "office-2021.ods", tmp_path / "a.ods", hide, "content.xml")
    assert sheet_marks.of_workbook(tmp_path / "a.ods")[0].rows == {0}
    assert "隐藏的行没有读入" in told(intake.read(tmp_path / "a.ods"))


def test_formulas_whose_figures_the_file_does_not_hold_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", FORM, REPORT.cells)
    found = openpyxl.load_workbook(path)
    sheet = found.worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == 102]
    for cell in cells:
        cell.value = "=1+1"
    found.save(tmp_path / "b.xlsx")
    assert len(cells) == 1
    assert "没有算出结果的公式（1 格" in told(intake.read(tmp_path / "b.xlsx"))
    assert "公式" not in told(intake.read(path))


def test_marks_of_what_is_no_workbook_are_none(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)):
        (tmp_path / "a.xls").write_bytes(content)
        assert sheet_marks.of_workbook(tmp_path / "a.xls") == []
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as made:
        made.writestr("xl/workbook.xml", "<workbook><sheets><sheet name='a'/></sheets>")
    assert sheet_marks.of_workbook(tmp_path / "b.xlsx") == []


# ------------------------------------------------------------------------ shapes


def spread(table):
    """A blank column between every two columns of figures."""
    for at in sorted({cell.column for cell in table if cell.is_figure})[:0:-1]:
        table = d.with_blank_column(table, at)
    return table


@pytest.mark.parametrize("merged", [True, False])
def test_blank_columns_between_figures_shift_nothing(tmp_path: Path, merged: bool) -> None:
    assert same(book(tmp_path / "a.xlsx", spread, merged))


@pytest.mark.parametrize("separator", [",", "\t", "，", ";", "；", "|"])
def test_rows_that_stand_in_one_cell_each(tmp_path: Path, separator: str) -> None:
    def one_cell(table):
        lines = []
        for line in range(height(table)):
            cells = sorted((cell for cell in table if cell.line == line), key=lambda cell: cell.column)
            lines.append(TableCell(separator.join(c.text.replace("\n", "") for c in cells), line, 0))
        return lines

    assert same(book(tmp_path / "a.xlsx", one_cell))


def test_figures_in_full_width_digits_and_as_text(tmp_path: Path) -> None:
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")

    def widened(table):
        return [d.replace(c, text=f" {c.text.translate(wide)} ") if c.is_figure else c for c in table]

    assert same(book(tmp_path / "a.xlsx", widened))


def test_tables_side_by_side(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet, column = made.add_worksheet(), 0
        for name in FORM.tables:
            table = table_of(FORM, name, REPORT.cells)
            put(sheet, table, 0, column, True)
            column += max(cell.column + cell.column_span for cell in table) + 1
    assert same(intake.read(tmp_path / "a.xlsx"))


# ------------------------------------------------------------------------- years


def test_of_sheets_of_several_years_the_latest_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        for year, cells in (("2022", OTHER), ("2023年", REPORT.cells), ("2021", OTHER)):
            for name in FORM.tables:
                put(made.add_worksheet(f"{year}{name}"), table_of(FORM, name, cells), 0, 0, True)
    read = intake.read(tmp_path / "a.xlsx")
    assert same(read)
    assert "往年的表格没有读入：“2021 年”" in told(read)
    assert "往年的表格没有读入：“2022 年”" in told(read)


@pytest.mark.parametrize("beside", [True, False])
def test_of_tables_of_two_years_on_one_sheet_the_latest_is_read(tmp_path: Path, beside: bool) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        for name in FORM.tables:
            sheet, line, column = made.add_worksheet(), 0, 0
            for year, cells in ((2023, REPORT.cells), (2022, OTHER)):
                table = table_of(FORM, name, cells)
                sheet.write(line, column, f"{year}年度数据表")
                put(sheet, table, line + 1, column, True)
                if beside:
                    column += max(cell.column + cell.column_span for cell in table) + 1
                else:
                    line += height(table) + 2
    read = intake.read(tmp_path / "a.xlsx")
    assert same(read)
    assert "往年的表格没有读入：“2022 年”" in told(read)


@pytest.mark.parametrize(("old", "new"), [("2022年", "2023年"), ("2022", "2023年度")])
def test_of_a_column_for_each_year_the_latest_is_read(tmp_path: Path, old: str, new: str) -> None:
    table = table_of(FORM, "litigation", REPORT.cells)
    figures = sorted((cell for cell in table if cell.is_figure), key=lambda cell: cell.column)
    made = [cell for cell in table if not cell.is_figure]
    wide = [d.replace(c, column=2 * c.column, column_span=2 * c.column_span) for c in made]
    line = figures[0].line
    for cell in figures:
        at = 2 * cell.column
        wide += [TableCell(old, line, at), TableCell(new, line, at + 1)]
        wide += [
            TableCell("7", line + 1, at, is_figure=True),
            TableCell(cell.text, line + 1, at + 1, is_figure=True),
        ]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as found:
        put(found.add_worksheet(), wide, 0, 0, True)
    read = intake.read(tmp_path / "a.xlsx")
    assert read.report.cells == {a: t for a, t in REPORT.cells.items() if a.startswith("litigation.")}
    assert "往年的数据列没有读入：“2022”" in told(read)
