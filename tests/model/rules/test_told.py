"""What is told of every planted error, word for word: findings, places, figures, sentences and fixes.

A change on purpose: ``python -m tests.support.told`` writes the file anew; its diff is what clerks will read.
"""

import pytest

from tests.support.told import PLANTS, kept, told

KEPT = kept()


def test_nothing_else_is_kept():
    assert list(KEPT) == list(PLANTS)


@pytest.mark.parametrize("key", PLANTS)
def test_what_is_told_is_as_it_was(key):
    assert told(key) == KEPT[key]
