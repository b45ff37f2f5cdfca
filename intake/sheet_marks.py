"""What a workbook says and its library does not tell: hidden rows and columns, figures left out.

Of the kinds: .xlsx and .ods are zips of XML; .xls and .et are records in a compound file ([MS-XLS]).
"""

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
from lxml import etree
from msgspec import Struct

from intake.blocks import times, whole_number
from intake.failures import Unreadable
from intake.formats import archive
from intake.formats.xml import parse

_MOST_LINES = 100_000  # rows of a sheet that are looked after
_MOST_COLUMNS = 16_384
_MAIN = "xl/workbook.xml"
_ODS = "content.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_YES = ("1", "true")
_HIDES = re.compile(rb'hidden="(?:1|true)"| ht="0"| width="0"')
_COLLAPSES = re.compile(rb'table:visibility="(?:collapse|filter)"')
_NO_VALUE = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*>\s*<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f>)?'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_COMPOUND_STREAMS = ("Workbook", "Book")
# Records of the binary kinds: sheet names with their places, rows, columns, begin and end of a part.
_SHEET, _ROW, _COLUMNS, _BEGIN, _END = 0x85, 0x208, 0x7D, 0x809, 0x0A
_DEEPER = {_BEGIN: 1, _END: -1}
_ROW_LENGTH, _COLUMNS_LENGTH = 16, 10  # bytes that such a record has at least
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


class Marks(Struct):
    """What one sheet hides, by numbers from 0; ``left_out``: formulas whose figures it does not hold."""

    rows: set[int] = set()
    columns: set[int] = set()
    left_out: int = 0


def of_workbook(path: Path) -> list[Marks]:
    """Return the marks of each sheet in order; none of a workbook about which nothing is to be told.

    What cannot be made out is left out: the library has read the workbook already.
    """
    try:
        with path.open("rb") as stream:
            is_zip = stream.read(len(archive.MARK)) == archive.MARK
        return _of_zip(path) if is_zip else _of_records(path)
    except (Unreadable, OSError, struct.error, ValueError, IndexError, etree.XMLSyntaxError):
        return []


def _of_zip(path: Path) -> list[Marks]:
    with archive.opened(path) as package:
        if _MAIN in package.parts:
            return list(_of_parts(package, path.name))
        content = package.read(_ODS) or b""
        return _of_tables(content) if _COLLAPSES.search(content) else []


# ------------------------------------------------------------------------- .xlsx


def _of_parts(package: archive.Archive, name: str) -> Iterator[Marks]:
    relations = parse(package.read(_RELATIONS) or b"<none/>", name)
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    workbook = parse(package.read(_MAIN) or b"<none/>", name)
    for sheet in workbook.iter("{*}sheet"):
        target = targets.get(sheet.get(_ID, ""), "")
        is_whole = target.startswith("/")
        content = package.read(target if is_whole else f"xl/{target}") or b""
        marks = _of_sheet(content) if _HIDES.search(content) else Marks()
        marks.left_out = len(_NO_VALUE.findall(content))
        yield marks


def _of_sheet(content: bytes) -> Marks:
    marks = Marks()
    row = -1
    for element in _elements(content, "{*}row", "{*}col"):
        is_hidden = element.get("hidden") in _YES
        if etree.QName(element).localname == "row":
            row = whole_number(element.get("r"), row + 2, _MOST_LINES) - 1  # they are counted from 1
            if is_hidden or element.get("ht") == "0":
                marks.rows.add(row)
        elif is_hidden or element.get("width") == "0":
            marks.columns.update(_columns(element))
    return marks


def _columns(element: etree._Element) -> range:
    """The columns that one element says something of: from one to (with) another, counted from 1."""
    first = whole_number(element.get("min"), 1, _MOST_COLUMNS)
    last = whole_number(element.get("max"), 1, _MOST_COLUMNS)
    return range(first - 1, last)


def _elements(content: bytes, *tags: str) -> Iterator[etree._Element]:
    """The elements of some names in order, without keeping the tree of a long sheet."""
    walk = etree.iterparse(
        BytesIO(content), events=("end",), tag=tags, resolve_entities=False, load_dtd=False, no_network=True
    )
    for _, element in walk:
        yield element
        element.clear(keep_tail=False)


# -------------------------------------------------------------------------- .ods


def _of_tables(content: bytes) -> list[Marks]:
    found: list[Marks] = []
    lines = _Lines()
    for element in _elements(content, "{*}table-row", "{*}table-column", "{*}table"):
        match etree.QName(element).localname:
            case "table":  # it ends here
                found.append(lines.marks)
                lines = _Lines()
            case "table-row":
                lines.row = _counted(lines.marks.rows, lines.row, element, "number-rows-repeated")
            case _:
                lines.column = _counted(lines.marks.columns, lines.column, element, "number-columns-repeated")
    return found


class _Lines(Struct):
    """A table as far as it is gone through: what it hides, and the numbers of the next row and column."""

    marks: Marks = msgspec.field(default_factory=Marks)
    row: int = 0
    column: int = 0


def _counted(hidden: set[int], at: int, line: etree._Element, repeated: str) -> int:
    """The number of the line behind one that may stand for several; keeps those that are hidden."""
    own = {etree.QName(str(key)).localname: str(value) for key, value in line.attrib.items()}
    end = at + times(own.get(repeated), _MOST_LINES)
    if own.get("visibility") in ("collapse", "filter"):
        hidden.update(range(at, min(end, _MOST_LINES)))
    return end


# ------------------------------------------------------------------- .xls and .et


def _of_records(path: Path) -> list[Marks]:
    import olefile  # for these two kinds alone

    with olefile.OleFileIO(str(path)) as compound:
        streams = list(filter(compound.exists, _COMPOUND_STREAMS))
        content = compound.openstream(streams[0]).read() if streams else b""
    sheets = (at for kind, at, _ in _records(content, 0) if kind == _SHEET)
    return [_of_part(content, _place(content, at)) for at in sheets]


def _place(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", content, at)[0])


def _of_part(content: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, at, length in _own_records(content, start):
        if kind == _ROW:
            marks.rows.update(_hidden_row(content[at : at + length]))
        elif kind == _COLUMNS:
            marks.columns.update(_hidden_columns(content[at : at + length]))
    return marks


def _hidden_row(record: bytes) -> tuple[int, ...]:
    """The row that a record hides, none where it says something else."""
    is_hidden = len(record) >= _ROW_LENGTH and record[12] & _ROW_HIDDEN
    return struct.unpack_from("<H", record) if is_hidden else ()


def _hidden_columns(record: bytes) -> range:
    """The columns that a record hides: from one to another."""
    is_hidden = len(record) >= _COLUMNS_LENGTH and record[8] & _COLUMN_HIDDEN
    first, last = struct.unpack_from("<HH", record) if is_hidden else (0, -1)
    return range(first, min(last, _MOST_COLUMNS) + 1)


def _own_records(content: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """The records of a part, with those of charts inside, up to its end."""
    depth = 0
    for kind, at, length in _records(content, start):
        depth += _DEEPER.get(kind, 0)
        if depth == 0:
            return
        yield kind, at, length


def _records(content: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content and length of each record from a place on."""
    at = start
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        yield kind, at + 4, length
        at += 4 + length
