"""What a recovery journal looks like on the disk, part by part, and which of its parts count."""

import json
import os
import re
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from model import forms
from model.address import Address
from model.report import Edit, Report, set_cells
from model.storage.codec import encode
from model.storage.journal import Journal, JournalError, discard, pending
from model.storage.lines import edit_line
from model.storage.lock import claim, hold

FORM = forms.load("2021")
REPORT = Report("2021", "青禾县人民政府", 2024)
CELL = Address("requests.received.natural_person")

posix = pytest.mark.skipif(sys.platform == "win32", reason="permission bits and locks of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc names open files")


def typed(report: Report, text: str) -> Edit:
    return set_cells(FORM, report, {CELL: text})


def part(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def beginning(folder: Path) -> dict[str, object]:
    return json.loads(part(folder).read_bytes().splitlines()[0])


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


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


def left(folder: Path, *texts: str, path: Path | None = None) -> Path:
    """Leave a journal with some edits as a crash would."""
    journal = Journal.start(folder, REPORT, path)
    for text in texts:
        journal.append(typed(REPORT, text))
    journal.close(keep=True)
    return part(folder)


def test_what_is_found_says_when_where_and_which_file(tmp_path: Path) -> None:
    file = left(tmp_path, "5", path=Path("r.nianbao"))
    os.utime(file, (1_700_000_000, 1_700_000_000))
    (found,) = pending(tmp_path)
    assert (found.file, found.path, found.complete) == (file, Path("r.nianbao"), True)
    assert found.when == datetime.fromtimestamp(1_700_000_000, UTC)


def test_a_time_before_the_calendar_counts_as_the_oldest(tmp_path: Path) -> None:
    os.utime(left(tmp_path, "5"), (-5, -5))
    (found,) = pending(tmp_path)
    assert found.when == datetime(1970, 1, 1, tzinfo=UTC)


def test_reports_in_several_folders_are_found_and_other_files_left_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    left(first, "1")
    left(second, "2")
    (first / "notes.txt").write_text("")
    found = pending(first, tmp_path / "none", second)
    assert {item.report.cell(CELL) for item in found} == {"1", "2"}
    assert (first / "notes.txt").exists()


def test_a_folder_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    left(tmp_path / "journals", "5")
    assert len(pending(tmp_path / "file", tmp_path / "journals")) == 1
    with pytest.raises(JournalError) as caught:
        pending(tmp_path / "file", tmp_path / "none")
    assert str(caught.value) == f"无法读取“{tmp_path / 'file'}”：路径不正确，其中有一段不是文件夹。"


def test_of_many_parts_the_latest_counts_and_the_others_go(tmp_path: Path) -> None:
    file = left(tmp_path, "1")
    lines = file.read_bytes().splitlines(keepends=True)
    for number in (2, 10):
        start = json.loads(lines[0]) | {"part": number}
        other = file.with_name(file.name.replace("-000001", f"-{number:06}"))
        other.write_bytes(json.dumps(start).encode() + b"\n" + edit_line(typed(REPORT, str(number))))
    (found,) = pending(tmp_path)
    assert found.report.cell(CELL) == "10"
    assert list(tmp_path.iterdir()) == [found.file]


def test_an_old_part_of_a_journal_in_use_is_cleared_away(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path / "now", REPORT, None)
    now = part(tmp_path / "now")
    old = left(tmp_path / "old", "1").rename(tmp_path / "now" / now.name.replace("-000001", "-000000"))
    assert pending(tmp_path / "now") == []
    assert not old.exists()
    assert now.exists()
    journal.close()


def test_a_damaged_beginning_with_edits_after_it_is_kept_for_a_person_to_look_at(tmp_path: Path) -> None:
    file = left(tmp_path, "1")
    file.write_bytes(b"{\n" + file.read_bytes().splitlines(keepends=True)[1])
    assert pending(tmp_path) == []
    assert file.exists()
    file.write_bytes(b"")
    assert pending(tmp_path) == []
    assert not file.exists()


DAMAGES = ({"part": "x"}, {"part": float("inf")}, {"report": "{}"}, {"report": 5}, {"path": 5})


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_unknown_beginning_is_left_alone(tmp_path: Path, damage: dict[str, object]) -> None:
    file = left(tmp_path, "1")
    first, *others = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(json.dumps(json.loads(first) | damage).encode() + b"\n" + b"".join(others))
    assert pending(tmp_path) == []
    assert file.exists()


def test_what_cannot_be_discarded_is_told(tmp_path: Path) -> None:
    file = left(tmp_path, "5")
    (found,) = pending(tmp_path)
    file.unlink()
    discard(found)
    file.mkdir()
    with pytest.raises(JournalError, match=re.escape(f"无法保存“{file}”：")):
        discard(found)


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


@pytest.mark.parametrize(
    "something", [{"cells": {CELL: "5"}}, {"sections": {"overview": ("甲",)}}, {"preamble": ("甲",)}]
)
def test_a_report_made_from_another_file_is_found_without_edits(
    tmp_path: Path, something: dict[str, Any]
) -> None:
    report = replace(REPORT, **something)
    Journal.start(tmp_path, report, None).close(keep=True)
    assert [found.report for found in pending(tmp_path)] == [report]


def test_an_empty_report_that_went_on_elsewhere_is_found(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path / "a", REPORT, None)
    journal.move(tmp_path / "b")
    journal.close(keep=True)
    assert [found.report for found in pending(tmp_path / "b")] == [REPORT]


@pytest.mark.parametrize(
    ("last", "complete"), [(b'{"changes":', True), (b'{"changes":\n', False), (b"{}\n", False)]
)
def test_only_a_last_line_that_was_being_written_is_no_loss(
    tmp_path: Path, last: bytes, complete: bool
) -> None:
    file = left(tmp_path, "1")
    file.write_bytes(file.read_bytes() + last)
    (found,) = pending(tmp_path)
    assert (found.report.cell(CELL), found.complete) == ("1", complete)
    file.write_bytes(file.read_bytes() + edit_line(typed(REPORT, "2")))
    assert [item.complete for item in pending(tmp_path)] == [False]
