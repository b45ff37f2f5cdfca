"""A saved web page into blocks."""

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree, html

from intake import marks
from intake.blocks import (
    MOST_CELLS,
    Block,
    Cell,
    Grid,
    Paragraph,
    Picture,
    Row,
    cell_text,
    clean,
    whole_number,
    without_columns,
)
from intake.failures import Unreadable
from intake.formats.encodings import decode
from intake.formats.web import shown
from intake.formats.web.shown import HIDDEN_COLUMN, LINES
from intake.formats.xml import MOST_TAGS
from model import charts

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w-]+)", re.IGNORECASE)
_HEAD = 8192  # bytes in which a page names its encoding
_KEEP_LINES = frozenset(("pre", "textarea", "listing", "xmp"))
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
OWN_BREAK = "line"
"""The class of a ``br`` that breaks a line inside a paragraph; on others' pages a ``br`` ends one."""
_BREAK = "\u2028"
_LINE_END = re.compile(r"\r\n|\r|\n")
# The parser compares every attribute of a tag with every other one.
# A tag as quotes hold it together, and as it is where a quote is never closed.
_WHOLE_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+")
_PLAIN_TAG = re.compile(r"<[A-Za-z][^<>]*+")
_LONG_TAG = 8000  # characters
_QUOTED, _BETWEEN = re.compile(r"\"[^\"]*\"|'[^']*'"), re.compile(r"[\s/=]+")
_MOST_ATTRIBUTES = 2000
_DEEPEST = 200  # elements inside one another
_MOST_COLUMNS = 200


def blocks(content: bytes, name: str) -> list[Block]:
    """Return what a page holds, in order. Raises Unreadable."""
    declared = _CHARSET.search(content[:_HEAD])
    text = decode(content, name, declared[1].decode("ascii", "ignore") if declared else "")
    return blocks_of(parsed(text, name))


def parsed(text: str, name: str) -> etree._Element:
    """Return the tree of a page. Raises Unreadable."""
    if _has_crowded_tag(text) or text.count("<") > MOST_TAGS:
        raise Unreadable(f"“{name}”的内容过多，不像一份年度报告，没有读入，请确认选对了文件。")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable(f"“{name}”里没有网页内容，请重新保存网页后再试。") from error
    _check(root, name)
    return root


def _has_crowded_tag(text: str) -> bool:
    tags = chain(_WHOLE_TAG.finditer(text), _PLAIN_TAG.finditer(text))
    long = (tag[0] for tag in tags if tag.end() - tag.start() > _LONG_TAG)
    return any(len(_BETWEEN.split(_QUOTED.sub(" ", tag))) > _MOST_ATTRIBUTES for tag in long)


def blocks_of(root: etree._Element) -> list[Block]:
    """Return what a tree holds, in order; the tree changes on the way."""
    told = shown.settle(root)
    return [*_Reader().blocks(root), *told]


def _check(root: etree._Element, name: str) -> None:
    """Refuse pages nested so deep that reading them would not end well."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise Unreadable(f"“{name}”的内容嵌套过深，不像正常的报告网页，没有读入。")


class _Reader:
    """Walks a page; text between block elements gathers to paragraphs."""

    def __init__(self) -> None:
        self._gathered: list[str] = []
        self._kept = 0  # elements around that show the breaks of their source

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        yield from self._walk(root)
        yield from self._paragraph()

    def _walk(self, element: etree._Element) -> Iterator[Block]:
        if element.tag == "table" and not _lays_out(element):
            yield from self._paragraph()
            yield from _captions(element)
            yield Grid(_without_hidden_columns(element, _rows(element)))
            return
        if element.tag == "img":
            yield Picture()
            return
        chart = element.get("data-chart", "")
        if charts.written_name(chart):  # a page of this program; the caption belongs to it
            yield from self._paragraph()
            yield Paragraph(charts.paragraph(chart))
            return
        line = element.tag in LINES
        if element.tag == "br" and element.get("class") == OWN_BREAK:
            self._gathered.append(_BREAK)
        elif line or element.tag == "br":
            yield from self._paragraph()
        self._kept += _keeps_lines(element)
        yield from self._text(element.text or "")
        for child in element:
            yield from self._walk(child)
            yield from self._text(child.tail or "")
        self._kept -= _keeps_lines(element)
        if line:
            yield from self._paragraph(element.get(marks.ATTRIBUTE, ""))

    def _text(self, text: str) -> Iterator[Paragraph]:
        """Gather a text; each line of it is a paragraph where breaks are shown as such."""
        first, *others = _LINE_END.split(text) if self._kept else [text]
        self._gathered.append(first)
        for line in others:
            yield from self._paragraph()
            self._gathered.append(line)

    def _paragraph(self, mark: str = "") -> Iterator[Paragraph]:
        text = _joined("".join(self._gathered))
        self._gathered.clear()
        if text:
            yield Paragraph(text, part=marks.part(mark, text) if mark else "")


def _keeps_lines(element: etree._Element) -> bool:
    return element.tag in _KEEP_LINES or _KEEPS_LINES.search(element.get("style", "")) is not None


def _joined(text: str) -> str:
    """Blanks as a browser shows them; none between Chinese characters where a page only breaks its source."""
    unbroken = re.sub(r"(?<=[一-鿿，。；：、）》”])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[一-鿿（《“])", "", text)
    single = re.sub(r"[ \t\r\n\f]+", " ", unbroken)
    return clean(single.replace(_BREAK, "\n").replace("\xa0", " "))


def _captions(table: etree._Element) -> Iterator[Paragraph]:
    for caption in table.findall("caption"):
        text = _joined("".join(caption.itertext()))
        if text:
            yield Paragraph(text)


def _lays_out(table: etree._Element) -> bool:
    """Whether a table only lays the page out: it holds other tables of more than one cell."""
    return any(
        inner is not table and sum(1 for _ in inner.iter("td", "th")) > 1 for inner in table.iter("table")
    )


def _lines(table: etree._Element) -> Iterator[etree._Element]:
    """The lines of a table, without those of a table in one of its cells."""
    return (line for line in table.iter("tr") if next(line.iterancestors("table"), None) is table)


def _rows(table: etree._Element) -> tuple[Row, ...]:
    """The rows with the places of their cells; cells below a rowspan are there, blank."""
    rows: list[Row] = []
    below: dict[int, int] = {}
    count = 0
    for line in _lines(table):
        cells: list[Cell] = []
        at = 0
        next_below = {column: left - 1 for column, left in below.items() if left > 1}
        for element in line:
            if element.tag not in ("td", "th"):
                continue
            while at in below:
                cells.append(Cell("", at))
                at += 1
            span = _span(element, "colspan")
            for column in range(at, at + span):
                height = _span(element, "rowspan")
                if height > 1:
                    next_below[column] = height - 1
            cells.append(Cell(_cell_text(element), at, span))
            at += span
        while at in below:
            cells.append(Cell("", at))
            at += 1
        rows.append(tuple(cells))
        below = next_below
        count += len(cells)
        if count > MOST_CELLS:  # a merge over many lines makes many cells of few
            break
    return tuple(rows)


def _without_hidden_columns(table: etree._Element, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without the columns that are not shown."""
    hidden: set[int] = set()
    at = 0
    for column in table.iter("col"):
        span = _span(column, "span")
        if column.get(HIDDEN_COLUMN) is not None:
            hidden.update(range(at, at + span))
        at += span
    return tuple(without_columns(row, hidden) for row in rows) if hidden else rows


def _span(element: etree._Element, name: str) -> int:
    return max(whole_number(element.get(name), 1, _MOST_COLUMNS), 1)


def _cell_text(element: etree._Element) -> str:
    parts: list[str] = []

    def walk(inner: etree._Element) -> None:
        if inner.tag == "br" or (inner.tag in LINES and inner is not element):
            parts.append("\n")
        parts.append(re.sub(r"[ \t\r\n\f]+", " ", inner.text or ""))
        for child in inner:
            walk(child)
            parts.append(re.sub(r"[ \t\r\n\f]+", " ", child.tail or ""))

    walk(element)
    return cell_text("".join(parts).split("\n"))
