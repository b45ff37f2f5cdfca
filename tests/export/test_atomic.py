"""Writing whole or not at all, with a sentence for every way it fails."""

import errno
import os
from pathlib import Path

import pytest

from export import ExportError, atomic


def _fine(file: Path) -> None:
    assert file.read_bytes() == b"new"


@pytest.fixture
def target(tmp_path) -> Path:
    file = tmp_path / "年度报告.docx"
    file.write_bytes(b"old")
    return file


def _refused(target: Path, prove=_fine) -> str:
    before = sorted(target.parent.iterdir()) if target.parent.is_dir() else []
    with pytest.raises(ExportError) as error:
        atomic.write(target, b"new", prove)
    after = sorted(target.parent.iterdir()) if target.parent.is_dir() else []
    assert after == before  # nothing half written is left
    return str(error.value)


def test_new_file_and_old_file(tmp_path, target):
    target.chmod(0o640)
    atomic.write(target, b"new", _fine)
    atomic.write(tmp_path / "新.docx", b"new", _fine)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == ["年度报告.docx", "新.docx"]


def test_proof_sees_the_file_before_it_takes_its_place(target):
    def refuse(file: Path) -> None:
        assert file.suffix == target.suffix
        assert file.parent == target.parent
        assert target.read_bytes() == b"old"
        raise ExportError("读出的数据不同")

    assert _refused(target, refuse) == "读出的数据不同"
    assert target.read_bytes() == b"old"


def test_folder_and_missing_folder(tmp_path):
    assert "是一个文件夹" in _refused(tmp_path)
    assert "不存在" in _refused(tmp_path / "无" / "x.docx")
    assert "不能使用" in _refused(Path("a\0b.docx"))
    assert "太长" in _refused(tmp_path / ("长" * 200 + ".docx"))


def test_link_is_followed(tmp_path, target):
    link = tmp_path / "链接.docx"
    link.symlink_to(target)
    atomic.write(link, b"new", _fine)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "full"), "磁盘已满"),
        (OSError(errno.EROFS, "read-only"), "只读"),
        (OSError(errno.EIO, "broken"), "磁盘读写出错"),
    ],
)
def test_fault_of_the_disk_leaves_the_old_file(target, monkeypatch, error, said):
    def fail(_handle: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    assert said in _refused(target)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("code", [32, 33, 5])
def test_file_open_in_word(target, monkeypatch, code):
    def held(_self: Path, _target: Path) -> None:
        error = PermissionError(errno.EACCES, "held")
        error.winerror = code
        raise error

    monkeypatch.setattr(Path, "replace", held)
    assert _refused(target).endswith("：文件正被其他程序（如 Word、WPS）使用。请关闭那个程序后再试。")
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_file_and_folder(target):
    target.chmod(0o444)
    assert "只读" in _refused(target)
    target.parent.chmod(0o555)
    try:
        assert "没有写入权限" in _refused(target.parent / "新.docx")
    finally:
        target.parent.chmod(0o755)
