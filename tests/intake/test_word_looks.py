"""Word files: letters in the colour of their ground, and rows, lines and drawings that show nothing."""

from pathlib import Path

import pytest

import intake
from tests.intake.test_shown import STRIKE, control, in_cell, in_overview, read_body, run, style, styles
from tests.intake.test_unseen import CELL, FIGURE, FORM, REPORT, read, sentences, unchanged
from tests.support import documents as d
from tests.support.word_xml import rewritten

WHITE, RED = '<w:color w:val="FFFFFF"/>', '<w:color w:val="C00000"/>'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
SAME = "与底色同色的文字没有读入：“0”。"
SMALL = "看不见的小字没有读入：“0”。"
USES = '<w:rStyle w:val="a"/>'


def shade(fill: str, pattern: str = "clear", colour: str = "auto") -> str:
    return f'<w:shd w:val="{pattern}" w:color="{colour}" w:fill="{fill}"/>'


def cell(runs: str, of_cell: str = "", of_paragraph: str = "") -> str:
    properties = f"<w:pPr>{of_paragraph}</w:pPr>" if of_paragraph else ""
    return f"<w:tc><w:tcPr>{of_cell}</w:tcPr><w:p>{properties}{runs}</w:p></w:tc>"


@pytest.mark.parametrize(
    ("marks", "of_cell", "of_paragraph", "told"),
    [
        (WHITE, "", "", SAME),
        ('<w:color w:val="fdfdfd"/>', "", "", SAME),
        ('<w:color w:themeColor="background1"/>', "", "", SAME),
        (WHITE, shade("auto"), "", SAME),
        (WHITE + '<w:highlight w:val="white"/>', shade("1F3864"), "", SAME),
        (RED, shade("C00000"), "", SAME),
        (RED, "", shade("C10101"), SAME),
        (RED + shade("C00000"), shade("FFFFFF"), "", SAME),
        (RED, shade("FFFFFF", "solid", "C00000"), "", SAME),
        ('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', "", "", SAME),
        ('<w:color w:val="000000"/>' + shade("000000"), "", "", SAME),
        (f'<w14:textFill {W14}><w14:noFill/></w14:textFill>', "", "", SAME),
        (f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
         "", "", SAME),
        ('<w:w w:val="1"/>', "", "", SMALL),
        ("", "", '<w:spacing w:line="20" w:lineRule="exact"/>', ""),
    ],
)  # fmt: skip
def test_letters_that_cannot_be_told_from_their_ground_are_told(tmp_path, marks, of_cell, of_paragraph, told):
    if told:
        imported = read(tmp_path, CELL, cell(run(FIGURE, "") + run("0", marks), of_cell, of_paragraph))
        assert unchanged(imported)
    else:
        unseen = f"<w:p><w:pPr>{of_paragraph}</w:pPr>{run('0', '')}</w:p>"
        imported = read(tmp_path, CELL, CELL.replace("</w:tc>", f"{unseen}</w:tc>"))
        assert unchanged(imported)
        told = SMALL
    assert sentences(imported) == [told]


@pytest.mark.parametrize(
    ("marks", "of_cell", "of_paragraph"),
    [
        (WHITE, shade("1F3864"), ""),
        (WHITE, "", shade("1F3864")),
        (WHITE + shade("2E74B5"), "", ""),
        (WHITE + '<w:highlight w:val="darkBlue"/>', "", ""),
        (WHITE, shade("FFFFFF", "pct50"), ""),
        (WHITE, '<w:shd w:val="clear" w:themeFill="accent1"/>', ""),
        (WHITE, shade("auto", "solid"), ""),
        (RED, shade("FFFFFF"), ""),
        ('<w:color w:val="auto"/>', shade("000000"), ""),
        ('<w:color w:val="7F7F7F"/>', "", ""),
        ('<w:color w:val="rote"/>', "", ""),
        (WHITE + f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="112233"/></w14:solidFill>'
         "</w14:textFill>", "", ""),
        ('<w:w w:val="80"/>', "", '<w:spacing w:line="560" w:lineRule="exact"/>'),
        ("", "", '<w:spacing w:line="12" w:lineRule="auto"/>'),
    ],
)  # fmt: skip
def test_letters_that_can_be_told_from_their_ground_count(tmp_path, marks, of_cell, of_paragraph):
    imported = read(tmp_path, CELL, cell(run(FIGURE, marks), of_cell, of_paragraph))
    assert unchanged(imported)
    assert sentences(imported) == []


@pytest.mark.parametrize(
    ("made", "marks"),
    [
        ([style("a", WHITE)], USES),
        ([style("a", "", based_on="b"), style("b", WHITE)], USES),
        ([style("a", '<w:w w:val="2"/>')], USES),
        ([style("a", f"{RED}{shade('C00000')}")], USES),
    ],
)
def test_colours_come_from_styles_too(tmp_path, made, marks):
    imported = read(tmp_path, CELL, cell(run(FIGURE, "") + run("0", marks)), styles(*made))
    assert unchanged(imported)
    assert len(sentences(imported)) == 1
    shown = run(FIGURE, f'{marks}<w:w w:val="100"/><w:color w:val="000000"/>{shade("auto")}')
    assert sentences(read(tmp_path, CELL, cell(shown), styles(*made))) == []


# ------------------------------------------------------------ styles of tables


def table_style(part: str, said: str, outside: str = "") -> str:
    return (
        f'<w:style w:type="table" w:styleId="t">{outside}'
        f'<w:tblStylePr w:type="{part}">{said}</w:tblStylePr></w:style>'
    )


def in_styled_table(tmp_path: Path, look: str, made: str):
    """The disclosure table in a style, under a line of a heading of its own."""
    body = read_body()
    start = body.index("<w:tbl>")
    table = body[start : body.index("</w:tbl>", start) + 8]
    properties = f'<w:tblPr><w:tblStyle w:val="t"/>{look}</w:tblPr>'
    return read(tmp_path, table, table.replace("<w:tbl>", f"<w:tbl>{properties}"), styles(made))


HIDES_ROW = "<w:rPr><w:vanish/></w:rPr>"


@pytest.mark.parametrize(
    ("part", "look", "said"),
    [
        ("lastRow", '<w:tblLook w:val="0040"/>', HIDES_ROW),
        ("lastRow", '<w:tblLook w:lastRow="1"/>', f"<w:rPr>{WHITE}</w:rPr>"),
        ("lastRow", '<w:tblLook w:lastRow="1"/>', "<w:trPr><w:hidden/></w:trPr>"),
        ("lastRow", '<w:tblLook w:lastRow="1"/>', f"<w:rPr>{RED}</w:rPr><w:tcPr>{shade('C00000')}</w:tcPr>"),
        ("lastRow", '<w:tblLook w:lastRow="1"/>', '<w:rPr><w:sz w:val="1"/></w:rPr>'),
    ],
)
def test_what_a_tables_style_hides_of_a_part_is_told(tmp_path, part, look, said):
    imported = in_styled_table(tmp_path, look, table_style(part, said))
    missing = set(REPORT.cells) - set(imported.report.cells)
    assert missing
    assert all(address.startswith("disclosure.") for address in missing)
    assert any("没有读入" in sentence for sentence in sentences(imported))


@pytest.mark.parametrize(
    ("part", "look", "said"),
    [
        ("lastRow", '<w:tblLook w:val="0020"/>', HIDES_ROW),
        ("lastRow", "", HIDES_ROW),
        ("lastRow", '<w:tblLook w:val="0040" w:lastRow="0"/>', HIDES_ROW),
        (
            "firstRow",
            '<w:tblLook w:firstRow="1"/>',
            f"<w:rPr>{WHITE}</w:rPr><w:tcPr>{shade('1F3864')}</w:tcPr>",
        ),
        ("wholeTable", "", f"<w:rPr>{WHITE}</w:rPr><w:tcPr>{shade('1F3864')}</w:tcPr>"),
        ("band1Horz", '<w:tblLook w:noHBand="1"/>', HIDES_ROW),
        ("band2Vert", '<w:tblLook w:val="0400"/>', HIDES_ROW),
        ("neCell", '<w:tblLook w:firstRow="1"/>', HIDES_ROW),
    ],
)
def test_what_a_tables_style_says_of_parts_that_it_does_not_look_after_is_nothing(tmp_path, part, look, said):
    imported = in_styled_table(tmp_path, look, table_style(part, said))
    assert unchanged(imported)
    assert sentences(imported) == []


# --------------------------------------------------- rows, drawings, controls


@pytest.mark.parametrize(("height", "is_shown"), [("1", False), ("20", False), ("400", True)])
def test_a_row_of_no_height_is_told(tmp_path, height, is_shown):
    start = read_body().index("行政强制")
    row = read_body()[read_body().rindex("<w:tr>", 0, start) : read_body().index("</w:tr>", start) + 7]
    mark = f'<w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
    changed = row.replace("<w:tr>", f"<w:tr>{mark}")
    imported = read(tmp_path, row, changed if is_shown else changed + row)
    assert unchanged(imported)
    assert bool(sentences(imported)) is not is_shown
    least = changed.replace("exact", "atLeast")
    assert unchanged(read(tmp_path, row, least))


BOX = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"
PLACED = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def test_a_hidden_text_box_is_told(tmp_path):
    inside = BOX.format(run("内部备注", ""))
    about = '<wp:docPr id="1" hidden="1"/>'
    modern = f"<w:r><w:drawing><wp:anchor {PLACED}>{about}{inside}</wp:anchor></w:drawing></w:r>"
    old = f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"
    old = old.replace("<v:shape>", '<v:shape style="width:1pt;visibility:hidden">')
    for drawing in (modern, old):
        imported = in_overview(tmp_path, drawing)
        assert unchanged(imported)
        assert sentences(imported) == ["隐藏的文本框没有读入：“内部备注”。"]
    shown = modern.replace(' hidden="1"', "")
    assert in_overview(tmp_path, shown).report.section("overview")[-1] == "内部备注"


def test_white_letters_in_a_shape_are_read(tmp_path):
    inside = BOX.format(run("年度重点", WHITE))
    imported = in_overview(tmp_path, f"<w:r><w:pict><v:textbox>{inside}</v:textbox></w:pict></w:r>")
    assert imported.report.section("overview")[-1] == "年度重点"
    assert sentences(imported) == []


PLACEHOLDER = '<w:style w:type="character" w:styleId="x3"><w:name w:val="Placeholder Text"/></w:style>'


def test_a_prompt_told_by_its_style_alone_is_no_content(tmp_path):
    prompt = control(run("点击此处输入数字", '<w:rStyle w:val="x3"/>'), "")
    imported = read(tmp_path, CELL, in_cell(prompt), styles(PLACEHOLDER))
    assert len(imported.report.cells) == len(REPORT.cells) - 1
    typed = control(run(FIGURE, '<w:rStyle w:val="x3"/>'), "")
    assert unchanged(read(tmp_path, CELL, in_cell(typed), styles(PLACEHOLDER)))


def test_a_prompt_whose_control_was_lost_is_no_content(tmp_path):
    prompt = run("单击此处输入文字。", '<w:rStyle w:val="x3"/>')
    assert unchanged(in_overview(tmp_path, prompt, styles(PLACEHOLDER)))
    typed = run("群众可点击首页专栏查阅，填写申请表。", '<w:rStyle w:val="x3"/>')
    read_typed = in_overview(tmp_path, typed, styles(PLACEHOLDER)).report.section("overview")
    assert read_typed[-1] == "群众可点击首页专栏查阅，填写申请表。"


def test_struck_out_text_is_told_whatever_its_colour(tmp_path):
    imported = read(tmp_path, CELL, in_cell(run(FIGURE, ""), run("0", WHITE + STRIKE)))
    assert unchanged(imported)
    assert sentences(imported) == ["带删除线的文字没有读入：“0”。"]


def test_a_page_of_another_colour_shows_white_letters(tmp_path):
    body = d.body_of(FORM, REPORT, d.paragraph, d.word_table).replace(CELL, cell(run(FIGURE, WHITE)), 1)
    path = d.write_docx(tmp_path / "x.docx", body)
    ground = '<w:background w:color="203040"/><w:body>'
    rewritten(path, tmp_path / "y.docx", lambda text: text.replace("<w:body>", ground, 1))
    assert unchanged(intake.read(tmp_path / "y.docx"))
