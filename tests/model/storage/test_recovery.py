"""What is found of the recovery journals that a crash left, and which of their parts count."""

import errno
import json
import os
import re
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from model.storage.journal import Journal, JournalError, discard, pending, set_aside
from model.storage.lines import edit_line, line
from tests.support.journals import CELL, REPORT, typed


def part(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


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


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="other disks know no such times")
def test_a_time_after_the_calendar_counts_as_the_oldest() -> None:
    after_9999 = 253_402_300_800
    with tempfile.TemporaryDirectory(dir="/dev/shm") as memory:
        os.utime(left(Path(memory), "5"), (after_9999, after_9999))
        (found,) = pending(Path(memory))
    assert found.when == datetime(1970, 1, 1, tzinfo=UTC)


def test_reports_in_several_folders_are_found_and_other_files_left_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    left(first, "1")
    left(second, "2")
    (first / "notes.txt").write_text("")
    found = pending(first, tmp_path / "none", second)
    assert {item.report.cell(CELL) for item in found} == {"1", "2"}
    assert (first / "notes.txt").exists()


def test_a_folder_that_is_given_twice_keeps_its_journals(tmp_path: Path) -> None:
    file = left(tmp_path, "5")
    assert [found.file for found in pending(tmp_path, tmp_path)] == [file]
    assert file.exists()


def test_a_folder_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    left(tmp_path / "journals", "5")
    assert len(pending(tmp_path / "file", tmp_path / "journals")) == 1
    with pytest.raises(JournalError) as caught:
        pending(tmp_path / "file", tmp_path / "none")
    assert str(caught.value) == f"无法读取“{tmp_path / 'file'}”：路径不正确，其中有一段不是文件夹。"


def test_what_cannot_be_opened_hides_no_other(tmp_path: Path) -> None:
    file = left(tmp_path, "5")
    strange = tmp_path / "0.journal"
    strange.mkdir()
    assert [found.file for found in pending(tmp_path)] == [file]
    assert strange.exists()


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    left(tmp_path, "5")
    os.mkfifo(tmp_path / "pipe.journal")
    (tmp_path / "device.journal").symlink_to("/dev/zero")
    assert len(pending(tmp_path)) == 1


def test_what_cannot_be_cleared_away_is_left_for_the_next_time(tmp_path: Path) -> None:
    def unlink(_file: Path, **_: bool) -> None:
        raise PermissionError(errno.EACCES, "held by a scanner")

    empty = left(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        assert pending(tmp_path) == []
    assert empty.exists()
    assert pending(tmp_path) == []
    assert not empty.exists()


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


def test_a_beginning_of_nothing_and_no_edits_is_kept_for_a_person_to_look_at(tmp_path: Path) -> None:
    file = left(tmp_path, "1")
    file.write_bytes(b"{\n{\n")
    assert pending(tmp_path) == []
    assert file.exists()
    file.write_bytes(b"")
    assert pending(tmp_path) == []
    assert not file.exists()


DAMAGES = ({"part": "x"}, {"part": float("inf")}, {"report": "{}"}, {"report": 5}, {"path": 5})


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_beginning_that_makes_no_sense_still_gives_the_edits(
    tmp_path: Path, damage: dict[str, object]
) -> None:
    file = left(tmp_path, "1")
    first, *others = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(json.dumps(json.loads(first) | damage).encode() + b"\n" + b"".join(others))
    (found,) = pending(tmp_path)
    assert (found.report.cell(CELL), found.complete) == ("1", False)
    assert file.exists()


def test_a_whole_beginning_of_a_program_that_knows_more_is_left_alone(tmp_path: Path) -> None:
    file = left(tmp_path, "1")
    first, *others = file.read_bytes().splitlines(keepends=True)
    start = json.loads(first)
    del start["crc"]
    start["report"] = start["report"].replace('"form": "2021"', '"form": "2031"')
    file.write_bytes(line(start) + b"".join(others))
    assert pending(tmp_path) == []
    assert file.exists()


def test_a_damaged_record_that_was_used_is_kept_under_another_name(tmp_path: Path) -> None:
    file = left(tmp_path, "1", "2")
    file.write_bytes(file.read_bytes().replace(b'"2"', b'"\0"', 1))
    (found,) = pending(tmp_path)
    assert (found.report.cell(CELL), found.complete) == ("2", False)
    content = file.read_bytes()
    kept = set_aside(found)
    assert kept.read_bytes() == content
    assert pending(tmp_path) == []
    assert list(tmp_path.iterdir()) == [kept]
    with pytest.raises(JournalError, match="无法保存"):
        set_aside(found)


def test_what_cannot_be_discarded_is_told(tmp_path: Path) -> None:
    file = left(tmp_path, "5")
    (found,) = pending(tmp_path)
    file.unlink()
    discard(found)
    file.mkdir()
    with pytest.raises(JournalError, match=re.escape(f"请管理员检查文件夹“{file.parent}”")):
        discard(found)


@pytest.mark.parametrize(
    "something", [{"cells": {CELL: "5"}}, {"sections": {"overview": ("甲",)}}, {"preamble": ("甲",)}]
)
def test_a_report_made_from_another_file_is_found_without_edits(
    tmp_path: Path, something: dict[str, Any]
) -> None:
    report = replace(REPORT, **something)
    Journal.start(tmp_path, report, None).close(keep=True)
    assert [(found.report, found.complete) for found in pending(tmp_path)] == [(report, True)]


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
