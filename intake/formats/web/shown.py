"""Leaves of a page what it shows: hidden text goes, fields say what is in them, struck-out text is told."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from lxml import etree, html
from msgspec import Struct

from intake.blocks import Aside, clean, raised, whole_number
from intake.formats import controls
from intake.formats.left_out import SAME_COLOUR, STRUCK, LeftOut
from intake.formats.tree import around, whole_text
from intake.formats.web import lists, signs
from intake.formats.web.colours import Paint
from intake.formats.web.looks import Looks

_NOT_CONTENT = frozenset(
    """
    script style noscript template head title iframe object embed svg button rt rp math datalist audio video
    canvas noframes noembed
    """.split()  # noqa: SIM905 -- as above
)
_KEPT = frozenset(("html", "body", "col"))  # pages hide themselves until their scripts have run
_STRUCK = frozenset(("del", "s", "strike"))
LINES = frozenset(
    """
    html body p div h1 h2 h3 h4 h5 h6 hr pre center blockquote ul ol li dl dt dd address figure figcaption
    form fieldset section article header footer nav main aside table caption thead tbody tfoot tr td th
    """.split()  # noqa: SIM905 -- a list of fifty quoted names would be harder to read
)
"""Elements that begin a line of their own."""
_NO_TEXT = frozenset(("hidden", "password", "file", "color", "range", "image", "button", "submit", "reset"))
"""Fields that show nothing typed; what is not known is a field for text to a browser."""
_TICKS = frozenset(("checkbox", "radio"))
_WINDOWS = frozenset(("iframe", "object", "embed"))
_MOST_COLUMNS = 1000
HIDDEN_COLUMN = "data-hidden-column"
"""Marks a ``col`` whose cells are not shown."""
_DOCUMENTS = frozenset((".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx", ".et"))


def settle(root: etree._Element) -> list[Aside]:
    """Take out of a page what it does not show; returns text that is to be told."""
    looks = Looks(root)
    told = LeftOut()
    _tell_what_is_not_read(root, told)
    _fold(root, told)
    for element in list(root.iter(etree.Element)):
        if _is_gone(element, looks):
            _drop(element)
    for column in root.iter("col"):
        if looks.is_hidden_column(column):
            column.set(HIDDEN_COLUMN, "")
    _blank_unseen(root, looks, _Seen(looks.page_paint), told)
    _write_fields(root)
    signs.write(root)
    lists.write(root, looks)
    _take_out_struck(root, looks, told)
    _raise_marks(root)
    return told.asides()


def hidden_rows(root: etree._Element) -> int:
    """Return how many rows of tables are there, with something in them, but not shown."""
    looks = Looks(root)
    gone = {element for element in root.iter(etree.Element) if _is_gone(element, looks)}
    rows = [row for row in root.iter("tr") if "".join(row.itertext()).strip()]
    return sum(not gone.isdisjoint((row, *row.iterancestors())) for row in rows)


def hidden_columns(root: etree._Element) -> int:
    """Return how many columns of tables are there but not shown, as their ``col`` or their cells say."""
    looks = Looks(root)
    columns = [column for column in root.iter("col") if looks.is_hidden_column(column)]
    by_columns = sum(whole_number(column.get("span"), 1, _MOST_COLUMNS) for column in columns)
    by_cells = (_gone_cells(row, looks) for row in root.iter("tr") if _is_there(row, looks))
    return max(by_columns, max(by_cells, default=0))


def _gone_cells(row: etree._Element, looks: Looks) -> int:
    return sum(_is_gone(cell, looks) for cell in row.iterchildren("td", "th"))


def _is_there(row: etree._Element, looks: Looks) -> bool:
    """Whether neither a row nor anything around it is gone."""
    return not any(_is_gone(one, looks) for one in (row, *row.iterancestors()))


def _drop(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    if isinstance(element, html.HtmlElement) and element.getparent() is not None:
        element.drop_tree()


def _is_gone(element: etree._Element, looks: Looks) -> bool:
    if element.tag in _KEPT:
        return False
    if element.tag in _NOT_CONTENT or element.get("hidden") is not None:
        return True
    is_closed_dialog = element.tag == "dialog" and element.get("open") is None
    return is_closed_dialog or looks.is_gone(element) or looks.is_tucked_away(element)


def _fold(root: etree._Element, told: LeftOut) -> None:
    """Take out what a page keeps folded until it is asked for; it is told."""
    for details in list(root.iter("details")):
        if details.get("open") is None:
            for text in _taken_out_of(details):
                told.add("网页里收起的内容", text)


def _taken_out_of(details: etree._Element) -> Iterator[str]:
    """Take out all but the summary; yields the texts that were there, those between elements too."""
    yield _on_one_line(details.text)
    details.text = None
    for child in list(details):
        tail, child.tail = child.tail, None
        if child.tag != "summary":
            yield _on_one_line(whole_text(child))
            details.remove(child)
        yield _on_one_line(tail)


def _on_one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _tell_what_is_not_read(root: etree._Element, told: LeftOut) -> None:
    """Formulas, words in drawings, and documents that the page only shows a window on."""
    for element in root.iter("math", "text", *_WINDOWS):
        if element.tag == "math":
            told.add("公式", whole_text(element))
        elif element.tag in _WINDOWS:
            told.add("网页里嵌入的另一份文件", _behind_window(element))
        elif not _is_in_own_chart(element):
            told.add("图形里的文字", whole_text(element))


def _behind_window(element: etree._Element) -> str:
    """The name of the document that a page shows a window on, empty for none."""
    address = element.get("src") or element.get("data") or ""
    source = PurePosixPath(address.partition("?")[0])
    return source.name if source.suffix.lower() in _DOCUMENTS else ""


class _Seen(Struct, frozen=True):
    """How the text of an element is seen, which what it holds takes over."""

    paint: Paint
    is_invisible: bool = False
    has_no_size: bool = False

    @property
    def is_only_painted_over(self) -> bool:
        """Whether the text is drawn, but in the colour of its ground."""
        return self.paint.hides and not self.is_invisible and not self.has_no_size

    @property
    def is_unseen(self) -> bool:
        """Whether nobody sees the text."""
        return self.is_invisible or self.has_no_size or self.paint.hides


def _is_in_own_chart(element: etree._Element) -> bool:
    """Whether an element is part of a chart that this program drew: its figures are those of the tables."""
    return any(above.get("data-chart") for above in element.iterancestors())


def _blank_unseen(element: etree._Element, looks: Looks, around: _Seen, told: LeftOut) -> None:
    """Blank the texts that are not drawn; what holds them keeps its place.

    Letters in the colour of their ground are told.
    """
    seen = _Seen(
        looks.paint(element, around.paint),
        looks.is_invisible(element, around.is_invisible),
        looks.has_no_size(element, around.has_no_size),
    )
    if seen.is_only_painted_over:
        for text in (element.text, *(child.tail for child in element)):
            told.add(SAME_COLOUR, text or "")
    if seen.is_unseen:
        element.text = None
    for child in element:
        _blank_unseen(child, looks, seen, told)
        if seen.is_unseen:
            child.tail = None


def _write_fields(root: etree._Element) -> None:
    """Write what the fields of a form show in their place."""
    for element in list(root.iter("input", "select")):
        shown = _chosen(element) if element.tag == "select" else _entered(element)
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "span", shown


def _entered(field: etree._Element) -> str:
    """What was typed into a field, or the sign of a box to tick."""
    kind = field.get("type", "").strip().lower()
    if kind in _TICKS:
        return controls.box(is_ticked=field.get("checked") is not None)
    return "" if kind in _NO_TEXT else field.get("value", "")


def _chosen(field: etree._Element) -> str:
    """The chosen choices; of a list without a choice the first is shown."""
    choices = list(field.iter("option"))
    chosen = [choice for choice in choices if choice.get("selected") is not None]
    shows_first = not chosen and field.get("multiple") is None
    shown = choices[:1] if shows_first else chosen
    return "、".join(clean(choice.get("label") or whole_text(choice)) for choice in shown)


# ------------------------------------------------------- struck out, raised


def _holds_lines(element: etree._Element) -> bool:
    """Whether lines stand inside: a tag that was not closed holds the rest of the page."""
    return any(part.tag in LINES for part in element.iter())


def _take_out_struck(root: etree._Element, looks: Looks, told: LeftOut) -> None:
    """Take out struck-out text, which is told."""
    for element in list(root.iter(etree.Element)):
        if _is_struck(element, looks):
            told.add(STRUCK, whole_text(element))
            element[:] = []
            element.text = ""


def _is_struck(element: etree._Element, looks: Looks) -> bool:
    by_tag = element.tag in _STRUCK and not _holds_lines(element)
    return by_tag or looks.is_struck(element)


def _raise_marks(root: etree._Element) -> None:
    """Write raised digits as such in each cell or paragraph."""
    by_holder: dict[etree._Element, list[etree._Element]] = {}
    for mark in root.iter("sup"):
        is_outermost = around(mark, "sup") is None
        if is_outermost and not _holds_lines(mark):
            line = around(mark, *LINES)
            holder = root if line is None else line
            by_holder.setdefault(holder, []).append(mark)
    for holder, marks in by_holder.items():
        if not _are_all_text(holder, marks):
            _raise(marks)


def _are_all_text(holder: etree._Element, marks: Sequence[etree._Element]) -> bool:
    """Whether nothing is written around some elements but themselves."""
    inside = sum(_letters(mark) for mark in marks)
    return inside == _letters(holder)


def _letters(element: etree._Element) -> int:
    """How many characters an element has, without blanks."""
    return len("".join(whole_text(element).split()))


def _raise(marks: Iterable[etree._Element]) -> None:
    for mark in marks:
        for part in mark.iter():
            part.text = raised(part.text or "")
            if part is not mark:
                part.tail = raised(part.tail or "")
