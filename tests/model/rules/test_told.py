"""What is told of every planted error, word for word: findings, places, figures, sentences and fixes.

A change on purpose: ``python -m tests.support.told`` writes the file anew; its diff is what clerks will read.
"""

import pytest

from tests.support.told import PLANTS, kept, titles, told

KEPT = kept()


def test_nothing_else_is_kept():
    assert list(KEPT) == ["all titles", *PLANTS]


def test_the_titles_of_the_rules_are_as_they_were():
    assert titles() == KEPT["all titles"]


@pytest.mark.parametrize("key", PLANTS)
def test_what_is_told_is_as_it_was(key):
    assert told(key) == KEPT[key]
