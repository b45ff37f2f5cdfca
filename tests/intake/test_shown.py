"""Word files: only what is shown, and all that is shown."""

import zipfile
from pathlib import Path

import pytest

import intake
from tests.intake.test_unseen import CELL, FIGURE, FORM, REPORT, read, sentences, unchanged
from tests.support import documents as d

RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def styles(*made: str) -> list[tuple[str, str]]:
    return [("word/styles.xml", f"<w:styles {d.NAMESPACES}>{''.join(made)}</w:styles>")]


def style(name: str, mark: str, kind: str = "character", based_on: str = "", default: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{default}>{based}<w:rPr>{mark}</w:rPr></w:style>'


def run(text: str, marks: str) -> str:
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r>"


def in_cell(*runs: str, paragraph: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>' if paragraph else ""
    return f"<w:tc><w:tcPr></w:tcPr><w:p>{properties}{''.join(runs)}</w:p></w:tc>"


HIDE, SHOW, STRIKE = "<w:vanish/>", '<w:vanish w:val="0"/>', "<w:strike/>"
HIDDEN = "隐藏文字"
USES = '<w:rStyle w:val="a"/>'


@pytest.mark.parametrize(
    ("made", "marks", "what"),
    [
        ([style("a", HIDE)], USES, HIDDEN),
        ([style("a", STRIKE)], USES, "带删除线的文字"),
        ([style("a", "", based_on="b"), style("b", HIDE)], USES, HIDDEN),
        (
            [style("a", "<w:b/>", based_on="b"), style("b", "", based_on="c"), style("c", HIDE)],
            USES,
            "隐藏文字",
        ),
        ([style("a", '<w:sz w:val="1"/>')], USES, "看不见的小字"),
        ([], '<w:sz w:val="2"/>', "看不见的小字"),
    ],
)
def test_what_a_style_hides_is_told_and_no_part_of_a_figure(tmp_path, made, marks, what):
    imported = read(tmp_path, CELL, in_cell(run(FIGURE, ""), run("0", marks)), styles(*made))
    assert unchanged(imported)
    assert sentences(imported) == [f"{what}没有读入：“0”。"]


@pytest.mark.parametrize(
    ("made", "marks"),
    [
        ([style("a", HIDE)], USES + SHOW),
        ([style("a", SHOW, based_on="b"), style("b", HIDE)], USES),
        ([style("a", HIDE), style("p", HIDE, "paragraph")], USES),  # two toggles cancel each other
        ([style("b", HIDE)], USES),
        ([style("a", "", based_on="b"), style("b", "", based_on="a")], USES),
    ],
)
def test_what_a_style_does_not_hide_in_the_end_counts(tmp_path, made, marks):
    cell = in_cell(run(FIGURE, marks), paragraph="p" if len(made) == 2 and "paragraph" in made[1] else "")
    imported = read(tmp_path, CELL, cell, styles(*made))
    assert unchanged(imported)
    assert sentences(imported) == []


def test_a_paragraph_whose_style_hides_it_is_told(tmp_path):
    noted = '<w:p><w:pPr><w:pStyle w:val="n"/></w:pPr><w:r><w:t>请李科长改一下口径</w:t></w:r></w:p>'
    made = styles(style("n", HIDE, "paragraph", based_on="z"), style("z", STRIKE, "paragraph"))
    last = d.paragraph(REPORT.section("overview")[-1])
    imported = read(tmp_path, last, last + noted, made)
    assert unchanged(imported)
    assert sentences(imported) == ["隐藏文字没有读入：“请李科长改一下口径”。"]


def test_a_hidden_row_of_a_table_is_told(tmp_path):
    label = "行政强制"
    start = read_body().index(label)
    row = read_body()[read_body().rindex("<w:tr>", 0, start) : read_body().index("</w:tr>", start) + 7]
    hidden = row.replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")
    imported = read(tmp_path, row, hidden + row)
    assert unchanged(imported)
    (told,) = sentences(imported)
    assert told.startswith(f"隐藏的表格行没有读入：“{label}")
    shown = row.replace("<w:tr>", '<w:tr><w:trPr><w:hidden w:val="0"/></w:trPr>')
    assert unchanged(read(tmp_path, row, shown))


def read_body() -> str:
    return d.body_of(FORM, REPORT, d.paragraph, d.word_table)


def mark(part: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{part}">{inside}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(instruction: str, result: str) -> str:
    return mark("begin") + code(instruction) + mark("separate") + result + mark("end")


DROP_DOWN = "<w:ffData><w:ddList>{}" + "".join(
    f'<w:listEntry w:val="{text}"/>' for text in ("5", FIGURE, "7")
)


@pytest.mark.parametrize(
    "content",
    [
        field("MERGEFIELD 数", run(FIGURE, "")),
        mark("begin") + code("IF") + field("MERGEFIELD 数", run("7", "")) + code("> 0") + mark("separate")
        + run(FIGURE, "") + mark("end"),
        mark("begin") + code("IF") + field("IF", field("PAGE", run("3", ""))) + mark("end") + run(FIGURE, ""),
        field("REF a", field("MERGEFIELD 数", run(FIGURE, ""))),
        mark("begin", DROP_DOWN.format('<w:result w:val="1"/>') + "</w:ddList></w:ffData>")
        + code("FORMDROPDOWN") + mark("end"),
        mark("begin", DROP_DOWN.format('<w:default w:val="1"/>') + "</w:ddList></w:ffData>")
        + code("FORMDROPDOWN") + mark("separate") + mark("end"),
        mark("end") + run(FIGURE, ""),
        mark("begin") + run(FIGURE, ""),
    ],
)  # fmt: skip
def test_a_field_is_what_it_shows(tmp_path, content):
    imported = read(tmp_path, CELL, in_cell(content))
    assert unchanged(imported)
    assert sentences(imported) == []


CHECK_BOX = "<w:ffData><w:checkBox>{}</w:checkBox></w:ffData>"
NEW = "认不出的内容（{}，1 处）没有读入"


def in_overview(tmp_path: Path, runs: str, extra=()) -> intake.Imported:
    last = d.paragraph(REPORT.section("overview")[-1])
    return read(tmp_path, last, last + f"<w:p>{runs}</w:p>", extra)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (mark("begin", CHECK_BOX.format("<w:checked/>")) + mark("end"), "☑"),
        (mark("begin", CHECK_BOX.format('<w:default w:val="0"/>')) + mark("end"), "☐"),
        ("<w:r><w:t>甲</w:t><w:ptab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ('<w:r><w:t>办结率</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>九成</w:t></w:r>', "办结率≥九成"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>完成</w:t></w:r>', "✓完成"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F06A"/><w:t>其一</w:t></w:r>', "①其一"),
        ('<w:r><w:sym w:font="宋体" w:char="2103"/></w:r>', "℃"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>xiàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>县</w:t></w:r></w:rubyBase>"
         "</w:ruby></w:r>", "县"),
        ("<w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink>", "网址"),
    ],
)  # fmt: skip
def test_what_is_shown_by_other_elements_than_text_is_read(tmp_path, runs, text):
    imported = in_overview(tmp_path, runs)
    assert imported.report.section("overview")[-1] == text
    assert sentences(imported) == []


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0C5"/></w:r>', "认不出的符号没有读入：“Wingdings F0C5”。"),
        ("<w:r><w:pgNum/></w:r>", NEW.format("w:pgNum")),
        (
            "<w:r><w:dayLong/><w:newKind>周一</w:newKind></w:r>",
            NEW.format("w:newKind") + "：“周一”。",
        ),
        (
            "<w:ins><w:hyperlink><w:newKind>网上</w:newKind></w:hyperlink></w:ins>",
            NEW.format("w:newKind"),
        ),
        (
            '<w:r><x:poem xmlns:x="urn:poems">春眠</x:poem></w:r>',
            NEW.format("x:poem") + "：“春眠”。",
        ),
        (f'<w:subDoc {RELATED} r:id="gone"/>', "另存在别处的子文档没有读入"),
    ],
)
def test_what_may_be_content_and_is_not_known_is_told(tmp_path, runs, told):
    imported = in_overview(tmp_path, runs)
    assert unchanged(imported)
    assert any(sentence.startswith(told) for sentence in sentences(imported))


def control(content: str, showing: str) -> str:
    return f"<w:sdt><w:sdtPr>{showing}<w:text/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


PROMPT = "<w:showingPlcHdr/>"


def test_the_prompt_of_a_control_is_no_content(tmp_path):
    cell = in_cell(control(run("单击此处输入数字。", ""), PROMPT))
    imported = read(tmp_path, CELL, cell)
    assert len(imported.report.cells) == len(REPORT.cells) - 1
    assert sentences(imported) == []
    paragraph = in_overview(tmp_path, control(run("请选择一项。", ""), PROMPT))
    assert unchanged(paragraph)
    whole = control(d.paragraph("点击这里填写"), PROMPT)
    assert unchanged(read(tmp_path, d.paragraph(""), whole))


def test_a_control_that_is_filled_in_is_content(tmp_path):
    assert unchanged(read(tmp_path, CELL, in_cell(control(run(FIGURE, ""), ""))))
    off = '<w:showingPlcHdr w:val="0"/>'
    assert unchanged(read(tmp_path, CELL, in_cell(control(run(FIGURE, ""), off))))


def test_what_a_control_shows_as_its_prompt_and_is_none_is_told(tmp_path):
    imported = in_overview(tmp_path, control(run("本机关另有派出机构三个。", ""), PROMPT))
    assert sentences(imported) == ["内容控件的提示文字没有读入：“本机关另有派出机构三个。”。"]


CHUNK = f'<w:altChunk {RELATED} r:id="c1"/>'


def relation(target: str) -> tuple[str, str]:
    made = f'<Relationships><Relationship Id="c1" Type="x/aFChunk" Target="{target}"/></Relationships>'
    return "word/_rels/document.xml.rels", made


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("part.htm", "<html><body><p>乡镇共公开十二条。</p></body></html>"),
        ("/word/part.html", "<p>乡镇共公开十二条。</p>"),
        ("part.txt", "乡镇共公开十二条。"),
    ],
)
def test_another_document_put_in_is_read(tmp_path, target, content):
    last = d.paragraph(REPORT.section("overview")[-1])
    extra = [relation(target), (f"word/{Path(target).name}", content)]
    imported = read(tmp_path, last, last + CHUNK, extra)
    assert imported.report.section("overview")[-1] == "乡镇共公开十二条。"
    assert sentences(imported) == []


def test_another_document_put_into_a_cell_is_read_there(tmp_path):
    extra = [relation("part.htm"), ("word/part.htm", f"<html><body><p>{FIGURE}</p></body></html>")]
    assert unchanged(read(tmp_path, CELL, f"<w:tc><w:tcPr></w:tcPr>{CHUNK}<w:p/></w:tc>", extra))


@pytest.mark.parametrize("target", ["part.rtf", "gone.htm", ""])
def test_another_document_that_is_not_read_is_told(tmp_path, target):
    last = d.paragraph(REPORT.section("overview")[-1])
    imported = read(tmp_path, last, last + CHUNK, [relation(target), ("word/part.rtf", "{\\rtf1}")])
    assert unchanged(imported)
    assert sentences(imported)[0].startswith("嵌入的另一份文档没有读入")


@pytest.mark.parametrize("change", [lambda n: n.replace("/", "\\"), str.upper, lambda n: f"/{n}"])
def test_part_names_of_other_programs_are_no_damage(tmp_path, change):
    whole = d.docx_report(tmp_path / "a.docx", FORM, REPORT)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for name in old.namelist():
            new.writestr(change(name), old.read(name))
    assert unchanged(intake.read(tmp_path / "b.docx"))
