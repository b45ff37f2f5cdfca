"""Word documents of today (.docx), written by Word, WPS, LibreOffice or this program."""

from pathlib import Path

from intake.formats import archive
from intake.formats.reader import Document, Format, Sample


def _recognises(sample: Sample) -> bool:
    return sample.head.startswith(archive.MARK)


def _recognises_flat(sample: Sample) -> bool:
    return b"<pkg:package" in sample.head


def _read(path: Path) -> Document:
    with archive.opened(path) as package:
        return _in(package, path.name)


def _read_flat(path: Path) -> Document:
    from intake.formats.word.flat import FlatPackage  # lxml is loaded for pages and Word files alone

    return _in(FlatPackage(path.read_bytes(), path.name), path.name)


def _in(package: archive.Archive, name: str) -> Document:
    from intake.formats.word import body, properties

    blocks = body.blocks_in(package, name)
    return Document(tuple(blocks), properties=properties.found(package, name))


FLAT = Format("docx-flat", (), "Word XML 文档", 60 * 1024 * 1024, _recognises_flat, _read_flat)
"""The same in one XML file; it has no ending of its own."""
FORMAT = Format("docx", (".docx",), "Word 文档", 100 * 1024 * 1024, _recognises, _read)
