"""OFD files (GB/T 33190), in which offices archive documents."""

from pathlib import Path

from intake.formats import archive
from intake.formats.reader import Document, Format, Sample


def _recognises(sample: Sample) -> bool:
    return sample.has(archive.OFD_ROOT)


def _read(path: Path) -> Document:
    from intake.pages import ofd  # lxml is loaded for files that need it alone

    return Document(tuple(ofd.blocks(path)))


FORMAT = Format("ofd", (".ofd",), "OFD 文件", 60 * 1024 * 1024, _recognises, _read, apart=True)
