"""Which cells a rule is seen to look at."""

import pytest

from model.rules.looking import Watched

CELLS = {"requests.received.total": "9", "litigation.review.total": "0"}


def test_what_is_asked_for_is_noted_once_whether_it_is_there_or_not():
    cells = Watched(CELLS)
    assert cells["requests.received.total"] == "9"
    assert cells.get("requests.received.other", "") == ""
    with pytest.raises(KeyError):
        cells["requests.received.business"]
    assert cells.asked() == {
        "requests.received.total",
        "requests.received.other",
        "requests.received.business",
    }
    assert cells.asked() == set()


@pytest.mark.parametrize("through", [list, len, dict])
def test_who_goes_through_all_cells_looked_at_all(through):
    cells = Watched(CELLS)
    cells.get("requests.received.total")
    through(cells)
    cells.get("requests.received.total")
    assert cells["litigation.review.total"] == "0"
    assert cells.asked() is None
    assert cells.asked() == set()
