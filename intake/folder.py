"""The files of a folder that may be reports."""

import os
from collections.abc import Container, Iterator
from pathlib import Path

from intake.formats import SUFFIXES

_WORD_OWNER_FILE = "~$"  # Word's own mark of an open file beside it


def files_below(folder: Path, suffixes: Container[str] = SUFFIXES) -> Iterator[Path]:
    """Yield the files of a folder, and of those in it, that can be read as reports, in order of their names.

    ``suffixes`` says which kinds of files are looked at.

    Raises OSError for a folder that cannot be listed.
    """
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            hidden = name.startswith((".", _WORD_OWNER_FILE))
            if not hidden and Path(name).suffix.lower() in suffixes:
                yield Path(place) / name


def _raise(error: OSError) -> None:
    raise error
