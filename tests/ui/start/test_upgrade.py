"""Settings and a record of unsaved work that version 0.1.0 left are taken over as they are."""

import shutil
from pathlib import Path

from model.address import Address
from model.storage.journal import pending
from ui.settings import Settings, recovery_folders
from ui.start.recovered import reopen

LEFT = Path(__file__).with_name("files-0.1.0")  # written by that version, killed with an edit unsaved


def taken_over(tmp_path: Path) -> Path:
    state = tmp_path / "state"
    shutil.copytree(LEFT, state)
    return state


def test_settings_are_kept(tmp_path: Path) -> None:
    settings = Settings(taken_over(tmp_path) / "settings.ini")
    assert settings.font_points == 13
    assert settings.theme == "dark"
    assert settings.autosave
    assert settings.template_folder == "/office/templates"
    assert settings.quiet_words == {"按步就班"}
    assert [path.name for path in settings.recent] == ["2023.nianbao", "2022.nianbao"]


def test_unsaved_work_is_offered_whole(tmp_path: Path) -> None:
    state = taken_over(tmp_path)
    (recovery,) = pending(*recovery_folders(state)[:1])
    assert recovery.complete
    session, opened = reopen(recovery, state)
    assert opened.told == ""
    assert session.report.organ == "青禾县水务局"
    assert session.report.cell(Address("requests.received.natural_person")) == "12"
    assert session.report.cell(Address("requests.received.total")) == "12"
    assert not session.undo_stack.isClean()
