"""The properties of a .docx: what Word and the system's file dialog show of it beside its text."""

from collections.abc import Iterator

from lxml import etree

from intake.formats.archive import Archive
from intake.formats.xml import made_of

_MAIN = "/metadata/core-properties"
_USUAL_PART = "docProps/core.xml"
# As Word and WPS call them in 文件 → 信息.
_NAMES = {
    "title": "标题",
    "subject": "主题",
    "creator": "作者",
    "keywords": "标记",
    "description": "备注",
    "category": "类别",
    "lastModifiedBy": "上次修改者",
}


def found(package: Archive, name: str) -> dict[str, str]:
    """Return the properties that hold words, by the names that Word gives them. Raises Unreadable."""
    content = package.read(package.related(_MAIN) or _USUAL_PART)
    return dict(made_of(content, name, _worded)) if content else {}


def _worded(root: etree._Element) -> tuple[tuple[str, str], ...]:
    return tuple(_in_words(root))


def _in_words(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iterchildren(etree.Element):
        known = _NAMES.get(etree.QName(element).localname)
        text = " ".join((element.text or "").split())
        if known and text:
            yield known, text
