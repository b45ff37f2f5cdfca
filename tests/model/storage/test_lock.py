import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from model.storage.atomic import atomic_write
from model.storage.lock import claim, holder
from model.storage.troubles import StorageError
from tests.support.system import open_files

posix = pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys, time
from pathlib import Path
from model.storage.lock import claim
held = claim(Path(sys.argv[1]), Path(sys.argv[2]))
print("held" if held else "refused", flush=True)
time.sleep(60)
"""


def test_the_second_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    report, locks = tmp_path / "r.nianbao", tmp_path / "locks"
    first = claim(report, locks)
    assert first is not None
    assert claim(report, locks) is None
    assert claim(tmp_path / "other.nianbao", locks) is not None
    first.release()
    first.release()
    assert claim(report, locks) is not None


def test_nothing_is_left_beside_the_report_or_in_the_folder_of_locks(tmp_path: Path) -> None:
    held = claim(tmp_path / "r.nianbao", tmp_path / "locks")
    assert held is not None
    held.release()
    assert [item.name for item in tmp_path.iterdir()] == ["locks"]
    assert list((tmp_path / "locks").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_two_names_of_one_file_are_one_report(tmp_path: Path) -> None:
    real = tmp_path / "r.nianbao"
    real.write_text("")
    (tmp_path / "link.nianbao").symlink_to(real)
    held = claim(real, tmp_path / "locks")
    assert held is not None
    assert claim(tmp_path / "link.nianbao", tmp_path / "locks") is None


def test_a_killed_program_holds_no_lock(tmp_path: Path) -> None:
    report, locks = tmp_path / "r.nianbao", tmp_path / "locks"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(report), str(locks)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        assert claim(report, locks) is None
        program.kill()
    assert claim(report, locks) is not None


def test_a_folder_that_cannot_be_made_leaves_the_mark_beside_the_report(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    held = claim(tmp_path / "r.nianbao", tmp_path / "file" / "locks")
    assert held is not None
    assert held.guarded
    assert claim(tmp_path / "r.nianbao", tmp_path / "locks") is None
    held.release()
    assert {item.name for item in tmp_path.iterdir()} == {"file", "locks"}


def test_where_no_lock_can_be_made_the_report_is_edited_without_a_guard(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    held = claim(tmp_path / "gone" / "r.nianbao", tmp_path / "file" / "locks")
    assert held is not None
    assert not held.guarded
    held.refresh()
    held.release()


@posix
def test_a_lock_that_somebody_cleared_away_is_let_go_all_the_same(tmp_path: Path) -> None:
    report, locks = tmp_path / "r.nianbao", tmp_path / "locks"
    held = claim(report, locks)
    assert held is not None
    shutil.rmtree(locks)
    held.release()
    assert claim(report, locks) is not None


@posix
def test_a_report_is_edited_without_a_guard_where_the_disk_knows_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def flock(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    assert claim(tmp_path / "r.nianbao", tmp_path / "locks") is not None


@pytest.mark.skipif(sys.platform != "linux", reason="/proc names open files")
def test_a_lock_given_up_while_another_asks_for_it_is_taken_anew(tmp_path: Path) -> None:
    import fcntl

    report, locks = tmp_path / "r.nianbao", tmp_path / "locks"
    real = fcntl.flock
    before = open_files()
    first = claim(report, locks)
    assert first is not None

    def flock(descriptor: int, how: int) -> None:
        first.release()
        real(descriptor, how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "flock", flock)
        second = claim(report, locks)
    assert second is not None
    assert claim(report, locks) is None
    second.release()
    assert open_files() == before


def test_a_place_that_the_system_does_not_tell_is_claimed_and_written(tmp_path: Path, monkeypatch) -> None:
    def untold(path: object, *, strict: bool = False) -> str:
        raise OSError(errno.EINVAL, "More data available")

    monkeypatch.setattr(os.path, "realpath", untold)
    report, locks = tmp_path / "r.nianbao", tmp_path / "locks"
    held = claim(report, locks)
    assert held is not None
    assert claim(report, locks) is None
    assert holder(report) is not None
    atomic_write(report, b"new")
    assert report.read_bytes() == b"new"
    held.release()


def test_a_link_that_the_system_does_not_follow_is_not_replaced(tmp_path: Path, monkeypatch) -> None:
    def untold(path: object, *, strict: bool = False) -> str:
        raise OSError(errno.EINVAL, "More data available")

    report, link = tmp_path / "r.nianbao", tmp_path / "link.nianbao"
    report.write_bytes(b"old")
    link.symlink_to(report)
    monkeypatch.setattr(os.path, "realpath", untold)
    with pytest.raises(StorageError):
        atomic_write(link, b"new")
    assert link.is_symlink()
    assert report.read_bytes() == b"old"
