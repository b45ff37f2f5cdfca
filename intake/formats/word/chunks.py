"""Documents inside a Word document: text of another kind put in whole, and parts kept in other files."""

import posixpath
from collections.abc import Callable, Sequence
from functools import cached_property

from lxml import etree

from intake.blocks import Aside, Block
from intake.failures import Unreadable
from intake.formats.archive import Archive
from intake.formats.word.names import W
from intake.formats.xml import parse

CHUNK, SUB_DOCUMENT = W + "altChunk", W + "subDoc"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WHAT = {CHUNK: "嵌入的另一份文档", SUB_DOCUMENT: "另存在别处的子文档"}
_Reader = Callable[[bytes, str], Sequence[Block]]


def _plain(content: bytes, name: str) -> Sequence[Block]:
    from intake.formats import encodings, text

    return list(text.blocks(encodings.decode(content, name)))


def _page(content: bytes, name: str) -> Sequence[Block]:
    from intake.formats.web import page  # with libraries that few documents need

    return page.blocks(content, name)


_PAGES = (".htm", ".html", ".xhtml")
_READERS: dict[str, _Reader] = {**dict.fromkeys(_PAGES, _page), ".txt": _plain}


class Chunks:
    """Gives what the documents inside a document hold."""

    def __init__(self, package: Archive, main: str, name: str) -> None:
        self._package = package
        self._main = main
        self._folder = posixpath.dirname(main)
        self._name = name

    @cached_property
    def _targets(self) -> dict[str, str]:
        """What the document's relations lead to, by their ids."""
        part = posixpath.join(self._folder, "_rels", posixpath.basename(self._main) + ".rels")
        content = self._package.read(part)
        relations = parse(content, self._name) if content is not None else ()
        return {relation.get("Id", ""): relation.get("Target", "") for relation in relations}

    def blocks(self, element: etree._Element) -> Sequence[Block]:
        """Return what stands in a document's place: its blocks, or that it was not read."""
        target = self._targets.get(element.get(_ID, ""), "").replace("\\", "/")
        read = self._read(target) if element.tag == CHUNK else None
        if read is not None:
            return read
        return [Aside(_WHAT[str(element.tag)], posixpath.basename(target))]

    def _read(self, target: str) -> Sequence[Block] | None:
        """What a part of the package holds, None where it cannot be read; the rest of the file is read on."""
        reader = _READERS.get(posixpath.splitext(target)[1].lower())
        part = posixpath.normpath(posixpath.join(self._folder, target)).lstrip("/")
        content = self._package.read(part) if reader is not None else None
        if reader is None or content is None:
            return None
        try:
            return reader(content, self._name)
        except Unreadable:  # damaged, or too much
            return None
