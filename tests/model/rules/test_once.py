"""One error is told once: the finding that says less of it gives way, and nothing else does."""

import pytest

from model.rules import Span
from model.rules.findings import once
from model.rules.texts_parts import Listed
from tests.support.findings import finding

PERIOD = finding("text-year", span=Span("preamble", 0, 10, 30))


def listed(*figures: Span):
    return finding("text-parts", facts=Listed((), figures), span=figures[0])


@pytest.mark.parametrize(
    ("span", "gone"),
    [
        (Span("preamble", 0, 10, 14), True),
        (Span("preamble", 0, 26, 30), True),
        (Span("preamble", 0, 10, 30), True),
        (Span("preamble", 0, 9, 14), False),
        (Span("preamble", 0, 26, 31), False),
        (Span("preamble", 0, 40, 44), False),
        (Span("preamble", 0, 2, 6), False),
        (Span("preamble", 1, 10, 14), False),
        (Span("title", 0, 10, 14), False),
        (None, False),
    ],
)
def test_a_year_gives_way_to_the_period_around_it(span, gone):
    year = finding("dates", span=span)
    assert once([year, PERIOD]) == ([PERIOD] if gone else [year, PERIOD])


def test_a_period_without_a_place_takes_nothing_away():
    everything = [finding("dates", span=Span("preamble", 0, 1, 2)), finding("text-year")]
    assert once(everything) == everything


def test_fees_give_way_to_an_empty_section_and_not_to_another():
    fee, empty = finding("fee-missing", part="other"), finding("section-empty", part="other")
    elsewhere = finding("section-empty", part="overview")
    assert once([empty, fee]) == [empty]
    assert once([elsewhere, fee]) == [elsewhere, fee]


@pytest.mark.parametrize(
    ("span", "gone"),
    [
        (Span("overview", 2, 5, 7), True),
        (Span("overview", 2, 9, 10), True),
        (Span("overview", 2, 5, 8), False),
        (Span("overview", 1, 5, 7), False),
        (Span("problems", 2, 5, 7), False),
        (None, False),
    ],
)
def test_a_list_gives_way_to_the_one_figure_of_it_that_is_wrong(span, gone):
    parts = listed(Span("overview", 3, 0, 3), Span("overview", 2, 5, 7), Span("overview", 2, 9, 10))
    figure = finding("text-figure", span=span)
    assert once([parts, figure]) == ([figure] if gone else [parts, figure])


def test_of_two_alike_only_the_one_that_is_told_better_goes_and_the_order_stays():
    inside, outside = (finding("dates", span=Span("preamble", n, 10, 14)) for n in (0, 1))
    other = finding("growth")
    assert once([outside, other, inside, PERIOD]) == [outside, other, PERIOD]
    assert once([PERIOD, inside, inside]) == [PERIOD]
    assert once([outside, other]) == [outside, other]
