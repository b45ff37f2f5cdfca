"""A short run of the clerk's monkey; ``python -m tests.faults.monkey`` is the long one."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.faults.monkey import Monkey
from ui.dialogs import ask

DEEDS = 60


def test_random_deeds_do_no_harm(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("file_to_save", "file_to_open", "file_of", "folder_of", "show_in_system"):
        monkeypatch.setattr(ask, name, getattr(ask, name))  # what the monkey puts there goes again
    monkey = Monkey(tmp_path, 1)
    try:
        outcome = monkey.run(DEEDS)
    finally:
        monkey.finish()
    assert outcome.troubles == []
    assert outcome.compared == DEEDS // 20
    assert outcome.deeds.total() == DEEDS
