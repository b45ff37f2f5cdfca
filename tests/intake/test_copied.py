"""What the clipboard holds: text, HTML with a table, figures in the formats of accounting."""

import pytest

from intake.clipboard import Copied, place, read
from intake.clipboard.accounting import accounted, as_figure
from model import forms
from model.values import Measure

FORM = forms.load("2021")


def rows(*lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in lines)


def page(*lines: str) -> str:
    return f"<html><body><table>{''.join(lines)}</table></body></html>"


def test_a_cell_of_several_paragraphs_is_one_cell() -> None:
    text = "14\r\n\t6\r\n0\r\n\t1\r\n"
    html = page(
        "<tr><td><p>14</p><p>&nbsp;</p></td><td><p>6</p></td></tr>",
        "<tr><td><p>0</p><p></p></td><td>1</td></tr>",
    )
    assert read(text, html) == Copied(rows("14|6", "0|1"))


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display: none"',
        "hidden",
        "style='mso-yfti-irow:1;DISPLAY:none'",
        'style="visibility: collapse"',
        "height=0",
        'style="mso-height-source:userset; height:0.0pt"',
    ],
)
def test_rows_that_the_sheet_hides_are_left_out_and_counted(hiding: str) -> None:
    html = page(
        "<tr><td>8</td><td>2</td></tr>",
        f"<tr {hiding}><td>71</td><td>72</td></tr>",
        f"<tr {hiding}><td>73</td><td>74</td></tr>",
        "<tr><td>9</td><td>3</td></tr>",
    )
    assert read("8\t2\n71\t72\n73\t74\n9\t3\n", html) == Copied(rows("8|2", "9|3"), hidden=2)


@pytest.mark.parametrize(
    ("columns", "hiding"),
    [
        ('<col width=64><col span=2 width=0 style="display:none;mso-width-source:userset"><col>', ""),
        ("", ' style="display:none"'),
    ],
)
def test_columns_that_the_sheet_hides_are_left_out_and_counted(columns: str, hiding: str) -> None:
    hidden = f"<td{hiding}>71</td><td{hiding}>72</td>"
    html = page(columns, f"<tr><td>8</td>{hidden}<td>2</td></tr>", f"<tr><td>9</td>{hidden}<td>3</td></tr>")
    assert read("8\t71\t72\t2\n9\t71\t72\t3\n", html) == Copied(rows("8|2", "9|3"), hidden_columns=2)


def test_where_all_is_hidden_nothing_is_taken_from_the_text() -> None:
    html = page('<tr style="display:none"><td>71</td></tr>')
    assert read("71\n", html) == Copied((), hidden=1)


def test_merged_cells_keep_the_columns_behind_them_in_place() -> None:
    html = page(
        '<tr><td rowspan="2">甲</td><td colspan="2">5</td><td>6</td></tr>', "<tr><td>7</td><td>8</td></tr>"
    )
    assert read("", html).rows == rows("甲|5||6", "|7|8|")


def test_of_the_same_shape_the_text_is_taken() -> None:
    html = page("<tr><td>1.2E+03</td><td>4</td></tr>")
    assert read("1200\t4\n", html).rows == rows("1200|4")


@pytest.mark.parametrize("html", ["", "<p>3</p>", "<table></table>", "<table>" + "<div>" * 400])
def test_without_a_table_that_can_be_read_the_text_is_taken(html: str) -> None:
    assert read("3\t4", html).rows == rows("3|4")


def test_html_alone_is_enough() -> None:
    assert read("", page("<tr><td>3</td></tr>")).rows == rows("3")


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\ufeff", "\u200e", "\u2060", "\u00ad", "\u202a", "\ufe0f", "\u3164", "\u034f"]
)
def test_characters_that_nobody_sees_are_left_out(unseen: str) -> None:
    assert read(f"{unseen}5{unseen}\t1{unseen}2").rows == rows("5|12")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("-", "0"),
        (" -   ", "0"),
        ("——", "0"),
        ("(3)", "-3"),
        ("（1,250）", "-1,250"),
        ("¥ 86.50", "86.50"),
        ("￥(2.5)", "-2.5"),
        ("CNY 1,250.00", "1,250.00"),
        ("人民币(3)", "-3"),
        ("-4", "-4"),
        ("(一)", "(一)"),
        ("3-4", "3-4"),
        ("", ""),
    ],
)
def test_formats_of_accounting(text: str, figure: str) -> None:
    assert accounted(text) == figure


@pytest.mark.parametrize(
    ("text", "measure", "figure"),
    [
        ("12.00", Measure.COUNT, "12"),
        ("1,200.0", Measure.COUNT, "1200"),
        ("-6.00", Measure.SIGNED, "-6"),
        ("12.50", Measure.COUNT, "12.50"),
        ("12.00", Measure.AMOUNT, "12.00"),
    ],
)
def test_a_count_loses_decimals_that_are_0(text: str, measure: Measure, figure: str) -> None:
    assert as_figure(text, measure).text == figure


def test_a_block_of_accounting_lands_as_figures() -> None:
    copied = read(" 5 \t - \r\n 12.00 \t 1,234 \r\n")
    placed = place(FORM, "requests", copied.rows, "requests.granted.natural_person")
    assert placed.ok
    assert [one.text for one in placed.cells] == ["5", "0", "12", "1234"]
    assert [one.raw for one in placed.cells] == ["5", "-", "12.00", "1,234"]
