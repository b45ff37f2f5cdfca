"""The templates that come with the program: made from the forms, like the official blank form."""

import importlib.util
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import resources
from export import tags
from model import forms
from tests.support.word_xml import W, body, compact, text

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT.parent / "shared" / "reference" / "official-form-2021.docx"


def _maker():
    spec = importlib.util.spec_from_file_location("template_maker", ROOT / "packaging" / "templates.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _template(form_id: str) -> bytes:
    return resources.path("templates", forms.load(form_id).definition.template).read_bytes()


def _shape(table: etree._Element) -> list[list[tuple]]:
    """Text, width in grid columns and merge of each cell, line by line; figures without text."""
    lines = []
    for row in table.findall(f"{W}tr"):
        line = []
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            state = "" if merge is None else merge.get(f"{W}val") or "continue"
            words = "".join(text(cell).split())
            words = "" if words.startswith("{{") else words
            line.append((words, 1 if span is None else int(span.get(f"{W}val")), state))
        lines.append(line)
    return lines


@pytest.mark.parametrize("form_id", forms.known())
def test_template_is_what_the_tool_makes(form_id):
    assert _maker().build(forms.load(form_id)) == _template(form_id), "run: python packaging/templates.py"


@pytest.mark.parametrize("form_id", forms.known())
def test_template_and_form_name_the_same_cells(form_id):
    form = forms.load(form_id)
    names = [tag.name for tag in tags.find(body(_template(form_id)))]
    assert sorted(name for name in names if "." in name) == sorted(form.cells)
    assert [n for n in names if "." not in n] == ["title", "preamble", *form.sections, "signature"]


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official blank form is not here")
def test_labels_and_merges_are_those_of_the_official_form():
    ours = body(_template("2021")).findall(f"{W}tbl")
    theirs = body(OFFICIAL.read_bytes()).findall(f"{W}tbl")
    assert [_shape(table) for table in ours] == [_shape(table) for table in theirs]


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official blank form is not here")
def test_column_proportions_and_bands_are_those_of_the_official_form():
    ours = body(_template("2021")).findall(f"{W}tbl")
    theirs = body(OFFICIAL.read_bytes()).findall(f"{W}tbl")
    for one, other in zip(ours, theirs, strict=True):
        widths, official = _grid(one), _grid(other)
        assert sum(widths) == 8844  # the type area, 156 mm
        for width, wanted in zip(widths, official, strict=True):
            assert abs(width - wanted * 8844 / sum(official)) <= 1
        assert _bands(one) == _bands(other)


def _grid(table: etree._Element) -> list[int]:
    return [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]


def _bands(table: etree._Element) -> list[str]:
    cells = table.iter(f"{W}tc")
    return [text(cell) for cell in cells if 'fill="C6D9F1"' in etree.tostring(cell, encoding="unicode")]


def test_table_frame_is_golden():
    table = body(_template("2021")).findall(f"{W}tbl")[1]
    names = ["top", "left", "bottom", "right", "insideH", "insideV"]
    sides = " ".join(f"{side}{{single,8,0,auto}}" for side in names)
    assert compact(table[0]) == (
        f"tblPr(tblStyle{{ReportTable}} tblW{{8844,dxa}} jc{{center}} tblBorders({sides})"
        " tblLayout{fixed} tblLook{0000} tblCaption{收到和处理政府信息公开申请情况})"
    )
    assert compact(table.findall(f"{W}tr")[1]) == (
        "tr(trPr(cantSplit trHeight{340,atLeast} tblHeader jc{center})"
        " tc(tcPr(tcW{4491,dxa} gridSpan{3} vMerge vAlign{center}) p(pPr(pStyle{TableRelation} keepNext)))"
        " tc(tcPr(tcW{621,dxa} vMerge{restart} vAlign{center})"
        ' p(pPr(pStyle{TableText} keepNext) r(t"自然人")))'
        " tc(tcPr(tcW{3110,dxa} gridSpan{5} vAlign{center})"
        ' p(pPr(pStyle{TableText} keepNext) r(t"法人或其他组织")))'
        " tc(tcPr(tcW{622,dxa} vMerge{restart} vAlign{center})"
        ' p(pPr(pStyle{TableText} keepNext) r(t"总计"))))'
    )


@pytest.mark.parametrize("form_id", forms.known())
def test_rows_do_not_split_and_headings_repeat(form_id):
    form = forms.load(form_id)
    tables = body(_template(form_id)).findall(f"{W}tbl")
    for table, definition in zip(tables, form.definition.tables, strict=True):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        heading = form.layouts[definition.id].heading_lines
        assert repeated == [line < heading for line in range(len(rows))]


def test_page_is_that_of_the_standard():
    section = body(_template("2021"))[-1]
    assert compact(section) == (
        "sectPr(footerReference{even,rId5} footerReference{default,rId4} pgSz{11906,16838}"
        " pgMar{2098,1474,1984,1588,851,1446,0} cols{425} docGrid{lines,579})"
    )


def test_styles_name_the_official_fonts_for_chinese():
    with zipfile.ZipFile(resources.path("templates", "2021.docx")) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        settings = archive.read("word/settings.xml").decode()
        odd, even = (archive.read(f"word/footer{n}.xml").decode() for n in (1, 2))
    fonts = {}
    for style in styles.iter(f"{W}style"):
        font = style.find(f"{W}rPr/{W}rFonts")
        if font is not None:
            fonts[style.find(f"{W}name").get(f"{W}val")] = font.get(f"{W}eastAsia")
    expected = {
        "公文标题": "方正小标宋简体",
        "heading 1": "黑体",
        "heading 2": "楷体_GB2312",
        "标题 2 字符": "楷体_GB2312",
        "heading 3": "仿宋_GB2312",
        "表格文字": "宋体",
        "表格说明": "楷体",
        "footer": "宋体",
    }
    assert expected.items() <= fonts.items()
    assert styles.find(f"{W}docDefaults//{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"
    assert "<w:evenAndOddHeaders/>" in settings
    assert '<w:jc w:val="right"/>' in odd
    assert '<w:jc w:val="left"/>' in even
