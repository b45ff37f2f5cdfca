"""A few kills of the real program; ``python -m tests.faults.kill`` makes hundreds."""

import os

import pytest

from tests.faults import kill


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_no_edit_is_lost_and_every_file_is_whole() -> None:
    made = kill.run(7, seed=7)
    assert [item.troubles for item in made] == [[]] * 7
    assert [item.lost_old for item in made] == [0] * 7
    assert sum(item.edits for item in made) > 0
