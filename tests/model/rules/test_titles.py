"""Every rule says in a few words what it checks."""

import pytest

from model.rules.catalogue import RULES
from model.rules.titles import TITLES


def test_every_rule_has_a_title_of_its_own_and_none_is_left_over():
    assert set(TITLES) == {item.code for item in RULES}
    assert len(set(TITLES.values())) == len(TITLES)


@pytest.mark.parametrize("title", TITLES.values())
def test_titles_are_short_enough_for_a_line_of_the_check_sheet(title):
    assert 6 <= len(title) <= 14
    assert not title.endswith("。")
