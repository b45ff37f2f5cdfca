"""Why a file could not be read or written, as one Chinese sentence for a clerk."""

import errno
import os
from pathlib import Path

_ADVICE_ELSEWHERE = "请换一个位置或文件名再保存。"

_READING = {
    errno.ENOENT: "找不到这个文件，它可能已被移走、改名或删除。",
    errno.EACCES: "没有读取权限。请向文件的所有者或管理员申请权限。",
    errno.EPERM: "没有读取权限。请向文件的所有者或管理员申请权限。",
    errno.EISDIR: "这是一个文件夹，不是文件。请选择文件夹里的报告文件。",
    errno.ENOTDIR: "路径不正确，其中有一段不是文件夹。",
    errno.ENAMETOOLONG: "文件名或路径太长。请缩短后再试。",
    errno.ELOOP: "文件是一个循环的链接，打不开。",
    errno.EBUSY: "文件正被其他程序（如 Word、WPS）使用。请关闭那个程序后再试。",
}
_WRITING = {
    errno.ENOSPC: "磁盘已满。请腾出一些空间后再试，或保存到别的磁盘。",
    errno.EDQUOT: "您的磁盘配额已用完。请腾出一些空间后再试，或保存到别的磁盘。",
    errno.EROFS: f"所在的磁盘是只读的。{_ADVICE_ELSEWHERE}",
    errno.EACCES: f"没有写入权限，或文件是只读的。{_ADVICE_ELSEWHERE}",
    errno.EPERM: f"没有写入权限，或文件是只读的。{_ADVICE_ELSEWHERE}",
    errno.ENOENT: f"要保存到的文件夹不存在，它可能已被移走或删除。{_ADVICE_ELSEWHERE}",
    errno.ENOTDIR: f"要保存到的文件夹不存在。{_ADVICE_ELSEWHERE}",
    errno.EISDIR: "这个名称是一个文件夹。请换一个文件名。",
    errno.ENAMETOOLONG: "文件名或路径太长。请缩短后再试。",
    errno.EFBIG: f"文件超过了磁盘允许的大小。{_ADVICE_ELSEWHERE}",
    errno.ELOOP: "文件是一个循环的链接，不能写入。",
    errno.EBUSY: "文件正被其他程序（如 Word、WPS）使用。请关闭那个程序后再试。",
    errno.ETXTBSY: "文件正被其他程序使用。请关闭那个程序后再试。",
}
_DEVICE_GONE = {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}
_SHARE_GONE = {
    errno.ENOTCONN,
    errno.ETIMEDOUT,
    errno.ECONNREFUSED,
    errno.ECONNRESET,
    errno.ECONNABORTED,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
    errno.EPIPE,
    *(getattr(errno, name) for name in ("EHOSTDOWN", "ENOLINK", "EREMOTEIO") if hasattr(errno, name)),
}
_UNABLE = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.ENOLCK, errno.ENOTTY}
_TOO_MANY_OPEN = {errno.EMFILE, errno.ENFILE}
_WINDOWS_IN_USE = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_WINDOWS_DENIED = 5  # ERROR_ACCESS_DENIED: all that is said when Word holds a file that is to be replaced


class StorageError(Exception):
    """A file could not be read, written or locked; the text is a Chinese sentence for the user."""


def cannot_read(path: Path, error: OSError) -> str:
    """Return the sentence for a file that could not be read."""
    return f"无法读取“{path}”：{_reason(error, _READING)}"


def cannot_write(path: Path, error: OSError) -> str:
    """Return the sentence for a file that could not be written; what stood there still stands."""
    if getattr(error, "winerror", None) == _WINDOWS_DENIED and _may_be_written(path):
        return f"无法保存“{path}”：{_WRITING[errno.EBUSY]}"
    return f"无法保存“{path}”：{_reason(error, _WRITING)}"


def _may_be_written(path: Path) -> bool:
    return path.exists() and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _reason(error: OSError, known: dict[int, str]) -> str:
    if getattr(error, "winerror", None) in _WINDOWS_IN_USE:
        return known[errno.EBUSY]
    if error.errno in _DEVICE_GONE:
        return "磁盘读写出错，可能是 U 盘已拔出、网络已断开或磁盘已损坏。请检查后再试，或换一个位置。"
    if error.errno in _SHARE_GONE:
        return "共享文件夹没有回应，可能是网络已断开或服务器没有开机。请检查网络后再试，或换一个位置。"
    if error.errno in _TOO_MANY_OPEN:
        return "系统打开的文件太多。请关闭一些程序后再试。"
    if error.errno == errno.ENOMEM:
        return "内存不足。请关闭一些程序后再试。"
    if error.errno in _UNABLE:
        return "所在的磁盘或共享文件夹不支持这项操作。请换一个位置再试。"
    if error.errno in known:
        return known[error.errno]
    number = f"（编号 {error.errno}）" if error.errno is not None else ""
    return f"系统报告了错误{number}。请换一个位置再试，或联系管理员。"
