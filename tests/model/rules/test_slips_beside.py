"""A slip in a decision's figure that its clause alone does not show: what stands beside it does."""

from dataclasses import replace

import pytest

from model import forms
from model.rules import Checker, Level
from model.rules.catalogue import TEXT_RULES
from tests.support.text_corpus import tables


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("公开行政许可信息1298条、行政处罚信息214条。", [Level.WARNING]),
        ("公开行政许可信息1298条、行政处罚信息208条。", [Level.HINT]),  # the other is wrong too
        ("公开行政许可信息1288条、行政处罚信息214条。", [Level.HINT]),  # one not shown
        ("公开行政许可信息1298条、行政许可结果1289条、行政处罚信息214条。", [Level.HINT]),  # twice
        ("公开行政许可信息1298条、行政强制信息0条。", [Level.HINT]),  # by chance
    ],
)
def test_turned_digits_beside_a_right_figure_of_the_table_are_more_than_a_hint(text, levels):
    report = replace(tables()["B"], sections={"overview": (text,)})
    found = Checker(forms.load(report.form), TEXT_RULES).check(report)
    assert [one.level for one in found] == levels
