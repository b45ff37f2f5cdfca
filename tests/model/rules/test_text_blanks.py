"""Figures of the text against tables whose noughts were left blank."""

import pytest

from model import forms
from model.address import Address
from model.report import Report
from model.rules import Checker
from model.rules.catalogue import TEXT_RULES

FORM = forms.load("2021")
WHOLE = {
    "requests.received.natural_person": "12",
    "requests.received.total": "12",
    "requests.granted.total": "8",
    "requests.not_held.total": "3",
    "requests.results_total.total": "11",
    "requests.carried_out.total": "1",
    "litigation.review.upheld": "2",
    "litigation.review.total": "2",
}


def found(text: str, **changes: str) -> list[str]:
    """The codes of what is found in a text beside the tables, some of their figures changed."""
    cells = WHOLE | {name.replace("__", "."): figure for name, figure in changes.items()}
    told = {Address(address): figure for address, figure in cells.items()}
    report = Report("2021", "云州市水务局", 2024, cells=told, sections={"overview": (text,)})
    return [one.code for one in Checker(FORM, TEXT_RULES).check(report)]


@pytest.mark.parametrize("text", ["收到申请12件，无法提供4件。", "收到申请12件，不予公开2件。"])
def test_blanks_beside_which_all_that_came_is_told_are_noughts(text):
    assert found(text) == ["text-figure"]


def test_what_is_told_right_beside_blanks_is_right():
    assert not found("收到申请12件，予以公开8件，无法提供3件，结转下年度继续办理1件。")


@pytest.mark.parametrize(
    "changes",
    [
        {"requests__granted__total": "7", "requests__results_total__total": "10"},  # one was not told yet
        {"requests__results_total__total": ""},
        {"requests__granted__total": "7"},
        {"requests__carried_out__total": "?"},
    ],
)
def test_where_something_is_missing_a_blank_says_nothing(changes):
    assert not found("收到申请12件，无法提供4件。", **changes)


def test_a_total_that_nothing_confirms_makes_no_nought_of_a_blank():
    assert not found("行政复议2件，其中尚未审结1件。")
