"""The files of a folder that may be reports."""

import os
from collections.abc import Callable, Container, Iterator
from pathlib import Path

from intake.formats import SUFFIXES

_WORD_OWNER_FILE = "~$"  # Word's own mark of an open file beside it


def refuse(error: OSError) -> None:
    """Raise the error of a folder that cannot be listed."""
    raise error


def files_below(
    folder: Path, suffixes: Container[str] = SUFFIXES, tell: Callable[[OSError], None] = refuse
) -> Iterator[Path]:
    """Yield the files of a folder, and of those in it, that can be read as reports, in order of their names.

    ``suffixes`` says which kinds of files are looked at. ``tell`` hears of each folder that cannot be listed;
    without it the OSError is raised.
    """
    for place, folders, names in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _is_meant(name) and Path(name).suffix.lower() in suffixes:
                yield Path(place) / name


def _is_meant(name: str) -> bool:
    """Whether a file is one that a person put there: neither hidden nor Word's mark."""
    return not name.startswith((".", _WORD_OWNER_FILE))
