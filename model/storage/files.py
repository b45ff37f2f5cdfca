"""Report files on disk: opened whole, saved atomically, never over somebody else's change.

A save writes a temporary file in the same folder, forces it to the disk and puts it in place of the
old one (see ``atomic``), so that the path always holds a whole report, the old or the new one. The version
before is kept beside it as ``NAME.nianbao.bak``, for the same eyes as the report. Of two saves at one moment
one is told that the file has changed.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from model.report import Report
from model.storage import beside
from model.storage.atomic import Fingerprint, atomic_make, atomic_write, fingerprint, real, replace_whole
from model.storage.codec import UnreadableReport, decode, encode
from model.storage.names import BACKUP
from model.storage.troubles import StorageError, cannot_read, cannot_write

__all__ = ["Fingerprint", "atomic_make", "atomic_write"]
LARGEST_REPORT = 32 * 2**20  # bytes; a full report with a year's text has some 50 KB
_LONGEST_NAME = 255  # bytes, on the disks of Linux; Windows counts characters
_PATIENCE = 5.0  # seconds that a save waits for another of the same file
_PAUSE = 0.02  # seconds between two looks whether it is over
_LONGEST_SAVE = timedelta(minutes=1)
_NO_BACKUP = "报告已保存，但没有留下上一版的备份：它的位置被别人的文件或文件夹占着，不能改写。"
_CHANGED = (
    "没有保存：打开之后，文件“{}”已被其他人或其他程序改过。您的修改还在，"
    "请用“另存为”换一个名称保存，再比较两份报告。"
)


class ChangedOnDisk(StorageError):
    """The file is not as it was when it was opened; nothing was written."""


class Stored(msgspec.Struct, frozen=True):
    """A report as opened from a file; ``fingerprint`` is what a later save expects to find."""

    report: Report
    path: Path
    fingerprint: Fingerprint


def open_report(path: Path) -> Stored:
    """Open a saved report.

    Raises StorageError when the file cannot be read, UnreadableReport when it is no (whole) report.
    """
    try:
        content, found = _read(path)
    except OSError as error:
        raise StorageError(cannot_read(path, error)) from error
    return Stored(decode(content), path, found)


def open_backup(path: Path) -> Stored | None:
    """Open the backup beside a report, where there is a whole one."""
    try:
        return open_report(backup_of(path))
    except (StorageError, UnreadableReport):
        return None


def save(
    report: Report,
    path: Path,
    expected: Fingerprint | None,
    tell: Callable[[str], object] = lambda _: None,
) -> Fingerprint:
    """Save a report atomically and return the fingerprint of the new file.

    ``expected`` is the fingerprint of the file as it was opened or last saved; None means that the file
    that stands there now may be replaced knowingly. A link is followed, permissions stay, and the version
    before is kept as a backup; where an older one may not be replaced, the report is saved all the same,
    and ``tell`` hears of it. Raises ChangedOnDisk when the file is another one than expected, StorageError
    when it cannot be written, CalledOff when nobody waits for it any more (see ``attempt``); in each case the
    file and the report in memory stay as they were.
    """
    content = encode(report)
    try:
        target = real(path)
        with _one_at_a_time(path, target) if expected is not None else nullcontext():
            return _saved(content, path, target, expected, tell)
    except OSError as error:
        raise StorageError(cannot_write(path, error)) from error


def _saved(
    content: bytes, path: Path, target: Path, expected: Fingerprint | None, tell: Callable[[str], object]
) -> Fingerprint:
    before = _what_stands(target)
    if expected is not None:
        _refuse_changed(path, before, expected)
    if before is not None and before[0] == content:
        return before[1]

    def still_there() -> None:
        # Nobody agreed to replace what came while a slow save was on its way.
        came = os.path.lexists(target) if before is None else changed_on_disk(target, before[1])
        if came:
            raise ChangedOnDisk(_CHANGED.format(path))

    is_kept = before is None or _keep_backup(target, before[0])
    made = atomic_write(target, content, last_look=still_there)
    if not is_kept:
        tell(_NO_BACKUP)
    return made


def _keep_backup(target: Path, content: bytes) -> bool:
    """Keep the version before, and say whether that could be done. Raises OSError.

    A folder of that name, or a file of another's that may not be replaced, is no reason not to save.
    """
    backup = backup_of(target)
    if backup.is_dir() and not backup.is_symlink():
        return False
    try:
        replace_whole(backup, lambda temporary: temporary.write_bytes(content), like=target)
    except PermissionError:
        if not os.path.lexists(backup):  # nothing may be made here: the report would fare no better
            raise
        return False
    return True


@contextmanager
def _one_at_a_time(path: Path, target: Path) -> Iterator[None]:
    """Wait while another saves the same file, and keep others waiting. Raises StorageError after a while."""
    until = time.monotonic() + _PATIENCE
    while isinstance(mark := beside.take(beside.saving(target), _left_over), beside.Holder):
        if time.monotonic() > until:
            raise StorageError(f"没有保存：{beside.who(mark)}正在保存“{path}”。您的修改还在，请稍后再保存。")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        if mark is not None:
            mark.release()


def _left_over(mark: beside.Holder) -> bool:
    """Whether a save takes longer than any does: its computer was switched off meanwhile."""
    return datetime.now(UTC) - mark.seen > _LONGEST_SAVE


def backup_of(target: Path) -> Path:
    """Return where the version before is kept; a name too long for the suffix loses its last characters."""
    name = target.name
    while len(os.fsencode(name + BACKUP)) > _LONGEST_NAME:
        name = name[:-1]
    return target.with_name(name + BACKUP)


def changed_on_disk(path: Path, expected: Fingerprint) -> bool:
    """Whether the file is another one than expected, or gone; reads it only when size or time differ."""
    try:
        facts = path.stat()
        if (facts.st_size, facts.st_mtime_ns) == (expected.size, expected.modified):
            return False
        return not _read(path)[1].same_content(expected)
    except (OSError, UnreadableReport):
        return True


def _read(path: Path) -> tuple[bytes, Fingerprint]:
    """Read a whole regular file. Raises OSError, and UnreadableReport for what can be no report."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        # Opening a pipe or a device could wait for ever.
        kind = "一个文件夹" if stat.S_ISDIR(mode) else "一个设备"
        raise UnreadableReport(f"“{path}”是{kind}，不是年度报告文件。请选择报告文件。")
    with path.open("rb") as file:
        content = file.read(LARGEST_REPORT + 1)
        facts = os.fstat(file.fileno())
    if len(content) > LARGEST_REPORT:
        raise UnreadableReport(f"文件“{path}”太大，不是年度报告文件。文件没有改动。")
    return content, fingerprint(content, facts)


def _what_stands(target: Path) -> tuple[bytes, Fingerprint] | None:
    try:
        return _read(target)
    except FileNotFoundError:
        return None
    except UnreadableReport as error:
        raise StorageError(str(error)) from error


def _refuse_changed(path: Path, before: tuple[bytes, Fingerprint] | None, expected: Fingerprint) -> None:
    if before is None:
        raise ChangedOnDisk(
            f"没有保存：文件“{path}”已被移走、改名或删除。您的修改还在，请用“另存为”保存到合适的位置。"
        )
    if not before[1].same_content(expected):
        raise ChangedOnDisk(_CHANGED.format(path))
