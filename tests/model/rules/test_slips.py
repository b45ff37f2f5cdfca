"""Sums that miss by one slip of the hand, and lists that leave something out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.rules.slips import is_slip_of, one_slip_away, perhaps_one_slip_away


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        (415, [150, 251, 15]),  # one too many of a long sum
        (451, [150, 250, 15]),  # the digits of the whole turned
        (415, [105, 250, 15]),  # those of a part turned
        (36, [10, 9, 8, 8]),  # one is missing of many small ones
        (1201, [700, 500]),  # a pair misses by a hair
    ],
)
def test_a_slip(whole, parts):
    assert one_slip_away(Decimal(whole), list(map(Decimal, parts)))


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        (415, [150, 250, 15]),  # right
        (415, [150, 50]),  # leaves something out
        (120, [40, 20, 10]),
        (12, [5, 4, 1, 1]),  # too small to say
        (36, [20, 15]),
        (36, [35]),
    ],
)
def test_no_slip(whole, parts):
    assert not one_slip_away(Decimal(whole), list(map(Decimal, parts)))


@given(st.lists(st.integers(1, 5000).map(Decimal), min_size=1, max_size=8))
def test_a_right_sum_is_no_slip(parts):
    assert not one_slip_away(sum(parts, Decimal(0)), parts)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        (21596, [7055, 14542]),  # large figures that miss by one
        (21597, [7055, 41542]),
        (130, [65, 66]),
    ],
)
def test_a_slip_where_nobody_said_that_they_are_parts(whole, parts):
    assert one_slip_away(Decimal(whole), list(map(Decimal, parts)), said=False)


def test_what_is_near_is_no_slip_where_nobody_said_that_they_are_parts():
    assert one_slip_away(Decimal(1201), [Decimal(700), Decimal(496)])
    assert not one_slip_away(Decimal(1201), [Decimal(700), Decimal(496)], said=False)


@pytest.mark.parametrize(("whole", "parts"), [(36, [20, 15]), (83, [12, 62]), (12, [5, 4, 2])])
def test_a_small_list_that_is_worth_a_question(whole, parts):
    assert perhaps_one_slip_away(Decimal(whole), list(map(Decimal, parts)))


@pytest.mark.parametrize(("whole", "parts"), [(36, [20, 16]), (36, [20, 10]), (36, [35]), (415, [150, 50])])
def test_a_small_list_that_is_not(whole, parts):
    assert not perhaps_one_slip_away(Decimal(whole), list(map(Decimal, parts)))


@pytest.mark.parametrize(("written", "meant"), [(63, 36), (1420, 1240), (1241, 1240)])
def test_a_figure_that_is_another_but_for_a_slip(written, meant):
    assert is_slip_of(Decimal(written), Decimal(meant))


@pytest.mark.parametrize(("written", "meant"), [(35, 36), (15, 36), (36, 36), (1250, 1240), (99, 100)])
def test_a_figure_that_is_simply_another(written, meant):
    assert not is_slip_of(Decimal(written), Decimal(meant))
