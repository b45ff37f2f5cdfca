"""What a recovery journal looks like on the disk, part by part, and how a disk that fails is told."""

import errno
import json
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from model.storage.codec import encode
from model.storage.journal import Journal, JournalError, pending
from model.storage.lines import edit_line
from model.storage.lock import claim, hold
from tests.support.journals import CELL, REPORT, crash, typed
from tests.support.system import open_files

posix = pytest.mark.skipif(sys.platform == "win32", reason="permission bits and locks of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc names open files")


def part(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def beginning(folder: Path) -> dict[str, object]:
    found = json.loads(part(folder).read_bytes().splitlines()[0])
    del found["crc"]
    return found


def test_a_part_begins_with_the_whole_report_and_goes_on_with_edits(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    assert re.fullmatch(r"[0-9a-f]{16}-000001\.journal", part(tmp_path).name)
    assert beginning(tmp_path) == {
        "journal": 1,
        "part": 1,
        "path": None,
        "saved": False,
        "report": encode(REPORT).decode(),
    }
    edit = typed(REPORT, "5")
    journal.append(edit)
    assert part(tmp_path).read_bytes().splitlines(keepends=True)[1:] == [edit_line(edit)]


def test_a_save_begins_a_part_that_knows_where_the_report_is(tmp_path: Path) -> None:
    path, folder = tmp_path / "r.nianbao", tmp_path / "journals"
    journal = Journal.start(folder, REPORT, None)
    first = part(folder)
    edit = typed(REPORT, "5")
    journal.append(edit)
    journal.saved(path)
    second = part(folder)
    assert second.name == first.name.replace("-000001", "-000002")
    assert beginning(folder) == {
        "journal": 1,
        "part": 2,
        "path": str(path),
        "saved": True,
        "report": encode(edit.apply(REPORT)).decode(),
    }
    journal.append(typed(REPORT, "6"))
    journal.move(tmp_path / "elsewhere")
    assert list(folder.iterdir()) == []
    assert (beginning(tmp_path / "elsewhere")["part"], beginning(tmp_path / "elsewhere")["saved"]) == (
        3,
        False,
    )


@pytest.mark.parametrize(
    ("path", "saved", "noted"), [("r", None, True), ("r", False, False), (None, None, False)]
)
def test_whether_the_report_stands_in_a_file_is_noted(
    tmp_path: Path, path: str | None, saved: bool | None, noted: bool
) -> None:
    Journal.start(tmp_path, REPORT, None if path is None else Path(path), saved=saved)
    assert (beginning(tmp_path)["saved"], beginning(tmp_path)["path"]) == (noted, path)


@posix
def test_a_journal_is_for_its_owner_alone_and_held_while_it_is_open(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path / "deep" / "journals", REPORT, None)
    file = part(tmp_path / "deep" / "journals")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open("rb") as other:
        assert not hold(other.fileno())
        journal.close(keep=True)
        assert hold(other.fileno())


@linux
def test_nothing_is_left_open(tmp_path: Path) -> None:
    before = open_files()
    journal = Journal.start(tmp_path, REPORT, None)
    assert open_files() == before + 1
    journal.append(typed(REPORT, "5"))
    for folder in ("a", "b"):
        journal.move(tmp_path / folder)
        assert open_files() == before + 1
    assert pending(tmp_path / "b") == []
    journal.close(keep=True)
    assert len(pending(tmp_path / "b")) == 1
    held = claim(tmp_path / "r.nianbao", tmp_path / "locks")
    assert held is not None
    assert claim(tmp_path / "r.nianbao", tmp_path / "locks") is None
    held.release()
    assert open_files() == before


@posix
def test_a_lock_is_for_its_owner_alone(tmp_path: Path) -> None:
    claim(tmp_path / "r.nianbao", tmp_path / "deep" / "locks")
    (file,) = (tmp_path / "deep" / "locks").iterdir()
    assert re.fullmatch(r"[0-9a-f]{32}\.lock", file.name)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@linux
def test_sync_forces_the_journal_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forced: list[Path] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        forced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    journal = Journal.start(tmp_path, REPORT, None)
    journal.append(typed(REPORT, "5"))
    journal.sync()
    assert forced == [part(tmp_path)] * 2


def test_a_journal_that_was_replaced_is_told(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    file = part(tmp_path)
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content)
    told = f"自动恢复记录暂时写不进去，请尽快保存报告。无法保存“{file}”：要保存到的文件夹不存在，"
    with pytest.raises(JournalError, match=re.escape(told)):
        journal.sync()
    assert not journal.working


@linux
def test_a_journal_that_cannot_go_on_leaves_nothing_open_and_its_file(tmp_path: Path) -> None:
    before = open_files()
    journal = Journal.start(tmp_path / "journals", REPORT, None)
    journal.append(typed(REPORT, "5"))
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError):
        journal.move(tmp_path / "file")
    assert not journal.working
    assert open_files() == before
    journal.append(typed(REPORT, "6"))
    assert [found.report.cell(CELL) for found in pending(tmp_path / "journals")] == ["5"]


def fail(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@linux
def test_a_part_that_does_not_reach_the_disk_leaves_nothing(tmp_path: Path) -> None:
    before = open_files()
    journal = Journal.start(tmp_path / "journals", REPORT, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(JournalError):
            journal.move(tmp_path / "other")
    assert open_files() == before
    assert list((tmp_path / "other").iterdir()) == []


def test_a_file_in_the_way_of_a_new_part_stays_and_the_next_try_gets_on(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    journal.append(typed(REPORT, "5"))
    name = part(tmp_path).name.replace("-000001", "-000002")
    (tmp_path / name).write_bytes(b"half a part that could not be removed")
    with pytest.raises(JournalError):
        journal.move(tmp_path)
    assert (tmp_path / name).read_bytes() == b"half a part that could not be removed"
    journal.move(tmp_path)
    assert journal.working
    crash(journal)
    assert [found.report.cell(CELL) for found in pending(tmp_path)] == ["5"]
    assert part(tmp_path).name == name.replace("-000002", "-000003")


@pytest.mark.parametrize("calls", [("lseek",), ("write", "ftruncate")])
def test_a_stick_that_was_pulled_is_told_and_the_journal_goes_on_elsewhere(
    tmp_path: Path, calls: tuple[str, ...]
) -> None:
    stick = tmp_path / "stick"
    journal = Journal.start(stick, REPORT, None)
    journal.append(typed(REPORT, "1"))
    with pytest.MonkeyPatch.context() as patch:
        for call in calls:
            patch.setattr(os, call, fail)
        with pytest.raises(JournalError) as caught:
            journal.append(typed(REPORT, "2"))
    told = "磁盘读写出错，可能是 U 盘已拔出、网络已断开或磁盘已损坏。请检查后再试，或换一个位置。"
    where = part(stick)
    assert str(caught.value) == f"自动恢复记录暂时写不进去，请尽快保存报告。无法保存“{where}”：{told}"
    assert [found.report.cell(CELL) for found in pending(stick)] == ["1"]
    journal.move(tmp_path / "other")
    crash(journal)
    assert [found.report.cell(CELL) for found in pending(stick, tmp_path / "other")] == ["2"]


def test_an_error_told_when_a_file_is_closed_costs_nothing(tmp_path: Path) -> None:
    real = os.close

    def close(descriptor: int) -> None:
        real(descriptor)
        fail()

    journal = Journal.start(tmp_path / "a", REPORT, None)
    journal.append(typed(REPORT, "5"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "close", close)
        journal.move(tmp_path / "b")
        crash(journal)
        found = pending(tmp_path / "a", tmp_path / "b")
    assert [item.report.cell(CELL) for item in found] == ["5"]
