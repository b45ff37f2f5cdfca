"""Workbooks that hold the official tables (.xlsx, .xls, WPS's .et, .ods)."""

from pathlib import Path

from intake.formats import archive, ole
from intake.formats.reader import Document, Format, Sample

_OOXML, _ODS = "xl/workbook.xml", "content.xml"
_SUFFIXES = (".xlsx", ".xls", ".et", ".ods")


def _recognises(sample: Sample) -> bool:
    if sample.head.startswith(archive.MARK):
        return sample.has(_OOXML) or (sample.suffix == ".ods" and sample.has(_ODS))
    return ole.holds(sample, "Workbook", "Book")


def _read(path: Path) -> Document:
    from intake.formats.workbook import years  # a library of two megabytes
    from intake.formats.workbook.reading import parts_of
    from intake.sheets import sheets

    parts = [part for sheet in sheets(path) for part in parts_of(sheet)]
    return Document(tuple(years.latest(parts)), tables_only=True)


FORMAT = Format("spreadsheet", _SUFFIXES, "电子表格", 20 * 1024 * 1024, _recognises, _read, apart=True)
