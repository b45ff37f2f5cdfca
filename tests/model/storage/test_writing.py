"""How a file is written: on the disk before it counts, hidden until then, with its owner and permissions."""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from model.report import Report
from model.storage.files import atomic_make, atomic_write, changed_on_disk, open_report, save
from model.storage.troubles import StorageError
from tests.support.system import a_person, open_files

REPORT = Report("2021", "青禾县人民政府", 2024)
LATER = Report("2021", "青禾县人民政府", 2024, title="青禾县人民政府2024年政府信息公开工作年度报告")

posix = pytest.mark.skipif(sys.platform == "win32", reason="permission bits of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc names open files")


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@posix
def test_what_is_read_only_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    save(REPORT, path, None)
    path.chmod(0o444)
    told = f"无法保存“{path}”：没有写入权限，或文件是只读的。请换一个位置或文件名再保存。"
    with a_person(), pytest.raises(StorageError) as caught:
        atomic_write(path, b"new")
    assert str(caught.value) == told
    assert open_report(path).report == REPORT
    assert names(tmp_path) == {"r.nianbao"}


administrator = pytest.mark.skipif(
    sys.platform == "win32" or os.getuid() != 0, reason="only the administrator gives files away"
)


@administrator
def test_a_file_stays_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    found = save(REPORT, path, None)
    os.chown(path, 1234, 2345)
    save(LATER, path, found)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


@contextmanager
def a_file_of_a_colleague(mode: int) -> Iterator[Path]:
    """Give a report that all may write, in a folder with some mode, to a person who owns neither."""
    with tempfile.TemporaryDirectory(dir="/tmp") as shared:  # the folder of a test is its owner's alone
        path = Path(shared) / "r.nianbao"
        save(REPORT, path, None)
        os.chown(path, 1234, 2345)
        path.chmod(0o666)
        path.parent.chmod(mode)
        os.seteuid(65534)
        try:
            yield path
        finally:
            os.seteuid(0)


@administrator
def test_a_file_of_a_colleague_is_saved_by_whoever_may_write_it() -> None:
    with a_file_of_a_colleague(0o777) as path:
        save(LATER, path, None)
        assert open_report(path).report == LATER
        assert path.stat().st_mode & 0o777 == 0o666


@administrator
def test_a_folder_where_only_the_owner_may_replace_a_file_is_told() -> None:
    with a_file_of_a_colleague(0o1777) as path:
        with pytest.raises(StorageError) as caught:
            save(LATER, path, None)
        told = f"无法保存“{path}”：没有写入权限，或文件是只读的。请换一个位置或文件名再保存。"
        assert str(caught.value) == told
        assert open_report(path).report == REPORT
        assert names(path.parent) == {"r.nianbao", "r.nianbao.bak"}


@linux
def test_a_file_is_on_the_disk_before_it_takes_its_place_and_then_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.nianbao"
    forced: list[tuple[Path, bool]] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        forced.append((Path(f"/proc/self/fd/{descriptor}").readlink(), path.exists()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    save(REPORT, path, None)
    (file, there_before), (folder, there_after) = forced
    assert (file.parent, folder) == (tmp_path, tmp_path)
    assert (there_before, there_after) == (False, True)


@linux
def test_saving_and_opening_leave_no_file_open(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    before = open_files()
    found = save(LATER, path, save(REPORT, path, None))
    open_report(path)
    path.write_bytes(b"")
    assert changed_on_disk(path, found)
    assert open_files() == before


def test_the_temporary_file_is_hidden_and_ends_as_the_file_does(tmp_path: Path) -> None:
    made: list[str] = []
    for name in ("r.docx", "年" * 80 + ".docx"):
        atomic_make(tmp_path / name, lambda temporary: made.append(temporary.name))
    for name in made:
        assert re.fullmatch(r"\.[0-9a-f]{8}-[0-9a-f]{8}\.tmp\.docx", name)
    assert len({name[:9] for name in made}) == 2


def test_left_overs_are_cleared_away_after_an_hour_and_only_those_of_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    made: list[Path] = []
    for name in (path, tmp_path / "other.nianbao"):
        atomic_make(name, made.append)
    ages = {"old": 3700, "young": 3500}
    for left_over in made:
        for word, seconds in ages.items():
            file = left_over.with_name(left_over.name.replace("-", f"-{word}"))
            file.write_text("")
            os.utime(file, (time.time() - seconds,) * 2)
    save(REPORT, path, None)
    left = [name for name in names(tmp_path) if ".tmp" in name]
    tag = made[0].name[:9]
    assert sorted(name.startswith(tag) for name in left) == [False, False, True]
    assert [name for name in left if name.startswith(tag) and "young" not in name] == []
