"""A pasted block lands where it should, shifts nothing and refuses what is no figure."""

import pytest

from intake.clipboard import parse, place
from model import forms
from model.address import Address, make, split
from model.forms import Role

FORM = forms.load("2021")


def filled(placement):
    return {placed.address: placed.text for placed in placement.cells}


def official_block(table, figure=str):
    """The whole official table as Excel copies it: merged cells give their text once, then blanks."""
    layout = FORM.layouts[table]
    rows = [["" for _ in range(layout.columns)] for _ in range(layout.lines)]
    expected = {}
    for number, cell in enumerate(layout.cells):
        text = cell.text
        if cell.role is Role.FIGURE:
            text = figure(number)
            expected[cell.address] = text
        rows[cell.line][cell.column] = text
    return rows, expected


def test_parse_splits_lines_and_tabs_and_drops_the_last_break():
    assert parse("1\t2\r\n3\t\r\n") == [["1", "2"], ["3", ""]]


def test_parse_keeps_breaks_tabs_and_quotes_of_a_quoted_cell():
    assert parse('"商业\n企业"\t"a""b"\n1\t2\n') == [["商业\n企业", 'a"b'], ["1", "2"]]


def test_parse_of_an_unbalanced_quote_does_not_swallow_the_rest():
    assert parse('5"\t2\n3\t4') == [['5"', "2"], ["3", "4"]]


def test_a_plain_block_lands_at_the_anchor_with_unified_figures():
    anchor = Address("requests.granted.business")
    placement = place(FORM, "requests", parse("１，２３４\t2\n3\t／"), anchor)
    assert placement.ok
    assert not placement.labelled
    assert filled(placement) == {
        "requests.granted.business": "1234",
        "requests.granted.research": "2",
        "requests.partly_granted.business": "3",
        "requests.partly_granted.research": "/",
    }
    assert placement.cells[0].raw == "１，２３４"


def test_a_blank_stays_blank_and_shifts_nothing():
    placement = place(FORM, "requests", parse("1\t\t3"), Address("requests.received.natural_person"))
    assert filled(placement) == {
        "requests.received.natural_person": "1",
        "requests.received.business": "",
        "requests.received.research": "3",
    }


def test_a_plain_block_goes_over_headings_between_figures():
    placement = place(FORM, "disclosure", parse("7\n8"), Address("disclosure.normative_documents.issued"))
    assert filled(placement) == {
        "disclosure.normative_documents.issued": "7",
        "disclosure.licences.decisions": "8",
    }


@pytest.mark.parametrize(
    ("text", "anchor", "reason"),
    [
        ("1\t2\t3", "requests.received.other", "只放得下"),
        ("1\n2", "requests.carried_out.total", "只放得下"),
        ("1\t多\t3", "requests.received.business", "不是数字"),
        ("无", "requests.received.business", "不是数字"),
        ("\t\n", "requests.received.business", "没有可以粘贴的数据"),
        ("1\n2\t3", "disclosure.penalties.decisions", "没有粘贴"),
    ],
)
def test_what_does_not_fit_or_is_no_figure_is_refused_with_the_reason(text, anchor, reason):
    placement = place(FORM, split(Address(anchor))[0], parse(text), Address(anchor))
    assert not placement.ok
    assert reason in "".join(placement.refusals)


@pytest.mark.parametrize("table", ["disclosure", "requests", "litigation"])
def test_a_whole_official_table_is_recognised_wherever_it_is_pasted(table):
    rows, expected = official_block(table)
    anchor = list(expected)[-1]
    placement = place(FORM, table, rows, anchor)
    assert placement.ok, placement.refusals
    assert placement.labelled
    assert filled(placement) == expected


def test_rows_with_labels_land_in_their_rows():
    text = "2.重复申请\t\t\t1\t2\t3\t4\t5\t6\t21\n（七）总计\t\t\t0\t0\t0\t0\t0\t0\t0"
    placement = place(FORM, "requests", parse(text), Address("requests.received.natural_person"))
    assert placement.ok, placement.refusals
    cells = filled(placement)
    assert cells["requests.repeated.natural_person"] == "1"
    assert cells["requests.repeated.total"] == "21"
    assert cells["requests.results_total.total"] == "0"
    assert len(cells) == 14


def test_a_part_of_a_row_with_its_label_begins_at_the_selected_column():
    placement = place(FORM, "requests", parse("1.属于国家秘密\t4\t5"), Address("requests.received.research"))
    assert filled(placement) == {
        "requests.state_secret.research": "4",
        "requests.state_secret.charity": "5",
    }


def test_headings_alone_say_the_columns_and_the_selected_cell_the_rows():
    placement = place(
        FORM, "requests", parse("总计\t自然人\n9\t8\n7\t6"), Address("requests.granted.business")
    )
    assert placement.ok, placement.refusals
    assert filled(placement) == {
        "requests.granted.total": "9",
        "requests.granted.natural_person": "8",
        "requests.partly_granted.total": "7",
        "requests.partly_granted.natural_person": "6",
    }


def test_a_row_that_the_table_does_not_have_is_refused():
    text = "一、本年新收政府信息公开申请数量\t1\t1\t1\t1\t1\t1\t6\n完全不相干的一行\t2\t2\t2\t2\t2\t2\t12"
    placement = place(FORM, "requests", parse(text), Address("requests.received.natural_person"))
    assert not placement.ok
    assert "认不出" in placement.refusals[0]


def test_an_anchor_of_another_table_is_an_error():
    with pytest.raises(KeyError):
        place(FORM, "requests", [["1"]], make("litigation", "review", "total"))


@pytest.mark.parametrize("blank", ["total", "natural_person", ""])
def test_blanks_of_a_wide_label_shift_nothing(blank):
    """Excel copies the two more columns of a wide label as blanks; one at the end may be of another table."""
    columns = [c.id for c in FORM.tables["requests"].blocks[0].columns]
    figures = ["" if name == blank else str(number) for number, name in enumerate(columns, 1)]
    wanted = dict(zip(columns, figures, strict=True))
    label = "一、本年新收政府信息公开申请数量"
    for row in ([label, "", "", *figures], [label, *figures, ""]):
        placement = place(FORM, "requests", [row], Address("requests.received.natural_person"))
        assert placement.ok, placement.refusals
        assert {split(cell.address)[2]: cell.text for cell in placement.cells} == wanted


def test_a_block_may_begin_amid_the_heading_lines():
    """Copied from 商业企业 on: the headings of the line above, 自然人 and 总计, are not among it."""
    rows, expected = official_block("requests")
    first = FORM.layouts["requests"].heading_lines - 1
    placement = place(FORM, "requests", rows[first:], Address("requests.received.natural_person"))
    assert placement.ok, placement.refusals
    assert filled(placement) == expected
    swapped = [[*row[:-2], row[-1], row[-2]] for row in rows[first:]]
    assert not place(FORM, "requests", swapped, Address("requests.received.natural_person")).ok
