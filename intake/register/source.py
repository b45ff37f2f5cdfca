"""Opens a register whatever it is kept in: a workbook, text with commas or tabs, or a web page named .xls."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from intake import apart
from intake.blocks import Grid, Row
from intake.failures import Unreadable
from intake.formats.encodings import decode
from intake.sheets import Sheet
from model.storage.troubles import cannot_read

SUFFIXES = (".xlsx", ".xls", ".et", ".ods", ".csv", ".txt")
"""The usual endings of registers, for the file dialog; the content decides how a file is read."""
_MOST_BYTES = 32 * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_PAGE_MARKS = (b"<html", b"<table", b"<!doctype")
_HEAD = 4096  # bytes
_SEPARATORS = "\t,;，"


def read(path: Path) -> list[Sheet]:
    """Return the sheets of a register, as rows of text. Raises Unreadable."""
    content = _content(path)
    if content.startswith(_WORKBOOKS):
        return list(apart.sheets(path))
    head = content[:_HEAD].lower()
    is_page = any(mark in head for mark in _PAGE_MARKS)
    if is_page:
        return list(_of_page(content, path.name))
    return [Sheet("", tuple(_of_text(decode(content, path.name))))]


def _content(path: Path) -> bytes:
    """What a file holds. Raises Unreadable, for one that is far larger than a register too."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(cannot_read(path, error)) from error
    if len(content) > _MOST_BYTES:
        raise Unreadable(f"“{path.name}”太大，不像一份台账，没有读入，请确认选对了文件。")
    if not content.strip():
        raise Unreadable(f"“{path.name}”是空文件，里面没有内容，请确认选对了文件。")
    return content


def _of_page(content: bytes, name: str) -> Iterator[Sheet]:
    from intake.formats.web import page  # lxml is loaded for pages alone

    for block in page.blocks(content, name):
        if isinstance(block, Grid):
            yield Sheet("", tuple(_placed(row) for row in block.rows))


def _placed(row: Row) -> tuple[str, ...]:
    """A row of a page's table as a list, with blanks where a cell spans columns."""
    texts = {cell.column: cell.text for cell in row}
    return tuple(texts.get(at, "") for at in range(max(texts, default=-1) + 1))


def _of_text(text: str) -> Iterator[tuple[str, ...]]:
    head = text[:_HEAD]
    separator = max(_SEPARATORS, key=head.count)
    csv.field_size_limit(_MOST_BYTES)
    for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator):
        yield tuple(cell.strip() for cell in row)
