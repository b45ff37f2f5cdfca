"""The parts of a .docx, unpacked with bounds: a small file must not become gigabytes."""

import struct
import zipfile
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from intake.failures import Unreadable, damaged

if TYPE_CHECKING:
    from lxml import etree

MOST_BYTES = 24 * 1024 * 1024  # of one unpacked part; the longest real reports have 2 MB
_MOST_DIRECTORY = 1024 * 1024  # bytes of the list of parts
# What the format allows; the others that Python knows have errors of their own.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RELATIONS = "_rels/.rels"
OFD_ROOT = "ofd.xml"
"""The part of an OFD file that names all others, as ``Archive.parts`` has it."""
_END_RECORD = b"PK\x05\x06"
_END_LENGTH = 22
_LONGER_END = 76  # bytes between the list and its end record in files of the newer kind (ZIP64)
_REACH = 65_536 + _END_LENGTH
CONTENT_TYPES = "[content_types].xml"
"""The part that each of Word's packages has, as ``Archive.parts`` has it."""
MARK = b"PK\x03\x04"
"""The first bytes of a zip file."""
PACKED = "是压缩包，不能直接读取，请先解压，再选择其中的报告文件。"
_SAVE_AGAIN = "请用 Word 或 WPS 打开，另存为“.docx”后再试"


class Archive:
    """An open .docx: its ``parts``, each with the size and the check sum of its content.

    Names have ``/`` and small letters, whatever the program that packed it wrote: Word opens these too.
    ``read`` gives the bytes of a part, None when there is no such part.
    """

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self._infos = {plain(part.filename): part for part in package.infolist()}
        self.parts = {part: (info.file_size, info.CRC) for part, info in self._infos.items()}

    def read(self, part: str) -> bytes | None:
        """Return a part's bytes. Raises Unreadable for one that is too large or damaged."""
        info = self._infos.get(plain(part))
        if info is None:
            return None
        if info.compress_type not in _PACKINGS:
            raise self._strange_packing()
        try:
            with self._package.open(info) as stream:
                content = stream.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise damaged(self._name) from error
        except NotImplementedError as error:  # one of the RuntimeErrors
            raise self._strange_packing() from error
        except RuntimeError as error:  # zipfile's way of saying that a password is needed
            raise Unreadable(
                f"“{self._name}”有密码保护，请先用 Word 或 WPS 打开并取消密码，再试。"
            ) from error
        if len(content) > MOST_BYTES:
            raise Unreadable(f"“{self._name}”解压后内容过大，不像正常的报告文件，没有读入。")
        return content

    def related(self, kind: str) -> str:
        """Return the part that the package's relations name for a kind, by how it ends; empty without one."""
        return next((part for type_, part in self._relations if type_.endswith(kind)), "")

    @cached_property
    def _relations(self) -> tuple[tuple[str, str], ...]:
        from intake.formats.xml import made_of  # with lxml, when something is read

        content = self.read(_RELATIONS)
        return made_of(content, self._name, _relations_of) if content is not None else ()

    def _strange_packing(self) -> Unreadable:
        return Unreadable(f"“{self._name}”的压缩方式不受支持，{_SAVE_AGAIN}。")


def _relations_of(root: "etree._Element") -> tuple[tuple[str, str], ...]:
    return tuple((one.get("Type", ""), one.get("Target", "").lstrip("/")) for one in root)


def plain(part: str) -> str:
    """Return the name of a part as it is looked up."""
    return part.replace("\\", "/").lstrip("/").lower()


def no_document(name: str, parts: Container[str]) -> Unreadable:
    """Return the error for a whole package that is none of Word's."""
    if CONTENT_TYPES in parts:
        return damaged(name)
    return Unreadable(f"“{name}”{PACKED}")


def listed(path: Path) -> bytes | None:
    """Return the end of a zip file, in which its parts are listed, in small letters.

    A part whose name is not in it is not there, which is sooner seen than by opening the file. None where the
    list may be longer or elsewhere.
    """
    with path.open("rb") as stream:
        tail = _tail(stream)
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) - at < _END_LENGTH:
        return None
    (size,) = struct.unpack_from("<I", tail, at + 12)
    is_whole = size + _LONGER_END <= at
    return tail.lower() if is_whole else None


def names(path: Path) -> frozenset[str]:
    """Return the names of the parts of a zip file; none of one that cannot be opened."""
    try:
        with opened(path) as package:
            return frozenset(package.parts)
    except Unreadable:
        return frozenset()


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a .docx. Raises Unreadable for a file that is cut off or has far too many parts."""
    try:
        with path.open("rb") as stream:
            _check_directory(stream, path.name)
            with zipfile.ZipFile(stream) as package:
                yield Archive(package, path.name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, struct.error, UnicodeDecodeError) as error:
        raise damaged(path.name) from error


def _check_directory(stream: IO[bytes], name: str) -> None:
    """Refuse a list of parts that would fill the memory before the first part is read."""
    tail = _tail(stream)
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) - at < _END_LENGTH:
        raise damaged(name)
    (size,) = struct.unpack_from("<I", tail, at + 12)
    if size > _MOST_DIRECTORY:
        raise Unreadable(f"“{name}”里的部件过多，不像正常的报告文件，没有读入。")
    stream.seek(0)


def _tail(stream: IO[bytes]) -> bytes:
    """The last bytes of a file, in which the list of parts ends."""
    stream.seek(0, 2)
    stream.seek(max(stream.tell() - _REACH, 0))
    return stream.read(_REACH)
