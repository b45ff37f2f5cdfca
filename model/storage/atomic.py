"""A file replaced whole: written beside the old one, forced to the disk, put in its place.

The new file has the owner, permissions and extended attributes (ACLs among them) of the old one, as far as
the disk can set them: a share that knows no permissions is no reason not to save.
"""

import errno
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from model.storage.attempt import replacing
from model.storage.digest import digest
from model.storage.troubles import StorageError, cannot_write

_STALE_AFTER = 3600  # seconds; a temporary file so old is of a program that was killed
_TRIES_WHEN_BUSY = 5  # on Windows a virus scanner holds a fresh file for a moment
_PAUSE_WHEN_BUSY = 0.1  # seconds
_NOT_SUPPORTED = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.ENOTTY}


class Fingerprint(msgspec.Struct, frozen=True):
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


def fingerprint(content: bytes, facts: os.stat_result) -> Fingerprint:
    """Return what a file of this content and these facts is."""
    return Fingerprint(len(content), facts.st_mtime_ns, digest(content))


def place(path: Path) -> Path:
    """Return where a path leads, links followed as far as the system tells.

    Windows does not tell it for every drive (wine not for a long path), though the file itself can be used.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path.absolute()


def real(path: Path) -> Path:
    """Return the file that a path leads to, links followed. Raises OSError where links cannot be followed."""
    target = place(path)
    if target.is_symlink():  # a circle, or the system does not tell where it leads
        raise OSError(errno.ELOOP, "a circle of links", str(path))
    return target


def atomic_write(path: Path, content: bytes, *, last_look: Callable[[], None] = lambda: None) -> Fingerprint:
    """Write a file so that the path holds the old or the new content whole, whatever happens.

    A link is followed. Raises StorageError, with the old file untouched and no temporary file left. For
    ``last_look`` see ``atomic_make``.
    """
    return atomic_make(path, lambda temporary: temporary.write_bytes(content), last_look=last_look)


def atomic_make(
    path: Path, make: Callable[[Path], object], *, last_look: Callable[[], None] = lambda: None
) -> Fingerprint:
    """Let ``make`` write (and prove) a temporary file in the same folder, then put it in place.

    ``last_look`` may raise just before that. What the two raise passes through, except OSError, which becomes
    StorageError; in any case the old file stays untouched and no temporary file is left. So it does where the
    attempt at hand was called off (see ``attempt``), which raises CalledOff.
    """
    try:
        os.fsencode(path)
    except UnicodeEncodeError:  # half a character
        raise _no_name(path) from None
    if "\0" in str(path):  # no system takes it, and Python tells it in its own way
        raise _no_name(path)
    try:
        target = real(path)
        _refuse_other_than_files(target)
        return replace_whole(target, make, like=target, last_look=last_look)
    except OSError as error:
        raise StorageError(cannot_write(path, error)) from error


def replace_whole(
    target: Path,
    make: Callable[[Path], object],
    *,
    like: Path,
    last_look: Callable[[], None] = lambda: None,
) -> Fingerprint:
    """Let ``make`` write a file that then takes the place of ``target``, a link there included.

    The new file is for the same eyes as ``like``. Raises OSError.
    """
    tag = "." + digest(os.fsencode(target.name))[:8]
    # The suffix stays, for writers that choose by it; the name is short, as a long one has no room left.
    temporary = target.with_name(f"{tag}-{os.urandom(4).hex()}.tmp{target.suffix[:12]}")
    try:
        _create_like(temporary, like)
        make(temporary)
        made = _force_to_disk(temporary)
        last_look()
        with replacing():
            _replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    # The file is in place and whole. What is left to do may fail without harm: a power cut within seconds
    # could bring the old file back, and a killed program's left-over stays a while longer.
    with suppress(OSError):
        _force_folder_to_disk(target.parent)
        _remove_stale(target.parent, tag)
    return made


def _no_name(path: Path) -> StorageError:
    shown = path.name.encode("utf-8", "replace").decode()
    return StorageError(f"文件名“{shown}”不能使用，请换一个名称或位置。")


def _refuse_other_than_files(target: Path) -> None:
    """Refuse a folder, a pipe or a device, and what is read-only.

    Replacing needs no permission on the file itself; a person who set it read-only meant it.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "a folder", str(target))
    if not stat.S_ISREG(mode):
        raise StorageError(f"无法保存“{target}”：这是一个设备或管道，不是文件。请换一个文件名。")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(target))


def _create_like(temporary: Path, like: Path) -> None:
    """Create an empty file that nobody else made, with the permissions and owner of another.

    It never lets more people in than that one does, not even for a moment.
    """
    try:
        facts = like.stat()
    except FileNotFoundError:
        facts = None
    mode = 0o666 if facts is None else stat.S_IMODE(facts.st_mode) & 0o777 | stat.S_IWUSR
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    if facts is None:
        return
    if os.name == "posix" and (facts.st_uid, facts.st_gid) != (os.getuid(), os.getgid()):
        _as_far_as_can_be(lambda: os.chown(temporary, facts.st_uid, facts.st_gid))
    _as_far_as_can_be(lambda: temporary.chmod(stat.S_IMODE(facts.st_mode)))
    _copy_attributes(like, temporary)


def _as_far_as_can_be(change: Callable[[], None]) -> None:
    """Do what not every disk can do, and only the administrator may always do."""
    with suppress(OSError, NotImplementedError):
        change()


def _copy_attributes(source: Path, target: Path) -> None:
    """Give a file the extended attributes of another; on Linux the lists of who may read it are such."""
    if not hasattr(os, "listxattr"):
        return
    with suppress(OSError):
        for name in os.listxattr(source):
            with suppress(OSError):
                os.setxattr(target, name, os.getxattr(source, name))


def _force_to_disk(file: Path) -> Fingerprint:
    with file.open("rb+") as opened:
        content = opened.read()
        try:
            os.fsync(opened.fileno())
        except OSError as error:
            if error.errno not in _NOT_SUPPORTED:
                raise
        return fingerprint(content, os.fstat(opened.fileno()))


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
