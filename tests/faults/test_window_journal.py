"""The window's journal goes on elsewhere when its folder fails, and the next start finds it there."""

import os
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import set_cells
from model.storage.files import save
from model.storage.journal import pending
from tests.support.shell_reports import whole
from ui.document.recovery import JournalWriter
from ui.session import Session
from ui.settings import RECOVERY, recovery_folders

CELL = Address("requests.received.business")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the second folder of Windows is one for all tests")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    (tmp_path / "run").mkdir()
    return recovery_folders(tmp_path / "state")


class Typist:
    """A session with its journal, typed into."""

    def __init__(self, folder: Path, folders: tuple[Path, ...]) -> None:
        path = folder / "r.nianbao"
        save(whole(), path, None)
        self.session = Session(whole(), path)
        self.journal = JournalWriter(self.session, folders, begin=False)
        self.told: list[str] = []
        self.journal.told.connect(self.told.append)

    def type(self, text: str) -> None:
        session = self.session
        session.do(set_cells(session.form, session.report, {CELL: text}))
        self.journal.sync()

    def crash(self) -> None:
        """End the journal as the end of its program would: the file stays, the lock goes."""
        assert self.journal._journal is not None
        self.journal._journal.close(keep=True)


def test_a_folder_that_vanishes(qtbot: QtBot, tmp_path: Path, folders: tuple[Path, ...]) -> None:
    typist = Typist(tmp_path, folders)
    typist.type("3")
    shutil.rmtree(tmp_path / "state")
    (tmp_path / "state").write_text("no folder any more")
    typist.type("4")
    typist.type("5")
    typist.crash()
    assert len(typist.told) == 2
    assert "请尽快保存报告" in typist.told[0]
    assert "已换到另一个位置" in typist.told[1]
    (found,) = pending(folders[1])
    assert found.report == typist.session.report
    assert pending(*folders)[0].report.cell(CELL) == "5"


def test_a_folder_that_never_was(qtbot: QtBot, tmp_path: Path, folders: tuple[Path, ...]) -> None:
    (tmp_path / "state").write_text("no folder")
    typist = Typist(tmp_path, folders)
    typist.type("3")
    typist.crash()
    assert [item.report.cell(CELL) for item in pending(*folders)] == ["3"]


def test_no_place_at_all_is_told_and_the_next_edit_tries_again(
    qtbot: QtBot, tmp_path: Path, folders: tuple[Path, ...]
) -> None:
    for folder in folders:
        folder.parent.mkdir(exist_ok=True)
        folder.write_text("no folder")
    typist = Typist(tmp_path, folders)
    typist.type("3")
    assert typist.told
    assert all("自动恢复记录暂时写不进去" in text for text in typist.told)
    folders[0].unlink()
    typist.type("4")
    typist.crash()
    assert [item.report.cell(CELL) for item in pending(*folders)] == ["4"]


def test_parts_in_two_folders_are_one_report(qtbot: QtBot, tmp_path: Path, folders: tuple[Path, ...]) -> None:
    typist = Typist(tmp_path, folders)
    typist.type("3")
    (old,) = folders[0].iterdir()
    content = old.read_bytes()
    typist.journal._journal.move(folders[1])  # type: ignore[union-attr]
    typist.type("4")
    old.write_bytes(content)  # a disk that came back with what stood on it
    typist.crash()
    assert [item.report.cell(CELL) for item in pending(*folders)] == ["4"]
    assert not old.exists()


def test_without_a_second_folder_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert recovery_folders(tmp_path) == (tmp_path / RECOVERY,)
