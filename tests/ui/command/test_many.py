import errno
import io
import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.support.commands import ROOT, full, many, posix, program, written, wrong
from ui import command_line


def test_many_files_come_in_order_whatever_the_number_of_processes(tmp_path: Path) -> None:
    from ui.command.many import examine_all

    paths = many(tmp_path, 150)
    paths[70].write_bytes(b"damaged")
    one = list(examine_all(paths, None, 1))
    assert [Path(found.file) for found in one] == paths
    assert [found.file for found in one if found.unreadable] == [str(paths[70])]
    assert list(examine_all(paths, None, 2)) == one


def test_when_all_is_checked_no_thread_is_left_to_end_with_the_program(tmp_path: Path) -> None:
    """One that closes its pipe while Python's end writes to it left a traceback on a busy machine."""
    from ui.command.many import examine_all

    before = set(threading.enumerate())
    assert len(list(examine_all(many(tmp_path, 60), None, 2))) == 60
    assert set(threading.enumerate()) <= before


def test_without_semaphores_files_are_checked_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Python tells it on a system without them, e.g. one without shared memory."""
    from concurrent.futures import process

    from ui.command.many import examine_all

    paths = many(tmp_path, 60)
    one = list(examine_all(paths, None, 1))
    monkeypatch.setattr(process, "_system_limits_checked", True)
    monkeypatch.setattr(process, "_system_limited", "no semaphores")
    assert list(examine_all(paths, None, 2)) == one


KILLING = """
import os, sys
from pathlib import Path
import intake
real, parent = intake.read, os.getpid()
def read(path):
    if path.name == "0040.nianbao" and os.getpid() != parent:
        os._exit(9)
    return real(path)
intake.read = read
from ui.command.many import examine_all
paths = sorted(Path(sys.argv[1]).iterdir())
for found in examine_all(paths, None, 2):
    print(Path(found.file).name, bool(found.unreadable))
"""


@posix
def test_a_file_that_kills_its_process_costs_no_other(tmp_path: Path) -> None:
    paths = many(tmp_path, 100)
    command = [sys.executable, "-c", KILLING, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    lines = done.stdout.splitlines()
    assert lines == [f"{path.name} {path.name == '0040.nianbao'}" for path in paths], done.stderr


def test_progress_goes_to_standard_error(tmp_path: Path) -> None:
    many(tmp_path, 30)
    done = program("check", "--json", tmp_path)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["files"]) == 30
    assert "已检查 30/30 份" in done.stderr.decode()


@posix
def test_on_a_terminal_the_progress_stays_on_one_line(tmp_path: Path) -> None:
    many(tmp_path, 30)
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"no terminal to be had here: {error}")
    command = [sys.executable, "main.py", "check", "--json", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        while chunk := _read_terminal(ours):
            shown += chunk
        assert running.wait(30) == 0
    os.close(ours)
    assert b"\n" not in shown
    assert shown.decode().count("\r") > 30
    assert shown.endswith(b" \r")


def _read_terminal(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1000)
    except OSError:  # Linux's way to say that the other end is closed
        return b""


@posix
def test_an_interrupted_check_ends_cleanly(tmp_path: Path) -> None:
    many(tmp_path, 2000)
    command = [sys.executable, "main.py", "check", "--json", str(tmp_path)]
    said = tmp_path / "said"
    with (
        said.open("wb") as error,
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=error, start_new_session=True
        ) as running,
    ):
        assert running.stdout is not None
        written = b"".join(running.stdout.readline() for _ in range(30))
        os.killpg(running.pid, signal.SIGINT)
        began = time.monotonic()
        written += running.stdout.read()
    assert time.monotonic() - began < 10
    assert running.returncode == 130
    assert 29 <= len(json.loads(written)["files"]) < 2000
    assert "已中断" in said.read_text("utf-8")
    assert "Traceback" not in said.read_text("utf-8")


@posix
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    many(tmp_path, 200)
    command = f"{sys.executable} main.py check --json {tmp_path} | head -n 2"
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "ascii", "cp1252"])
def test_no_terminal_is_too_poor(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "a.nianbao", full(organ="𠮷县人民政府"))
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    lines = program("check", path, env=environment)
    assert lines.returncode == 0, lines.stderr
    assert ("人民政府" in lines.stdout.decode(encoding)) == encoding.startswith("gb")
    as_json = program("check", "--json", path, env=environment)
    assert json.loads(as_json.stdout.decode("utf-8"))["files"][0]["organ"] == "𠮷县人民政府"
    told = program("check", tmp_path / "没有", env=environment)
    assert told.returncode == 2
    assert b"Traceback" not in told.stderr


def test_a_program_without_streams_does_not_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.nianbao", wrong(full()))
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert command_line.run(["check", str(path)]) == 1
    assert command_line.run(["check"]) == 2
    assert command_line.run(["--help"]) == 0
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert command_line.run(["check", "--json", str(path)]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits of POSIX")
@pytest.mark.parametrize("as_json", [False, True])
def test_a_folder_that_may_not_be_read_is_named_and_the_others_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    for name in ("甲镇", "乙镇", "丙镇"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, "r.nianbao", full())
    real = os.scandir

    def scandir(folder):  # type: ignore[no-untyped-def]
        if Path(folder).name == "乙镇":
            raise PermissionError(errno.EACCES, "no", str(folder))
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    code = command_line.run(["check", *(["--json"] if as_json else []), str(tmp_path)])
    said = capsys.readouterr()
    assert code == 2
    if as_json:
        found = json.loads(said.out)["files"]
        assert [Path(one["file"]).name for one in found] == ["r.nianbao", "r.nianbao", "乙镇"]
        assert "没有读取权限" in found[-1]["unreadable"]
    else:
        assert said.out.count("r.nianbao") == 2
        assert "乙镇" in said.err
        assert "读不出来 1 份" in said.out
