"""An .odt into blocks, with what is hidden or struck out told, as of a Word file.

Kept: inserted text, text boxes, fields, numbers of lists. Left out: deleted text, guides of ruby, prompts.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from intake.blocks import (
    MOST_CELLS,
    Aside,
    Block,
    Cell,
    Grid,
    Paragraph,
    Picture,
    Row,
    cell_text,
    clean,
    raised,
    whole_number,
    without_columns,
)
from intake.failures import Unreadable
from intake.formats import archive
from intake.formats.looks import WHITE
from intake.formats.opendocument.lists import OUTLINE, Lists, style_of
from intake.formats.opendocument.names import DRAW, OFFICE, STYLE_NAME, TABLE, TEXT
from intake.formats.opendocument.styles import Look, Styles, is_hidden
from intake.formats.xml import parse

_P, _H, _LIST, _ITEM, _TABLE = TEXT + "p", TEXT + "h", TEXT + "list", TEXT + "list-item", TABLE + "table"
_LIST_HEADER = TEXT + "list-header"
_SECTIONS = frozenset(TEXT + name for name in ("section", "index-body", "index-title", "numbered-paragraph"))
_CONTENTS = frozenset(
    TEXT + name for name in ("table-of-content", "alphabetical-index", "illustration-index")
)
_NO_CONTENT = frozenset(
    [
        TEXT + name
        for name in ("tracked-changes", "ruby-text", "placeholder", "sequence-decls", "note-citation")
    ]
    + [TEXT + "hidden-text", OFFICE + "forms", OFFICE + "annotation-end"]
)
_TOLD = {TEXT + "note": "脚注", OFFICE + "annotation": "批注"}
_BREAK, _TAB, _BLANKS = TEXT + "line-break", TEXT + "tab", TEXT + "s"
_FRAME, _BOX, _IMAGE, _OBJECT = (DRAW + name for name in ("frame", "text-box", "image", "object"))
_ROW, _CELL, _COVERED = TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"
_COLUMN = TABLE + "table-column"
_MOST_BLANKS, _MOST_COLUMNS = 200, 200
_SPACE = re.compile(r"[ \t\r\n]+")
_NUMBER_ALONE = re.compile(r"[\d\s/第共页—–-]*")
_ENCRYPTED = b"encryption-data"


def blocks(path: Path) -> list[Block]:
    """Return what an .odt holds, in order. Raises Unreadable."""
    name = path.name
    with archive.opened(path) as package:
        if _ENCRYPTED in (package.read("META-INF/manifest.xml") or b""):
            raise Unreadable(f"“{name}”有密码保护，请先用 WPS 或 LibreOffice 打开，取消密码并保存，再读入。")
        content = package.read("content.xml")
        if content is None:
            raise archive.damaged(name)
        root = parse(content, name)
        styles = parse(package.read("styles.xml") or b"<none/>", name)
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable(
            f"“{name}”不是文字文档，请确认选对了文件；数据在电子表格里的，请另存为“.xlsx”再读入。"
        )
    reader = _Reader(Styles(styles, root), Lists(styles, root))
    made = list(reader.blocks(body))
    return [*made, *reader.told(), *_of_pages(styles)]


def _of_pages(styles: etree._Element) -> Iterator[Aside]:
    """Page headers and footers, each line once; mere page numbers are nothing."""
    told: set[Aside] = set()
    for kind, what in (("header", "页眉"), ("footer", "页脚")):
        for line in styles.iterfind(f".//{{*}}{kind}//{_P}"):
            text = clean(_SPACE.sub(" ", "".join(line.itertext())))
            if not _NUMBER_ALONE.fullmatch(text):
                told.add(Aside(what, text, on_pages=True))
    yield from sorted(told, key=lambda aside: (aside.what, aside.text))


class _Reader:
    """Walks the body; gathers what is not read by its kind and paragraph."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles = styles
        self._lists = lists
        self._told: dict[str, list[str]] = {}
        self._behind: list[Block] = []

    def told(self) -> list[Aside]:
        """Return what was left out, one remark a kind."""
        return [Aside(what, "\n".join(texts)) for what, texts in self._told.items()]

    def _tell(self, what: str, text: str) -> None:
        if clean(text):
            self._told.setdefault(what, []).append(clean(text))

    def blocks(
        self, container: etree._Element, ground: str = WHITE, contents: bool = False
    ) -> Iterator[Block]:
        """Yield what an element holds; ``ground`` is the colour behind its letters."""
        for element in container:
            tag = element.tag
            if tag in (_P, _H):
                yield from self._paragraph(element, self._heading_number(element), ground, contents)
            elif tag == _LIST:
                yield from self._list(element, "", 1, ground)
            elif tag == _TABLE:
                yield from self._table(element, ground)
            elif tag in _CONTENTS:
                yield from self.blocks(element, ground, contents=True)
            elif tag in _SECTIONS:
                yield from self._section(element, ground, contents)
            elif tag == _FRAME:
                yield from self._frame(element)

    def _section(self, section: etree._Element, ground: str, contents: bool) -> Iterator[Block]:
        if section.get(TEXT + "display", "true") == "true":
            yield from self.blocks(section, ground, contents)
        else:
            self._tell("隐藏的节", " ".join(_texts(section)))

    # ------------------------------------------------------------------- lists

    def _heading_number(self, element: etree._Element) -> str:
        if element.tag != _H or element.get(TEXT + "is-list-header") == "true":
            return ""
        depth = whole_number(element.get(TEXT + "outline-level"), 1, 10)
        return self._lists.next(OUTLINE, OUTLINE, depth)

    def _list(self, element: etree._Element, style: str, depth: int, ground: str) -> Iterator[Block]:
        style = style_of(element) or style
        goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list")
        if depth == 1 and not goes_on:
            self._lists.begin(style)
        for item in element:
            if item.tag in (_ITEM, _LIST_HEADER):
                yield from self._item(item, style, depth, ground)

    def _item(self, item: etree._Element, style: str, depth: int, ground: str) -> Iterator[Block]:
        """An item: its first paragraph has the number, but for a list's header."""
        is_first = item.tag == _ITEM
        for element in item:
            if element.tag == _LIST:
                yield from self._list(element, style, depth + 1, ground)
            elif element.tag in (_P, _H):
                used = style or self._styles.list_of(element.get(STYLE_NAME))
                start = item.get(TEXT + "start-value")
                number = self._lists.next(used, used, depth, start) if is_first else ""
                yield from self._paragraph(element, number, ground, contents=False)
                is_first = False

    # -------------------------------------------------------------- paragraphs

    def _paragraph(
        self, element: etree._Element, number: str, ground: str, contents: bool
    ) -> Iterator[Block]:
        behind, self._behind = self._behind, []
        text = clean(self._text_of(element, ground))
        if text:
            yield Paragraph(number + text, contents)
        yield from self._behind
        self._behind = behind

    def _text_of(self, paragraph: etree._Element, ground: str) -> str:
        look = self._styles.look("paragraph", paragraph.get(STYLE_NAME))
        pieces: list[tuple[str, bool]] = []
        if paragraph.get(TEXT + "is-hidden") == "true":
            look = Look(is_hidden=True)
        self._walk(paragraph, look, ground, pieces)
        all_raised = all(is_raised for text, is_raised in pieces if text.strip())
        return "".join(raised(text) if is_raised and not all_raised else text for text, is_raised in pieces)

    def _walk(self, element: etree._Element, look: Look, ground: str, pieces: list[tuple[str, bool]]) -> None:
        """Gather the texts of an element, whether each is raised; what is not seen is told."""
        self._take(_SPACE.sub(" ", element.text or ""), look, ground, pieces)
        for child in element:
            tag = child.tag
            if tag == _BLANKS:
                self._take(" " * whole_number(child.get(TEXT + "c"), 1, _MOST_BLANKS), look, ground, pieces)
            elif tag in (_BREAK, _TAB):
                self._take("\n" if tag == _BREAK else "\t", look, ground, pieces)
            elif tag in _TOLD:
                self._tell(_TOLD[str(tag)], " ".join(_texts(child)))
            elif tag == TEXT + "hidden-paragraph" and child.get(TEXT + "is-hidden") == "true":
                look = Look(is_hidden=True)
            elif tag == _FRAME:
                self._behind += self._frame(child)
            elif tag not in _NO_CONTENT and not str(tag).startswith(DRAW):
                name = child.get(STYLE_NAME)
                own = self._styles.look("text", name) if tag == TEXT + "span" and name else Look()
                self._walk(child, own.over(look), ground, pieces)
            elif str(tag).startswith(DRAW):
                self._behind += self._drawing(child)
            self._take(_SPACE.sub(" ", child.tail or ""), look, ground, pieces)

    def _take(self, text: str, look: Look, ground: str, pieces: list[tuple[str, bool]]) -> None:
        if not text:
            return
        why = look.why_unseen(ground)
        if why:
            self._tell(why, text)
        else:
            pieces.append((text, bool(look.is_raised)))

    def _frame(self, frame: etree._Element) -> Iterator[Block]:
        """A text box's content, a picture, or an object that is not read. A box's own ground is not known."""
        for inner in frame:
            if inner.tag == _BOX:
                yield from self.blocks(inner, "")
                return
            if inner.tag in (_IMAGE, _OBJECT):
                yield Picture()
                return

    def _drawing(self, shape: etree._Element) -> Iterator[Block]:
        """The text in a drawn shape, or in the shapes of a group."""
        yield from self.blocks(shape, "")
        for inner in shape:
            if str(inner.tag).startswith(DRAW) and inner.tag != _FRAME:
                yield from self._drawing(inner)

    # ------------------------------------------------------------------ tables

    def _table(self, table: etree._Element, ground: str) -> Iterator[Block]:
        own = self._styles.look("table", table.get(STYLE_NAME)).around
        behind = own if own not in ("", "transparent") else ground
        if table.find(f".//{_TABLE}") is not None:  # it lays the page out
            for cell in table.iter(_CELL):
                if next(cell.iterancestors(_TABLE)) is table:
                    yield from self.blocks(cell, behind)
            return
        pictures: list[Block] = []
        yield Grid(tuple(self._rows(table, behind, pictures)))
        yield from pictures

    def _rows(self, table: etree._Element, ground: str, others: list[Block]) -> Iterator[Row]:
        hidden = _hidden_columns(table)
        count = 0
        for row in table.iter(_ROW):
            if is_hidden(row) or self._styles.is_flat_row(row.get(STYLE_NAME)):
                self._tell("隐藏的表格行", " ".join(_texts(row)))
                continue
            cells = self._cells(row, ground, others)
            count += len(cells)
            if count > MOST_CELLS:
                return
            yield _without(cells, hidden)

    def _cells(self, row: etree._Element, ground: str, others: list[Block]) -> list[Cell]:
        """The cells of a row; those covered from the left are part of their first, those from above blank."""
        cells: list[Cell] = []
        at = end = 0
        for element in row:
            if element.tag not in (_CELL, _COVERED):
                continue
            times = max(whole_number(element.get(TABLE + "number-columns-repeated"), 1, _MOST_COLUMNS), 1)
            for _ in range(times):
                span = max(whole_number(element.get(TABLE + "number-columns-spanned"), 1, _MOST_COLUMNS), 1)
                if element.tag == _CELL:
                    cells.append(Cell(self._cell_text(element, ground, others), at, span))
                    end = at + span
                elif at >= end:
                    cells.append(Cell("", at))
                at += 1
        return cells

    def _cell_text(self, cell: etree._Element, ground: str, others: list[Block]) -> str:
        own = self._styles.look("table-cell", cell.get(STYLE_NAME)).around
        behind = own if own not in ("", "transparent") else ground
        lines: list[str] = []
        for block in self.blocks(cell, behind):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                others.append(block)
        return cell_text(lines)


def _texts(element: etree._Element) -> Iterator[str]:
    """The texts of an element's paragraphs."""
    for paragraph in element.iter(_P, _H):
        text = clean(_SPACE.sub(" ", "".join(paragraph.itertext())))
        if text:
            yield text


def _hidden_columns(table: etree._Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in table.iter(_COLUMN):
        times = max(whole_number(column.get(TABLE + "number-columns-repeated"), 1, _MOST_COLUMNS), 1)
        if is_hidden(column):
            hidden.update(range(at, at + times))
        at += times
    return hidden


def _without(cells: list[Cell], hidden: set[int]) -> Row:
    return without_columns(tuple(cells), hidden) if hidden else tuple(cells)
