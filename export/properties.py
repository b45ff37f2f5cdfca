"""The properties of a written Word file: the report's title and organ, not who made the template."""

from dataclasses import replace
from html import escape
from posixpath import normpath

from lxml import etree

from export.package import Package, parse

_PART = "docProps/core.xml"
_ROOT_RELATIONS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = f"{_PACKAGE}/relationships/metadata/core-properties"
_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_RELATIONSHIPS, _OVERRIDES = f"{_PACKAGE}/relationships", f"{_PACKAGE}/content-types"


def make_room(package: Package) -> tuple[Package, str]:
    """Return a package without its template's own properties, and the name of the part for the report's."""
    relations = parse(package.parts[_ROOT_RELATIONS])
    for relation in relations:
        if relation.get("Type") == _RELATION:
            name = normpath(f"/{relation.get('Target', '')}").lstrip("/")
            parts = {other: content for other, content in package.parts.items() if other != name}
            return replace(package, parts=_declared(parts, name)), name
    _add(relations, f"{{{_RELATIONSHIPS}}}Relationship", Id="rIdNianbaoCore", Type=_RELATION, Target=_PART)
    parts = {name: content for name, content in package.parts.items() if name != _PART}
    parts[_ROOT_RELATIONS] = _written(relations)
    return replace(package, parts=_declared(parts, _PART)), _PART


def made(title: str, organ: str) -> bytes:
    """Return the part. It has no dates, so that the same report gives the same file."""
    heading, signer = escape("".join(title.split()), quote=False), escape(organ, quote=False)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{heading}</dc:title><dc:creator>{signer}</dc:creator>"
        f"<cp:lastModifiedBy>{signer}</cp:lastModifiedBy><dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    ).encode()


def _declared(parts: dict[str, bytes], name: str) -> dict[str, bytes]:
    types = parse(parts[_TYPES])
    if not any(item.get("PartName") == f"/{name}" for item in types):
        _add(types, f"{{{_OVERRIDES}}}Override", PartName=f"/{name}", ContentType=_TYPE)
        parts[_TYPES] = _written(types)
    return parts


def _add(root: etree._Element, tag: str, **attributes: str) -> None:
    made_ = etree.SubElement(root, tag)
    for name, value in attributes.items():
        made_.set(name, value)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
