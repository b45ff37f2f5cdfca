"""A .docx into blocks: Word, WPS and LibreOffice alike.

Kept: inserted text, content controls, fields' results, text boxes, automatic numbers. Left out: deleted text.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from intake import archive, charts
from intake.blocks import Aside, Block, Cell, Grid, Paragraph, Picture, Row, clean, whole_number
from intake.failures import Unreadable
from intake.numbering import Numbers, W
from intake.xml import parse

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_MAIN = "/officeDocument"
_P, _TBL, _TR, _TC, _T, _BR, _CR, _TAB = (
    W + name for name in ("p", "tbl", "tr", "tc", "t", "br", "cr", "tab")
)
_P_PR, _TABS, _TXBX, _DEL, _TR_PR = (W + name for name in ("pPr", "tabs", "txbxContent", "del", "trPr"))
_SPAN, _V_MERGE, _H_MERGE, _VAL = (W + name for name in ("gridSpan", "vMerge", "hMerge", "val"))
_HYPHEN, _INSTRUCTION, _BEFORE = W + "noBreakHyphen", W + "instrText", W + "gridBefore"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_PICTURES = frozenset((_BLIP, _IMAGE, _CHART))
_PIECES = (_T, _TAB, _BR, _CR, _HYPHEN)
_IN_PARAGRAPH = (*_PIECES, *_PICTURES, _INSTRUCTION)
_OF_TABLE = frozenset((_TR, _TC, _SPAN, _V_MERGE, _H_MERGE, _BEFORE))
_IN_TABLE = (*_PIECES, *_PICTURES, *_OF_TABLE, _P)
_WRAPPERS = frozenset(
    [W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")]
    + [_MC + "AlternateContent", _MC + "Choice"]
)
_GONE = (W + "moveFrom", _MC + "Fallback", _DEL)
_MOST_COLUMNS = 200
_ASIDES = (("footnotes", "footnote", "脚注"), ("endnotes", "endnote", "尾注"))


def blocks(path: Path) -> list[Block]:
    """Return what a .docx holds, in order. Raises Unreadable."""
    with archive.opened(path) as package:
        main = _main_part(package, path.name)
        content = package.read(main)
        if content is None:
            raise archive.damaged(path.name)
        root = parse(content, path.name)
        body = root.find(f"{W}body")
        if body is None:
            raise Unreadable(f"“{path.name}”不是 Word 文档，请用 Word 或 WPS 打开，另存为“.docx”后再试。")
        _prepare(root)
        if charts.MARK in content or charts.NAME in content:
            charts.put_back(root)
        made = list(_Reader(_numbers(package, main, content, path.name)).blocks(body))
        made += _asides(package, main, path.name)
    return made


def _main_part(package: archive.Archive, name: str) -> str:
    """The document part: as the package's relations say, not by a fixed name."""
    relations = package.read("_rels/.rels")
    if relations is not None:
        for relation in parse(relations, name):
            if relation.get("Type", "").endswith(_MAIN):
                return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def _beside(main: str, part: str) -> str:
    return posixpath.join(posixpath.dirname(main), part)


def _numbers(package: archive.Archive, main: str, content: bytes, name: str) -> Numbers:
    lists = package.read(_beside(main, "numbering.xml"))
    styles = package.read(_beside(main, "styles.xml")) if lists is not None else None
    styled = styles is not None and b"w:numPr" in styles
    if lists is None or not (styled or b"w:numPr" in content):
        return Numbers(None, None)
    return Numbers(parse(lists, name), parse(styles, name) if styles is not None and styled else None)


def _asides(package: archive.Archive, main: str, name: str) -> Iterator[Aside]:
    for part, tag, what in _ASIDES:
        content = package.read(_beside(main, f"{part}.xml"))
        if content is not None:
            for note in parse(content, name).iter(W + tag):
                text = clean("".join(piece.text or "" for piece in note.iter(_T)))
                if text:
                    yield Aside(what, text)


def _prepare(root: etree._Element) -> None:
    """Take out what is deleted, and set text boxes behind the paragraph that they hang on."""
    for element in list(root.iter(*_GONE)):
        parent = element.getparent()
        if parent is None:
            continue
        if parent.tag == _TR_PR:
            row = parent.getparent()
            table = row.getparent() if row is not None else None
            if row is not None and table is not None:
                table.remove(row)
        else:
            parent.remove(element)
    for box in list(root.iter(_TXBX)):
        outermost = None
        for above in box.iterancestors(_P):
            outermost = above
        if outermost is not None:
            for element in reversed(list(box)):
                outermost.addnext(element)
    for table in list(root.iter(_TBL)):
        _unwrap(table)


def _unwrap(table: etree._Element) -> None:
    """Give the paragraphs of a table of one cell, inside a cell of another, to that cell."""
    outer = next(table.iterancestors(_TC), None)
    cells = list(table.iter(_TC))
    if outer is not None and len(cells) == 1:
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

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        for element in _inside(container):
            if element.tag == _P:
                yield from self._paragraph(element)
            elif element.tag == _TBL:
                yield from self._table(element)

    def _number(self, paragraph: etree._Element) -> str:
        return self._numbers.next(paragraph.find(_P_PR)) if self._numbers.active else ""

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        number = self._number(paragraph)
        parts: list[str] = []
        contents = False
        pictures = 0
        for element in paragraph.iter(*_IN_PARAGRAPH):
            tag = element.tag
            if tag == _INSTRUCTION:
                contents |= "PAGEREF" in (element.text or "")
            elif tag in _PICTURES:
                pictures += 1
            else:
                parts.append(_piece(element))
        text = clean("".join(parts))
        if text:
            yield Paragraph(number + text, contents)
        for _ in range(pictures):
            yield Picture()

    def _table(self, table: etree._Element) -> Iterator[Block]:
        if sum(1 for _ in table.iter(_TBL)) > 1:  # it holds other tables: it only lays the page out
            for row in _inside(table):
                for cell in _inside(row) if row.tag == _TR else ():
                    if cell.tag == _TC:
                        yield from self.blocks(cell)
            return
        rows = _Rows()
        for element in table.iter(*_IN_TABLE):
            tag = element.tag
            if tag == _T:  # most elements are texts and paragraphs
                rows.text(element.text or "")
            elif tag == _P:
                rows.paragraph(self._number(element) if self._numbers.active else "")
            elif tag in _OF_TABLE:
                rows.add(element)
            elif tag in _PICTURES:
                yield Picture()
            else:
                rows.text(_piece(element))
        yield Grid(rows.finished())


def _piece(element: etree._Element) -> str:
    """The text of one element of a run."""
    tag = element.tag
    if tag == _T:
        return element.text or ""
    if tag == _TAB:
        above = element.getparent()
        return "" if above is not None and above.tag == _TABS else "\t"
    if tag == _HYPHEN:
        return "-"
    return "\n" if element.get(f"{W}type") in (None, "textWrapping") else ""


class _Rows:
    """Rows of a table, gathered from its elements in the order of the file."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._paragraphs: list[list[str]] | None = None
        self._at = 0
        self._span = 1
        self._hidden = False

    def add(self, element: etree._Element) -> None:
        """Take a row, a cell, or a property of the cell begun last."""
        tag = element.tag
        if tag == _TR:
            self._close()
            self._rows.append([])
            self._at = 0
        elif tag == _BEFORE:
            self._at = whole_number(element.get(_VAL), 0, _MOST_COLUMNS)
        elif tag == _TC:
            self._close()
            self._paragraphs, self._span, self._hidden = [], 1, False
        elif not self._paragraphs:  # a cell's properties come before its first paragraph
            if tag == _SPAN:
                self._span = max(whole_number(element.get(_VAL), 1, _MOST_COLUMNS), 1)
            else:
                self._hidden = element.get(_VAL, "continue") != "restart"

    def paragraph(self, number: str) -> None:
        """Begin a paragraph, with its automatic number."""
        if self._paragraphs is not None:
            self._paragraphs.append([number] if number else [])

    def text(self, piece: str) -> None:
        """Add text to the paragraph begun last."""
        if self._paragraphs:
            self._paragraphs[-1].append(piece)

    def finished(self) -> tuple[Row, ...]:
        """Return all rows."""
        self._close()
        return tuple(tuple(row) for row in self._rows)

    def _close(self) -> None:
        if self._paragraphs is None or not self._rows:
            return
        parts = self._paragraphs
        if self._hidden or not parts:
            text = ""
        elif len(parts) == 1:
            text = clean("".join(parts[0])) if parts[0] else ""
        else:
            text = "\n".join(line for line in (clean("".join(pieces)) for pieces in parts) if line)
        self._rows[-1].append(Cell(text, self._at, self._span))
        self._at += self._span
        self._paragraphs = None
