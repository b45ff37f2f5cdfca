"""What was called off replaces no file, whoever writes it."""

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from export import html
from model.report import Report
from model.storage.attempt import Attempt, CalledOff
from model.storage.files import atomic_make, open_report, save
from tests.support.export_reports import report

FIRST = Report("2021", "青禾县人民政府", 2024, preamble=("本报告由县政府办公室编制。",))
SECOND = replace(FIRST, preamble=("第二次写的。",))
THIRD = replace(FIRST, preamble=("第三次写的。",))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_save_called_off_in_its_midst_leaves_file_and_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, attempt, real = tmp_path / "r.nianbao", Attempt(), os.fsync
    found = save(SECOND, path, save(FIRST, path, None))
    before = contents(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda descriptor: (attempt.call_off(), real(descriptor)))
    with pytest.raises(CalledOff), attempt.at_hand():
        save(THIRD, path, found)
    assert contents(tmp_path) == before
    monkeypatch.undo()
    save(THIRD, path, found)  # a later one is an attempt of its own
    assert open_report(path).report == THIRD


def test_what_is_called_off_before_it_begins_is_not_begun() -> None:
    attempt = Attempt()
    assert attempt.call_off()
    with pytest.raises(CalledOff), attempt.at_hand():
        pytest.fail("it was begun")


def test_an_export_called_off_while_it_is_read_back_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt, real = Attempt(), os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (attempt.call_off(), real(descriptor)))
    with pytest.raises(CalledOff), attempt.at_hand():
        html.write(report(), tmp_path / "a.html")
    assert contents(tmp_path) == {}


def test_calling_off_says_whether_it_is_too_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempt, real, in_time = Attempt(), os.replace, list[bool]()

    def call_off_and_replace(source: Path, target: Path) -> None:
        in_time.append(attempt.call_off())
        real(source, target)

    monkeypatch.setattr(os, "replace", call_off_and_replace)
    with attempt.at_hand():
        atomic_make(tmp_path / "a", lambda file: file.write_bytes(b"whole"))
    assert in_time == [False]
    assert contents(tmp_path) == {"a": b"whole"}
    assert attempt.call_off()  # nothing is being replaced any more


def test_one_attempt_called_off_calls_off_no_other(tmp_path: Path) -> None:
    other = Attempt()
    other.call_off()
    thread = threading.Thread(target=lambda: atomic_make(tmp_path / "a", lambda file: file.write_bytes(b"a")))
    with Attempt().at_hand():
        thread.start()
        thread.join()
        atomic_make(tmp_path / "b", lambda file: file.write_bytes(b"b"))
    assert contents(tmp_path) == {"a": b"a", "b": b"b"}
