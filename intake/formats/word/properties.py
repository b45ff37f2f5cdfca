"""The properties of a .docx: what Word and the system's file dialog show of it beside its text."""

from collections.abc import Iterator
from pathlib import Path

from intake.formats import archive
from intake.formats.xml import parse

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


def found(path: Path) -> dict[str, str]:
    """Return the properties that hold words, by the names that Word gives them. Raises Unreadable."""
    with archive.opened(path) as package:
        content = package.read(_part(package, path.name))
    return dict(_worded(content, path.name)) if content else {}


def _part(package: archive.Archive, name: str) -> str:
    relations = package.read("_rels/.rels")
    if relations is not None:
        for relation in parse(relations, name):
            if relation.get("Type", "").endswith(_MAIN):
                return relation.get("Target", "").lstrip("/")
    return _USUAL_PART


def _worded(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    for element in parse(content, name):
        if not isinstance(element.tag, str):  # a comment
            continue
        known = _NAMES.get(element.tag.rpartition("}")[2])
        text = " ".join((element.text or "").split())
        if known and text:
            yield known, text
