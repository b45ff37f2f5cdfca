import errno
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.report import Report, set_text
from model.storage.files import save
from model.storage.journal import Journal, JournalError, discard, pending
from tests.support.journals import CELL, REPORT, crash, typed
from tests.support.random_reports import edits, reports

ROOT = Path(__file__).parents[3]


@given(st.data(), reports())
@settings(max_examples=80)
def test_any_edits_come_back_as_the_very_same_report(data: st.DataObject, report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.start(Path(folder), report, None)
        before = report
        count = data.draw(st.integers(1, 6))
        for _ in range(count):
            edit = data.draw(edits(report))
            report = edit.apply(report)
            journal.append(edit)
        crash(journal)
        (found,) = pending(Path(folder))
        assert found.report == report
        assert found.complete
        assert found.path is None
        assert before.form == found.report.form


def test_a_report_without_edits_is_not_offered(tmp_path: Path) -> None:
    for report, path in ((REPORT, None), (REPORT, tmp_path / "r.nianbao")):
        crash(Journal.start(tmp_path, report, path))
        assert pending(tmp_path) == []
    assert list(tmp_path.glob("*.journal")) == []


def test_an_imported_report_is_offered_even_without_edits(tmp_path: Path) -> None:
    report = typed(REPORT, "5").apply(REPORT)
    crash(Journal.start(tmp_path, report, None))
    assert [found.report for found in pending(tmp_path)] == [report]


def test_a_recovered_report_is_offered_again_after_another_crash(tmp_path: Path) -> None:
    report = typed(REPORT, "5").apply(REPORT)
    crash(Journal.start(tmp_path, report, tmp_path / "r.nianbao", saved=False))
    assert [(found.report, found.path) for found in pending(tmp_path)] == [(report, tmp_path / "r.nianbao")]


def test_edits_that_were_undone_leave_nothing_to_recover(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, tmp_path / "r.nianbao")
    edit = typed(REPORT, "5")
    journal.append(edit)
    journal.append(edit.inverse())
    crash(journal)
    assert pending(tmp_path) == []


def test_a_save_leaves_nothing_to_recover_until_the_next_edit(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    journal = Journal.start(tmp_path, REPORT, None)
    edit = typed(REPORT, "5")
    report = edit.apply(REPORT)
    journal.append(edit)
    save(report, path, None)
    journal.saved(path)
    crash(journal)
    assert pending(tmp_path) == []

    journal = Journal.start(tmp_path, report, path)
    journal.saved(path)
    journal.append(typed(report, "6"))
    crash(journal)
    (found,) = pending(tmp_path)
    assert (found.report.cell(CELL), found.path) == ("6", path)
    discard(found)
    assert pending(tmp_path) == []


def test_a_journal_in_use_is_left_alone(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    journal.append(typed(REPORT, "5"))
    assert pending(tmp_path) == []
    journal.append(typed(REPORT, "6"))
    crash(journal)
    assert [found.report.cell(CELL) for found in pending(tmp_path)] == ["6"]


def test_closing_leaves_no_file(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path / "journals", REPORT, None)
    journal.append(typed(REPORT, "5"))
    journal.sync()
    journal.close()
    journal.close()
    assert list((tmp_path / "journals").iterdir()) == []


def test_the_latest_comes_first(tmp_path: Path) -> None:
    for number in range(3):
        journal = Journal.start(tmp_path, REPORT, None)
        journal.append(typed(REPORT, str(number)))
        crash(journal)
    for found in pending(tmp_path):
        age = int(found.report.cell(CELL))
        os.utime(found.file, (1000 - age, 1000 - age))
    assert [found.report.cell(CELL) for found in pending(tmp_path)] == ["0", "1", "2"]


def test_a_long_journal_begins_a_new_part(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    report = REPORT
    sizes = set()
    for number in range(40):
        edit = set_text(report, "overview", ("字" * 30_000, str(number)))
        report = edit.apply(report)
        journal.append(edit)
        (file,) = tmp_path.iterdir()
        sizes.add(file.stat().st_size)
    crash(journal)
    assert max(sizes) < 1.3 * 2**20
    assert [found.report for found in pending(tmp_path)] == [report]


def part_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.journal"))


def test_every_cut_gives_back_all_edits_before_it(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    report = REPORT
    for number in range(1, 4):
        edit = typed(report, str(number))
        report = edit.apply(report)
        journal.append(edit)
    crash(journal)
    (file,) = part_files(tmp_path)
    whole = file.read_bytes()
    ends = [position + 1 for position, byte in enumerate(whole) if byte == ord("\n")]
    for cut in range(ends[0], len(whole) + 1):
        file.write_bytes(whole[:cut])
        done = sum(end - 1 <= cut for end in ends) - 1  # with its sum a line is whole, even without its end
        found = pending(tmp_path)
        if not done:
            assert found == []
            continue
        assert found[0].report.cell(CELL) == str(done)
        assert found[0].complete


def test_a_damaged_line_is_told_and_all_others_come_back(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    for text in "123":
        journal.append(typed(REPORT, text))
    crash(journal)
    (file,) = part_files(tmp_path)
    lines = file.read_bytes().split(b"\n")
    for damage in (b"\0" * 80, b"{}", b"[1]", b'{"changes": [["nowhere/x", 1]]}', b'{"changes": 5}'):
        file.write_bytes(b"\n".join([lines[0], lines[1], damage, *lines[3:]]))
        (found,) = pending(tmp_path)
        assert found.report.cell(CELL) == "3"
        assert not found.complete


def test_a_half_written_beginning_is_cleared_away_and_the_part_before_serves(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    journal.append(typed(REPORT, "7"))
    crash(journal)
    (file,) = part_files(tmp_path)
    half = file.with_name(file.name.replace("-000001", "-000002"))
    half.write_bytes(file.read_bytes()[:40])
    assert [found.report.cell(CELL) for found in pending(tmp_path)] == ["7"]
    assert part_files(tmp_path) == [file]


def test_of_two_parts_the_later_one_counts(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, REPORT, None)
    journal.append(typed(REPORT, "7"))
    (first,) = part_files(tmp_path)
    old = first.read_bytes()
    journal.move(tmp_path)
    journal.append(typed(REPORT, "8"))
    crash(journal)
    first.write_bytes(old)
    assert [found.report.cell(CELL) for found in pending(tmp_path)] == ["8"]
    assert not first.exists()


def test_a_journal_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "aa-000001.journal"
    file.write_bytes(b'{"journal":2}\n{"changes":[]}\n')
    assert pending(tmp_path) == []
    assert file.exists()


def test_no_folder_holds_nothing(tmp_path: Path) -> None:
    assert pending(tmp_path / "none") == []
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError):
        pending(tmp_path / "file")


def test_when_the_folder_vanishes_it_is_told_once_and_the_journal_goes_on_elsewhere(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    journal = Journal.start(first, REPORT, None)
    journal.append(typed(REPORT, "1"))
    for file in first.iterdir():
        file.unlink()
    first.rmdir()
    with pytest.raises(JournalError, match="请尽快保存报告"):
        journal.sync()
    assert not journal.working
    journal.append(typed(REPORT, "2"))
    journal.sync()
    journal.move(second)
    assert journal.working
    journal.append(set_text(REPORT, "title", ["标题"]))
    crash(journal)
    (found,) = pending(second)
    assert (found.report.cell(CELL), found.report.title) == ("2", "标题")


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file sizes is POSIX")
def test_when_the_disk_is_full_no_half_line_stays(tmp_path: Path) -> None:
    import resource

    journal = Journal.start(tmp_path, REPORT, None)
    journal.append(typed(REPORT, "1"))
    (file,) = part_files(tmp_path)
    size = file.stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    quiet = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, before[1]))
    try:
        with pytest.raises(JournalError):
            journal.append(typed(REPORT, "2"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
        with pytest.raises(JournalError):
            journal.move(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, quiet)
    assert file.stat().st_size == size
    assert part_files(tmp_path) == [file]
    journal.move(tmp_path)
    crash(journal)
    assert [found.report.cell(CELL) for found in pending(tmp_path)] == ["2"]


def test_a_short_write_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    journal = Journal.start(tmp_path, REPORT, None)
    monkeypatch.setattr(os, "write", lambda descriptor, content: real(descriptor, bytes(content)[:7]))
    journal.append(typed(REPORT, "12345"))
    crash(journal)
    assert [found.report.cell(CELL) for found in pending(tmp_path)] == ["12345"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_an_error_of_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    journal = Journal.start(tmp_path, REPORT, None)

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(JournalError):
        journal.sync()
    with pytest.raises(JournalError):
        Journal.start(tmp_path / "other", REPORT, None)
    assert list((tmp_path / "other").iterdir()) == []


KILLED = """
import sys, time
from pathlib import Path
from model import forms
from model.report import Report, set_cells
from model.storage.journal import Journal
report = Report("2021", "青禾县人民政府", 2024)
journal = Journal.start(Path(sys.argv[1]), report, None)
for number in range(10**9):
    edit = set_cells(forms.load("2021"), report, {"requests.received.natural_person": str(number)})
    report = edit.apply(report)
    journal.append(edit)
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_killed_program_loses_no_edit(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        for _ in range(50):
            program.stdout.readline()
        assert pending(tmp_path) == []
        program.kill()
        written = [
            int(line) for line in program.stdout.read().splitlines(keepends=True) if line.endswith("\n")
        ]
    last = max([49, *written])
    (found,) = pending(tmp_path)
    assert int(found.report.cell(CELL)) in (last, last + 1)
