"""Texts of the open document kind (.odt), as LibreOffice and WPS write them too."""

from pathlib import Path

from intake.formats.reader import Document, Format, Sample

_CONTENT, _SUFFIX = "content.xml", ".odt"


def _recognises(sample: Sample) -> bool:
    return sample.has(_CONTENT)


def _read(path: Path) -> Document:
    from intake.formats.opendocument import body  # lxml is loaded for pages and documents alone

    return Document(tuple(body.blocks(path)))


FORMAT = Format("odt", (_SUFFIX,), "OpenDocument 文档", 60 * 1024 * 1024, _recognises, _read)
