"""Headings with a slip: no figure lands at another column, and what was assumed is told."""

from dataclasses import replace

import pytest

import intake
from intake import labels
from intake.tables.words import words
from model import forms
from tests.support import documents as d

FORM = forms.load(forms.known()[-1])
REPORT = d.full_report(FORM)


def headings(table: str):
    """The heading cells of a table, and the text of each other heading that one may be mistaken for."""
    cells = d.table_of(FORM, table, REPORT.cells)
    first = min(cell.line for cell in cells if cell.is_figure)
    columns = {column.label for block in FORM.tables[table].blocks for column in block.columns}
    return [
        (table, number, written)
        for number, cell in enumerate(cells)
        if cell.line < first and cell.text and not cell.is_figure
        for written in sorted(columns - {cell.text})
    ]


@pytest.mark.parametrize(("table", "number", "written"), headings("requests"))
def test_another_columns_heading_written_by_a_slip_moves_no_figure(tmp_path, table, number, written):
    cells = d.table_of(FORM, table, REPORT.cells)
    cells[number] = replace(cells[number], text=written)
    imported = intake.read(d.docx_report(tmp_path / "a.docx", FORM, REPORT, {table: [cells]}))
    assert imported.report.cells == REPORT.cells


@pytest.mark.parametrize("table", [table.id for table in FORM.definition.tables])
def test_a_column_that_is_missing_is_told(tmp_path, table):
    cells = d.table_of(FORM, table, REPORT.cells)
    for column in {cell.column for cell in cells if cell.is_figure}:
        shorter = [
            replace(
                cell,
                column=cell.column - (cell.column > column),
                column_span=cell.column_span - (cell.column <= column < cell.column + cell.column_span),
            )
            for cell in cells
        ]
        shorter = [cell for cell in shorter if cell.column_span]
        imported = intake.read(d.docx_report(tmp_path / "a.docx", FORM, REPORT, {table: [shorter]}))
        found = imported.report.cells
        told = {address for remark in imported.remarks for address in remark.addresses}
        lost = REPORT.cells.keys() - found.keys()
        assert lost
        assert lost <= told
        assert {a: REPORT.cells[a] for a in found} == found


MERGED = ["结果维持", "其他结果", "总计", "结果纠正"]


@pytest.mark.parametrize("heading", MERGED)
@pytest.mark.parametrize("lines", [3, 6])
def test_a_heading_merged_too_far_down_moves_no_figure(tmp_path, heading, lines):
    page = d.html_report(tmp_path / "a.html", FORM, REPORT).read_text("utf-8")
    cell = f'<td rowspan="2"><p>{heading}</p>'
    assert cell in page
    (tmp_path / "b.html").write_text(page.replace(cell, cell.replace("2", str(lines), 1), 1), "utf-8")
    imported = intake.read(tmp_path / "b.html")
    assert imported.report.cells == REPORT.cells
    assert any("没有对齐表头" in str(remark.facts.sentence) for remark in imported.remarks)


def test_as_many_figures_as_columns_with_a_blank_one_stay_in_their_places(tmp_path):
    first = next(address for address in REPORT.cells if address.startswith("requests.received."))
    blank = {address: figure for address, figure in REPORT.cells.items() if address != first}
    page = d.html_report(tmp_path / "a.html", FORM, replace(REPORT, cells=blank)).read_text("utf-8")
    last = f"<td><p>{REPORT.cells['requests.received.total']}</p></td>"
    (tmp_path / "b.html").write_text(page.replace(last, f"{last}<td><p>备注</p></td>", 1), "utf-8")
    assert intake.read(tmp_path / "b.html").report.cells == blank


@pytest.mark.parametrize("form_id", forms.known())
@pytest.mark.parametrize("blank", ["total", "natural_person", "business"])
def test_blanks_under_a_wide_label_are_no_figures_of_a_text_file(tmp_path, form_id, blank):
    """Tabs for every column of the page: of the cells behind a label the first ones are the label's own."""
    form = forms.load(form_id)
    report = d.full_report(form)
    cells = {a: t for a, t in report.cells.items() if not (a.startswith("requests.") and a.endswith(blank))}
    report = d.replace(report, cells=cells)

    def lines(table: d.Table) -> str:
        flat = {(cell.line, cell.column): cell.text for cell in d.unmerged(table)}
        width = max(column for _, column in flat) + 1
        return "\n".join(
            "\t".join(flat[line, column] for column in range(width)) for line in range(d.height(table))
        )

    path = tmp_path / "x.txt"
    path.write_text(d.body_of(form, report, str, lambda table: lines(table) + "\n"), encoding="utf-8")
    assert dict(intake.read(path).report.cells) == cells


def test_other_words_are_not_held_against_every_label(monkeypatch):
    def compared(*_):
        raise AssertionError("compared letter by letter")

    monkeypatch.setattr(labels, "distance", compared)
    rows = words(forms.load(forms.known()[-1]), "requests").rows
    assert rows.all("Quarterly revenue of region 17") == ()
    assert rows.all("ABC-0017-X") == ()
    monkeypatch.undo()
    assert rows.all("本年新收政府信息公幵申请数量（region 17）")
