"""A report is written, read back, and kept only when both are equal; marks are a last resort."""

from collections.abc import Callable
from pathlib import Path

from export import atomic, readback


def write(path: Path, made: Callable[[bool], bytes], prove: Callable[[Path, bool], None]) -> None:
    """Write what ``made(False)`` gives; where that reads back as something else, what ``made(True)`` gives.

    True is for a file with marks (see ``intake.marks``): a clerk may write lines that look like headings,
    pages' numbers or signatures, and their draft must go out all the same. ``prove`` is told whether nothing
    at all may differ. Raises ExportError.
    """
    try:
        atomic.write(path, made(False), lambda file: prove(file, True))
    except readback.Different:
        atomic.write(path, made(True), lambda file: prove(file, False))
