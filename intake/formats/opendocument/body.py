"""An .odt into blocks, with what is hidden or struck out told, as of a Word file.

Kept: inserted text, text boxes, fields, numbers of lists. Left out: deleted text, guides of ruby, prompts.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree
from msgspec import Struct

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
    hidden_columns,
    single_blanks,
    times,
    whole_number,
    without_columns,
)
from intake.failures import Unreadable, damaged
from intake.formats import archive, controls, symbols
from intake.formats.left_out import HIDDEN_ROW, PROMPT, LeftOut
from intake.formats.looks import WHITE, over
from intake.formats.opendocument.lists import OUTLINE, Lists, style_of
from intake.formats.opendocument.names import DRAW, OFFICE, STYLE_NAME, TABLE, TEXT
from intake.formats.opendocument.styles import CLEAR, Look, Styles, is_hidden
from intake.formats.opendocument.text import Gathered, H, P, is_prompt, sign, texts
from intake.formats.tree import around, whole_text
from intake.formats.xml import parse

_LIST, _ITEM, _TABLE = TEXT + "list", TEXT + "list-item", TABLE + "table"
_LIST_HEADER, _SPAN = TEXT + "list-header", TEXT + "span"
_SECTIONS = tuple(TEXT + name for name in ("section", "index-body", "index-title", "numbered-paragraph"))
_CONTENTS = tuple(TEXT + name for name in ("table-of-content", "alphabetical-index", "illustration-index"))
_OF_TEXT = ("tracked-changes", "ruby-text", "placeholder", "sequence-decls", "note-citation", "hidden-text")
_NO_CONTENT = frozenset(
    (*(TEXT + name for name in _OF_TEXT), OFFICE + "forms", OFFICE + "annotation-end"),
)
_TOLD = {TEXT + "note": "脚注", OFFICE + "annotation": "批注"}
_IS_HIDDEN, _HIDES_PARAGRAPH = TEXT + "is-hidden", TEXT + "hidden-paragraph"
_FRAME, _BOX, _IMAGE, _OBJECT = (DRAW + name for name in ("frame", "text-box", "image", "object"))
_ROW, _CELL, _COVERED = TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"
_COLUMN, _REPEATED = TABLE + "table-column", TABLE + "number-columns-repeated"
_SPANNED = TABLE + "number-columns-spanned"
_MOST_COLUMNS = 200
_NUMBER_ALONE = re.compile(r"[\d\s/第共页—–-]*")
_ENCRYPTED = b"encryption-data"


class _Place(Struct, frozen=True):
    """Where something stands: the colour behind its letters; whether in a generated table of contents."""

    ground: str = WHITE
    contents: bool = False

    def on(self, ground: str) -> "_Place":
        """Return the same place on a ground of its own, if that covers the one behind it."""
        return self if ground in CLEAR else _Place(ground, self.contents)


_ON_SHAPE = _Place("")
"""In a text box or a shape, whose own ground is not known."""


def blocks(path: Path) -> list[Block]:
    """Return what an .odt holds, in order. Raises Unreadable."""
    name = path.name
    with archive.opened(path) as package:
        if _ENCRYPTED in (package.read("META-INF/manifest.xml") or b""):
            raise Unreadable(f"“{name}”有密码保护，请先用 WPS 或 LibreOffice 打开，取消密码并保存，再读入。")
        content = package.read("content.xml")
        if content is None:
            raise damaged(name)
        root = parse(content, name)
        styles = parse(package.read("styles.xml") or b"<none/>", name)
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable(
            f"“{name}”不是文字文档，请确认选对了文件；数据在电子表格里的，请另存为“.xlsx”再读入。"
        )
    reader = _Reader(Styles(styles, root), Lists(styles, root))
    made = list(reader.blocks(body, _Place()))
    return [*made, *reader.told.asides(), *_of_pages(styles)]


def _of_pages(styles: etree._Element) -> Iterator[Aside]:
    """Page headers and footers, each line once; mere page numbers are nothing."""
    for kind, what in (("footer", "页脚"), ("header", "页眉")):
        lines = styles.iterfind(f".//{{*}}{kind}//{P}")
        shown = {clean(single_blanks(whole_text(line))) for line in lines}
        for text in sorted(shown):
            if not _NUMBER_ALONE.fullmatch(text):
                yield Aside(what, text, on_pages=True)


class _Reader:
    """Walks the body; gathers what is not read by its kind and paragraph."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles = styles
        self._lists = lists
        self.told = LeftOut()
        self._behind: list[Block] = []
        self._readers: dict[str, Callable[[etree._Element, _Place], Iterator[Block]]] = {
            P: self._plain_paragraph,
            H: self._heading,
            _LIST: self._list,
            _TABLE: self._table,
            _FRAME: self._frame,
            **dict.fromkeys(_CONTENTS, self._table_of_contents),
            **dict.fromkeys(_SECTIONS, self._section),
        }

    def blocks(self, container: etree._Element, place: _Place) -> Iterator[Block]:
        """Yield what an element holds."""
        for element in container:
            reader = self._readers.get(str(element.tag))
            if reader is not None:
                yield from reader(element, place)

    def _table_of_contents(self, element: etree._Element, place: _Place) -> Iterator[Block]:
        yield from self.blocks(element, _Place(place.ground, contents=True))

    def _section(self, section: etree._Element, place: _Place) -> Iterator[Block]:
        if section.get(TEXT + "display", "true") == "true":
            yield from self.blocks(section, place)
        else:
            self.told.add("隐藏的节", " ".join(texts(section)))

    # ------------------------------------------------------------------- lists

    def _heading(self, element: etree._Element, place: _Place) -> Iterator[Block]:
        depth = whole_number(element.get(TEXT + "outline-level"), 1, 10)
        is_numbered = element.get(TEXT + "is-list-header") != "true"
        number = self._lists.next(OUTLINE, OUTLINE, depth) if is_numbered else ""
        yield from self._paragraph(element, number, place)

    def _list(
        self, element: etree._Element, place: _Place, style: str = "", depth: int = 1
    ) -> Iterator[Block]:
        """A list; one inside another has its style, unless it names its own."""
        style = style_of(element) or style
        if depth == 1 and not _goes_on(element):
            self._lists.begin(style)
        place = _Place(place.ground)
        for item in element.iterchildren(_ITEM, _LIST_HEADER):
            yield from self._item(item, place, style, depth)

    def _item(self, item: etree._Element, place: _Place, style: str, depth: int) -> Iterator[Block]:
        """An item: its first paragraph has the number, but for a list's header."""
        needs_number = item.tag == _ITEM
        for element in item.iterchildren(_LIST, P, H):
            if element.tag == _LIST:
                yield from self._list(element, place, style, depth + 1)
                continue
            used = style or self._styles.list_of(element.get(STYLE_NAME))
            start = item.get(TEXT + "start-value")
            number = self._lists.next(used, used, depth, start) if needs_number else ""
            yield from self._paragraph(element, number, place)
            needs_number = False

    # -------------------------------------------------------------- paragraphs

    def _plain_paragraph(self, element: etree._Element, place: _Place) -> Iterator[Block]:
        yield from self._paragraph(element, "", place)

    def _paragraph(self, element: etree._Element, number: str, place: _Place) -> Iterator[Block]:
        around_it, self._behind = self._behind, []
        text = clean(self._text_of(element, place.ground))
        if text:
            yield Paragraph(number + text, place.contents)
        yield from self._behind
        self._behind = around_it

    def _text_of(self, paragraph: etree._Element, ground: str) -> str:
        is_shown = paragraph.get(_IS_HIDDEN) != "true"
        look = self._styles.look("paragraph", paragraph.get(STYLE_NAME)) if is_shown else _UNSEEN
        gathered = Gathered(ground)
        self._walk(paragraph, look, gathered)
        return gathered.text()

    def _walk(self, element: etree._Element, look: Look, gathered: Gathered) -> None:
        """Gather the texts of an element; what is not seen is told."""
        self._take(single_blanks(element.text), look, gathered)
        for child in element:
            if _hides_rest(child):
                look = _UNSEEN
            else:
                self._take_child(child, look, gathered)
            self._take(single_blanks(child.tail), look, gathered)

    def _take_child(self, child: etree._Element, look: Look, gathered: Gathered) -> None:
        """Take what stands among the text of a paragraph."""
        tag = str(child.tag)
        shown = sign(child)
        if shown:
            self._take(shown, look, gathered)
        elif tag in _TOLD:
            self.told.add(_TOLD[tag], " ".join(texts(child)))
        elif tag == _FRAME:
            self._behind += self._frame(child, _ON_SHAPE)
        elif tag.startswith(DRAW):
            self._behind += self._drawing(child)
        elif is_prompt(child):
            self._tell_doubtful(whole_text(child))
        elif tag not in _NO_CONTENT:
            self._walk(child, self._look_in(child, look), gathered)

    def _tell_doubtful(self, prompt: str) -> None:
        """Tell a prompt that reads like more than one."""
        if not controls.asks(prompt):
            self.told.add(PROMPT, prompt)

    def _look_in(self, element: etree._Element, look: Look) -> Look:
        name = element.get(STYLE_NAME) if element.tag == _SPAN else None
        return over(self._styles.look("text", name), look) if name else look

    def _take(self, text: str, look: Look, gathered: Gathered) -> None:
        if not text:
            return
        text = symbols.in_common(text, self._styles.font(look))
        why = look.why_unseen(gathered.ground)
        if why:
            self.told.add(why, text)
        else:
            gathered.pieces.append((text, bool(look.is_raised)))

    def _frame(self, frame: etree._Element, _place: _Place) -> Iterator[Block]:
        """A text box's content, a picture, or an object that is not read: the first is what is shown."""
        inner = next(frame.iterchildren(_BOX, _IMAGE, _OBJECT), None)
        if inner is None:
            return
        if inner.tag == _BOX:
            yield from self.blocks(inner, _ON_SHAPE)
        else:
            yield Picture()

    def _drawing(self, shape: etree._Element) -> Iterator[Block]:
        """The text in a drawn shape, or in the shapes of a group."""
        yield from self.blocks(shape, _ON_SHAPE)
        for inner in shape:
            if str(inner.tag).startswith(DRAW) and inner.tag != _FRAME:
                yield from self._drawing(inner)

    # ------------------------------------------------------------------ tables

    def _table(self, table: etree._Element, place: _Place) -> Iterator[Block]:
        inside = _Place(place.ground).on(self._styles.look("table", table.get(STYLE_NAME)).around)
        lays_out = table.find(f".//{_TABLE}") is not None
        if lays_out:
            for cell in table.iter(_CELL):
                if around(cell, _TABLE) is table:
                    yield from self.blocks(cell, inside)
            return
        others: list[Block] = []
        yield Grid(tuple(self._rows(table, inside, others)))
        yield from others

    def _rows(self, table: etree._Element, place: _Place, others: list[Block]) -> Iterator[Row]:
        columns = ((_repeated(column), is_hidden(column)) for column in table.iter(_COLUMN))
        hidden = hidden_columns(columns)
        count = 0
        for row in table.iter(_ROW):
            if self._is_hidden_row(row):
                self.told.add(HIDDEN_ROW, " ".join(texts(row)))
                continue
            cells = tuple(self._cells(row, place, others))
            count += len(cells)
            if count > MOST_CELLS:
                return
            yield without_columns(cells, hidden) if hidden else cells

    def _is_hidden_row(self, row: etree._Element) -> bool:
        return is_hidden(row) or self._styles.is_flat_row(row.get(STYLE_NAME))

    def _cells(self, row: etree._Element, place: _Place, others: list[Block]) -> Iterator[Cell]:
        """The cells of a row; those covered from the left are part of their first, those from above blank."""
        at = end = 0
        for element in row.iterchildren(_CELL, _COVERED):
            span = times(element.get(_SPANNED), _MOST_COLUMNS)
            for _ in range(_repeated(element)):
                if element.tag == _CELL:
                    yield Cell(self._cell_text(element, place, others), at, span)
                    end = at + span
                elif at >= end:
                    yield Cell("", at)
                at += 1

    def _cell_text(self, cell: etree._Element, place: _Place, others: list[Block]) -> str:
        """The text of a cell; what else stands in it goes behind the table."""
        inside = place.on(self._styles.look("table-cell", cell.get(STYLE_NAME)).around)
        lines: list[str] = []
        for block in self.blocks(cell, inside):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                others.append(block)
        return cell_text(lines)


_UNSEEN = Look(is_hidden=True)


def _hides_rest(element: etree._Element) -> bool:
    """Whether the rest of a paragraph is hidden, by a condition that holds."""
    return element.tag == _HIDES_PARAGRAPH and element.get(_IS_HIDDEN) == "true"


def _goes_on(element: etree._Element) -> bool:
    """Whether a list counts on from another one."""
    return element.get(TEXT + "continue-numbering") == "true" or bool(element.get(TEXT + "continue-list"))


def _repeated(element: etree._Element) -> int:
    """How many columns a column or a cell stands for."""
    return times(element.get(_REPEATED), _MOST_COLUMNS)
