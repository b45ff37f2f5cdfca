"""Elements of a Word document that the reader does not know: what may be content in them is told.

Only where content may stand is looked: in the body, in its paragraphs, in all runs, and in what wraps these.
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

import resources
from intake.blocks import Aside, clean
from intake.formats.tree import whole_text
from intake.formats.word.names import W

# The usual children are passed over while searching: it takes a tenth of the time.
_USUAL = {
    "//w:r": ("t", "rPr", "tab", "br"),
    "w:body/w:p": ("r", "pPr", "bookmarkStart", "bookmarkEnd", "proofErr"),
    "w:body": ("p", "tbl", "sectPr"),
}


def found(root: etree._Element) -> Iterator[Aside]:
    """Yield each kind of element that is neither read nor harmless, with the text in it."""
    told: dict[str, list[str]] = {}
    for element in _all_strange(root):
        name = f"{element.prefix}:{etree.QName(element).localname}"
        told.setdefault(name, []).append(clean(whole_text(element)))
    for name, texts in told.items():
        yield Aside(f"认不出的内容（{name}，{len(texts)} 处）", "\n".join(filter(None, texts)))


def _all_strange(root: etree._Element) -> Iterator[etree._Element]:
    for search in _searches():
        yield from _strange(search(root))


def _strange(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Those of some elements that are not known, and of the content of those that only wrap it."""
    known, wrappers, families = _known()
    for element in elements:
        if element.tag in wrappers:
            yield from _strange(element)
        elif element.tag not in known and etree.QName(element).namespace not in families:
            yield element


@cache
def _searches() -> tuple[etree.XPath, ...]:
    paths = (
        f"{holder}/*[not({' or '.join(f'self::w:{name}' for name in names)})]"
        for holder, names in _USUAL.items()
    )
    return tuple(etree.XPath(path, namespaces={"w": W.strip("{}")}) for path in paths)


@cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The elements that are known, those of them that wrap content, and the namespaces known as a whole."""
    data = tomllib.loads(resources.path("reading", "word.toml").read_text("utf-8"))
    wrappers = frozenset(W + name for name in data["wrappers"].split())
    known = frozenset(W + name for name in f"{data['read']} {data['harmless']}".split())
    return known, wrappers, frozenset(data["families"])
