"""Microsoft's compound files of before 2007: several kinds of documents, told apart by their streams."""

from collections.abc import Iterator
from pathlib import Path

from intake.formats.reader import Sample

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a compound file."""
_MOST_SEARCHED = 60 * 1024 * 1024  # bytes; the list of streams may stand anywhere
_AT_ONCE = 1024 * 1024


def holds(sample: Sample, *streams: str) -> bool:
    """Whether a file is a compound file with a stream of one of these names."""
    if not sample.head.startswith(MARK):
        return False
    names = [stream.encode("utf-16-le") + b"\0\0" for stream in streams]
    overlap = max(map(len, names))
    return any(name in piece for piece in _pieces(sample.path, overlap) for name in names)


def _pieces(path: Path, overlap: int) -> Iterator[bytes]:
    """A file's content in pieces, each with the end of the one before, as far as it is searched."""
    end = b""
    with path.open("rb") as file:
        for _ in range(_MOST_SEARCHED // _AT_ONCE):
            piece = file.read(_AT_ONCE)
            if not piece:
                return
            yield end + piece
            end = piece[-overlap:]
