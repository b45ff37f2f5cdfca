import builtins
import errno
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from model.report import Report
from model.storage.codec import UnreadableReport, decode, encode
from model.storage.files import ChangedOnDisk, atomic_make, atomic_write, changed_on_disk, open_report, save
from model.storage.troubles import StorageError, cannot_read, cannot_write

REPORT = Report("2021", "青禾县人民政府", 2024, preamble=("本报告由县政府办公室编制。",))
LATER = replace(REPORT, title="青禾县人民政府2024年政府信息公开工作年度报告")
LATEST = replace(LATER, signature=("2025年1月20日",))

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and permission bits of POSIX")


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_saved_report_opens_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "青禾县2024.nianbao"
    made = save(REPORT, path, None)
    stored = open_report(path)
    assert (stored.report, stored.path, stored.fingerprint) == (REPORT, path, made)
    assert names(tmp_path) == {path.name}


def test_the_version_before_is_kept_as_backup(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    found = save(REPORT, path, None)
    found = save(LATER, path, found)
    save(LATEST, path, found)
    assert open_report(tmp_path / "r.nianbao.bak").report == LATER
    assert open_report(path).report == LATEST
    assert names(tmp_path) == {"r.nianbao", "r.nianbao.bak"}


def test_saving_what_already_stands_there_keeps_the_older_backup(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    found = save(LATER, path, save(REPORT, path, None))
    assert save(LATER, path, found) == found
    assert open_report(tmp_path / "r.nianbao.bak").report == REPORT


def test_a_file_changed_by_another_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    found = save(REPORT, path, None)
    theirs = encode(LATER)
    path.write_bytes(theirs)
    with pytest.raises(ChangedOnDisk, match="已被其他人或其他程序改过"):
        save(LATEST, path, found)
    assert path.read_bytes() == theirs
    assert names(tmp_path) == {"r.nianbao"}
    assert changed_on_disk(path, found)


def test_a_change_that_keeps_size_and_time_is_seen_when_saving(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    found = save(REPORT, path, None)
    facts = path.stat()
    path.write_bytes(path.read_bytes().replace(b"2024", b"2023"))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert not changed_on_disk(path, found)  # asked often, so it does not read a file that looks the same
    with pytest.raises(ChangedOnDisk):
        save(LATER, path, found)


def test_a_new_time_alone_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    found = save(REPORT, path, None)
    os.utime(path, (1, 1))
    assert not changed_on_disk(path, found)
    save(LATER, path, found)
    assert open_report(path).report == LATER


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    found = save(REPORT, path, None)
    path.unlink()
    assert changed_on_disk(path, found)
    with pytest.raises(ChangedOnDisk, match="已被移走、改名或删除"):
        save(LATER, path, found)
    assert names(tmp_path) == set()
    with pytest.raises(StorageError, match="找不到这个文件"):
        open_report(path)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="文件夹不存在"):
        save(REPORT, tmp_path / "gone" / "r.nianbao", None)
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="文件夹"):
        save(REPORT, tmp_path / "file" / "r.nianbao", None)


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match="是一个文件夹"):
        open_report(tmp_path)
    with pytest.raises(StorageError, match="文件夹"):
        save(REPORT, tmp_path, None)
    with pytest.raises(StorageError, match="文件夹"):
        atomic_write(tmp_path, b"")


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="太长"):
        save(REPORT, tmp_path / ("年" * 200 + ".nianbao"), None)
    assert names(tmp_path) == set()


def test_a_huge_file_is_not_read_in(tmp_path: Path) -> None:
    path = tmp_path / "huge.nianbao"
    with path.open("wb") as file:
        file.truncate(2**33)
    with pytest.raises(UnreadableReport, match="太大"):
        open_report(path)


@posix
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.nianbao"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableReport, match="设备"):
        open_report(pipe)


@posix
def test_a_link_is_followed_and_permissions_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.nianbao"
    link = tmp_path / "link.nianbao"
    found = save(REPORT, real, None)
    real.chmod(0o640)
    link.symlink_to(real)
    save(LATER, link, found)
    assert link.is_symlink()
    assert open_report(real).report == LATER
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert names(tmp_path) == {"real.nianbao", "real.nianbao.bak", "link.nianbao"}


@posix
def test_a_new_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    save(REPORT, tmp_path / "r.nianbao", None)
    assert (tmp_path / "r.nianbao").stat().st_mode == (tmp_path / "plain").stat().st_mode


@posix
def test_a_circle_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(StorageError, match="循环的链接"):
        save(REPORT, tmp_path / "a", None)


@posix
def test_a_file_larger_than_allowed_leaves_the_old_one(tmp_path: Path) -> None:
    import resource
    import signal

    path = tmp_path / "r.nianbao"
    found = save(REPORT, path, None)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    quiet = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(StorageError, match="超过了磁盘允许的大小"):
            save(LATER, path, found)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, quiet)
    assert open_report(path).report == REPORT
    assert names(tmp_path) == {"r.nianbao"}


def test_left_overs_of_a_killed_program_are_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    made: list[Path] = []
    with pytest.raises(KeyboardInterrupt):
        atomic_make(
            path, lambda temporary: (made.append(temporary), (_ for _ in ()).throw(KeyboardInterrupt))
        )
    assert names(tmp_path) == set()
    old, young = (made[0].with_stem(made[0].stem + end) for end in ("x", "y"))
    for left_over in (old, young):
        left_over.write_text("")
    os.utime(old, (1, 1))
    save(REPORT, path, None)
    assert names(tmp_path) == {"r.nianbao", young.name}


def test_what_the_maker_finds_wrong_passes_through(tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    path.write_bytes(b"old")

    def make(temporary: Path) -> None:
        assert temporary.suffix == ".docx"
        temporary.write_bytes(b"new")
        raise ValueError("not equal")

    with pytest.raises(ValueError, match="not equal"):
        atomic_make(path, make)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == {"out.docx"}


class Faults:
    """Lets the n-th system call of a save fail, once."""

    def __init__(self, fail_at: int, number: int) -> None:
        self.calls = 0
        self.fail_at = fail_at
        self.number = number

    def __call__(self, real):  # type: ignore[no-untyped-def]
        def call(*arguments, **named):  # type: ignore[no-untyped-def]
            self.calls += 1
            if self.calls == self.fail_at:
                raise OSError(self.number, os.strerror(self.number))
            return real(*arguments, **named)

        return call

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("open", "fsync", "fstat", "access", "chown"):
            patch.setattr(os, name, self(getattr(os, name)))
        for name in ("replace", "chmod", "stat", "write_bytes", "open", "resolve", "unlink"):
            patch.setattr(Path, name, self(getattr(Path, name)))
        patch.setattr(builtins, "open", self(builtins.open))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_every_system_call_may_fail_once(tmp_path: Path, number: int) -> None:
    path = tmp_path / "r.nianbao"
    found = save(LATER, path, save(REPORT, path, None))
    failed = 0
    for fail_at in range(1, 200):
        faults = Faults(fail_at, number)
        with pytest.MonkeyPatch.context() as patch:
            faults.install(patch)
            try:
                now = save(LATEST, path, found)
            except StorageError as error:
                failed += 1
                now = None
                message = str(error)
                assert message.endswith("。")
        if faults.calls < fail_at:
            break
        assert not [name for name in names(tmp_path) if ".tmp" in name]
        standing = open_report(path)
        assert standing.report == (LATER if now is None else LATEST)
        if now is None:
            # Nothing that a second try would not mend.
            assert changed_on_disk(path, found) is False
        else:
            found = save(LATER, path, save(REPORT, path, standing.fingerprint))
    else:
        pytest.fail("a save makes fewer calls than this")
    assert failed > 10


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_error_of_the_system_gets_a_sentence(number: int) -> None:
    error = OSError(number, os.strerror(number))
    for sentence in (cannot_read(Path("r.nianbao"), error), cannot_write(Path("r.nianbao"), error)):
        assert sentence.startswith("无法")
        assert sentence.endswith("。")


def test_a_file_open_in_another_program_on_windows_is_told() -> None:
    error = OSError(errno.EACCES, "in use")
    error.winerror = 32  # type: ignore[attr-defined]
    assert "正被其他程序" in cannot_write(Path("r.docx"), error)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("年" * 81 + ".nianbao", "年" * 81 + ".nianbao.bak"),
        ("年" * 82 + ".nianbao", "年" * 82 + ".nian.bak"),
        ("甲." + "年" * 83, "甲." + "年" * 82 + ".bak"),
    ],
    ids=["room for the suffix", "no room for it", "all suffix"],
)
def test_a_file_with_the_longest_name_is_saved_again_with_its_backup(
    tmp_path: Path, name: str, kept: str
) -> None:
    path = tmp_path / name
    first, second = (Report("2021", organ, 2024) for organ in ("甲局", "乙局"))
    save(second, path, save(first, path, None))
    assert open_report(path).report == second
    assert names(tmp_path) == {name, kept}
    assert decode((tmp_path / kept).read_bytes()) == first
