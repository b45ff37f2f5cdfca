"""A Word file as a package of parts: opened with care, written back with one part renewed."""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import normpath

from lxml import etree

from export.errors import ExportError

_LARGEST = 64 * 1024 * 1024  # bytes of all parts unpacked; far above any real template
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same report gives the same file
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN = "/officeDocument"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what the format allows
# What zipfile raises for a broken or strange archive.
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError, ValueError)


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file taken apart: ``document`` is parsed, ``parts`` are all others as they are."""

    parts: Mapping[str, bytes]
    document_name: str
    document: etree._Element

    def archive(self) -> bytes:
        """Return a zip archive of all parts but the document, for ``with_parts``."""
        return packed(self.parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in parts.items():
            target.writestr(_entry(name), content)
    return made.getvalue()


def with_parts(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the Word file: the archive as it is, and the parts of the report added."""
    made = BytesIO(archive)
    with zipfile.ZipFile(made, "a") as target:
        for name, content in parts.items():
            target.writestr(_entry(name), content)
    return made.getvalue()


def read(path: Path) -> Package:
    """Take a Word file apart.

    Raises ExportError for what is no .docx, is damaged, or unpacks to more than any template needs.
    """
    try:
        with zipfile.ZipFile(path) as source:
            if sum(entry.file_size for entry in source.infolist()) > _LARGEST:
                raise ExportError(f"模板“{path.name}”解压后过大，不能使用。请检查其中的图片或换一个模板。")
            parts = {entry.filename: source.read(entry) for entry in source.infolist() if _is_part(entry)}
        name = _document_name(parts)
        document = parse(parts.pop(name))
    except OSError as error:
        raise ExportError(f"模板“{path.name}”无法打开，请检查文件是否存在、是否有权限读取。") from error
    except (*_BROKEN, etree.XMLSyntaxError) as error:
        raise ExportError(
            f"模板“{path.name}”不是有效的 .docx 文件，请用 Word 或 WPS 另存为 .docx。"
        ) from error
    if _DOCUMENT_TYPE.encode() not in parts.get("[Content_Types].xml", b""):
        raise ExportError(f"模板“{path.name}”不是普通 Word 文档，请用 Word 或 WPS 另存为 .docx。")
    return Package(parts, name, document)


def parse(part: bytes) -> etree._Element:
    """Parse a part: no network, no comments. Raises etree.XMLSyntaxError, and ValueError for entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(part, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a part with a document type")  # Word writes none; entities come that way
    return root


def _is_part(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a part, no folder. Raises BadZipFile for one that no Word file has."""
    if not entry.filename or entry.compress_type not in _PACKINGS:
        raise zipfile.BadZipFile(f"{entry.filename!r} packed by {entry.compress_type}")
    return not entry.is_dir()


def _document_name(parts: Mapping[str, bytes]) -> str:
    for item in parse(parts["_rels/.rels"]).iter(_RELATIONSHIP):
        if item.get("Type", "").endswith(_MAIN):
            return normpath(str(PurePosixPath("/") / item.get("Target", ""))).lstrip("/")
    raise KeyError("officeDocument")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
