"""Word documents of today (.docx), written by Word, WPS, LibreOffice or this program."""

from pathlib import Path

from intake.formats import archive
from intake.formats.reader import Document, Format, Sample


def _recognises(sample: Sample) -> bool:
    return sample.head.startswith(archive.MARK)


def _read(path: Path) -> Document:
    from intake.formats.word import body, properties  # lxml is loaded for pages and Word files alone

    with archive.opened(path) as package:
        blocks = body.blocks_in(package, path.name)
        return Document(tuple(blocks), properties=properties.found(package, path.name))


FORMAT = Format("docx", (".docx",), "Word 文档", 100 * 1024 * 1024, _recognises, _read)
