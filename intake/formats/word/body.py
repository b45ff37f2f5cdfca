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
from intake.blocks import Aside, Block, Cell, Grid, Paragraph, Picture, Row, cell_text, clean, whole_number
from intake.failures import Unreadable
from intake.formats import archive
from intake.formats.word import asides, charts, drawn, looks, symbols, unknown, unseen
from intake.formats.word.chunks import CHUNK, SUB_DOCUMENT, Chunks
from intake.formats.word.numbering import Numbers, W
from intake.formats.word.styles import Styles
from intake.formats.xml import parse

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_MAIN = "/officeDocument"
_P, _TBL, _TR, _TC, _T, _BR, _CR, _TAB = (
    W + name for name in ("p", "tbl", "tr", "tc", "t", "br", "cr", "tab")
)
_P_PR, _TABS, _TXBX = (W + name for name in ("pPr", "tabs", "txbxContent"))
_SPAN, _V_MERGE, _H_MERGE, _VAL = (W + name for name in ("gridSpan", "vMerge", "hMerge", "val"))
_HYPHEN, _INSTRUCTION, _BEFORE = W + "noBreakHyphen", W + "instrText", W + "gridBefore"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_PICTURES = frozenset((_BLIP, _IMAGE, _CHART, _DIAGRAM))
_P_TAB = W + "ptab"
_DOCUMENTS = frozenset((CHUNK, SUB_DOCUMENT))
_FIELD_CODE, _SYMBOL_FONTS = b"instrText", (b'="Symbol"', b'="Wingdings', b'="Webdings"')
_PIECES = (_T, _TAB, _BR, _CR, _HYPHEN, _P_TAB)
_BOOKMARK, _NAME = W + "bookmarkStart", W + "name"
_IN_PARAGRAPH = (*_PIECES, *_PICTURES, *_DOCUMENTS, _INSTRUCTION, _BOOKMARK)
_PROPERTIES = frozenset((_SPAN, _V_MERGE, _H_MERGE, _BEFORE))
_IN_TABLE = (*_PIECES, *_PICTURES, *_DOCUMENTS, *_PROPERTIES, _TR, _TC, _P)
_WRAPPERS = frozenset(
    [W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")]
    + [_MC + "AlternateContent", _MC + "Choice"]
)
_MOST_COLUMNS = 200
_BEGIN = "\x1d"  # before each paragraph of a cell: a blank that XML cannot hold


def blocks(path: Path) -> list[Block]:
    """Return what a .docx holds, in order. Raises Unreadable."""
    with archive.opened(path) as package:
        return blocks_in(package, path.name)


def blocks_in(package: archive.Archive, name: str) -> list[Block]:
    """Return what an open .docx holds, in order. Raises Unreadable."""
    main = package.related(_MAIN) or "word/document.xml"  # as its relations say, not by a fixed name
    content = package.read(main)
    if content is None:
        raise archive.no_document(name, package.parts)
    root = parse(content, name)
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable(f"“{name}”不是 Word 文档，请用 Word 或 WPS 打开，另存为“.docx”后再试。")
    told = [*unknown.found(root), *(drawn.write(root) if _FIELD_CODE in content else ())]
    if any(font in content for font in _SYMBOL_FONTS):
        symbols.write_runs(root)
    styles = package.read(_beside(main, "styles.xml"))
    hides = looks.may_hide(content, styles or b"")
    look = Styles(parse(styles, name)) if styles is not None and hides else Styles()
    nested, unseen_text = _prepare(root, look, hides)
    numbers = _numbers(package, main, content, styles, name)
    made = list(_Reader(numbers, nested, Chunks(package, main, name)).blocks(body))
    return [*made, *told, *unseen_text, *asides.found(package, main, name)]


def _beside(main: str, part: str) -> str:
    return posixpath.join(posixpath.dirname(main), part)


def _numbers(package: archive.Archive, main: str, content: bytes, styles: bytes | None, name: str) -> Numbers:
    lists = package.read(_beside(main, "numbering.xml"))
    styled = styles is not None and b"w:numPr" in styles
    if lists is None or not (styled or b"w:numPr" in content):
        return Numbers(None, None)
    return Numbers(parse(lists, name), parse(styles, name) if styles is not None and styled else None)


def _prepare(root: etree._Element, styles: Styles, hides: bool) -> tuple[bool, list[Aside]]:
    """Take out what does not count, set text boxes behind the paragraph they hang on, put back our charts.

    ``hides``: each run is to be looked at. Returns whether a table stands in another, and the text taken out
    that is to be told.
    """
    found = list(root.iter(*unseen.TAGS, _TXBX, _TBL, *charts.PLACES))  # mostly just the tables
    tables = [element for element in found if element.tag == _TBL]
    told: list[Aside] = []
    if len(tables) < len(found) or hides:
        told = unseen.settle(root, found, styles, hides)
        for box in list(root.iter(_TXBX)):
            _set_behind(box)
        charts.put_back(root)
        tables = list(root.iter(_TBL))
    for table in tables:
        _unwrap(table)
    return any(next(table.iterancestors(_TBL), None) is not None for table in tables), told


def _set_behind(box: etree._Element) -> None:
    """Set what a text box holds behind the outermost paragraph around it."""
    outermost = None
    for above in box.iterancestors(_P):
        outermost = above
    if outermost is not None:
        for element in reversed(list(box)):
            outermost.addnext(element)


def _unwrap(table: etree._Element) -> None:
    """Give the paragraphs of a table of one cell, inside a cell of another, to that cell."""
    if next(table.iterancestors(_TC), None) is None:
        return
    cells = list(table.iter(_TC))
    if len(cells) == 1:
        for paragraph in cells[0].findall(_P):
            table.addprevious(paragraph)
        parent = table.getparent()
        if parent is not None:
            parent.remove(table)


def _inside(element: etree._Element) -> Iterator[etree._Element]:
    """Children, with those of content controls, insertions and the like in their place."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _inside(child)
        else:
            yield child


class _Reader:
    """Walks the body, counting automatic numbers."""

    def __init__(self, numbers: Numbers, nested: bool, chunks: Chunks) -> None:
        self._numbers = numbers
        self._numbered = numbers.active
        self._nested = nested
        self._chunks = chunks

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        for element in _inside(container):
            if element.tag == _P:
                yield from self._paragraph(element)
            elif element.tag == _TBL:
                yield from self._table(element)
            elif element.tag in _DOCUMENTS:
                yield from self._chunks.blocks(element)

    def _number(self, paragraph: etree._Element) -> str:
        return self._numbers.next(paragraph.find(_P_PR)) if self._numbered else ""

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        number = self._number(paragraph)
        parts: list[str] = []
        contents = False
        mark = ""
        pictures = 0
        others: list[Block] = []
        for element in paragraph.iter(*_IN_PARAGRAPH):
            tag = element.tag
            if tag == _INSTRUCTION:
                contents |= "PAGEREF" in (element.text or "")
            elif tag in _PICTURES:
                pictures += 1
            elif tag == _BOOKMARK:
                mark = mark or marks.in_bookmark(element.get(_NAME, ""))
            elif tag in _DOCUMENTS:
                others += self._chunks.blocks(element)
            else:
                parts.append(_piece(element))
        text = clean("".join(parts))
        if text:
            yield Paragraph(number + text, contents, marks.part(mark, number + text) if mark else "")
        for _ in range(pictures):
            yield Picture()
        yield from others

    def _table(self, table: etree._Element) -> Iterator[Block]:
        if self._nested and next(table.iterdescendants(_TBL), None) is not None:  # it lays the page out
            for row in _inside(table):
                for cell in _inside(row) if row.tag == _TR else ():
                    if cell.tag == _TC:
                        yield from self.blocks(cell)
        else:
            yield from self._grid(table)

    def _grid(self, table: etree._Element) -> Iterator[Block]:
        rows: list[_Row] = []
        row, cell = _Row(), _Cell()
        for element in table.iter(*_IN_TABLE):
            tag = element.tag
            if tag == _T:  # most elements are texts, paragraphs and cells
                cell.pieces.append(element.text or "")
            elif tag == _P:
                cell.pieces.append(_BEGIN + self._number(element) if self._numbered else _BEGIN)
            elif tag == _TC:
                cell = _Cell()
                row.cells.append(cell)
            elif tag == _TR:
                row, cell = _Row(), _Cell()
                rows.append(row)
            elif tag in _PICTURES:
                yield Picture()
            elif tag in _DOCUMENTS:
                yield from self._put_into(cell, element)
            elif tag in _PROPERTIES:
                _take(tag, element.get(_VAL), row, cell)
            else:
                cell.pieces.append(_piece(element))
        yield Grid(tuple(_finished(row) for row in rows))

    def _put_into(self, cell: "_Cell", element: etree._Element) -> Iterator[Block]:
        """Write the paragraphs of a document inside into its cell; the rest of it stands before the table."""
        for block in self._chunks.blocks(element):
            if isinstance(block, Paragraph):
                cell.pieces.append(_BEGIN + block.text)
            else:
                yield block


def _piece(element: etree._Element) -> str:
    """The text of one element of a run."""
    tag = element.tag
    if tag == _T:
        return element.text or ""
    if tag == _TAB:
        above = element.getparent()
        return "" if above is not None and above.tag == _TABS else "\t"
    if tag == _P_TAB:
        return "\t"
    if tag == _HYPHEN:
        return "-"
    return "\n" if element.get(f"{W}type") in (None, "textWrapping") else ""


class _Cell(Struct):
    """A cell as far as it is read; each paragraph has ``_BEGIN`` before its texts."""

    pieces: list[str] = []
    span: int = 1
    hidden: bool = False


class _Row(Struct):
    """A row as far as it is read, and the grid columns left out before it."""

    cells: list[_Cell] = []
    before: int = 0


def _take(tag: str, value: str | None, row: _Row, cell: _Cell) -> None:
    """Take a property of the row or of the cell begun last."""
    if tag == _BEFORE:
        row.before = whole_number(value, 0, _MOST_COLUMNS)
    elif cell.pieces:  # a cell's properties come before its first paragraph
        return
    elif tag == _SPAN:
        cell.span = max(whole_number(value, 1, _MOST_COLUMNS), 1)
    else:
        cell.hidden = value != "restart"


def _finished(row: _Row) -> Row:
    at = row.before
    made = []
    for cell in row.cells:
        text = "" if cell.hidden else "".join(cell.pieces)
        text = cell_text(text.split(_BEGIN)) if text.count(_BEGIN) > 1 else clean(text)
        made.append(Cell(text, at, cell.span))
        at += cell.span
    return tuple(made)
