"""What a Word file has beside its body: notes, comments, page headers and footers. It is told, not read."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

import resources
from intake.blocks import Aside, clean
from intake.formats.archive import Archive, opened
from intake.formats.tree import around
from intake.formats.word.names import BR, MC, TAB, P, T, W, written
from intake.formats.xml import parse

_FIELD, _SIMPLE_FIELD, _FIELD_PART = (W + name for name in ("fldChar", "fldSimple", "fldCharType"))
_OPENS = {"begin": 1, "end": -1}
_FALLBACK = MC + "Fallback"
_NOTES = {
    "footnotes": ("footnote", "脚注"),
    "endnotes": ("endnote", "尾注"),
    "comments": ("comment", "批注"),
}
_ON_PAGES = {"header": "页眉", "footer": "页脚"}
_PART = re.compile(r"(?:^|/)(footnotes|endnotes|comments|header|footer)\d*\.xml$")
# What stands around a page number, with or without the number itself.
_PAGE_NUMBER = re.compile(r"第\s*+\d*+\s*+页|[共总]\s*+\d*+\s*+页|\bpage\b|\bof\b", re.IGNORECASE)


def found(package: Archive, main: str, name: str) -> Iterator[Aside]:
    """Yield each note and comment, and each line of page headers and footers. Raises Unreadable."""
    told: set[Aside] = set()
    for part in sorted(package.parts):
        kind = _kind(part, posixpath.dirname(main))
        is_known_blank = package.parts[part] in _without_words()
        content = package.read(part) if kind and not is_known_blank else None
        if content is None:
            continue
        for aside in _asides(kind, parse(content, name)):
            is_repeated = aside.on_pages and aside in told  # first, even and odd pages mostly have the same
            if not is_repeated:
                told.add(aside)
                yield aside


def _kind(part: str, folder: str) -> str:
    """What a part beside the document is, empty for one that is not told of."""
    kind = _PART.search(part)
    is_beside = posixpath.dirname(part) == folder
    return kind[1] if kind is not None and is_beside else ""


def _asides(kind: str, root: etree._Element) -> Iterator[Aside]:
    return _of_pages(kind, root) if kind in _ON_PAGES else _notes(kind, root)


@cache
def _without_words() -> frozenset[tuple[int, int]]:
    """Size and check sum of the headers and footers of this program's own templates: mere page numbers.

    Files that it wrote have the very same, which need not be unpacked.
    """
    found: set[tuple[int, int]] = set()
    for template in sorted(resources.path("templates").glob("*.docx")):
        with opened(template) as package:
            found |= {mark for part, mark in package.parts.items() if _PART.search(part)}
    return frozenset(found)


def _notes(kind: str, root: etree._Element) -> Iterator[Aside]:
    tag, what = _NOTES[kind]
    for note in root.iter(W + tag):
        text = clean(written(note))
        if text:
            yield Aside(what, text)


def _of_pages(kind: str, root: etree._Element) -> Iterator[Aside]:
    for line in "".join(_pieces(root)).split("\n"):
        text = clean(_PAGE_NUMBER.sub("", line))
        if any(map(str.isalpha, text)):
            yield Aside(_ON_PAGES[kind], text, on_pages=True)


def _pieces(root: etree._Element) -> Iterator[str]:
    """The texts, without what fields show; what stands left, amid and right begins a line of its own."""
    open_fields = 0
    for element in root.iter(T, TAB, P, BR, _FIELD):
        if element.tag == _FIELD:
            open_fields += _OPENS.get(element.get(_FIELD_PART, ""), 0)
        elif element.tag != T:
            yield "\n"
        elif open_fields <= 0 and around(element, _SIMPLE_FIELD, _FALLBACK) is None:
            yield element.text or ""
