"""Web pages: only what is shown, and all that is shown."""

from pathlib import Path

import pytest

import intake
from tests.intake.test_unseen import ADDRESS, FIGURE, FORM, REPORT, sentences, unchanged
from tests.support import documents as d

PUT_IN = "网页里嵌入的另一份文件没有读入：“{}”。"
CELL = f"<td><p>{FIGURE}</p></td>"


def read(tmp_path: Path, old: str, new: str, sheet: str = "") -> intake.Imported:
    page = d.html_report(tmp_path / "a.html", FORM, REPORT).read_text("utf-8")
    assert old in page
    page = page.replace(old, new, 1).replace("<head>", f"<head><style>{sheet}</style>")
    (tmp_path / "b.html").write_text(page, "utf-8")
    return intake.read(tmp_path / "b.html")


def before(mark: str, tag: str = "span") -> str:
    return f"<td><p><{tag} {mark}>9</{tag}>{FIGURE}</p></td>"


@pytest.mark.parametrize(
    ("mark", "sheet"),
    [
        ('class="x"', ".x{display:none}"),
        ('class="w x"', "p .x , .unused { color: red; DISPLAY : NONE }"),
        ('class="x"', "span.x{visibility:hidden}"),
        ('class="x"', ".x{font-size:0}"),
        ('class="x"', ".x{font:0/0 a}"),
        ('id="x"', "@media screen{#x{display:none}}"),
        ('class="x"', "<!-- .x{display:none} -->"),
        ('class="x"', ".x{display:none!important} .x{display:inline}"),
        ('class="x" style="display:inline"', ".x{display:none!important}"),
        ('style="mso-hide: all"', ""),
        ('style="FONT-SIZE: 0px"', ""),
        ('style="visibility:collapse"', ""),
        ('style="display : none"', ""),
        ("hidden", ""),
        ('class="x"', "@supports (display:grid){.x{display:none}}"),
        ('class="x"', "@layer site{.x{display:none}}"),
        ('class="x"', ".x{position:absolute;clip:rect(0 0 0 0)}"),
        ('class="x"', ".x{position:absolute;clip-path:inset(50%)}"),
        ('class="x"', ".x{position:absolute;left:-9999px}"),
        ('class="x"', ".x{display:block;max-height:0;overflow:hidden}"),
        ('class="x"', ".x{opacity:0}"),
        ('style="text-indent:-999em"', ""),
        ('style="content-visibility: hidden"', ""),
        ('class="x"', "p{ .x{display:none} }"),
        ('class="x"', "td{ p & {top:0} & > p, td{ color:red; .x{display:none} } }"),
        ('class="x"', ".x{ color:red; @media screen{display:none} }"),
        ('class="x"', ".w,p{ &.w{top:0} > .x{visibility:hidden} }"),
        ('class="x"', "@media screen and (min-width: 768px){.x{display:none}}"),
        ('class="x"', "@media print,(width >= 60em){.x{display:none}}"),
        ('class="x"', "</style><style media='screen'>.x{display:none}"),
        ('style="transform:translate(3px) scale(0)"', ""),
        ('style="zoom:0"', ""),
        ('style="filter: opacity(0%)"', ""),
        ('style="margin-left:-999px"', ""),
        ('style="display:block;height:0;overflow:clip"', ""),
        ('style="font-size:1px"', ""),
        ('class="x"', ":root{--Kept: none} .x{display:var(--kept)}"),
        ('class="x"', "p{--a:none} .x{display:var(--b, var(--a))}"),
        ('class="x" style="--off:0"', ".x{font-size:var( --off )}"),
        ('class="x"', ".x{visibility:var(--none, hidden)}"),
    ],
)
def test_what_a_page_hides_is_not_read(tmp_path, mark, sheet):
    imported = read(tmp_path, CELL, before(mark), sheet)
    assert unchanged(imported)
    assert sentences(imported) == []


@pytest.mark.parametrize(
    ("mark", "sheet"),
    [
        ('class="x"', ".x{display:none} .x{display:inline}"),
        ('class="x"', "@supports not (display:grid){.x{display:none}}"),
        ('class="x"', ".x{opacity:0.4} .y{opacity:0}"),
        ('class="x"', ".x{position:relative;left:-5px} .y{left:-9999px}"),
        ('class="x"', ".x{height:0}"),
        ('class="x y"', ".x.y{display:inline} .x{display:none}"),
        ('class="x" style="display:inline"', ".x{display:none}"),
        ('class="x"', "@media print{.x{display:none}}"),
        ('class="x"', "@media (max-width:700px){.x{display:none}}"),
        ('class="x"', ".x:hover{display:none} .x::before{display:none}"),
        ('class="x"', ".x{font-size:0.9em; list-style:none; overflow:hidden}"),
        ('style="font-size:0"><b style="font-size:14px"', ""),
        ('class="x"', "table{visibility:hidden} td{visibility:visible}"),
        ('class="x"', "table{--a:none} .x{--a:inline; display:var(--a)}"),
        ('class="x"', ".x{--a:var(--b); --b:var(--a); display:var(--a)}"),
        ('class="x"', ":root{--w:#fff} .x{color:var(--w); background:var(--dark, #203040)}"),
        ('class="x"', ".x{color:#fff; background:var(--elsewhere)}"),
        ('class="x"', ".x:is(} .x{ "),
        ('class="x"', "body{display:none}"),
        ('class="x"', "p{ .y{display:none} } .y{ .x{display:none} }"),
        ('class="x"', "@media screen and (min-width: 1920px){.x{display:none}}"),
        ('class="x"', "@media (width < 400px), tv{.x{display:none}}"),
        ('class="x"', "</style><style media='print'>.x{display:none}"),
        ('style="font-size:10.5px"', ""),
        ('style="font:bold 12pt/1 a"', ""),
        ('style="transform:scale(0.9)"', ""),
        ('aria-hidden="true"', ""),
        ('style="color:#fff;background:#069"', ""),
        ('style="color:white"', "td{background:#036 url(a.png)}"),
        ('style="color:white"', "tr{background-color:rgb(0,40,90)}"),
        ('style="color:white"', "td{background:linear-gradient(red,blue)}"),
        ('style="color:white"', "td{background-color:rgba(0,0,0,.4)}"),
        ('style="color:white;position:absolute"', ""),
        ('style="color:transparent;background-clip:text"', ""),
        ('style="color:#fff"', "</style><link rel='stylesheet' href='a.css'><style>"),
        ('style="color:windowtext"', ""),
    ],
)
def test_what_a_page_shows_in_the_end_is_read(tmp_path, mark, sheet):
    imported = read(tmp_path, CELL, f"<td><p><span {mark}>{FIGURE}</span></p></td>", sheet)
    assert unchanged(imported)


@pytest.mark.parametrize("name", ["text-decoration", "text-decoration-line", "TEXT-DECORATION"])
def test_what_a_style_strikes_out_is_told(tmp_path, name):
    imported = read(tmp_path, CELL, before('class="x"'), f".x{{{name}: line-through}}")
    assert unchanged(imported)
    assert sentences(imported) == ["带删除线的文字没有读入：“9”。"]


def test_a_hidden_row_and_a_hidden_column_take_no_place(tmp_path):
    row = "<tr class='x'><td>行政检查</td><td colspan='3'>4</td></tr>"
    page = d.html_table(d.table_of(FORM, "disclosure", REPORT.cells))
    first = page[: page.index("</tr>") + 5]
    assert unchanged(read(tmp_path, first, first + row, ".x{display:none}"))
    assert unchanged(read(tmp_path, CELL, f"<td class='x'>12</td>{CELL}", "td.x{display:none}"))


@pytest.mark.parametrize(
    "field",
    [
        '<input type="text" value="{}">',
        "<input value='{}'>",
        '<input type="search" value="{}"><input type="password" value="7"><input type="range" value="8">',
        '<input type="of-a-script" value="{}">',
        '<input type="number" value="{}"><input type="hidden" value="7"><input type="submit" value="8">',
        "<textarea>{}</textarea>",
        "<select><option>5<option selected>{}<option>7</select>",
        "<select><option>{}</option><option>7</option></select>",
        '<select><option label="{}">甲</option></select>',
        "<ruby>{}<rp>(</rp><rt>八</rt><rp>)</rp></ruby>",
    ],
)
def test_a_field_says_what_is_in_it(tmp_path, field):
    imported = read(tmp_path, CELL, f"<td>{field.format(FIGURE)}</td>")
    assert unchanged(imported)
    assert sentences(imported) == []


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<math><mi>a</mi><mo>=</mo><mn>2</mn></math>", "公式没有读入：“a=2”。"),
        (
            '<iframe src="../files/P0202401.pdf?x=1"></iframe>',
            PUT_IN.format("P0202401.pdf"),
        ),
        ('<embed src="年报.docx">', PUT_IN.format("年报.docx")),
    ],
)
def test_what_a_page_shows_and_is_not_read_is_told(tmp_path, inside, told):
    imported = read(tmp_path, "</body>", f"{inside}</body>")
    assert unchanged(imported)
    assert sentences(imported) == [told]


def test_boxes_to_tick_say_whether_they_are_ticked(tmp_path):
    last = f"<p>{REPORT.section('overview')[-1]}</p>"
    boxes = '<p><input type="radio" checked>已建台账<input type="checkbox">未建台账</p>'
    imported = read(tmp_path, last, last + boxes)
    assert imported.report.section("overview")[-1] == "☑已建台账☐未建台账"


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:" + "(" * 30_000 + "none}",
        "@media screen{" * 5_000 + ".x{display:none}",
        ":not(" * 5_000 + ".x" + "){display:none}",
        "[" * 30_000 + "{display:none}",
        "a>" * 20_000 + "b{display:none}",
        "a>" * 400 + "b{display:none}",
        "a," * 50_000 + "b{display:none}",
    ],
)
def test_styles_deeper_than_any_page_needs_are_passed_over(tmp_path, sheet):
    assert unchanged(read(tmp_path, "</body>", "</body>", sheet))
    inline = CELL.replace("<p>", f'<p style="{sheet[:60_000]}">')
    assert read(tmp_path, CELL, inline).report.year == REPORT.year


def test_a_sheet_that_would_take_for_ever_ends_soon(tmp_path):
    sheet = "".join(f"div>*:not(.a{n}) ~ p *{{display:none}}" for n in range(20_000))
    cells = "<div><p><b>x</b><i>y</i></p></div>" * 15_000
    assert read(tmp_path, "</body>", f"{cells}</body>", sheet).report.year == REPORT.year


def test_what_is_long_and_transparent_waits_for_a_script(tmp_path):
    sentence = "本机关及时更新公开专栏，方便群众查询。" * 20
    last = f"<p>{REPORT.section('overview')[-1]}</p>"
    imported = read(tmp_path, last, f'{last}<p class="x">{sentence}</p>', ".x{opacity:0}")
    assert imported.report.section("overview")[-1] == sentence


@pytest.mark.parametrize(
    ("mark", "sheet"),
    [
        ('style="color:#fff"', ""),
        ('style="color: rgb(250, 252, 255)"', ""),
        ('class="x"', ".x{color:white;background:#fffffe none}"),
        ('class="x"', "td{background:#C00} .x{color:#cc0000}"),
        ('style="color:transparent"', ""),
        ('style="color:rgba(9,9,9,0)"', "td{background:url(a.png)}"),
        ('class="x"', "p span{color:white} .x{color:inherit; background:transparent} span.x{color:white}"),
    ],
)
def test_letters_in_the_colour_of_their_ground_are_told(tmp_path, mark, sheet):
    shown = f'<td><p><span {mark}>9</span><b style="color:black">{FIGURE}</b></p></td>'
    imported = read(tmp_path, CELL, shown, sheet)
    assert imported.report.cells[ADDRESS] == FIGURE
    assert "与底色同色的文字没有读入" in sentences(imported)[0]


def test_older_attributes_give_colours_too(tmp_path):
    hidden = read(tmp_path, CELL, before('color="#ffffff"', "font"))
    assert unchanged(hidden)
    assert sentences(hidden) == ["与底色同色的文字没有读入：“9”。"]
    page = CELL.replace("<td>", '<td bgcolor="#003366"><font color="white">')
    assert unchanged(read(tmp_path, CELL, page))


@pytest.mark.parametrize(
    "inside", ["<dialog>9</dialog>", "<datalist><option>9</datalist>", "<noframes>9</noframes>"]
)
def test_what_is_not_opened_or_only_kept_is_not_read(tmp_path, inside):
    assert unchanged(read(tmp_path, CELL, f"<td>{inside}{FIGURE}</td>"))


def test_what_is_folded_is_told(tmp_path):
    inside = "<details>{}<summary>甲</summary>子<p>乙</p>丙</details>"
    last = f"<p>{REPORT.section('overview')[-1]}</p>"
    imported = read(tmp_path, last, last + inside.format(""))
    assert imported.report.section("overview")[-1] == "甲"
    assert sentences(imported) == ["网页里收起的内容没有读入：“子 乙 丙”。"]
    opened = read(tmp_path, last, last + inside.format("").replace("<details", "<details open"))
    assert opened.report.section("overview")[-3:] == ("甲子", "乙", "丙")


@pytest.mark.parametrize(
    "inside",
    [
        "<pre>第一行。\n第二行，\n<b>第三</b>行。</pre>",
        "<textarea>第一行。\r\n第二行，\r\n第三行。</textarea>",
        '<div style="white-space: pre-wrap">第一行。\n第二行，\n第三行。</div>',
    ],
)
def test_where_breaks_are_shown_each_line_is_a_paragraph(tmp_path, inside):
    last = f"<p>{REPORT.section('overview')[-1]}</p>"
    imported = read(tmp_path, last, last + inside)
    assert imported.report.section("overview")[-3:] == ("第一行。", "第二行，", "第三行。")
    folded = read(tmp_path, last, last + "<p>第一行。\n第二行，\n第三行。</p>")
    assert folded.report.section("overview")[-1] == "第一行。第二行，第三行。"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('达到<font face="Symbol">&#179;</font>95%', "达到≥95%"),
        ("<span style='font-family:\"Wingdings 2\"'>R</span>已公开", "☑已公开"),
        (
            "<span style='mso-symbol-font-family:Symbol'>&#61619;<b>&#61619;</b></span>0",
            "≥≥0",
        ),
        ("<span style='font-family:Wingdings'>ü<span style='font-family:宋体'>ü</span></span>", "✓ü"),
        ("<span style='font-family:宋体, Symbol'>x³</span>", "x³"),
    ],
)
def test_signs_of_symbol_fonts(tmp_path, inside, text):
    last = REPORT.section("overview")[-1]
    imported = read(tmp_path, f"<p>{last}</p>", f"<p>{last}</p><p>{inside}。</p>")
    assert imported.report.section("overview")[-1] == f"{text}。"


@pytest.mark.parametrize(
    ("mark", "sheet", "numbers"),
    [
        ("", "", "1. 2. 3."),
        ('start="4"', "", "4. 5. 6."),
        ("reversed", "", "3. 2. 1."),
        ('type="a"', "", "a. b. c."),
        ('type="I" start="3"', "", "III. IV. V."),
        ('style="list-style: inside cjk-ideographic"', "", "一、 二、 三、"),
        ("", "ol{list-style-type:var(--n)} :root{--n:simp-chinese-formal}", "壹、 贰、 叁、"),
        ("", "li:first-child{list-style-type:none}", " 2. 3."),
        ("", "ol{list-style:none}", "  "),
        ("", "li{display:inline-block}", "  "),
        ('start="100000"', "", "1. 2. 3."),
        ("", "</style><link rel='stylesheet' href='a.css'><style>", "  "),
        ('type="1"', "</style><link rel='stylesheet' href='a.css'><style>", "1. 2. 3."),
    ],
)
def test_numbers_of_lists_are_read(tmp_path, mark, sheet, numbers):
    last = REPORT.section("overview")[-1]
    listed = "<li>抓制度</li><li><p>抓平台</p><p>也抓队伍</p></li><li>抓监督</li>"
    imported = read(tmp_path, f"<p>{last}</p>", f"<p>{last}</p><ol {mark}>{listed}</ol><p>甲</p>", sheet)
    first, second, third = numbers.split(" ")
    expected = (f"{first}抓制度", f"{second}抓平台", "也抓队伍", f"{third}抓监督", "甲")
    assert imported.report.section("overview")[-5:] == expected
    assert sentences(imported) == []


def test_an_item_may_state_its_number_or_have_no_text(tmp_path):
    last = f"<p>{REPORT.section('overview')[-1]}</p>"
    listed = "<ol><li>一张表</li><li></li><li value='7'>一张网</li><li>一条线</li></ol><ul><li>其他</li></ul>"
    imported = read(tmp_path, last, last + listed)
    assert imported.report.section("overview")[-4:] == ("1.一张表", "7.一张网", "8.一条线", "其他")


@pytest.mark.parametrize(
    "column", ['<col style="visibility:collapse">', "<col style='display:none;mso-width-source:userset'>"]
)
def test_a_hidden_column_of_a_table_is_left_out(tmp_path, column):
    page = d.html_table(d.table_of(FORM, "disclosure", REPORT.cells))
    widened = page.replace("<table>", f"<table><colgroup><col>{column}<col span=9></colgroup>")
    lines = widened.split("<tr>")
    marked = [lines[0], *(line.replace("</td>", "</td><td>77</td>", 1) for line in lines[1:])]
    imported = read(tmp_path, page, "<tr>".join(marked))
    assert unchanged(imported)
