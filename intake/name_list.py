"""Reads a list of names, such as the organs that must send in a report: one a line, or the first column."""

from collections.abc import Iterator
from pathlib import Path

from intake.formats import encodings

_MOST_BYTES = 1024 * 1024
_SEPARATORS = ",，\t;；"


def read(path: Path) -> Iterator[str]:
    """Yield the names of a text file, in any of the usual encodings. Raises OSError and Unreadable."""
    with path.open("rb") as stream:
        content = stream.read(_MOST_BYTES)
    for line in encodings.decode(content, path.name).splitlines():
        name = line.strip().lstrip("\ufeff")
        for separator in _SEPARATORS:
            name = name.split(separator)[0].strip().strip('"')
        if name:
            yield name
