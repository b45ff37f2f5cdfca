"""What a Word file has beside its body: notes, comments, page headers and footers. It is told, not read."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

import resources
from intake.blocks import Aside, clean
from intake.formats.archive import Archive, opened
from intake.formats.word.names import W
from intake.formats.xml import parse

_T, _TAB, _P, _BR = (W + name for name in ("t", "tab", "p", "br"))
_FIELD, _SIMPLE_FIELD, _FIELD_PART = (W + name for name in ("fldChar", "fldSimple", "fldCharType"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
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
    folder = posixpath.dirname(main)
    told: set[Aside] = set()
    for part in sorted(package.parts):
        kind = _PART.search(part)
        if kind is None or posixpath.dirname(part) != folder or package.parts[part] in _without_words():
            continue
        content = package.read(part)
        if content is None:
            continue
        root = parse(content, name)
        for aside in _of_pages(kind[1], root) if kind[1] in _ON_PAGES else _notes(kind[1], root):
            if aside not in told or not aside.on_pages:  # first, even and odd pages mostly have the same
                told.add(aside)
                yield aside


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
        text = clean("".join(piece.text or "" for piece in note.iter(_T)))
        if text:
            yield Aside(what, text)


def _of_pages(kind: str, root: etree._Element) -> Iterator[Aside]:
    lines = "".join(_pieces(root)).split("\n")
    for line in (clean(_PAGE_NUMBER.sub("", line)) for line in lines):
        if any(character.isalpha() for character in line):
            yield Aside(_ON_PAGES[kind], line, on_pages=True)


def _pieces(root: etree._Element) -> Iterator[str]:
    """The texts, without what fields show; what stands left, amid and right begins a line of its own."""
    fields = 0
    for element in root.iter(_T, _TAB, _P, _BR, _FIELD):
        if element.tag == _FIELD:
            fields += {"begin": 1, "end": -1}.get(element.get(_FIELD_PART, ""), 0)
        elif element.tag != _T:
            yield "\n"
        elif fields <= 0 and next(element.iterancestors(_SIMPLE_FIELD, _FALLBACK), None) is None:
            yield element.text or ""
