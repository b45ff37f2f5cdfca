"""What is pasted into a web site's editor, and what is left of it there."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as html_parser

import intake
from export import ExportError, html_paste, readback
from export.printed import as_printed
from model import forms
from tests.support.export_reports import report, with_cell, with_text

PICTURE = b"\x89PNG\r\n\x1a\nbody"
CALL = "{{ chart.results }}"
# Attributes that the editors of government sites leave, as far as known; all others go.
LEFT = {"colspan", "rowspan", "width", "align", "border", "src", "alt", "cellspacing", "cellpadding"}


def stripped(page: str) -> str:
    """A page after such an editor: no styles, scripts, drawings, classes; few attributes."""
    root = html_parser.document_fromstring(page)
    for element in list(root.iter("style", "script", "svg", "link")):
        element.drop_tree()
    for element in root.iter("*"):
        for name in set(element.attrib) - LEFT:
            del element.attrib[name]
    return html_parser.tostring(root, encoding="unicode")


@pytest.mark.parametrize("form_id", forms.known())
def test_no_style_class_script_or_drawing_is_in_it(form_id: str, tmp_path: Path) -> None:
    made = with_text(report(form_id), "overview", "第一段。", CALL)
    html_paste.write(made, tmp_path / "a.html", {"chart.results": PICTURE})
    page = (tmp_path / "a.html").read_text("utf-8")
    assert not re.findall(r"<(?:style|script|svg|link|font|span)\b|\b(?:style|class|id|on\w+)=", page)
    assert html_parser.document_fromstring(page).xpath("//img/@alt")[0].startswith("柱形图")


@pytest.mark.parametrize("form_id", forms.known())
def test_what_is_left_by_the_editor_still_reads_as_the_report(form_id: str, tmp_path: Path) -> None:
    made = report(form_id)
    page = tmp_path / "left.html"
    page.write_text(stripped(html_paste.render(made, {})), "utf-8")
    readback.prove(page, as_printed(made), of_lines=True)
    assert intake.read(page).report.organ == as_printed(made).title.split("\n")[0]


@pytest.mark.parametrize("form_id", forms.known())
def test_merges_and_alignment_are_those_of_the_form(form_id: str) -> None:
    form = forms.load(form_id)
    root = html_parser.document_fromstring(stripped(html_paste.render(report(form_id), {})))
    for table, definition in zip(root.iter("table"), form.definition.tables, strict=True):
        cells = list(table.iter("td"))
        layout = form.layouts[definition.id].cells
        for cell, placed in zip(cells, layout, strict=True):
            assert (int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))) == (
                placed.column_span,
                placed.line_span,
            )
            assert placed.role.value != "figure" or cell.get("align") == "center"
            assert placed.role.value != "band" or cell.get("align") == "left"
        assert table.get("border") == "1"


def test_lines_and_indents_are_characters_and_the_signature_stands_at_the_right() -> None:
    made = with_text(report(), "overview", "第一行\n第二行  末", "（一）主动公开。全年公开。")
    page = stripped(html_paste.render(made, {}))
    assert "<p>\u3000\u3000第一行<br>第二行\xa0\xa0末</p>" in page
    assert "<p>\u3000\u3000<strong>（一）主动公开。</strong>全年公开。</p>" in page
    assert re.search(r'<p align="right">青石市人民政府办公室', page)


def test_a_part_alone() -> None:
    made = with_text(report(), "overview", "总体很好。", CALL)
    one = html_paste.render(made, {}, "overview")
    assert "总体很好。" in one
    assert "<table" not in one
    assert "<img" not in one  # left out by choice
    assert "data:image/png;base64," in html_paste.render(made, {"chart.results": PICTURE}, "overview")
    assert html_paste.render(made, {}, "requests").count("<table") == 1
    assert "2021年政府信息公开工作年度报告" in html_paste.render(made, {}, "preamble")
    assert html_paste.charts_of(made, "overview") == html_paste.charts_of(made) == ["chart.results"]
    assert html_paste.charts_of(made, "problems") == []


def test_markup_in_the_report_is_text_and_a_blank_cell_keeps_its_room() -> None:
    made = with_cell(with_text(report(), "overview", "<b>&"), "requests.received.total", "")
    page = html_paste.render(replace(made, organ="<i>"), {})
    assert "&lt;b&gt;&amp;" in page
    assert ">&nbsp;</td>" in page


def test_the_file_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = with_cell(report(), "requests.received.total", "7")
    page = html_paste._whole(as_printed(other), {})
    monkeypatch.setattr(html_paste, "_whole", lambda printed, pictures: page)
    with pytest.raises(ExportError, match="应为"):
        html_paste.write(report(), tmp_path / "a.html", {})
    assert not list(tmp_path.iterdir())
