"""Every system call of saving, recording and exporting fails once: nothing is lost, and it is told."""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import intake
from export import ExportError, html, word
from model import forms
from model.address import Address
from model.report import Report, set_cells
from model.storage.files import open_report, save
from model.storage.journal import Journal, JournalError, discard, pending
from model.storage.troubles import StorageError
from tests.faults.disk import SHORT, Disk, failing
from tests.support.shell_reports import whole
from ui.preview import pdf

pytestmark = pytest.mark.usefixtures("qapp")  # PDF has its letters from Qt

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.ENODEV, errno.ENOENT)
CELL = Address("requests.received.business")
OLD = whole()
NEW = replace(OLD, preamble=("另一句前言，为的是让文件不同。",))
MOST_CALLS = 400

Writer = Callable[[Report, Path], object]
WRITERS: dict[str, tuple[str, Writer, type[Exception]]] = {
    "save": (".nianbao", lambda report, path: save(report, path, None), StorageError),
    "word": (".docx", word.write, ExportError),
    "html": (".html", html.write, ExportError),
    "pdf": (".pdf", pdf.write, ExportError),
}
# Two PDF files of one report differ by the moment they were made, and by names drawn at random.
_OF_THE_MOMENT = re.compile(
    rb"\(D:\d{14}[^)]*\)|\d{4}-\d\d-\d\dT[\d:]{8}[^<]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|<[0-9a-f]{72}>"
)
_RENAME = os.rename


def is_sentence(text: str) -> bool:
    """Whether a message is Chinese, whole, and free of what only programmers read."""
    return (
        text.endswith("。")
        and re.search("[一-鿿]", text) is not None
        and not re.search(r"Errno|Error|\b0x", text)
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir()}


def lasting(content: bytes) -> bytes:
    """Return what two files of the same report have in common."""
    return _OF_THE_MOMENT.sub(b"", content) if content.startswith(b"%PDF-") else content


class Vanishing(Disk):
    """Takes the folder away, for good, just before the ``fail_at``-th call."""

    def hit(self, name: str) -> bool:
        self.calls += 1
        if self.calls == self.fail_at:
            self.failed = name
            _RENAME(self.folder, self.folder.with_name("fort"))
        return False


def write_with_fault(folder: Path, kind: str, disk: Disk) -> tuple[bool, str]:
    """Write the new report over the old one with a fault; returns whether it was written, and the message."""
    suffix, write, trouble = WRITERS[kind]
    with failing(disk):
        try:
            write(NEW, folder / f"报告{suffix}")
        except trouble as error:
            return False, str(error)
    return True, ""


def moments(folder: Path, kind: str, number: int) -> Iterator[int]:
    """Count the calls of a write that can fail so, and go on to calls that no write makes."""
    disk = Disk(folder)
    write_with_fault(folder, kind, disk)
    for at, name in enumerate(disk.seen, 1):
        if number != SHORT or name == "write":
            yield at
    yield from range(len(disk.seen) + 1, MOST_CALLS)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        *(("save", number) for number in (*ERRORS, SHORT)),
        *((kind, number) for kind in ("word", "html") for number in (errno.ENOSPC, errno.EACCES, SHORT)),
        *(("pdf", number) for number in (*ERRORS, SHORT)),
    ],
)
def test_every_call_fails_once(tmp_path: Path, kind: str, number: int) -> None:
    suffix, write, _ = WRITERS[kind]
    target = tmp_path / f"报告{suffix}"
    write(NEW, target)
    new = target.read_bytes()
    write(OLD, target)
    old = target.read_bytes()
    refused: dict[str, str] = {}
    for fail_at in moments(tmp_path, kind, number):
        for item in tmp_path.iterdir():
            item.unlink()
        target.write_bytes(old)
        disk = Disk(tmp_path, fail_at, number)
        written, message = write_with_fault(tmp_path, kind, disk)
        if disk.calls < fail_at:
            break
        where = f"call {fail_at} ({disk.failed})"
        standing = contents(tmp_path)
        backup = standing.pop(target.name + ".bak", old)
        assert backup == old, where
        if disk.failed != "unlink":  # of the temporary file itself
            assert list(standing) == [target.name], where
        assert lasting(standing[target.name]) == lasting(new if written else old), where
        assert written or is_sentence(message), where
        if not written:
            refused[disk.failed] = message
    else:
        pytest.fail("a write makes fewer calls than this")
    if number == SHORT:
        assert not refused
    else:
        assert {"fsync", "replace", "write", "open"} <= refused.keys()


@pytest.mark.parametrize("kind", WRITERS)
def test_a_stick_is_pulled_at_any_moment(tmp_path: Path, kind: str) -> None:
    suffix, write, _ = WRITERS[kind]
    target = tmp_path / f"报告{suffix}"
    write(NEW, target)
    new = target.read_bytes()
    write(OLD, target)
    old = target.read_bytes()
    for fail_at in range(1, MOST_CALLS):
        target.write_bytes(old)
        disk = Disk(tmp_path, fail_at, errno.EIO, stays=True)
        written, message = write_with_fault(tmp_path, kind, disk)
        if disk.calls < fail_at:
            break
        # Back in its slot, the stick holds a whole report; one that cannot be told for sure is refused.
        standing = target.read_bytes()
        assert lasting(standing) in map(lasting, (new,) if written else (old, new)), fail_at
        assert written or is_sentence(message)
        if suffix in (".docx", ".html"):
            assert intake.read(target).report.cells == OLD.cells
        for item in tmp_path.iterdir():
            item.unlink()
    else:
        pytest.fail("a write makes fewer calls than this")


@pytest.mark.parametrize("kind", WRITERS)
def test_a_folder_vanishes_at_any_moment(tmp_path: Path, kind: str) -> None:
    suffix, write, _ = WRITERS[kind]
    folder, moved = tmp_path / "报告", tmp_path / "fort"
    folder.mkdir()
    target = folder / f"报告{suffix}"
    write(NEW, target)
    new = target.read_bytes()
    write(OLD, target)
    old = target.read_bytes()
    refusals = 0
    for fail_at in range(1, MOST_CALLS):
        disk = Vanishing(folder, fail_at)
        written, message = write_with_fault(folder, kind, disk)
        if not disk.failed:
            break
        where = f"call {fail_at} ({disk.failed})"
        assert not folder.exists(), where
        assert lasting((moved / target.name).read_bytes()) == lasting(new if written else old), where
        assert written or is_sentence(message), where
        refusals += not written
        shutil.rmtree(moved)
        folder.mkdir()
        target.write_bytes(old)
    else:
        pytest.fail("a write makes fewer calls than this")
    assert refusals > 5


def journal_with_fault(folder: Path, elsewhere: Path, disk: Disk) -> tuple[Report, list[str]]:
    """Type five figures with a fault below the journal, going on elsewhere when it is told."""
    form = forms.load(OLD.form)
    told: list[str] = []
    report = OLD
    journal = None
    with failing(disk):
        try:
            journal = Journal.start(folder, report, folder / "报告.nianbao")
        except JournalError as error:
            told.append(str(error))
    if journal is None:
        journal = Journal.start(elsewhere, report, folder / "报告.nianbao")
    for number in range(5):
        edit = set_cells(form, report, {CELL: str(number + 1)})
        report = edit.apply(report)
        try:
            with failing(disk):
                journal.append(edit)
                journal.sync()
        except JournalError as error:
            told.append(str(error))
            assert not journal.working
            journal.move(elsewhere)
    assert journal.working
    journal.close(keep=True)
    return report, told


@pytest.mark.parametrize("stays", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.ENOENT, SHORT])
def test_the_journal_goes_on_elsewhere(tmp_path: Path, number: int, stays: bool) -> None:
    folder, elsewhere = tmp_path / "first", tmp_path / "elsewhere"
    for fail_at in range(1, MOST_CALLS):
        disk = Disk(folder, fail_at, number, stays=stays)
        report, told = journal_with_fault(folder, elsewhere, disk)
        if disk.calls < fail_at:
            break
        assert len(told) <= 1 or stays, disk.failed
        assert all(is_sentence(text) for text in told), told
        found = [*pending(elsewhere), *pending(folder)]
        assert found, disk.failed
        # The part that went on elsewhere is the newer one; what stayed behind is an older state, whole.
        assert found[0].report == report, disk.failed
        assert all(item.complete for item in found)
        for item in found:
            discard(item)
    else:
        pytest.fail("a journal makes fewer calls than this")
    assert disk.calls > 12


def test_pending_reads_what_can_be_read_when_a_call_fails(tmp_path: Path) -> None:
    form = forms.load(OLD.form)
    edit = set_cells(form, OLD, {CELL: "7"})
    journal = Journal.start(tmp_path, OLD, None)
    journal.append(edit)
    journal.close(keep=True)
    told: list[str] = []
    for fail_at in range(1, MOST_CALLS):
        disk = Disk(tmp_path, fail_at, errno.EIO)
        with failing(disk):
            try:
                found = pending(tmp_path)
            except JournalError as error:
                told.append(str(error))
                found = []
        if disk.calls < fail_at:
            assert [item.report for item in found] == [edit.apply(OLD)]
            break
        assert [item.report for item in pending(tmp_path)] == [edit.apply(OLD)], disk.failed
    assert told
    assert all(map(is_sentence, told))


def test_opening_tells_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "报告.nianbao"
    save(OLD, path, None)
    told: dict[str, str] = {}
    for number in ERRORS:
        for fail_at in range(1, MOST_CALLS):
            disk = Disk(tmp_path, fail_at, number)
            with failing(disk):
                try:
                    assert open_report(path).report == OLD
                except StorageError as error:
                    told[disk.failed] = str(error)
            if disk.calls < fail_at:
                break
    assert told.keys() >= {"open", "read"}
    assert all(map(is_sentence, told.values()))


@pytest.mark.parametrize("kind", WRITERS)
def test_what_a_killed_program_left_is_cleared_away_by_the_next_one(tmp_path: Path, kind: str) -> None:
    suffix, write, _ = WRITERS[kind]
    target = tmp_path / f"报告{suffix}"
    left: list[Path] = []

    def stop(_self: Path, _target: Path) -> None:
        left.extend(item for item in tmp_path.iterdir() if item != target)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            write(OLD, target)
    (name,) = left
    old, young = name.with_stem(f"{name.stem}a"), name.with_stem(f"{name.stem}b")
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (1, 1))
    write(OLD, target)
    assert sorted(item.name for item in tmp_path.iterdir()) == sorted([target.name, young.name])


@pytest.mark.parametrize("now", [0.0, 1.0, 2.0**31, 2.0**33, 253402300800.0])
def test_a_clock_that_jumps_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: float
) -> None:
    monkeypatch.setattr("time.time", lambda: now)
    path = tmp_path / "报告.nianbao"
    found = save(OLD, path, None)
    os.utime(path, (now, now))
    found = save(NEW, path, found)
    assert open_report(path).report == NEW
    journals = tmp_path / "journals"
    for text in "12":
        journal = Journal.start(journals, OLD, path)
        journal.append(set_cells(forms.load(OLD.form), OLD, {CELL: text}))
        journal.close(keep=True)
    for file in journals.iterdir():
        os.utime(file, (now, now))
    assert {item.report.cell(CELL) for item in pending(journals)} == {"1", "2"}
