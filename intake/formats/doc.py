"""Word documents of 1997 to 2003 (.doc), and the same as WPS writes it (.wps)."""

from pathlib import Path

from intake.formats import ole
from intake.formats.reader import Document, Format, Sample


def _recognises(sample: Sample) -> bool:
    return ole.holds(sample, "WordDocument")


def _read(path: Path) -> Document:
    from intake.formats.word import binary  # a library of twenty thousand lines

    return Document(tuple(binary.blocks(path)))


FORMAT = Format(
    "doc", (".doc", ".wps"), "Word 97-2003 文档", 60 * 1024 * 1024, _recognises, _read, apart=True
)
