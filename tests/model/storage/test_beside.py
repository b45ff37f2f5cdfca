"""The mark beside a report: who edits it, on which computer, and whether they still do."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from model.storage import beside
from model.storage.lock import claim, holder

ROOT = Path(__file__).parents[3]
posix = pytest.mark.skipif(sys.platform == "win32", reason="accounts of POSIX")


def foreign(report: Path, age: float = 0) -> Path:
    """Leave a mark as another computer's program does, some seconds ago."""
    mark = beside.editing(report)
    mark.write_text(json.dumps({"owner": "lisi", "computer": "PC-7", "since": "2025-01-10T09:00:00Z"}))
    os.utime(mark, (time.time() - age,) * 2)
    return mark


def test_a_second_account_is_kept_out_and_told_by_whom(tmp_path: Path) -> None:
    report = tmp_path / "r.nianbao"
    held = claim(report, tmp_path / "home1")
    assert claim(report, tmp_path / "home2") is None
    found = holder(report)
    assert found is not None
    assert found.alive
    assert not found.stale
    assert "电脑“" in beside.who(found)
    assert held is not None
    held.release()
    assert holder(report) is None
    assert claim(report, tmp_path / "home2") is not None


def test_a_mark_of_a_killed_program_of_this_computer_is_no_bar(tmp_path: Path) -> None:
    report = tmp_path / "r.nianbao"
    code = (
        "import os, sys; from pathlib import Path; from model.storage.lock import claim\n"
        "claim(Path(sys.argv[1]), Path(sys.argv[2])); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(report), str(tmp_path / "home1")], cwd=ROOT, check=False)
    assert beside.editing(report).exists()
    held = claim(report, tmp_path / "home2")
    assert held is not None
    held.release()
    assert not beside.editing(report).exists()


@pytest.mark.parametrize(("age", "stale"), [(0, False), (600, False), (1000, True), (1e6, True)])
def test_a_mark_of_another_computer_holds_until_somebody_takes_over(
    tmp_path: Path, age: float, stale: bool
) -> None:
    report = tmp_path / "r.nianbao"
    mark = foreign(report, age)
    assert claim(report, tmp_path / "home") is None
    found = holder(report)
    assert found is not None
    assert (found.owner, found.computer, found.alive, found.stale) == ("lisi", "PC-7", None, stale)
    assert beside.who(found) == "用户“lisi”（电脑“PC-7”）"
    held = claim(report, tmp_path / "home", take_over=True)
    assert held is not None
    assert json.loads(mark.read_text())["computer"] != "PC-7"


def test_a_living_holder_is_never_taken_over(tmp_path: Path) -> None:
    report = tmp_path / "r.nianbao"
    held = claim(report, tmp_path / "home1")
    assert held is not None
    assert claim(report, tmp_path / "home2", take_over=True) is None


def test_who_was_taken_over_leaves_the_new_mark_alone(tmp_path: Path) -> None:
    report = tmp_path / "r.nianbao"
    first = claim(report, tmp_path / "home1")
    assert first is not None
    beside.editing(report).unlink()
    mark = foreign(report, 5000)
    first.refresh()
    assert time.time() - mark.stat().st_mtime > 4000
    first.release()
    assert mark.exists()


def test_a_mark_is_kept_fresh(tmp_path: Path) -> None:
    report = tmp_path / "r.nianbao"
    held = claim(report, tmp_path / "home")
    assert held is not None
    mark = beside.editing(report)
    os.utime(mark, (1, 1))
    held.refresh()
    assert time.time() - mark.stat().st_mtime < beside.STALE / timedelta(seconds=1)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"owner": 3}', b"\xff" * 9000, b"[" * 4000])
def test_a_mark_of_nonsense_counts_as_somebody_unknown(tmp_path: Path, content: bytes) -> None:
    report = tmp_path / "r.nianbao"
    beside.editing(report).write_bytes(content)
    assert claim(report, tmp_path / "home") is None
    found = holder(report)
    assert found is not None
    assert beside.who(found) == "另一位用户"
    assert claim(report, tmp_path / "home", take_over=True) is not None


@posix
@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_a_mark_that_is_no_file_does_not_keep_the_clerk_from_editing(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    report = tmp_path / "r.nianbao"
    make(beside.editing(report))
    held = claim(report, tmp_path / "home", take_over=True)
    assert held is not None
    held.release()


def test_a_name_too_long_for_a_mark_of_its_own(tmp_path: Path) -> None:
    report = tmp_path / ("年" * 81 + ".nianbao")
    held = claim(report, tmp_path / "home1")
    assert held is not None
    assert claim(report, tmp_path / "home2") is None
    assert len(os.fsencode(beside.editing(report).name)) <= 255


def test_where_locks_are_not_known_the_age_alone_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "grip", lambda _: None)
    report = tmp_path / "r.nianbao"
    assert claim(report, tmp_path / "home1") is not None
    assert claim(report, tmp_path / "home2") is None
    os.utime(beside.editing(report), (1, 1))
    found = holder(report)
    assert found is not None
    assert found.alive is None
    assert found.stale
    assert claim(report, tmp_path / "home2", take_over=True) is not None
