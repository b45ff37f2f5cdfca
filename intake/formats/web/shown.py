"""Leaves of a page what it shows: hidden text goes, fields say what is in them, struck-out text is told."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from lxml import etree, html
from msgspec import Struct

from intake.blocks import Aside, clean, raised, whole_number
from intake.formats.web import signs
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
_TICKED = {True: "☑", False: "☐"}
_TICKS = frozenset(("checkbox", "radio"))
_INSIDE = frozenset(("iframe", "object", "embed"))
_SAME_COLOUR, _FOLDED = "与底色同色的文字", "网页里收起的内容"
HIDDEN_COLUMN = "data-hidden-column"
"""Marks a ``col`` whose cells are not shown."""
_DOCUMENTS = frozenset((".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx", ".et"))


def settle(root: etree._Element) -> list[Aside]:
    """Take out of a page what it does not show; returns text that is to be told."""
    looks = Looks(root)
    told = [*_told_instead(root), *_fold(root)]
    for element in list(root.iter(etree.Element)):
        if _is_gone(element, looks):
            _drop(element)
    for column in root.iter("col"):
        if looks.is_hidden_column(column):
            column.set(HIDDEN_COLUMN, "")
    painted_over: list[str] = []
    _blank_unseen(root, looks, _Seen(looks.page_paint), painted_over)
    told += [Aside(_SAME_COLOUR, "\n".join(painted_over))] if painted_over else []
    _write_fields(root)
    signs.write(root)
    struck = "\n".join(filter(None, map(clean, _take_out_struck(root, looks))))
    _raise_marks(root)
    return [*told, *([Aside("带删除线的文字", struck)] if struck else [])]


def hidden_rows(root: etree._Element) -> int:
    """Return how many rows of tables are there, with something in them, but not shown."""
    looks = Looks(root)
    gone = {element for element in root.iter(etree.Element) if _is_gone(element, looks)}
    rows = [row for row in root.iter("tr") if "".join(row.itertext()).strip()]
    return sum(not gone.isdisjoint((row, *row.iterancestors())) for row in rows)


def hidden_columns(root: etree._Element) -> int:
    """Return how many columns of tables are there but not shown, as their ``col`` or their cells say."""
    looks = Looks(root)
    spans = (col.get("span", "1") for col in root.iter("col") if looks.is_hidden_column(col))
    rows = (row for row in root.iter("tr") if not any(_is_gone(one, looks) for one in _with_above(row)))
    cells = (sum(_is_gone(cell, looks) for cell in row.iterchildren("td", "th")) for row in rows)
    return max(sum(whole_number(span, 1, 1000) for span in spans), max(cells, default=0))


def _with_above(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _drop(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    if isinstance(element, html.HtmlElement) and element.getparent() is not None:
        element.drop_tree()


def _is_gone(element: etree._Element, looks: Looks) -> bool:
    if element.tag in _KEPT:
        return False
    is_content = element.tag not in _NOT_CONTENT and element.get("hidden") is None
    if element.tag == "dialog" and element.get("open") is None:
        return True
    return not is_content or looks.is_gone(element) or looks.is_tucked_away(element)


def _fold(root: etree._Element) -> Iterator[Aside]:
    """Take out what a page keeps folded until it is asked for; it is told."""
    for details in list(root.iter("details")):
        if details.get("open") is not None:
            continue
        folded = [details.text]
        for child in list(details):
            folded += [None if child.tag == "summary" else "".join(child.itertext()), child.tail]
            child.tail = None
            if child.tag != "summary":
                details.remove(child)
        details.text = None
        text = "\n".join(filter(None, (clean(" ".join((one or "").split())) for one in folded)))
        if text:
            yield Aside(_FOLDED, text)


def _told_instead(root: etree._Element) -> Iterator[Aside]:
    """Formulas, words in drawings, and documents that the page only shows a window on."""
    for element in root.iter("math", "text", *_INSIDE):
        source = PurePosixPath((element.get("src") or element.get("data") or "").partition("?")[0])
        if element.tag == "math":
            yield Aside("公式", clean("".join(element.itertext())))
        elif element.tag == "text" and not _is_in_own_chart(element):
            yield Aside("图形里的文字", clean("".join(element.itertext())))
        elif source.suffix.lower() in _DOCUMENTS:
            yield Aside("网页里嵌入的另一份文件", source.name)


class _Seen(Struct, frozen=True):
    """How the text of an element is seen, which what it holds takes over."""

    paint: Paint
    is_invisible: bool = False
    has_no_size: bool = False


def _is_in_own_chart(element: etree._Element) -> bool:
    """Whether an element is part of a chart that this program drew: its figures are those of the tables."""
    return any(above.get("data-chart") for above in element.iterancestors())


def _blank_unseen(element: etree._Element, looks: Looks, around: _Seen, painted_over: list[str]) -> None:
    """Blank the texts that are not drawn; what holds them keeps its place.

    Letters in the colour of their ground go to ``painted_over``.
    """
    seen = _Seen(
        looks.paint(element, around.paint),
        looks.is_invisible(element, around.is_invisible),
        looks.has_no_size(element, around.has_no_size),
    )
    is_painted_over = seen.paint.hides
    is_blank = seen.is_invisible or seen.has_no_size or is_painted_over
    if is_painted_over and not (seen.is_invisible or seen.has_no_size):
        own = [element.text, *(child.tail for child in element)]
        painted_over += filter(None, (clean(text or "") for text in own))
    if is_blank:
        element.text = None
    for child in element:
        _blank_unseen(child, looks, seen, painted_over)
        if is_blank:
            child.tail = None


def _write_fields(root: etree._Element) -> None:
    """Write what the fields of a form show in their place."""
    for element in list(root.iter("input", "select")):
        shown = _chosen(element) if element.tag == "select" else _entered(element)
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "span", shown


def _entered(field: etree._Element) -> str:
    kind = (field.get("type") or "").strip().lower()
    if kind in _TICKS:
        return _TICKED[field.get("checked") is not None]
    return "" if kind in _NO_TEXT else field.get("value") or ""


def _chosen(field: etree._Element) -> str:
    """The chosen choices; of a list without a choice the first is shown."""
    choices = list(field.iter("option"))
    chosen = [choice for choice in choices if choice.get("selected") is not None]
    is_open = field.get("multiple") is not None
    shown = chosen or ([] if is_open else choices[:1])
    return "、".join(clean(choice.get("label") or "".join(choice.itertext())) for choice in shown)


# ------------------------------------------------------- struck out, raised


def _holds_lines(element: etree._Element) -> bool:
    """Whether lines stand inside: a tag that was not closed holds the rest of the page."""
    return any(part.tag in LINES for part in element.iter())


def _take_out_struck(root: etree._Element, looks: Looks) -> list[str]:
    """Take out struck-out text and return it."""
    struck = []
    for element in list(root.iter(etree.Element)):
        is_tag = element.tag in _STRUCK and not _holds_lines(element)
        if is_tag or looks.is_struck(element):
            struck.append("".join(element.itertext()))
            element[:] = []
            element.text = ""
    return struck


def _raise_marks(root: etree._Element) -> None:
    """Write raised digits as such in each cell or paragraph."""
    marks: dict[etree._Element, list[etree._Element]] = {}
    for mark in root.iter("sup"):
        is_outermost = next(mark.iterancestors("sup"), None) is None
        if is_outermost and not _holds_lines(mark):
            marks.setdefault(next(mark.iterancestors(*LINES), root), []).append(mark)
    for holder, found in marks.items():
        _raise(holder, found)


def _raise(holder: etree._Element, marks: Sequence[etree._Element]) -> None:
    """Write raised digits as such, unless all of the text around them is raised."""
    texts = ["".join("".join(mark.itertext()).split()) for mark in marks]
    if sum(map(len, texts)) == len("".join("".join(holder.itertext()).split())):
        return
    for mark in marks:
        for part in mark.iter():
            part.text = raised(part.text or "")
            part.tail = raised(part.tail or "") if part is not mark else part.tail
