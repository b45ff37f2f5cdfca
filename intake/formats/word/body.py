"""A .docx into blocks: Word, WPS and LibreOffice alike.

Kept: inserted text, content controls, fields' results, text boxes, automatic numbers. Left out: deleted text;
text that is hidden or struck out is told.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec import Struct

from intake import marks
from intake.blocks import Aside, Block, Grid, Paragraph, Picture, clean
from intake.failures import Unreadable
from intake.formats import archive
from intake.formats.tree import around, has, remove
from intake.formats.word import (
    asides,
    charts,
    names,
    numbering,
    styles,
    symbols,
    unknown,
    unseen,
)
from intake.formats.word.cells import BEGIN, CELL_BEGINS, PROPERTIES, ROW_BEGINS, Cells, without_beginnings
from intake.formats.word.chunks import CHUNK, SUB_DOCUMENT, Chunks
from intake.formats.word.names import BODY, BOX, CELL, CHART, MC, P_PR, ROW, TABLE, VAL, P, T, W, owner
from intake.formats.word.numbering import Numbers
from intake.formats.word.styles import Sheet
from intake.formats.xml import parse

_MAIN, _USUAL_MAIN = "/officeDocument", "word/document.xml"
_TABS, _TYPE, _INSTRUCTION = W + "tabs", W + "type", W + "instrText"
_BOOKMARK, _NAME = W + "bookmarkStart", W + "name"
_PICTURES = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
        CHART,
    )
)
_DOCUMENTS = frozenset((CHUNK, SUB_DOCUMENT))
_PIECES = (T, names.TAB, names.P_TAB, names.BR, names.CR, names.HYPHEN)
_IN_PARAGRAPH = (*_PIECES, *_PICTURES, *_DOCUMENTS, _INSTRUCTION, _BOOKMARK)
_IN_TABLE = (*_PIECES, *_PICTURES, *_DOCUMENTS, *PROPERTIES, ROW, CELL, P)
_EVERYWHERE = frozenset((T, ROW, CELL, P))
_NOT_EVERYWHERE = tuple({*_IN_PARAGRAPH, *_IN_TABLE} - _EVERYWHERE)
_WRAPPERS = frozenset(
    [W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")]
    + [MC + "AlternateContent", MC + "Choice"]
)
_MOST_COLUMNS = 200


def blocks(path: Path) -> list[Block]:
    """Return what a .docx holds, in order. Raises Unreadable."""
    with archive.opened(path) as package:
        return blocks_in(package, path.name)


def blocks_in(package: archive.Archive, name: str) -> list[Block]:
    """Return what an open .docx holds, in order. Raises Unreadable."""
    main = package.related(_MAIN) or _USUAL_MAIN  # as its relations say, not by a fixed name
    root = _part(package, main, name)
    if root is None:
        raise archive.no_document(name, package.parts)
    body = root.find(BODY)
    if body is None:
        raise Unreadable(f"“{name}”不是 Word 文档，请用 Word 或 WPS 打开，另存为“.docx”后再试。")
    sheet = styles.sheet(package.read(_beside(main, "styles.xml")), name)
    strange = list(unknown.found(root))
    symbols.write_runs(root)
    unseen_text = _settle(root, sheet)
    is_nested = _unwrap_tables(root)
    asks_for_numbers = sheet.asks_for_numbers or has(root, numbering.ASKED)
    lists = _part(package, _beside(main, "numbering.xml"), name) if asks_for_numbers else None
    reader = _Reader(root, Numbers(lists, sheet.root), is_nested, Chunks(package, main, name))
    made = list(reader.blocks(body))
    return [*made, *strange, *unseen_text, *asides.found(package, main, name)]


def _beside(main: str, part: str) -> str:
    return posixpath.join(posixpath.dirname(main), part)


def _part(package: archive.Archive, part: str, name: str) -> etree._Element | None:
    """The root of a part, None where the package has no such part."""
    content = package.read(part)
    return parse(content, name) if content is not None else None


# ------------------------------------------------------------------ made ready


def _settle(root: etree._Element, sheet: Sheet) -> list[Aside]:
    """Leave in the document what counts, in the order in which it is read; return text that was taken out."""
    told = unseen.settle(root, sheet)
    _move_boxes(root)
    charts.put_back(root)
    return told


def _move_boxes(root: etree._Element) -> None:
    for box in list(root.iter(BOX)):
        _set_behind(box)


def _set_behind(box: etree._Element) -> None:
    """Set what a text box holds behind the outermost paragraph around it."""
    paragraphs = list(box.iterancestors(P))
    if paragraphs:
        for element in reversed(list(box)):
            paragraphs[-1].addnext(element)


def _unwrap_tables(root: etree._Element) -> bool:
    """Give what tables of one cell inside another hold to that; whether a table in a table is left."""
    tables = list(root.iter(TABLE))
    for table in tables:
        if around(table, CELL) is not None:
            _unwrap(table)
    return any(around(table, TABLE) is not None for table in tables)


def _unwrap(table: etree._Element) -> None:
    """Give the paragraphs of a table of one cell to the cell around it."""
    cells = list(table.iter(CELL))
    if len(cells) == 1:
        for paragraph in cells[0].findall(P):
            table.addprevious(paragraph)
        remove(table)


# ------------------------------------------------------------------------ read


def _inside(element: etree._Element) -> Iterator[etree._Element]:
    """Children, with those of content controls, insertions and the like in their place."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _inside(child)
        else:
            yield child


class _Line(Struct):
    """A paragraph as far as it is read; ``mark`` is its own, ``behind`` stands behind its text."""

    pieces: list[str] = []
    is_of_contents: bool = False
    mark: str = ""
    pictures: list[Block] = []
    behind: list[Block] = []


class _Reader:
    """Walks the body, counting automatic numbers. What the document has none of is not looked for."""

    def __init__(self, root: etree._Element, numbers: Numbers, is_nested: bool, chunks: Chunks) -> None:
        there = {str(element.tag) for element in root.iter(*_NOT_EVERYWHERE)} | _EVERYWHERE
        self._in_paragraph = [name for name in _IN_PARAGRAPH if name in there]
        self._in_table = [name for name in _IN_TABLE if name in there]
        self._numbers = numbers
        self._numbered = numbers.active
        self._is_nested = is_nested
        self._chunks = chunks

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        for element in _inside(container):
            if element.tag == P:
                yield from self._paragraph(element)
            elif element.tag == TABLE:
                yield from self._table(element)
            elif element.tag in _DOCUMENTS:
                yield from self._chunks.blocks(element)

    def _number(self, paragraph: etree._Element) -> str:
        return self._numbers.next(paragraph.find(P_PR)) if self._numbered else ""

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        number = self._number(paragraph)
        line = _Line()
        for element in paragraph.iter(*self._in_paragraph):
            self._take(element, line)
        text = clean("".join(line.pieces))
        if text:
            part = marks.part(line.mark, number + text) if line.mark else ""
            yield Paragraph(number + text, line.is_of_contents, part)
        yield from line.pictures
        yield from line.behind

    def _take(self, element: etree._Element, line: _Line) -> None:
        tag = element.tag
        if tag in _PICTURES:
            line.pictures.append(Picture())
        elif tag in _DOCUMENTS:
            line.behind += self._chunks.blocks(element)
        elif tag == _INSTRUCTION:
            line.is_of_contents |= "PAGEREF" in (element.text or "")
        elif tag == _BOOKMARK:
            line.mark = line.mark or marks.in_bookmark(element.get(_NAME, ""))
        else:
            line.pieces.append(_piece(element))

    def _table(self, table: etree._Element) -> Iterator[Block]:
        lays_out = self._is_nested and table.find(f".//{TABLE}") is not None
        if not lays_out:
            yield from self._grid(table)
            return
        for row in _inside(table):
            if row.tag == ROW:
                yield from self._cells_of(row)

    def _cells_of(self, row: etree._Element) -> Iterator[Block]:
        """What the cells hold of a row that lays the page out."""
        for cell in _inside(row):
            if cell.tag == CELL:
                yield from self.blocks(cell)

    def _grid(self, table: etree._Element) -> Iterator[Block]:
        made = Cells()
        pieces = made.pieces
        rows = cells = 0
        for element in table.iter(*self._in_table):
            tag = element.tag
            if tag == T:  # most elements are texts, paragraphs and cells
                pieces.append(element.text or "")
            elif tag == P:
                pieces.append(BEGIN + self._number(element) if self._numbered else BEGIN)
            elif tag == CELL:
                pieces.append(CELL_BEGINS)
                cells += 1
            elif tag == ROW:
                pieces.append(ROW_BEGINS)
                rows += 1
            elif tag in PROPERTIES:
                made.take(tag, element.get(VAL), rows, cells)
            elif tag in _PICTURES:
                yield Picture()
            elif tag in _DOCUMENTS:
                yield from self._put_into(pieces, element)
            else:
                pieces.append(_piece(element))
        yield Grid(tuple(made.rows()))

    def _put_into(self, pieces: list[str], element: etree._Element) -> Iterator[Block]:
        """Write the paragraphs of a document inside into its cell; the rest of it stands before the table."""
        for block in self._chunks.blocks(element):
            if isinstance(block, Paragraph):
                pieces.append(BEGIN + without_beginnings(block.text))
            else:
                yield block


def _piece(element: etree._Element) -> str:
    """The text that an element of a run stands for."""
    match element.tag:
        case names.T:
            return element.text or ""
        case names.BR | names.CR:
            ends_line = element.get(_TYPE) in (None, "textWrapping")  # others end a page or a column
            return "\n" if ends_line else ""
        case names.TAB:
            is_stop = owner(element, _TABS) is not None
            return "" if is_stop else "\t"
        case names.HYPHEN:
            return "-"
    return "\t"
