"""Tags of a Word template, ``{{ requests.received.total }}``: found, joined, put by name.

Word splits a tag over several runs as it likes; here it is whole again. What stands between the braces is
looked up, never run: everything else that looks like template code is told as a problem.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TEXT, RUN, CELL = f"{_W}p", f"{_W}t", f"{_W}r", f"{_W}tc"
PARAGRAPH_FORMAT, RUN_FORMAT, SECTION_FORMAT = f"{_W}pPr", f"{_W}rPr", f"{_W}sectPr"
BREAK, BREAK_TYPE = f"{_W}br", f"{_W}type"
PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A Chinese input method types full-width braces; they are meant as tags too.
_TAG = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")
_CODE = re.compile(r"\{[%#{]|[%#}]\}|｛｛|｝｝")
_SHOWN = 24  # characters of a paragraph that are enough to find it


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: the name in it, its paragraph, and the characters it takes of the paragraph's text."""

    name: str
    paragraph: etree._Element
    start: int
    end: int


def find(root: etree._Element) -> Iterator[Tag]:
    """Yield the tags of a document in reading order."""
    for paragraph in root.iter(PARAGRAPH):
        for match in _TAG.finditer(text(paragraph)):
            name = "".join(unicodedata.normalize("NFKC", match[1]).split()).lower()
            yield Tag(name, paragraph, match.start(), match.end())


def leftovers(root: etree._Element) -> Iterator[str]:
    """Yield paragraphs (shortened) with half a tag, or with template code that is not a tag."""
    for paragraph in root.iter(PARAGRAPH):
        whole = text(paragraph)
        if _CODE.search(_TAG.sub("", whole)):
            yield shorten(whole)


def shorten(whole: str) -> str:
    """Return enough of a paragraph's text to find it by."""
    return whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"


def text(paragraph: etree._Element) -> str:
    """Return a paragraph's text without that of text boxes in it."""
    return "".join(piece.text or "" for piece in pieces(paragraph))


def pieces(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text elements of a paragraph, not those of paragraphs inside it."""
    return [piece for piece in paragraph.iter(TEXT) if next(piece.iterancestors(PARAGRAPH)) is paragraph]


def put(paragraph: etree._Element, start: int, end: int, replacement: str) -> None:
    """Replace characters of a paragraph's text by a text that stands in one run, that of ``start``.

    Put the last one of a paragraph first, so that the places of the others stay true.
    """
    at = 0
    for piece in pieces(paragraph):
        old = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(old))
        if first < last:
            here = replacement if at + first == start else ""
            piece.text = old[:first] + here + old[last:]
            piece.set(_SPACE, "preserve")
        at += len(old)
