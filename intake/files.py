"""Opens a file of any known kind; what is wrong with the file itself is one sentence that says what to do."""

import stat
from pathlib import Path
from threading import Event

from intake import apart, formats, pipeline
from intake.failures import Unreadable
from intake.pipeline import Imported
from model.storage import codec
from model.storage.files import backup_of, open_backup
from model.storage.names import is_saved
from model.storage.troubles import cannot_read

_HEAD = 4096  # bytes that tell the kind of a file
_MOST_BLANK = 1024 * 1024  # bytes
_MOST_SAVED = 12 * 1024 * 1024  # bytes of a report that this program saved


def read(path: Path, stop: Event | None = None, *, own: bool = False) -> Imported:
    """Read a report of any known kind. Raises Unreadable with one sentence for the user.

    What may take long ends early, with :class:`intake.apart.CalledOff`, once ``stop`` is set. ``own``: this
    program has just written the file; it needs no process of its own to be read in safety, and it may be of
    any length, as a draft can always be exported.
    """
    path = Path(path)
    sample = formats.Sample(path, _head(path))
    try:
        if is_saved(path):
            return _saved(path)
        kind = formats.recognised(sample)
        if not own:
            _check_size(path, kind.most_bytes)
        document = apart.read(kind, path, stop) if kind.apart and not own else kind.read(path)
        return pipeline.run(document, path, of_any_length=own)
    except OSError as error:
        raise _not_opened(path, error) from error


def _head(path: Path) -> bytes:
    """The first bytes, after all that can be wrong with the file itself."""
    name = path.name
    if name.startswith("~$"):
        raise Unreadable(f"“{name}”是 Word 打开文件时的临时文件，请选择名称里没有“~$”的那个文件。")
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise Unreadable(f"“{name}”是文件夹，请选择其中的报告文件。")
        if not stat.S_ISREG(kind):  # reading a pipe or a device could go on for ever
            raise Unreadable(f"“{name}”不是普通文件，不能读取，请选择报告文件。")
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            if not head.strip():  # pages made by scripts often begin with hundreds of blank lines
                head = stream.read(_MOST_BLANK).lstrip()[:_HEAD]
    except OSError as error:
        raise _not_opened(path, error) from error
    if not head.strip():
        raise Unreadable(f"“{name}”是空文件，里面没有内容，请确认选对了文件。")
    return head


def _not_opened(path: Path, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable(f"找不到文件“{path}”，请确认文件还在原来的位置。")
    if isinstance(error, PermissionError):
        return Unreadable(
            f"没有权限读取“{path.name}”，或它正被其他程序占用，请关闭正在使用它的程序，或把它复制到自己的文件夹里再试。"
        )
    return Unreadable(cannot_read(path, error))


def _check_size(path: Path, most: int) -> None:
    if path.stat().st_size > most:
        raise Unreadable(f"“{path.name}”太大，不像一份年度报告，没有读入，请确认选对了文件。")


def _saved(path: Path) -> Imported:
    _check_size(path, _MOST_SAVED)
    try:
        return Imported(codec.decode(path.read_bytes()), ())
    except codec.UnreadableReport as error:
        beside = (
            "" if open_backup(path) is None else f"旁边的备份“{backup_of(path).name}”是完整的，可以改用它。"
        )
        raise Unreadable(f"{error}{beside}") from error
