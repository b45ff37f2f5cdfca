"""A file is written beside the old one, proven, and only then put in its place."""

from collections.abc import Callable
from pathlib import Path

from export.errors import ExportError
from model.storage.files import atomic_make
from model.storage.troubles import StorageError


def write(path: Path, content: bytes, prove: Callable[[Path], None]) -> None:
    """Write a file whole or not at all.

    ``prove`` reads the new file and raises ExportError when it is not good; then, and at any
    error of the disk, the old file stays. Raises ExportError.
    """

    def make(beside: Path) -> None:
        beside.write_bytes(content)
        try:
            prove(beside)
        except ExportError as error:
            # The clerk knows the file by its own name.
            raise type(error)(str(error).replace(beside.name, path.name)) from error

    try:
        atomic_make(path, make)
    except StorageError as error:
        raise ExportError(str(error)) from error


def write_exactly(path: Path, content: bytes) -> None:
    """Write a file and prove that these very bytes reached the disk. Raises ExportError."""

    def prove(written: Path) -> None:
        if written.read_bytes() != content:
            raise ExportError(f"“{path.name}”写入后核对不一致，原有文件没有改动。请检查磁盘后重试。")

    write(path, content, prove)
