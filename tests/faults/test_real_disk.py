"""Real disks that are full, read-only or gone; they need a root who may mount, or a kernel that limits."""

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from export import ExportError, html, word
from model.report import set_text
from model.storage.files import open_report, save
from model.storage.journal import Journal, JournalError, pending
from model.storage.troubles import StorageError
from tests.support.shell_reports import whole
from ui.preview import pdf

OLD = whole()
NEW = replace(OLD, preamble=("另写一句，使文件与原来不同。",))


def mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, check=False)
    if done.returncode:
        raise OSError(errno.EPERM, done.stderr.decode(errors="replace"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 KB in memory."""
    if not sys.platform.startswith("linux"):
        pytest.skip("mounting a disk in memory is Linux's")
    folder = tmp_path / "盘"
    folder.mkdir()
    try:
        mount("-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder))
    except OSError as error:
        pytest.skip(f"no right to mount: {error}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, leave: int) -> None:
    """Fill a disk up to some bytes."""
    with contextlib.suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)
    with (folder / "filler").open("rb+") as filler:
        filler.truncate((folder / "filler").stat().st_size - leave)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("leave", [0, 4096])
def test_a_full_disk_keeps_the_old_file(small_disk: Path, leave: int) -> None:
    path = small_disk / "报告.nianbao"
    found = save(OLD, path, None)
    fill(small_disk, leave)
    before = sorted(small_disk.iterdir())
    with pytest.raises(StorageError, match="磁盘已满"):
        save(NEW, path, found)
    for write, name in ((word.write, "报告.docx"), (html.write, "报告.html"), (pdf.write, "报告.pdf")):
        with pytest.raises(ExportError, match="磁盘已满"):
            write(NEW, small_disk / name)
    assert sorted(small_disk.iterdir()) == before
    assert open_report(path).report == OLD
    (small_disk / "filler").unlink()
    save(NEW, path, found)
    assert open_report(path).report == NEW


def test_the_journal_of_a_full_disk_goes_on_elsewhere(small_disk: Path, tmp_path: Path) -> None:
    journal = Journal.start(small_disk / "recovery", OLD, None)
    fill(small_disk, 0)
    report, told = OLD, ""
    for number in range(200):
        edit = set_text(report, "overview", (f"第{number}次修改。" * 20,))
        report = edit.apply(report)
        try:
            journal.append(edit)
            journal.sync()
        except JournalError as error:
            told = str(error)
            journal.move(tmp_path / "elsewhere")
    journal.close(keep=True)
    assert "磁盘已满" in told
    (found,) = pending(tmp_path / "elsewhere")
    assert found.report == report


@pytest.mark.parametrize("now", [-1e11, 2.0**33, 253402300799.0, 253402300800.0, 1e17])
def test_times_that_no_calendar_has_hide_no_recovery(small_disk: Path, now: float) -> None:
    edit = set_text(OLD, "problems", ("时钟错乱时写的。",))
    journal = Journal.start(small_disk, OLD, None)
    journal.append(edit)
    journal.close(keep=True)
    for file in small_disk.iterdir():
        os.utime(file, (now, now))
    (found,) = pending(small_disk)
    assert found.report == edit.apply(OLD)
    assert found.when.astimezone(timezone(timedelta(hours=8))).year >= 1970


@pytest.mark.usefixtures("qapp")
def test_a_read_only_disk_is_told(small_disk: Path) -> None:
    path = small_disk / "报告.nianbao"
    found = save(OLD, path, None)
    mount("-o", "remount,ro", str(small_disk))
    with pytest.raises(StorageError, match="只读"):
        save(NEW, path, found)
    for write, name in ((word.write, "报告.docx"), (pdf.write, "报告.pdf")):
        with pytest.raises(ExportError, match="只读"):
            write(NEW, small_disk / name)
    with pytest.raises(JournalError, match="只读"):
        Journal.start(small_disk / "recovery", OLD, path)
    assert open_report(path).report == OLD


def test_a_disk_that_is_gone_is_told_and_the_journal_goes_on(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "报告.nianbao"
    found = save(OLD, path, None)
    journal = Journal.start(small_disk / "recovery", OLD, path)
    journal.append(set_text(OLD, "problems", ("拔出之前写的。",)))
    subprocess.run(["umount", "-l", str(small_disk)], check=True)
    with pytest.raises(StorageError, match="另存为"):
        save(NEW, path, found)
    with pytest.raises(JournalError, match="请尽快保存报告"):
        journal.sync()
    edit = set_text(OLD, "other", ("拔出之后写的。",))
    journal.append(edit)
    journal.move(tmp_path / "elsewhere")
    journal.close(keep=True)
    mount("-t", "tmpfs", "-o", "size=128k", "tmpfs", str(small_disk))
    (recovered,) = pending(tmp_path / "elsewhere")
    assert recovered.report.section("problems") == ("拔出之前写的。",)
    assert recovered.report.section("other") == ("拔出之后写的。",)
