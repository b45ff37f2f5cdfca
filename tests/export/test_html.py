"""The web page: accessible, self-contained, and the official form's tables."""

import re

import pytest
from lxml import html as reader

from export import html
from model import forms
from tests.support.export_reports import report, with_text

FORMS = pytest.mark.parametrize("form_id", forms.known())


def _page(form_id: str = "2021"):
    return reader.document_fromstring(html.render(report(form_id)))


@FORMS
def test_every_figure_names_headings_that_exist(form_id):
    form, page = forms.load(form_id), _page(form_id)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    by_id = {element.get("id"): element for element in page.iter("th")}
    figures = page.xpath("//td")
    assert len(figures) == len(form.cells)
    for figure in figures:
        heads = figure.get("headers").split()
        assert {by_id[name].get("scope") for name in heads} & {"col", "colgroup"}
    assert all(head.get("scope") for head in page.iter("th"))


def test_headings_of_figures_by_example():
    page = _page()
    named = {}
    for figure in page.xpath("//td"):
        heads = [page.get_element_by_id(name).text_content() for name in figure.get("headers").split()]
        named[figure.text_content()] = heads
    cells = report().cells
    assert named[cells["requests.state_secret.business"]] == [
        "申请人情况",
        "法人或其他组织",
        "商业企业",
        "三、本年度办理结果",
        "（三）不予公开",
        "1.属于国家秘密",
    ]
    assert named[cells["disclosure.penalties.decisions"]] == [
        "第二十条第（六）项",
        "本年处理决定数量",
        "行政处罚",
    ]
    assert named[cells["litigation.direct_suit.pending"]] == ["行政诉讼", "未经复议直接起诉", "尚未审结"]


@FORMS
def test_tables_are_those_of_the_form(form_id):
    form = forms.load(form_id)
    tables = _page(form_id).xpath("//table")
    assert [table.findtext("caption") for table in tables] == [t.label for t in form.definition.tables]
    for table, definition in zip(tables, form.definition.tables, strict=True):
        layout = form.layouts[definition.id]
        found = [(int(c.get("rowspan", 1)), int(c.get("colspan", 1))) for c in table.xpath(".//td|.//th")]
        assert found == [(cell.line_span, cell.column_span) for cell in layout.cells]
        assert len(table.xpath("./thead/tr")) == layout.heading_lines


def test_page_is_one_file_in_chinese_with_a_print_style():
    page = html.render(report())
    assert '<html lang="zh-CN">' in page
    assert "@media print" in page
    assert not re.search(r"<(script|link|img|iframe)|https?:|url\(|@import| on\w+=", page)


def test_headings_text_and_markup():
    made = with_text(
        report(), "overview", "（一）公开", "1.甲", "文字。", "（二）申请。<b>&\n乙  丙", "（1）丁", "文字。"
    )
    page = html.render(made)
    assert "<h3>（一）公开</h3>\n<h4>1.甲</h4>\n" in page
    assert (
        '<p><span class="run-in">（二）申请。</span>&lt;b&gt;&amp;<br class="line">乙\xa0\xa0丙</p>' in page
    )
    assert "<h5>（1）丁</h5>" in page


def test_items_of_a_list_and_the_note_under_a_table_are_no_headings():
    made = with_text(report(), "overview", "1.甲", "2.乙", "3.数据由财政局提供。")
    page = html.render(with_text(made, "disclosure", "（一）收费", "由财政局提供。"))
    for text in ("1.甲", "2.乙", "3.数据由财政局提供。", "（一）收费"):
        assert f"<p>{text}</p>" in page
