"""A file is written beside the old one, proven, and only then put in its place.

Whatever goes wrong, the old file stays as it was, and the error is a sentence for the user.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from export.errors import ExportError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_STALE_AFTER = 3600  # seconds; a file so old is of a program that was killed while it wrote
_WINDOWS_LOCKED = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


def write(path: Path, content: bytes, prove: Callable[[Path], None]) -> None:
    """Write a file whole or not at all.

    ``prove`` reads the new file and raises ExportError when it is not good; then, and at any
    error of the disk, the old file stays. Raises ExportError.
    """
    target = _target(path)
    tag = f".{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]}"
    beside = target.with_name(f"{tag}-{secrets.token_hex(4)}{target.suffix}")
    try:
        _write_through(beside, content)
        prove(beside)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        raise ExportError(_sentence(error, target)) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # the file is in place and whole; the rest may fail without harm
        _sync_folder(target.parent)
        _remove_stale(target, tag)


def _target(path: Path) -> Path:
    """The file itself, where a link is given; refuses what cannot become a file."""
    try:
        target = path.resolve()
        is_folder, has_folder = target.is_dir(), target.parent.is_dir()
        read_only = target.exists() and not os.access(target, os.W_OK)
    except OSError as error:
        raise ExportError(_sentence(error, path)) from error
    except (RuntimeError, ValueError) as error:  # a link to itself; a name that no system takes
        raise ExportError(f"文件名“{path.name}”不能使用，请换一个名称或位置。") from error
    if is_folder:
        raise ExportError(f"“{path.name}”是一个文件夹，请给出文件名。")
    if not has_folder:
        raise ExportError(f"文件夹“{path.parent}”不存在，请先建立文件夹或换一个位置。")
    if read_only:
        raise ExportError(f"文件“{path.name}”是只读的，没有覆盖。请换一个文件名，或取消只读后重试。")
    return target


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_stale(target: Path, tag: str) -> None:
    """Remove what a killed program left of earlier exports to the same file."""
    for left_over in target.parent.glob(f"{tag}-*"):
        if time.time() - left_over.stat().st_mtime > _STALE_AFTER:
            left_over.unlink()


def _sentence(error: OSError, target: Path) -> str:
    name = target.name
    if getattr(error, "winerror", None) in _WINDOWS_LOCKED:
        return _in_use(name)
    if error.errno in _FULL:
        return f"磁盘空间不足，“{name}”没有写入，原有文件没有改动。请清理磁盘或换一个位置后重试。"
    if error.errno == errno.EROFS:
        return f"文件夹“{target.parent}”是只读的，“{name}”没有写入。请换一个位置。"
    if isinstance(error, PermissionError):
        # Windows says no more than “access denied” when Word holds the file that is to be replaced.
        return (
            _in_use(name)
            if target.exists() and os.access(target.parent, os.W_OK)
            else f"没有权限写入文件夹“{target.parent}”，“{name}”没有写入。请换一个位置。"
        )
    if error.errno == errno.ENAMETOOLONG:
        return f"文件名“{name}”太长，请改短后重试。"
    return f"“{name}”没有写入，原有文件没有改动（{error.strerror or error}）。请检查磁盘或换一个位置后重试。"


def _in_use(name: str) -> str:
    return f"文件“{name}”正被 Word/WPS 占用，没有覆盖。请关闭后重试。"
