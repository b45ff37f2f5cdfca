"""PDF files with a text layer, written by Word, WPS, LibreOffice, a browser or this program."""

from pathlib import Path

from intake.formats.reader import Document, Format, Sample

_MARK = b"%PDF"
_REACH = 1024  # bytes before the mark that some programs write


def _recognises(sample: Sample) -> bool:
    return _MARK in sample.head[:_REACH]


def _read(path: Path) -> Document:
    from intake.pages import pdfium  # which loads a library of eight megabytes

    return Document(tuple(pdfium.blocks(path.read_bytes(), path.name)))


FORMAT = Format("pdf", (".pdf",), "PDF 文件", 60 * 1024 * 1024, _recognises, _read, apart=True)
