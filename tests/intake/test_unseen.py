"""Word files with tracked changes, hidden and struck-out text, raised marks: none of it is a figure."""

from pathlib import Path

import pytest

import intake
from model import forms
from tests.support import documents as d

FORM = forms.load(forms.known()[-1])
REPORT = d.full_report(FORM)
ADDRESS, FIGURE = next((a, t) for a, t in REPORT.cells.items() if a.startswith("requests."))
CELL = f"<w:tc><w:tcPr></w:tcPr>{d.paragraph(FIGURE)}</w:tc>"
RUN = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"


def read(tmp_path: Path, old: str, new: str, extra=()) -> intake.Imported:
    body = d.body_of(FORM, REPORT, d.paragraph, d.word_table)
    assert old in body
    return intake.read(d.write_docx(tmp_path / "x.docx", body.replace(old, new, 1), extra))


def sentences(imported: intake.Imported) -> list[str]:
    return [str(remark.facts.sentence) for remark in imported.remarks]


def unchanged(imported: intake.Imported) -> bool:
    return dict(imported.report.cells) == dict(REPORT.cells) and imported.report.sections == REPORT.sections


@pytest.mark.parametrize(
    ("mark", "what"),
    [
        ("<w:vanish/>", "隐藏文字"),
        ('<w:vanish w:val="1"/>', "隐藏文字"),
        ("<w:strike/>", "带删除线的文字"),
        ("<w:dstrike/>", "带删除线的文字"),
    ],
)
def test_hidden_and_struck_out_text_is_told_and_no_part_of_a_figure(tmp_path, mark, what):
    imported = read(tmp_path, FIGURE, f"{FIGURE}</w:t></w:r>{RUN.format(mark, 9)}<w:r><w:t>")
    assert unchanged(imported)
    assert sentences(imported) == [f"{what}没有读入：“9”。"]


@pytest.mark.parametrize(
    "mark",
    [
        '<w:vanish w:val="0"/>',
        '<w:strike w:val="false"/>',
        "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>",
    ],
)
def test_what_is_no_longer_hidden_or_struck_out_counts(tmp_path, mark):
    imported = read(tmp_path, d.paragraph(FIGURE), f"<w:p>{RUN.format(mark, FIGURE)}</w:p>")
    assert unchanged(imported)
    assert sentences(imported) == []


def test_hidden_text_of_a_text_box_is_told_once(tmp_path):
    box = f"<w:txbxContent><w:p>{RUN.format('<w:vanish/>', '内部备注')}</w:p></w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    text = REPORT.section("overview")[0]
    imported = read(tmp_path, d.paragraph(text), d.paragraph(text).replace("</w:p>", shape))
    assert unchanged(imported)
    assert sentences(imported) == ["隐藏文字没有读入：“内部备注”。"]


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        (f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>12%</m:t></m:r></m:oMath>', "公式没有读入：“12%”。"),
        ('<w:r><w:pict><v:textpath string="某字"/></w:pict></w:r>', "艺术字没有读入：“某字”。"),
        (
            f'<w:r><w:drawing><d:relIds xmlns:d="{DIAGRAM}"/></w:drawing></w:r>',
            "原文件里有 1 张图片，图片没有读入。",
        ),
    ],
)
def test_what_is_drawn_instead_of_written_is_told(tmp_path, drawn, sentence):
    text = REPORT.section("overview")[0]
    imported = read(tmp_path, d.paragraph(text), d.paragraph(text).replace("</w:p>", f"{drawn}</w:p>"))
    assert unchanged(imported)
    assert sentences(imported) == [sentence]


@pytest.mark.parametrize("before", ["<w:vMerge/>", '<w:gridSpan w:val="3"/>'])
def test_the_merges_of_before_a_tracked_change_do_not_count(tmp_path, before):
    changed = f"<w:tcPr><w:tcPrChange><w:tcPr>{before}</w:tcPr></w:tcPrChange></w:tcPr>"
    imported = read(tmp_path, CELL, CELL.replace("<w:tcPr></w:tcPr>", changed))
    assert unchanged(imported)
    assert sentences(imported) == []


def test_the_columns_left_out_before_a_tracked_change_do_not_count(tmp_path):
    before = '<w:trPr><w:trPrChange><w:trPr><w:gridBefore w:val="2"/></w:trPr></w:trPrChange></w:trPr>'
    row = d.body_of(FORM, REPORT, d.paragraph, d.word_table).split(CELL)[0].rpartition("<w:tr>")[2]
    imported = read(tmp_path, f"<w:tr>{row}{CELL}", f"<w:tr>{before}{row}{CELL}")
    assert unchanged(imported)
    assert sentences(imported) == []


def test_a_deleted_cell_shifts_nothing(tmp_path):
    text = "<w:p><w:del><w:r><w:delText>7</w:delText></w:r></w:del></w:p>"
    deleted = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{text}</w:tc>"
    imported = read(tmp_path, CELL, deleted + CELL)
    assert unchanged(imported)
    assert sentences(imported) == []


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(tmp_path):
    text = REPORT.section("overview")[0]
    ended = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    imported = read(tmp_path, d.paragraph(text), d.paragraph(text[:4], ended) + d.paragraph(text[4:]))
    assert unchanged(imported)
    assert sentences(imported) == []


@pytest.mark.parametrize("mark", ["1", "①"])
def test_a_raised_mark_is_no_digit_of_the_figure_before_it(tmp_path, mark):
    raised = RUN.format('<w:vertAlign w:val="superscript"/>', mark)
    imported = read(tmp_path, d.paragraph(FIGURE), d.paragraph(FIGURE).replace("</w:p>", f"{raised}</w:p>"))
    assert imported.report.cells[ADDRESS] == FIGURE + {"1": "¹"}.get(mark, mark)


def test_a_figure_that_is_raised_as_a_whole_is_a_figure(tmp_path):
    raised = RUN.format('<w:vertAlign w:val="superscript"/>', FIGURE)
    assert unchanged(read(tmp_path, d.paragraph(FIGURE), f"<w:p>{raised}</w:p>"))
