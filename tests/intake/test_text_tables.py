"""Text files: tables in Markdown, in aligned columns, in one line; labels are never sentences."""

import re

import pytest

import intake
from intake.formats.text import blocks
from model import forms
from tests.intake.test_texts import codes, read_text
from tests.support import documents as d

FORM = forms.load("2021")
REPORT = d.full_report(FORM)


def lines_of(table: str) -> list[list[str]]:
    """The printed lines of a table; a cell below a merge is left out, as in text."""
    cells = d.table_of(FORM, table, REPORT.cells)
    return [
        [cell.text for cell in sorted(cells, key=lambda one: one.column) if cell.line == line]
        for line in range(d.height(cells))
    ]


def report(write) -> str:
    """The whole report; ``write`` makes the text of a table from its lines."""
    parts = [*REPORT.title.split("\n"), *REPORT.preamble]
    for section in FORM.definition.sections:
        parts.append(section.heading)
        parts += [write(lines_of(section.table))] if section.table else []
        parts += REPORT.section(section.id)
    return "\n".join([*parts, *REPORT.signature])


def markdown(lines) -> str:
    made = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([made[0], "|---" * 4 + "|", *made[1:]])


def a_table_a_row(lines) -> str:
    return "\n\n\n".join("| " + " | ".join(line) + " |\n" + "|---" * len(line) + "|" for line in lines)


def with_edges(lines) -> str:
    return "\n".join(["|", *("|".join(line) for line in lines), "| | |"])


def in_one_line(lines) -> str:
    return " ".join(text for line in lines for text in line if text)


def in_a_frame(lines) -> str:
    return "".join("│" + "│".join(line) + "│\n├────┼────┤\n" for line in lines)


def without_outer_frame(lines) -> str:
    return "\n".join("┃".join(line) for line in lines)


def with_wide_bars(lines) -> str:
    return "\n".join("｜" + "｜".join(line) + "｜" for line in lines)


def with_wide_bars_between(lines) -> str:
    return "\n".join("｜".join(line) for line in lines)


@pytest.mark.parametrize(
    "write",
    [
        markdown,
        a_table_a_row,
        with_edges,
        in_a_frame,
        without_outer_frame,
        with_wide_bars,
        with_wide_bars_between,
    ],
)
def test_tables_of_bars(tmp_path, write):
    imported = read_text(tmp_path, report(write))
    assert dict(imported.report.cells) == dict(REPORT.cells)
    assert imported.report.sections == REPORT.sections


@pytest.mark.parametrize(
    "around", ["{}", "<html><body>{}</body></html>", "\n\n<div align=center>\n{}\n</div>\n"]
)
@pytest.mark.parametrize("name", ["report.md", "report.txt"])
def test_tables_of_a_page_in_markdown(tmp_path, around, name):
    parts = [f"# {line}" for line in REPORT.title.split("\n")] + [*REPORT.preamble]
    for section in FORM.definition.sections:
        table = d.html_table(d.table_of(FORM, section.table, REPORT.cells)) if section.table else ""
        parts += [f"## {section.heading}", around.format(table)] if table else [f"## {section.heading}"]
        parts += REPORT.section(section.id)
    imported = read_text(tmp_path, "\n".join([*parts, *REPORT.signature]), name)
    assert imported.report.cells == REPORT.cells
    assert imported.report.sections == REPORT.sections
    assert codes(imported) == []


def test_a_page_in_a_text_file_is_a_page(tmp_path):
    page = d.html_report(tmp_path / "a.html", FORM, REPORT).read_text("utf-8")
    body = page[page.index("<body>") :]
    for content in (page, f"另存的网页\n{body}"):
        assert read_text(tmp_path, content).report.cells == REPORT.cells
        assert read_text(tmp_path, content).report.sections == REPORT.sections


def test_a_table_of_a_page_that_never_ends_stays_text(tmp_path):
    (block,) = blocks("前面 <table><tr><td>1")
    assert block.text == "前面 <table><tr><td>1"


def test_a_wide_bar_in_a_sentence_stays():
    assert [block.text for block in blocks("首页｜公开\n一句话。")] == ["首页｜公开", "一句话。"]


@pytest.mark.parametrize("between", [",", "；", ""])
def test_a_table_that_stays_as_text_is_told_to_stand_there(tmp_path, between):
    imported = read_text(tmp_path, report(lambda lines: "\n".join(between.join(line) for line in lines)))
    told = [one.facts.sentence for one in imported.remarks if one.code == "read-missing-table"]
    assert len(told) == len(FORM.tables)
    assert all("留在这一部分的正文里" in sentence for sentence in told)


def test_a_section_that_speaks_of_its_rows_is_no_table(tmp_path):
    rows = "规章、行政规范性文件、行政许可、行政处罚、行政强制、行政事业性收费都已公开。"
    imported = read_text(tmp_path, report(lambda _: rows))
    told = [one.facts.sentence for one in imported.remarks if one.code == "read-missing-table"]
    assert [sentence.startswith("没有找到") for sentence in told] == [True] * len(FORM.tables)


def test_tables_in_one_line_with_tabs(tmp_path):
    imported = read_text(tmp_path, report(lambda lines: "\t".join(text for line in lines for text in line)))
    assert dict(imported.report.cells) == dict(REPORT.cells)
    assert imported.report.sections == REPORT.sections


def test_tables_in_one_line_each(tmp_path):
    imported = read_text(tmp_path, report(in_one_line))
    assert dict(imported.report.cells) == dict(REPORT.cells)
    assert imported.report.sections == REPORT.sections


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("## 一、总体情况", "一、总体情况"),
        ("# 青禾县林业局 #", "青禾县林业局"),
        ("**一、总体情况**", "一、总体情况"),
        ("（一）**主动公开**。共__三__条。", "（一）主动公开。共三条。"),
        ("- 公开三条。", "公开三条。"),
        ("> 公开三条。", "公开三条。"),
        ("1\\. 公开三条。", "1. 公开三条。"),
        ("收费$12.5$万元，占$95\\%$。", "收费12.5万元，占95%。"),
        ("见[专栏](http://example.cn/a)。", "见专栏。"),
    ],
)
def test_marks_of_markdown_are_no_text(line, text):
    made = list(blocks(f"## 标题\n\n{line}\n"))
    assert [block.text for block in made] == ["标题", text]


def test_marks_stay_in_a_text_that_is_no_markdown():
    assert [block.text for block in blocks("甲*乙*丙\n- 丁\n3 > 2")] == ["甲*乙*丙", "- 丁", "3 > 2"]


@pytest.mark.parametrize(
    "band",
    [
        "第二十条第（{}）项",
        "第二十条第{}项",
        "《条例》第20条第（{}）项",
        "表2 第二十条第（{}）项：",
        "第二十条（{}）项",
    ],
)
def test_a_band_alone_between_tables_is_no_text(tmp_path, band):
    def tabbed(lines) -> str:
        return "\n".join("\t".join(line) if len(line) > 1 else line[0] for line in lines)

    text = re.sub("(?m)^第二十条第（(.)）项$", lambda found: band.format(found[1]), report(tabbed))
    imported = read_text(tmp_path, text)
    assert dict(imported.report.cells) == dict(REPORT.cells)
    assert imported.report.sections == REPORT.sections


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_blank_form_a_label_a_line_is_no_text_and_its_form_is_known(tmp_path, form_id):
    form = forms.load(form_id)
    cells = d.table_of(form, "requests", {})
    labels = "\n".join(cell.text for cell in sorted(cells, key=lambda c: (c.line, c.column)) if cell.text)
    title = "青禾县林业局2024年政府信息公开工作年度报告"
    text = [title, "一、总体情况", "已办。", form.sections["requests"].heading, labels]
    imported = read_text(tmp_path, "\n".join(text))
    assert imported.report.form == form_id
    assert imported.report.section("overview") == ("已办。",)
    assert imported.report.section("requests") == ()


ALIGNED = """\
                    青禾县林业局

       2024 年政府信息公开工作年度报告


    根据《中华人民共和国政府信息公开条例》的要求，编制本年度
报告，数据统计到 2024 年 12 月底。
    一、总体情况
    全年公开林木采伐、种苗检验、森林防火等方面的信息五十余

                             - 1 -

条，都在规定的时间里。
    （一）主动公开。公开栏目三个。
    二、主动公开政府信息情况
                     第二十条第（一）项
   信息内容        本年制发件数      本年废止件数       现行有效件数
     规章             0            0            0
  行政规范性文件        2            1            9
                     第二十条第（五）项
   信息内容                    本年处理决定数量
   行政许可                         37
    三、收到和处理政府信息公开申请情况
    没有收到申请，
    也没有结转的。
"""


def test_aligned_columns_are_read_and_folded_lines_joined(tmp_path):
    imported = read_text(tmp_path, ALIGNED)
    cells = imported.report.cells
    assert [cells[f"disclosure.normative_documents.{one}"] for one in ("issued", "repealed", "in_force")] == [
        *"219"
    ]
    assert cells["disclosure.licences.decisions"] == "37"
    assert imported.report.preamble == (
        "根据《中华人民共和国政府信息公开条例》的要求，编制本年度报告，数据统计到 2024 年 12 月底。",
    )
    assert imported.report.section("overview") == (
        "全年公开林木采伐、种苗检验、森林防火等方面的信息五十余条，都在规定的时间里。",
        "（一）主动公开。公开栏目三个。",
    )
    assert imported.report.section("disclosure") == ()
    assert imported.report.section("requests") == ("没有收到申请，", "也没有结转的。")


CHART = """
      3      1          2
   予以公开   部分公开   不予公开
     4       6
      图1    各类结果的件数

"""


@pytest.mark.parametrize(
    "first_line",
    [
        "   （二）信息管理。各科室按照先审后发的要求，把公开的",
        "   2.信息管理方面各科室按照先审后发的要求，把公开的内容",
    ],
)
def test_a_paragraph_behind_columns_keeps_its_first_line(tmp_path, first_line):
    second_line = "每一处都看过，再交给分管的负责人。"
    heading = "    二、主动公开政府信息情况"
    text = ALIGNED.replace(heading, f"{CHART}{first_line}\n{second_line}\n{heading}")
    read = read_text(tmp_path, text).report.section("overview")
    assert first_line.strip() + second_line in read


def test_a_label_that_no_figures_follow_is_told(tmp_path):
    heading = "    三、收到和处理"
    text = ALIGNED.replace(heading, f"   （三）没有数字的一行\n{heading}")
    told = [one.facts.sentence for one in read_text(tmp_path, text).remarks if one.code == "read-extra-row"]
    assert len(told) == 1
    assert "没有数字的一行" in told[0]


def test_what_stands_at_the_top_of_each_page_is_told(tmp_path):
    head = "公开工作年报"
    text = ALIGNED.replace("- 1 -\n", f"1 / 2\n\f  {head}\n").replace(
        "    三、收到和处理", f"\n     2 / 2\n\f  {head}\n    三、收到和处理"
    )
    imported = read_text(tmp_path, text)
    told = [one.facts.text for one in imported.remarks if one.code == "read-unplaced-text"]
    assert head in told
    assert imported.report == read_text(tmp_path, ALIGNED).report


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("whole", ["   行政强制      3"]),
        ("with a piece of its group", ["  三、本年 1.属于国家秘密      0    0   0   0   0   0   3"]),
        ("with one blank behind it", ["   2.其他法律行政法规禁止公开 0 0 0 1,002 0 0 3"]),
        ("in three pieces", [
            "   （二）部分公开（区分处理的，只计这一情",
            "                           1    0    0     0     0   0    3",
            "   形，不计其他情形）",
        ]),
    ],
)  # fmt: skip
def test_labels_in_aligned_columns(label, lines):
    received = "   一、本年新收政府信息公开申请数量    1   0   0   0   0   0   1"
    known = ["   行政许可      1", "   行政处罚      2", received]
    (grid,) = blocks("\n".join([*known, *lines]))
    assert [cell.text for cell in grid.rows[3]][-1] == "3"
    assert len(grid.rows) == 4


def test_tables_that_are_pictures_are_told(tmp_path):
    pictures = {table: [] for table in FORM.tables}
    body = d.body_of(FORM, REPORT, d.paragraph, d.word_table, pictures)
    drawn = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    for section in FORM.definition.sections:
        if section.table:
            body = body.replace(d.paragraph(section.heading), d.paragraph(section.heading) + drawn)
    imported = intake.read(d.write_docx(tmp_path / "x.docx", body))
    told = [one.facts.sentence for one in imported.remarks if one.code == "read-missing-table"]
    assert len(told) == len(FORM.tables)
    assert all("图片" in sentence for sentence in told)


def test_traditional_characters_are_known_and_told(tmp_path):
    text = report(with_edges).translate(
        str.maketrans(
            "总开发现实条规项复议诉讼处维纠结续务请类权审组织",
            "總開發現實條規項復議訴訟處維糾結續務請類權審組織",
        )
    )
    imported = read_text(tmp_path, text)
    assert imported.report.form == "2021"
    assert dict(imported.report.cells) == dict(REPORT.cells)
    assert codes(imported)[0] == "read-traditional"
