"""Report files on disk: opened whole, saved atomically, never over somebody else's change.

A save writes a temporary file in the same folder, forces it to the disk and puts it in place of the
old one, so that the path always holds a whole report, the old or the new one. The version before is
kept beside it as ``NAME.nianbao.bak``.
"""

import errno
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from model.report import Report
from model.storage.codec import UnreadableReport, decode, encode
from model.storage.troubles import StorageError, cannot_read, cannot_write

BACKUP_SUFFIX = ".bak"
LARGEST_REPORT = 32 * 2**20  # bytes; a full report with a year's text has some 50 KB
_LONGEST_NAME = 255  # bytes, on the disks of Linux; Windows counts characters
_STALE_AFTER = 3600  # seconds; a temporary file so old is of a program that was killed
_TRIES_WHEN_BUSY = 5  # on Windows a virus scanner holds a fresh file for a moment
_PAUSE_WHEN_BUSY = 0.1  # seconds


class ChangedOnDisk(StorageError):
    """The file is not as it was when it was opened; nothing was written."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was when it was read or written: bytes, modification time (ns), SHA-256."""

    size: int
    modified: int
    digest: str

    @property
    def written(self) -> datetime:
        """When the file was written (aware, UTC); now, where its clock is out of order."""
        now = datetime.now(UTC)
        seconds = self.modified / 10**9
        return datetime.fromtimestamp(seconds, UTC) if 0 <= seconds < now.timestamp() else now

    def same_content(self, other: "Fingerprint") -> bool:
        """Whether both are of the same bytes; copying and syncing change the time alone."""
        return (self.size, self.digest) == (other.size, other.digest)


@dataclass(frozen=True, slots=True)
class Stored:
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


def save(report: Report, path: Path, expected: Fingerprint | None) -> Fingerprint:
    """Save a report atomically and return the fingerprint of the new file.

    ``expected`` is the fingerprint of the file as it was opened or last saved; None means that a file
    there may be replaced knowingly. A link is followed, permissions stay, and the version before is
    kept as a backup. Raises ChangedOnDisk when the file is another one than expected, StorageError
    when it cannot be written; in both cases the file and the report in memory stay as they were.
    """
    content = encode(report)
    try:
        target = path.resolve()
        before = _what_stands(target)
    except OSError as error:
        raise StorageError(cannot_write(path, error)) from error
    except RuntimeError as error:  # Python 3.11 and 3.12 tell a circle of links so
        raise StorageError(f"无法保存“{path}”：文件是一个循环的链接，不能写入。") from error
    if expected is not None:
        _refuse_changed(path, before, expected)
    if before is not None:
        if before[0] == content:
            return before[1]
        atomic_write(_backup_of(target), before[0])
    return atomic_write(target, content)


def _backup_of(target: Path) -> Path:
    """Where the version before is kept; a name too long for the suffix loses its last characters."""
    name = target.name
    while len(os.fsencode(name + BACKUP_SUFFIX)) > _LONGEST_NAME:
        name = name[:-1]
    return target.with_name(name + BACKUP_SUFFIX)


def changed_on_disk(path: Path, expected: Fingerprint) -> bool:
    """Whether the file is another one than expected, or gone; reads it only when size or time differ."""
    try:
        facts = path.stat()
        if (facts.st_size, facts.st_mtime_ns) == (expected.size, expected.modified):
            return False
        return not _read(path)[1].same_content(expected)
    except (OSError, UnreadableReport):
        return True


def atomic_write(path: Path, content: bytes) -> Fingerprint:
    """Write a file so that the path holds the old or the new content whole, whatever happens.

    A link is followed and an existing file's permissions are kept. Raises StorageError, with the old
    file untouched and no temporary file left.
    """
    return atomic_make(path, lambda temporary: temporary.write_bytes(content))


def atomic_make(path: Path, make: Callable[[Path], object]) -> Fingerprint:
    """Let ``make`` write (and prove) a temporary file in the same folder, then put it in place.

    What ``make`` raises passes through, except OSError, which becomes StorageError; in any case the old file
    stays untouched and no temporary file is left.
    """
    if "\0" in str(path):  # no system takes it, and Python tells it in its own way
        raise StorageError(f"文件名“{path.name}”不能使用，请换一个名称或位置。")
    try:
        target = path.resolve()
        _refuse_read_only(target)
        tag = "." + hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
        # The suffix stays, for writers that choose by it; the name is short, as a long one has no room left.
        temporary = target.with_name(f"{tag}-{secrets.token_hex(4)}.tmp{target.suffix[:12]}")
        try:
            _create_like(temporary, target)
            make(temporary)
            made = _force_to_disk(temporary)
            _replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise StorageError(cannot_write(path, error)) from error
    except RuntimeError as error:
        raise StorageError(f"无法保存“{path}”：文件是一个循环的链接，不能写入。") from error
    # The file is in place and whole. What is left to do may fail without harm: a power cut within seconds
    # could bring the old file back, and a killed program's left-over stays a while longer.
    with suppress(OSError):
        _force_folder_to_disk(target.parent)
        _remove_stale(target.parent, tag)
    return made


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
    return content, _fingerprint(content, facts)


def _fingerprint(content: bytes, facts: os.stat_result) -> Fingerprint:
    return Fingerprint(len(content), facts.st_mtime_ns, hashlib.sha256(content).hexdigest())


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
        raise ChangedOnDisk(
            f"没有保存：打开之后，文件“{path}”已被其他人或其他程序改过。您的修改还在，"
            "请用“另存为”换一个名称保存，再比较两份报告。"
        )


def _refuse_read_only(target: Path) -> None:
    """Replacing needs no permission on the file itself; a person who set it read-only meant it."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(target))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder", str(target))


def _create_like(temporary: Path, target: Path) -> None:
    """Create an empty file that nobody else made, with the permissions and owner of the target."""
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    os.close(descriptor)
    if not target.exists():
        return
    facts = target.stat()
    temporary.chmod(stat.S_IMODE(facts.st_mode))
    if os.name == "posix" and (facts.st_uid, facts.st_gid) != (os.getuid(), os.getgid()):
        with suppress(PermissionError):  # only the administrator may give a file away
            os.chown(temporary, facts.st_uid, facts.st_gid)


def _force_to_disk(file: Path) -> Fingerprint:
    with file.open("rb+") as opened:
        content = opened.read()
        os.fsync(opened.fileno())
        return _fingerprint(content, os.fstat(opened.fileno()))


def _replace(temporary: Path, target: Path) -> None:
    for left in reversed(range(_TRIES_WHEN_BUSY)):
        try:
            temporary.replace(target)
            return
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(_PAUSE_WHEN_BUSY)


def _force_folder_to_disk(folder: Path) -> None:
    """Make the new name itself survive a power cut; Windows does so by itself."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_stale(folder: Path, tag: str) -> None:
    """Remove what a killed program left of earlier saves of the same file."""
    for left_over in folder.glob(f"{tag}-*.tmp*"):
        if time.time() - left_over.stat().st_mtime > _STALE_AFTER:
            left_over.unlink()
