"""Saving on shares and beside other people: what the disk cannot do, who may read, two saves at once."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from export import ExportError, html, word
from model.report import Report
from model.storage import beside
from model.storage.atomic import atomic_write
from model.storage.files import ChangedOnDisk, open_report, save
from model.storage.troubles import StorageError
from tests.support.shell_reports import whole
from ui.preview import pdf

ROOT = Path(__file__).parents[3]
REPORT = whole()
LATER = replace(REPORT, preamble=("后来的前言。",))
LATEST = replace(REPORT, preamble=("最后的前言。",))
UNABLE = [errno.ENOTSUP, errno.EPERM, errno.ENOSYS, errno.EINVAL]

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "报告.nianbao"


def unable(number: int) -> Callable[..., None]:
    def call(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


@posix
@pytest.mark.parametrize("number", UNABLE)
@pytest.mark.parametrize("call", ["chmod", "chown", "listxattr", "setxattr"])
def test_what_the_disk_cannot_set_is_no_reason_not_to_save(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    found = save(REPORT, path, None)
    if os.getuid() == 0:
        os.chown(path, 1234, 1234)
    monkeypatch.setattr(os, call, unable(number))
    found = save(LATER, path, found)
    save(LATEST, path, found)
    assert open_report(path).report == LATEST
    assert open_report(Path(f"{path}.bak")).report == LATER


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
def test_a_disk_that_knows_no_fsync_takes_reports(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "fsync", unable(number))
    save(LATER, path, save(REPORT, path, None))
    assert open_report(path).report == LATER


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o660, 0o666])
def test_the_backup_is_as_private_as_the_report(path: Path, mode: int) -> None:
    before = os.umask(0o022)
    try:
        found = save(REPORT, path, None)
        path.chmod(mode)
        found = save(LATER, path, found)
        assert stat.S_IMODE(Path(f"{path}.bak").stat().st_mode) == mode
        path.chmod(0o600)  # an old backup that all may read is no more so
        save(LATEST, path, found)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(Path(f"{path}.bak").stat().st_mode) == 0o600


@posix
def test_a_private_report_is_at_no_moment_for_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = save(REPORT, path, None)
    path.chmod(0o600)
    seen: list[int] = []
    real = os.open

    def watched(name, how, mode=0o777, **named):  # type: ignore[no-untyped-def]
        if how & os.O_CREAT and ".tmp" in str(name):
            seen.append(mode)
        return real(name, how, mode, **named)

    monkeypatch.setattr(os, "open", watched)
    save(LATER, path, found)
    assert seen == [0o600, 0o600]


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes of Linux")
def test_extended_attributes_are_kept(path: Path) -> None:
    found = save(REPORT, path, None)
    try:
        os.setxattr(path, "user.department", "办公室".encode())
    except OSError:
        pytest.skip("the disk of the tests knows no extended attributes")
    save(LATER, path, found)
    assert os.getxattr(path, "user.department").decode() == "办公室"
    assert os.getxattr(f"{path}.bak", "user.department").decode() == "办公室"


@posix
@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_named_like_the_backup_is_not_followed(path: Path, tmp_path: Path, dangling: bool) -> None:
    other = tmp_path / "别人的文件"
    if not dangling:
        other.write_text("别人的内容")
    Path(f"{path}.bak").symlink_to(other)
    save(LATER, path, save(REPORT, path, None))
    assert not Path(f"{path}.bak").is_symlink()
    assert open_report(Path(f"{path}.bak")).report == REPORT
    assert other.exists() != dangling
    assert dangling or other.read_text() == "别人的内容"


@posix
@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda name: Path(name).write_text("")])
def test_what_stands_in_the_backups_place_is_no_reason_not_to_save(
    path: Path, make: Callable[[str], object]
) -> None:
    make(f"{path}.bak")
    Path(f"{path}.bak").chmod(0o444)
    told: list[str] = []
    save(LATER, path, save(REPORT, path, None), told.append)
    assert open_report(path).report == LATER
    assert bool(told) == Path(f"{path}.bak").is_dir()


def test_a_backup_that_nobody_may_replace_is_told_and_no_reason_not_to_save(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a folder where each may rename one's own files alone; played, since tests may run as root."""
    found = save(LATER, path, save(REPORT, path, None))
    kept, real, told = Path(f"{path}.bak").read_bytes(), Path.replace, []

    def refuse(source: Path, target: Path) -> Path:
        if str(target).endswith(".bak"):
            raise PermissionError(errno.EPERM, "not yours", str(source))
        return real(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    found = save(LATEST, path, found, told.append)
    assert open_report(path).report == LATEST
    assert Path(f"{path}.bak").read_bytes() == kept
    assert "没有留下上一版的备份" in told[0]
    assert not [file for file in path.parent.iterdir() if ".tmp" in file.name]
    Path(f"{path}.bak").unlink()
    with pytest.raises(StorageError):  # where nothing may be made, nothing is saved
        save(REPORT, path, found)


@posix
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("write", "trouble"),
    [
        (lambda report, path: save(report, path, None), StorageError),
        (word.write, ExportError),
        (html.write, ExportError),
        (pdf.write, ExportError),
    ],
    ids=["save", "word", "html", "pdf"],
)
def test_nothing_is_written_over_a_pipe_or_a_device(
    tmp_path: Path, write: Callable[[Report, Path], object], trouble: type[Exception]
) -> None:
    pipe, link = tmp_path / "x.pipe", tmp_path / "x.link"
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")
    for place in (pipe, link):
        with pytest.raises(trouble, match="设备"):
            write(REPORT, place)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert sorted(tmp_path.iterdir()) == [link, pipe]


def test_messages_name_the_file_that_the_clerk_knows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = save(LATER, path, save(REPORT, path, None))
    real = Path.replace
    for ending in (".bak", ".nianbao"):

        def refuse(source: Path, target: Path, ending: str = ending) -> Path:
            if str(target).endswith(ending):
                raise OSError(errno.EIO, "broken", str(source))
            return real(source, target)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "replace", refuse)
            with pytest.raises(StorageError) as caught:
                save(LATEST, path, found)
        assert str(path) in str(caught.value)
        assert ".tmp" not in str(caught.value)
        assert ".bak" not in str(caught.value)


SAVER = """
import sys
from dataclasses import replace
from pathlib import Path
from model.storage.files import ChangedOnDisk, open_report, save
path = Path(sys.argv[1])
stored = open_report(path)
print("ready", flush=True)
sys.stdin.readline()
won = 0
for _ in range(40):
    mine = replace(stored.report, preamble=(str(int(stored.report.preamble[0]) + 1),))
    try:
        save(mine, path, stored.fingerprint)
        won += 1
    except ChangedOnDisk:
        pass
    stored = open_report(path)
print(won, flush=True)
"""


@pytest.mark.parametrize("share", ["with locks", "without locks"])
def test_two_programs_never_both_win_silently(path: Path, share: str) -> None:
    """Both count up in one file: a save that won and was then replaced unseen would be missing in the end."""
    save(replace(REPORT, preamble=("0",)), path, None)
    code = SAVER
    if share == "without locks":
        code = "from model.storage import beside\nbeside.grip = lambda _: None\n" + SAVER
    savers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for saver in savers:
        assert saver.stdout is not None
        assert saver.stdout.readline() == "ready\n"
    for saver in savers:
        assert saver.stdin is not None
        saver.stdin.write("\n")
        saver.stdin.flush()
    won = [int(saver.communicate(timeout=120)[0]) for saver in savers]
    assert min(won) > 0
    assert open_report(path).report.preamble == (str(sum(won)),)
    assert not beside.saving(path).exists()


def test_a_save_that_sees_another_at_the_last_moment_loses_and_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = save(REPORT, path, None)
    real = Path.write_bytes

    def write(target: Path, content: bytes) -> int:
        done = real(target, content)
        if ".tmp.nianbao" in target.name:
            monkeypatch.setattr(Path, "write_bytes", real)
            atomic_write(path, path.read_bytes().replace("前言".encode(), "他言".encode()) + b" ")
        return done

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(ChangedOnDisk, match="已被其他人或其他程序改过"):
        save(LATER, path, found)
    assert path.read_bytes().endswith(b" ")
    assert not [file for file in path.parent.iterdir() if ".tmp" in file.name]


def test_whoever_waits_too_long_for_another_save_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.storage.files._PATIENCE", 0.1)
    found = save(REPORT, path, None)
    mark = beside.take(beside.saving(path), lambda _: False)
    assert isinstance(mark, beside.Mark)
    with pytest.raises(StorageError, match="正在保存"):
        save(LATER, path, found)
    assert open_report(path).report == REPORT
    mark.release()
    save(LATER, path, found)


@pytest.mark.parametrize("age", [0, 120])
def test_a_mark_of_a_computer_that_was_switched_off_while_saving(
    path: Path, monkeypatch: pytest.MonkeyPatch, age: int
) -> None:
    monkeypatch.setattr("model.storage.files._PATIENCE", 0.1)
    found = save(REPORT, path, None)
    mark = beside.saving(path)
    mark.write_text('{"owner": "lisi", "computer": "PC-7"}')
    when = mark.stat().st_mtime - age
    os.utime(mark, (when, when))
    if age:
        save(LATER, path, found)
        assert not mark.exists()
    else:
        with pytest.raises(StorageError, match="用户“lisi”"):
            save(LATER, path, found)
