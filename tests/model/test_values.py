"""The one parser of a cell's text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.values import (
    Kind,
    Measure,
    canonical,
    in_unit,
    in_yuan,
    parse,
    plain,
    problem,
    rounded,
    without_idle_decimals,
)


@pytest.mark.parametrize("text", ["", " ", "　", "\n\t"])
def test_blank(text):
    figure = parse(text)
    assert figure.is_blank
    assert (figure.sign, figure.unit, figure.text) == ("", "", "")
    assert canonical(text) == ""


@pytest.mark.parametrize("text", ["/", "／", " ／ "])
def test_not_applicable(text):
    figure = parse(text)
    assert (figure.kind, figure.sign, figure.unit) == (Kind.NOT_APPLICABLE, "", "")
    assert canonical(text) == "/"


def test_blank_none_and_not_applicable_are_three_things():
    assert len({parse(text).kind for text in ("", "0", "/")}) == 3
    assert [parse(text).number for text in ("", "0", "/")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("text", "number", "saved"),
    [
        ("3001", "3001", "3001"),
        ("１，２３４", "1234", "1234"),
        ("1,234,567", "1234567", "1234567"),
        ("1 234", "1234", "1234"),
        ("　35　", "35", "35"),
        ("96171.6", "96171.6", "96171.6"),
        ("-89", "-89", "-89"),
        ("－８９", "-89", "-89"),
        *((f"{sign}89", "-89", "-89") for sign in "−–﹣—"),
        ("+4", "4", "+4"),
        ("+ 4", "4", "+4"),
        ("0.10", "0.10", "0.10"),
        ("007", "7", "007"),
    ],
)
def test_a_figure_keeps_its_text_and_is_exact(text, number, saved):
    figure = parse(text)
    assert figure.is_number
    assert figure.number == Decimal(number)
    assert figure.text == saved


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("197.3万", "万", "1973000"),
        ("128668元", "元", "128668"),
        ("1.5亿元", "亿元", "150000000"),
        ("12万元", "万元", "120000"),
        ("3亿", "亿", "300000000"),
    ],
)
def test_money_with_a_unit_of_its_own(text, unit, yuan):
    figure = parse(text)
    assert figure.unit == unit
    assert figure.text == text
    assert in_yuan(figure, "万元") == Decimal(yuan)


def test_money_without_a_unit_has_the_columns():
    assert in_yuan(parse("12"), "万元") == 120_000
    assert in_yuan(parse("12"), "元") == 12
    assert in_yuan(parse("12"), "") == 12


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("961600元", "万元", "96.16"),
        ("96.16", "万元", "96.16"),
        ("96.16万元", "元", "961600"),
        ("3亿元", "万元", "30000"),
        ("12万元", "", "120000"),
    ],
)
def test_an_amount_in_the_unit_of_its_column(text, unit, number):
    assert in_unit(parse(text), unit) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("无", "--", "12件", "1,23", "1.2.3", "3 4 5", "十二", "1e3", "½", "3/4", "+", "12 345 6", "9" * 60),
        *("110①", "110¹", "5²", "①", "12㈠"),  # a note's mark is no digit of the figure
    ],
)
def test_what_is_no_figure_is_kept_as_it_is(text):
    figure = parse(text)
    assert figure.kind is Kind.INVALID
    assert (figure.number, figure.sign, figure.unit) == (0, "", "")
    assert canonical(f" {text} ") == text


def test_a_figure_has_at_most_forty_characters():
    longest = "9" * 40
    assert parse(longest).text == longest
    assert parse(longest).is_number
    assert not parse(f"{longest}9").is_number


@pytest.mark.parametrize(
    ("text", "measure", "wrong"),
    [
        ("", Measure.COUNT, None),
        ("/", Measure.COUNT, None),
        ("0", Measure.COUNT, None),
        ("无", Measure.COUNT, "text"),
        ("+4", Measure.COUNT, "sign"),
        ("1.5", Measure.COUNT, "fraction"),
        ("3万", Measure.COUNT, "unit"),
        ("-4", Measure.SIGNED, None),
        ("-4.5", Measure.SIGNED, "fraction"),
        ("4元", Measure.SIGNED, "unit"),
        ("1.5", Measure.AMOUNT, None),
        ("-1.5", Measure.AMOUNT, "sign"),
        ("197.3万", Measure.MONEY, None),
        ("-1元", Measure.MONEY, "sign"),
    ],
)
def test_what_may_stand_in_a_column(text, measure, wrong):
    assert problem(parse(text), measure) == wrong


@pytest.mark.parametrize(
    ("number", "text"), [("805.00", "805"), ("0.0", "0"), ("-0", "0"), ("1E+3", "1000"), ("0.50", "0.5")]
)
def test_a_calculated_number_is_plain(number, text):
    assert plain(Decimal(number)) == text


@given(st.text())
def test_parsing_never_raises_and_is_settled_after_once(text):
    once = canonical(text)
    assert canonical(once) == once
    assert parse(once).kind is parse(text).kind


@given(st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False, allow_infinity=False))
def test_what_is_printed_is_read_again(number):
    assert parse(plain(number)).number == number


@given(st.integers(0, 10**12))
def test_separators_and_wide_digits_change_nothing(number):
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse(f"{number:,}").text == parse(wide).text == str(number)


@pytest.mark.parametrize(
    ("written", "measure", "text"),
    [
        ("12.00", Measure.COUNT, "12"),
        ("1,200.0", Measure.COUNT, "1200"),
        ("0.00", Measure.COUNT, "0"),
        ("-3.00", Measure.SIGNED, "-3"),
        ("+4.0", Measure.SIGNED, "+4"),
        ("12.50", Measure.COUNT, "12.50"),
        ("12.00", Measure.AMOUNT, "12.00"),
        ("12", Measure.COUNT, "12"),
        ("/", Measure.COUNT, "/"),
        ("无", Measure.COUNT, "无"),
    ],
)
def test_a_count_loses_decimals_that_say_nothing(written, measure, text):
    assert without_idle_decimals(parse(written), measure).text == text


@pytest.mark.parametrize("minus", "−‐‑‒–—―﹣－")
def test_every_dash_before_a_figure_is_its_minus(minus):
    assert parse(f"{minus}12").text == "-12"


@pytest.mark.parametrize("digits", [28, 40, 300])
def test_no_key_held_down_is_too_long_to_be_rounded(digits):
    number = Decimal("9" * digits)
    assert rounded(number, Decimal("0.01")) == number
    assert rounded(number / 3, Decimal(1)) == (number / 3).to_integral_value()
