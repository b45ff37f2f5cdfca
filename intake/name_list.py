"""Reads a list of names, such as the organs that must send in a report: one a line, or the first column."""

from collections.abc import Iterator
from pathlib import Path

from intake.register.source import SUFFIXES
from intake.register.source import read as read_rows

__all__ = ["SUFFIXES", "read"]

_HEADINGS = ("单位", "单位名称", "名称", "机关", "机关名称", "序号")


def read(path: Path) -> Iterator[str]:
    """Yield the names of a text file in any of the usual encodings, or of a workbook. Raises Unreadable.

    The first column that holds something else than numbers counts; a heading over it is no name.
    """
    for sheet in read_rows(path):
        for row in sheet.rows:
            name = next(filter(_may_be_name, map(str.strip, row)), "")
            if name and name not in _HEADINGS:
                yield name


def _may_be_name(cell: str) -> bool:
    """Whether a cell holds anything but a number."""
    return bool(cell) and not cell.rstrip(".、").isdigit()
