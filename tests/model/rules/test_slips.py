"""Sums that miss by one slip of the hand, and lists that leave something out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.rules.slips import one_slip_away


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
