"""Pages as government sites set them: what belongs to the site stays out, what is the report's stays in."""

import html
import re
from dataclasses import replace

import pytest

import intake
from model import forms
from model.report import overridden
from tests.support import documents as d

FORM = forms.load(forms.known()[-1])
REPORT = d.full_report(FORM)
REPORT = replace(REPORT, overrides=overridden(FORM, REPORT.cells))
HEADINGS = {section.table: section.heading for section in FORM.definition.sections if section.table}
TOP = "<div>当前位置：<a>首页</a> &gt; <a>政务公开</a></div>"
FOOT = "<div>【打印】【关闭】</div><p>主办单位：青禾县林业局　ICP备案号</p><p>联系我们 | 网站地图</p>"


def para(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def body(tables=None, signature=True) -> str:
    """The report's own part of a page; ``tables`` maps a table id to its HTML, heading included."""
    parts = [para(REPORT.title), *map(para, REPORT.preamble)]
    for section in FORM.definition.sections:
        if section.table:
            made = d.html_table(d.table_of(FORM, section.table, REPORT.cells))
            parts.append(tables(section.table, made) if tables else para(section.heading) + made)
        else:
            parts.append(para(section.heading))
        parts += map(para, REPORT.section(section.id))
    return "\n".join(parts + ([para(text) for text in REPORT.signature] if signature else []))


def read(tmp_path, content: str):
    path = tmp_path / "page.html"
    path.write_bytes(f'<html><head><meta charset="utf-8"></head><body>{content}</body></html>'.encode())
    return intake.read(path)


def codes(imported) -> list[str]:
    return [remark.code for remark in imported.remarks]


@pytest.mark.parametrize(
    "heading",
    [
        lambda table, made: made.replace("<table>", f"<table><caption>{HEADINGS[table]}</caption>", 1),
        lambda table, made: made.replace(
            "<table>", f"<table><tr><td colspan=10><b>{HEADINGS[table]}</b></td></tr>", 1
        ),
    ],
    ids=["caption", "first line"],
)
def test_a_heading_inside_its_table_is_the_heading(tmp_path, heading):
    imported = read(tmp_path, body(heading))
    assert imported.report == REPORT
    assert codes(imported) == []


def test_a_caption_that_says_more_than_the_heading_is_kept(tmp_path):
    def captioned(table, made):
        return para(HEADINGS[table]) + made.replace("<table>", "<table><caption>数据含下属各站</caption>", 1)

    imported = read(tmp_path, body(captioned))
    for table in HEADINGS:
        section = FORM.section_of(table).id
        assert imported.report.section(section) == ("数据含下属各站", *REPORT.section(section))


def test_a_page_that_holds_the_report_twice_gives_it_once(tmp_path):
    imported = read(tmp_path, TOP + body() + FOOT + body())
    assert imported.report == REPORT
    assert codes(imported) == ["read-unplaced-text"]


@pytest.mark.parametrize(
    "title",
    [
        "2021年政府信息公开工作年度报告",
        "乙山县水务局\n2021年政府信息公开工作年度报告",
        "乙山县\n水务局2021年\n政府信息公开工作年度报告",
    ],
)
def test_a_second_report_behind_the_first_is_told_and_no_text_of_its_last_section(tmp_path, title):
    second = body().replace(para(REPORT.title), "".join(map(para, title.split("\n"))))
    imported = read(tmp_path, body() + second)
    assert imported.report == REPORT
    (remark,) = imported.remarks
    assert remark.facts.paragraphs[0] == title.split("\n")[0]


@pytest.mark.parametrize("number", ["— 3 —", "-12-", "第3页 共8页", "第 3 页", "3 / 8"])
def test_page_numbers_between_paragraphs_are_no_text(tmp_path, number):
    imported = read(tmp_path, body().replace("</table>", f"</table>{para(number)}") + para(number))
    assert imported.report == REPORT
    assert codes(imported) == ["read-unplaced-text"]


def test_blanks_between_chinese_words_stay_and_breaks_of_the_source_go(tmp_path):
    page = body().replace(
        "这是第5部分的说明文字。", "县委办公室 县政府办公室\n    联合发文，全年\n开展培训。"
    )
    first = read(tmp_path, page).report.section("problems")[0]
    assert first == "县委办公室 县政府办公室联合发文，全年开展培训。"


@pytest.mark.parametrize("signature", [True, False])
def test_sentences_with_a_sites_words_stay_in_the_last_section(tmp_path, signature):
    sentence = "网站增设“联系我们”和网站地图，群众扫一扫即可查阅；信息来源：各业务科室。"
    page = body(signature=signature).replace("这是第6部分的说明文字。", sentence)
    last = FORM.definition.sections[-1].id
    imported = read(tmp_path, page + FOOT)
    assert imported.report.section(last) == (sentence, *REPORT.section(last)[1:])
    assert imported.report.signature == (REPORT.signature if signature else ())
    (remark,) = imported.remarks
    assert "网站地图" in str(remark.facts.text)


def test_a_sites_line_amid_the_last_section_takes_nothing_else_along(tmp_path):
    page = body().replace("<p>（一）第6部分", "<div>分享到：微信</div><p>（一）第6部分")
    imported = read(tmp_path, page)
    assert imported.report == REPORT
    (remark,) = imported.remarks
    assert remark.facts.paragraphs == ("分享到：微信",)


def test_a_page_that_lost_its_column_merges_is_read_in_the_forms_order_and_told(tmp_path):
    def without(table, made):
        return para(HEADINGS[table]) + re.sub(r' colspan="\d+"', "", made)

    imported = read(tmp_path, body(without))
    assert imported.report == REPORT
    assert codes(imported) == ["read-guessed-columns"]


def test_a_page_may_begin_with_many_blank_lines(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"\r\n" * 9000 + f"<html><body>{body()}</body></html>".encode())
    assert intake.read(path).report == REPORT


ADDRESS, FIGURE = next((a, t) for a, t in REPORT.cells.items() if a.startswith("requests."))
CELL = f"<td><p>{FIGURE}</p></td>"
ROW = next(row + "</tr>" for row in body().split("</tr>") if CELL in row).rpartition("<tr>")[2]


def changed(tmp_path, old: str, new: str):
    assert old in body()
    return read(tmp_path, body().replace(old, new, 1))


@pytest.mark.parametrize("hiding", ['style="display: none"', "hidden"])
def test_hidden_lines_and_cells_are_not_there(tmp_path, hiding):
    """Spreadsheets saved as pages keep hidden lines, and some tables the cells under a merge."""
    assert ROW in body()
    other = f"<tr {hiding}>{ROW.replace(FIGURE, '999', 1)}<tr>{ROW}"
    for old, new in ((f"<tr>{ROW}", other), (CELL, f"<td {hiding}>999</td>{CELL}")):
        imported = changed(tmp_path, old, new)
        assert imported.report == REPORT
        assert codes(imported) == []


def test_lines_of_a_table_inside_a_form_are_its_own(tmp_path):
    imported = read(
        tmp_path, body().replace("<table>", "<table><form>").replace("</table>", "</form></table>")
    )
    assert imported.report == REPORT
    assert codes(imported) == []


def test_a_figure_in_a_table_of_its_own_inside_a_cell_is_read_once(tmp_path):
    imported = changed(tmp_path, CELL, f"<td><table><tr>{CELL}</tr></table></td>")
    assert imported.report == REPORT
    assert codes(imported) == []


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_out_text_is_told_and_no_part_of_a_figure(tmp_path, tag):
    imported = changed(tmp_path, CELL, f"<td><{tag}>77</{tag}><ins>{FIGURE}</ins></td>")
    assert imported.report == REPORT
    assert [remark.facts.sentence for remark in imported.remarks] == ["带删除线的文字没有读入：“77”。"]


def test_a_tag_that_was_not_closed_takes_nothing_out(tmp_path):
    imported = read(tmp_path, f"<s>{body()}")
    assert imported.report == REPORT
    assert codes(imported) == []


def test_a_raised_mark_is_no_digit_of_the_figure_before_it(tmp_path):
    imported = changed(tmp_path, CELL, f"<td>{FIGURE}<sup><a>1</a></sup></td>")
    assert imported.report.cells[ADDRESS] == f"{FIGURE}¹"
    imported = changed(tmp_path, CELL, f"<td><sup>{FIGURE}</sup></td>")
    assert imported.report == REPORT


@pytest.mark.parametrize("named", ["iso-8859-1", "windows-1252", "us-ascii", "punycode", "gbk2312", "gb2312"])
def test_an_encoding_that_cannot_hold_chinese_is_not_believed(tmp_path, named):
    path = tmp_path / "page.html"
    path.write_bytes(f'<html><head><meta charset="{named}"></head><body>{body()}'.encode("gb18030"))
    assert intake.read(path).report == REPORT
