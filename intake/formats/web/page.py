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
    hidden_columns,
    single_blanks,
    times,
    without_columns,
)
from intake.failures import Unreadable
from intake.formats.encodings import decode
from intake.formats.tree import around, whole_text
from intake.formats.web import lists, shown
from intake.formats.web.shown import HIDDEN_COLUMN, LINES
from intake.formats.xml import MOST_TAGS
from model import charts

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w-]+)", re.IGNORECASE)
_HEAD = 8192  # bytes in which a page names its encoding
OWN_BREAK = "line"
"""The class of a ``br`` that breaks a line inside a paragraph; on others' pages a ``br`` ends one."""
_BREAK = "\u2028"
_LINE_END = re.compile(r"\r\n|\r|\n")
_KEEP_LINES = frozenset(("pre", "textarea", "listing", "xmp"))
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_BREAK_OF_SOURCE = re.compile(r"(?<=[一-鿿，。；：、）》”])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[一-鿿（《“])")
_CELLS = ("td", "th")
_BEGINS_LINE = LINES | {"br"}
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
    return any(_pieces_of(tag) > _MOST_ATTRIBUTES for tag in long)


def _pieces_of(tag: str) -> int:
    """How many attributes a tag has, about."""
    return len(_BETWEEN.split(_QUOTED.sub(" ", tag)))


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
        self._number = ""  # of an item of a list, the first paragraph of which is still to come

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        yield from self._walk(root)
        yield from self._paragraph()

    def _walk(self, element: etree._Element) -> Iterator[Block]:
        chart = element.get("data-chart", "")
        if element.tag == "table" and not _lays_out(element):
            yield from self._paragraph()
            yield from _captions(element)
            yield Grid(_without_hidden_columns(element, _rows(element)))
        elif element.tag == "img":
            yield Picture()
        elif charts.written_name(chart):  # a page of this program; the caption belongs to it
            yield from self._paragraph()
            yield Paragraph(charts.paragraph(chart))
        elif element.tag == "br" and element.get("class") == OWN_BREAK:
            self._gathered.append(_BREAK)
            yield from self._content(element)
        elif element.tag == "br":
            yield from self._paragraph()
            yield from self._content(element)
        elif element.tag in LINES:
            yield from self._paragraph()
            self._number = element.get(lists.NUMBER, self._number)
            yield from self._content(element)
            yield from self._paragraph(element.get(marks.ATTRIBUTE, ""))
            if element.tag == "li":
                self._number = ""
        else:
            yield from self._content(element)

    def _content(self, element: etree._Element) -> Iterator[Block]:
        keeps_lines = _keeps_lines(element)
        self._kept += keeps_lines
        yield from self._text(element.text or "")
        for child in element:
            yield from self._walk(child)
            yield from self._text(child.tail or "")
        self._kept -= keeps_lines

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
            text, self._number = self._number + text, ""
            yield Paragraph(text, part=marks.part(mark, text) if mark else "")


def _keeps_lines(element: etree._Element) -> bool:
    by_style = _KEEPS_LINES.search(element.get("style", "")) is not None
    return by_style or element.tag in _KEEP_LINES


def _joined(text: str) -> str:
    """Blanks as a browser shows them; none between Chinese characters where a page only breaks its source."""
    single = single_blanks(_BREAK_OF_SOURCE.sub("", text))
    return clean(single.replace(_BREAK, "\n").replace("\xa0", " "))


def _captions(table: etree._Element) -> Iterator[Paragraph]:
    for caption in table.findall("caption"):
        text = _joined(whole_text(caption))
        if text:
            yield Paragraph(text)


def _lays_out(table: etree._Element) -> bool:
    """Whether a table only lays the page out: it holds other tables of more than one cell."""
    return any(_has_cells(inner) for inner in table.iterdescendants("table"))


def _has_cells(table: etree._Element) -> bool:
    """Whether a table has more than one cell."""
    return sum(1 for _ in table.iter(*_CELLS)) > 1


def _lines(table: etree._Element) -> Iterator[etree._Element]:
    """The lines of a table, without those of a table in one of its cells."""
    return (line for line in table.iter("tr") if around(line, "table") is table)


class _Row:
    """A row as far as it is read; ``below`` are the rows that cells above still take of each column."""

    def __init__(self, below: dict[int, int]) -> None:
        self.cells: list[Cell] = []
        self.below = {column: left - 1 for column, left in below.items() if left > 1}
        self._taken = frozenset(below)
        self._at = 0

    def pass_taken(self) -> None:
        """Go on to the next free column; what is taken from above is there, blank."""
        while self._at in self._taken:
            self.cells.append(Cell("", self._at))
            self._at += 1

    def add(self, element: etree._Element) -> None:
        """Set a cell into the next free column, and take the columns below it."""
        self.pass_taken()
        width, height = _said(element, "colspan"), _said(element, "rowspan")
        self.cells.append(Cell(_cell_text(element), self._at, width))
        if height > 1:
            columns = range(self._at, self._at + width)
            self.below.update(dict.fromkeys(columns, height - 1))
        self._at += width


def _rows(table: etree._Element) -> tuple[Row, ...]:
    """The rows with the places of their cells; cells below a rowspan are there, blank."""
    rows: list[Row] = []
    below: dict[int, int] = {}
    count = 0
    for line in _lines(table):
        row = _Row(below)
        for element in line.iterchildren(*_CELLS):
            row.add(element)
        row.pass_taken()
        rows.append(tuple(row.cells))
        below = row.below
        count += len(row.cells)
        if count > MOST_CELLS:  # a merge over many lines makes many cells of few
            break
    return tuple(rows)


def _without_hidden_columns(table: etree._Element, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without the columns that are not shown."""
    columns = ((_said(one, "span"), one.get(HIDDEN_COLUMN) is not None) for one in table.iter("col"))
    hidden = hidden_columns(columns)
    return tuple(without_columns(row, hidden) for row in rows) if hidden else rows


def _said(element: etree._Element, name: str) -> int:
    return times(element.get(name), _MOST_COLUMNS)


def _cell_text(cell: etree._Element) -> str:
    pieces = [single_blanks(cell.text), *_pieces(cell)]
    return cell_text("".join(pieces).split("\n"))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The texts of what an element holds, with a break before what begins a line."""
    for child in element:
        if child.tag in _BEGINS_LINE:
            yield "\n"
        yield single_blanks(child.text)
        yield from _pieces(child)
        yield single_blanks(child.tail)
