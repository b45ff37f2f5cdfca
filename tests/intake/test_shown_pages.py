"""Web pages: only what is shown, and all that is shown."""

from pathlib import Path

import pytest

import intake
from tests.intake.test_unseen import FIGURE, FORM, REPORT, sentences, unchanged
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
        ('class="x y"', ".x.y{display:inline} .x{display:none}"),
        ('class="x" style="display:inline"', ".x{display:none}"),
        ('class="x"', "@media print{.x{display:none}}"),
        ('class="x"', "@media (max-width:700px){.x{display:none}}"),
        ('class="x"', ".x:hover{display:none} .x::before{display:none}"),
        ('class="x"', ".x{font-size:0.9em; list-style:none; overflow:hidden}"),
        ('style="font-size:0"><b style="font-size:14px"', ""),
        ('class="x"', "table{visibility:hidden} td{visibility:visible}"),
        ('class="x"', ".x:is(} .x{ "),
        ('class="x"', "body{display:none}"),
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
        '<input type="number" value="{}"><input type="hidden" value="7"><input type="submit" value="8">',
        "<textarea>{}</textarea>",
        "<select><option>5<option selected>{}<option>7</select>",
        "<select><option>{}</option><option>7</option></select>",
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
