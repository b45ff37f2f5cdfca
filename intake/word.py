"""A .docx into blocks: Word, WPS and LibreOffice alike.

Kept: inserted text, content controls, fields' results, text boxes, automatic numbers. Left out: deleted text.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from intake import archive
from intake.blocks import Aside, Block, Cell, Grid, Paragraph, Picture, Row, clean
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
_TC_PR, _P_PR, _TABS, _TXBX, _DEL, _TR_PR = (
    W + name for name in ("tcPr", "pPr", "tabs", "txbxContent", "del", "trPr")
)
_SPAN, _V_MERGE, _H_MERGE, _VAL = (W + name for name in ("gridSpan", "vMerge", "hMerge", "val"))
_HYPHEN, _INSTRUCTION, _BEFORE = W + "noBreakHyphen", W + "instrText", W + "gridBefore"
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


def _inside(element: etree._Element) -> Iterator[etree._Element]:
    """Children, with those of content controls, insertions and the like in their place."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _inside(child)
        else:
            yield child


def _text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    for element in paragraph.iter(_T, _TAB, _BR, _CR, _HYPHEN):
        tag = element.tag
        if tag == _T:
            parts.append(element.text or "")
        elif tag == _HYPHEN:
            parts.append("-")
        elif tag == _TAB:
            above = element.getparent()
            if above is not None and above.tag != _TABS:
                parts.append("\t")
        elif element.get(f"{W}type") in (None, "textWrapping"):
            parts.append("\n")
    return clean("".join(parts))


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

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        number = self._numbers.next(paragraph.find(_P_PR))
        text = _text(paragraph)
        if text:
            contents = any("PAGEREF" in (code.text or "") for code in paragraph.iter(_INSTRUCTION))
            yield Paragraph(number + text, contents)
        for _ in paragraph.iter(_BLIP, _IMAGE):
            yield Picture()

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [row for row in _inside(table) if row.tag == _TR]
        if self._lays_out(table):
            for row in rows:
                for cell in _inside(row):
                    if cell.tag == _TC:
                        yield from self.blocks(cell)
            return
        yield Grid(tuple(self._row(row) for row in rows))
        for _ in table.iter(_BLIP, _IMAGE):
            yield Picture()

    def _lays_out(self, table: etree._Element) -> bool:
        """Whether a table holds other tables of more than one cell: it only lays the page out."""
        return any(inner is not table and sum(1 for _ in inner.iter(_TC)) > 1 for inner in table.iter(_TBL))

    def _row(self, row: etree._Element) -> Row:
        cells: list[Cell] = []
        at = _before(row)
        for element in _inside(row):
            if element.tag != _TC:
                continue
            span, hidden = _merges(element)
            text = "" if hidden else self._cell_text(element)
            cells.append(Cell(text, at, span))
            at += span
        return tuple(cells)

    def _cell_text(self, cell: etree._Element) -> str:
        texts = []
        for paragraph in cell.iter(_P):
            properties = paragraph.find(_P_PR)
            texts.append(self._numbers.next(properties) + _text(paragraph))
        return texts[0] if len(texts) == 1 else "\n".join(text for text in texts if text)


def _before(row: etree._Element) -> int:
    """Grid columns left free before a row."""
    properties = row.find(_TR_PR)
    before = properties.find(_BEFORE) if properties is not None else None
    return _count(before) if before is not None else 0


def _merges(cell: etree._Element) -> tuple[int, bool]:
    """How many grid columns a cell takes, and whether it lies under a merge."""
    span, hidden = 1, False
    properties = cell.find(_TC_PR)
    if properties is not None:
        for item in properties:
            if item.tag == _SPAN:
                span = max(_count(item), 1)
            elif item.tag in (_V_MERGE, _H_MERGE):
                hidden = item.get(_VAL, "continue") != "restart"
    return span, hidden


def _count(element: etree._Element) -> int:
    value = element.get(_VAL, "")
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() else 0
