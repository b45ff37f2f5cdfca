"""What the Word file of a report holds, in compact notation."""

import subprocess
import sys
from dataclasses import replace

import pytest

from export import word
from model import forms
from tests.support.export_reports import report, with_cell, with_text
from tests.support.word_xml import W, body, compact, paragraphs, text


def _overview(*texts: str) -> list[str]:
    """The paragraphs that section one prints for some texts."""
    found = [compact(p) for p in paragraphs(word.render(with_text(report(), "overview", *texts)))]
    start, end = (next(i for i, p in enumerate(found) if mark in p) for mark in ("一、总体", "二、主动"))
    return found[start + 1 : end]


def test_heading_that_stands_alone_has_the_heading_style():
    assert _overview("（一）主动公开", "1.办理情况", "（1）登记", "逐件登记。") == [
        'p(pPr(pStyle{Heading2}) r(t"（一）主动公开"))',
        'p(pPr(pStyle{Heading3}) r(t"1.办理情况"))',
        'p(pPr(pStyle{Heading4}) r(t"（1）登记"))',
        'p(pPr(pStyle{GovBody}) r(t"逐件登记。"))',
    ]


@pytest.mark.parametrize(
    "texts", [("1.加强培训", "2.加强考核"), ("（一）全年没有收费。",), ("3.数据由财政局提供。",)]
)
def test_items_of_a_list_and_numbered_sentences_are_set_as_body(texts):
    assert _overview(*texts) == [f'p(pPr(pStyle{{GovBody}}) r(t"{one}"))' for one in texts]


def test_the_note_under_a_table_has_no_headings():
    made = with_text(report(), "disclosure", "（一）收费情况", "1.数据来源。由财政局提供。")
    found = [compact(p) for p in paragraphs(word.render(made))]
    assert 'p(pPr(pStyle{GovBody}) r(t"（一）收费情况"))' in found
    assert 'p(pPr(pStyle{GovBody}) r(t"1.数据来源。由财政局提供。"))' in found


def test_the_signature_stays_with_the_last_paragraph_of_the_text():
    made = with_text(report(), "other", "第一段。", "最后一段。")
    first, last, organ, date = map(compact, paragraphs(word.render(made))[-4:])
    assert "keepNext" not in first
    assert last == 'p(pPr(pStyle{GovBody} keepNext keepLines) r(t"最后一段。"))'
    assert "keepNext keepLines" in organ
    assert "keepNext" not in date  # it would hold on to nothing


def test_the_caption_of_a_last_chart_holds_on_to_the_signature():
    made = with_text(report(), "other", "本年收费情况如下。", "{{ chart.results }}")
    *_, caption, _organ, _date = map(compact, paragraphs(word.render(made)))
    assert caption.startswith("p(pPr(pStyle{GovBody} keepNext ")
    assert "图1" in caption


@pytest.mark.parametrize("run", ["https://www.qingshi.gov.cn/zwgk", "0513-8421678", "zwgk@qingshi.gov.cn"])
def test_beside_an_address_or_a_number_a_line_is_not_stretched(run):
    assert _overview(f"详见{run}。", "共12345678件。".replace("8", "")) == [
        f'p(pPr(pStyle{{GovBody}} jc{{left}}) r(t"详见{run}。"))',
        'p(pPr(pStyle{GovBody}) r(t"共1234567件。"))',
    ]


def test_heading_that_runs_in_styles_its_own_words_only():
    assert _overview("（一）主动公开。全年公开信息。") == [
        'p(pPr(pStyle{GovBody}) r(rPr(rStyle{Heading2Char}) t"（一）主动公开。") r(t"全年公开信息。"))'
    ]


def test_heading_with_its_text_on_the_next_line_styles_its_own_words_only():
    text = "（一）主动公开情况\n全年公开一百条。"
    head = 'r(rPr(rStyle{Heading2Char}) t"（一）主动公开情况")'
    assert _overview(text) == [f'p(pPr(pStyle{{GovBody}}) {head} r(t"" br t"全年公开一百条。"))']


def test_line_breaks_markup_and_live_figures():
    assert _overview("甲<b>&乙\n丙：{{ requests.received.total }}件") == [
        'p(pPr(pStyle{GovBody}) r(t"甲<b>&乙" br t"丙：1013件"))'.replace(
            "1013", report().cells["requests.received.total"]
        )
    ]


def test_blank_paragraphs_and_blanks_around_are_left_to_the_style():
    assert _overview("", " \u3000", "\u3000\u3000正文 ") == ['p(pPr(pStyle{GovBody}) r(t"正文"))']


def test_what_xml_cannot_hold_is_left_out():
    assert _overview("甲\x00\x08\ufffe\ud800乙\x0b丙") == ['p(pPr(pStyle{GovBody}) r(t"甲乙" br t"丙"))']


def test_an_unknown_live_figure_and_template_code_print_as_they_are():
    code = "{{ nowhere }} {% for x in y %} {{ 7*7 }} \ufdd0 title \ufdd1"
    assert _overview(code) == [f'p(pPr(pStyle{{GovBody}}) r(t"{code}"))']


def test_title_on_two_lines_and_signature_by_the_standard():
    first, *_, organ, date = paragraphs(word.render(report()))
    assert compact(first) == (
        'p(pPr(pStyle{GovTitle}) r(t"青石市人民政府" br t"2021年政府信息公开工作年度报告"))'
    )
    # 10 characters and 6½: the date begins two characters after the organ.
    assert compact(organ) == (
        "p(pPr(pStyle{GovSignature} keepNext keepLines spacing{100,579} ind{200,640})"
        ' r(t"青石市人民政府办公室"))'
    )
    # 3150 twips; 3 characters, 7 digits and 5 spaces between them are 2375.
    assert compact(date) == 'p(pPr(pStyle{GovSignature} ind{242,775}) r(t"2022年1月26日"))'


def test_with_a_seal_the_date_keeps_four_characters_free_and_the_organ_is_centred_on_it():
    made = replace(report(), signature=("青石市水务局", "2022年1月26日"), sealed=True)
    organ, date = map(compact, paragraphs(word.render(made))[-2:])
    assert "ind{400,1280}" in date
    assert "ind{476,1522}" in organ  # half of what 2375 is more than 1890


def test_an_organ_too_long_for_its_seal_reaches_to_the_edge():
    made = replace(report(), signature=("青石市" + "水务" * 10 + "局", "2022年1月26日"), sealed=True)
    organ, date = map(compact, paragraphs(word.render(made))[-2:])
    assert "ind{0,0}" in organ
    assert "ind{810,2592}" in date


def test_long_date_keeps_two_characters_free():
    made = replace(report(), signature=("青石市", "2022年1月26日"))
    organ, date = paragraphs(word.render(made))[-2:]
    assert "ind{847,2710}" in compact(organ)  # 2375 of the date, 4 characters, less 3 of 315
    assert "ind{200,640}" in compact(date)


def test_the_date_below_an_organ_longer_than_a_line_stays_on_its_own_line():
    made = replace(
        report(),
        signature=("青石市高新技术产业开发区管理委员会综合行政执法和应急管理事务中心", "2022年1月26日"),
    )
    date = paragraphs(word.render(made))[-1]
    organ = paragraphs(word.render(made))[-2]
    assert text(organ) == "青石市高新技术产业开发区管理委员会\n综合行政执法和应急管理事务中心"
    assert "ind{931,2980}" in compact(date)  # 17 characters and 14; the date begins two after the first


def test_a_report_without_a_title_gets_the_official_one():
    made = word.render(replace(report(), title=""))
    assert text(paragraphs(made)[0]) == forms.load("2021").title("青石市", 2021)


@pytest.mark.parametrize("form_id", forms.known())
def test_every_figure_stands_in_the_place_of_its_cell(form_id):
    form, made = forms.load(form_id), report(form_id)
    tables = body(word.render(made)).findall(f"{W}tbl")
    for table, definition in zip(tables, form.definition.tables, strict=True):
        rows = [_by_column(row) for row in table.findall(f"{W}tr")]
        for cell in form.layouts[definition.id].cells:
            expected = made.cells[cell.address] if cell.address else cell.text
            assert rows[cell.line][cell.column] == expected


def _by_column(row) -> dict[int, str]:
    found, column = {}, 0
    for cell in row.findall(f"{W}tc"):
        found[column] = text(cell)
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        column += 1 if span is None else int(span.get(f"{W}val"))
    return found


def test_blank_zero_and_slash_stay_apart():
    made = report()
    for address, figure in {"received": "", "carried_in": "0", "granted": "/"}.items():
        made = with_cell(made, f"requests.{address}.research", figure)
    rows = body(word.render(made)).findall(f"{W}tbl")[1].findall(f"{W}tr")
    assert [_by_column(row)[5] for row in rows[3:6]] == ["", "0", "/"]


def test_the_same_report_gives_the_same_file():
    assert word.render(report()) == word.render(report())


def test_word_libraries_load_at_the_first_export_only():
    code = "import sys, export.word, export.html; print({'lxml','jinja2','docx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
