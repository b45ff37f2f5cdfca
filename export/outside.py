"""What a template brings from elsewhere, told and kept out of what is exported.

The written report is a public document: opened by anybody, it must fetch nothing, run nothing, and tell of
nobody but the organ. So a template's parts are taken over only along known relationships, with known fields;
see ``outside_words`` for the lists and the rule behind them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from export import outside_fields
from export import outside_words as words
from export.package import Package, parse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION_IDS = re.compile(
    r"\{[^}]*/relationships\}"
)  # attributes that name a relationship, of either edition
_NUMBER = re.compile(r"(?<!\d)\d*\.xml$")  # of the second header, say
_TYPES = "[Content_Types].xml"
_PROPERTIES = ("extended-properties", "custom-properties")
_TELLING_PROPERTIES = ("Company", "Manager", "HyperlinkBase")
_BROKEN = (etree.XMLSyntaxError, ValueError)


@dataclass(frozen=True, slots=True)
class Sifted:
    """A template without what only tells of others (``left_out``); ``refused`` is what forbids its use."""

    package: Package
    left_out: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass
class _Sieve:
    package: Package
    left_out: dict[str, None] = field(default_factory=dict)  # as a set that keeps the order
    refused: dict[str, None] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._called = {name.casefold(): name for name in self.package.parts}
        self._types = _types(self.package)

    def follow(self) -> None:
        """Take over all parts that known relationships lead to, from the package's root on."""
        self.parts[_TYPES] = self.package.parts.get(_TYPES, b"")
        waiting = [""]
        seen = set(waiting)
        while waiting:
            source = waiting.pop(0)
            for target in self._part(source):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)

    def _part(self, name: str) -> list[str]:
        """Take one part over with its relationships; return the parts that these lead to."""
        try:
            root = self._root(name)
            relations = self._relations(name)
        except _BROKEN:
            self.refused[f"模板的一部分（{basename(name)}）已损坏"] = None
            return []
        gone: set[str] = set()
        needed = _ids(root) if root is not None else set()
        targets = list(self._sift_relations(name, relations, gone, needed))
        changed = root is not None and self._sift_tree(root, name, gone)
        if name and name != self.package.document_name:
            part = self.package.parts[name]
            self.parts[name] = _written(root) if changed and root is not None else part
        if relations is not None and len(relations):
            rels = _relations_of(name)
            self.parts[rels] = _written(relations) if gone else self.package.parts[rels]
        return targets

    def _root(self, name: str) -> etree._Element | None:
        """The part's tree; none for the root of the package and for what is no XML."""
        if name == self.package.document_name:
            return self.package.document
        kind = self._types.get(name.casefold(), "")
        return parse(self.package.parts[name]) if name and kind.endswith("xml") else None

    def _relations(self, name: str) -> etree._Element | None:
        part = self.package.parts.get(_relations_of(name))
        return None if part is None else parse(part)

    def _sift_relations(
        self, source: str, relations: etree._Element | None, gone: set[str], needed: set[str]
    ) -> Iterator[str]:
        """Remove relationships that are not kept, noting their ids in ``gone``; yield the others' parts."""
        if relations is None:
            return
        for item in list(relations):
            kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
            elsewhere = item.get("TargetMode", "").lower() == "external" or _is_elsewhere(target)
            name = self._called.get(_resolved(source, target).casefold(), "")
            if _resolved(source, target) == self.package.document_name:
                name = self.package.document_name
            if kind in words.KEPT and not elsewhere and self._may_be(kind, name):
                if name:
                    yield name
                continue
            identity = item.get("Id", "")
            gone.add(identity)
            relations.remove(item)
            self._judge(source, kind, target if elsewhere else "", name, identity in needed)

    def _may_be(self, kind: str, name: str) -> bool:
        """A picture must be one by its content type as well; a missing part (“NULL”) shows nothing."""
        return kind != "image" or not name or self._types.get(name.casefold(), "") in words.PICTURES

    def _judge(self, source: str, kind: str, address: str, name: str, shown: bool) -> None:
        """Say what becomes of a relationship that is not kept."""
        where = f"（{address}）" if address else ""
        if kind in words.LEFT_OUT:
            told = self._details(kind, name) if kind in _PROPERTIES else where
            if told is not None:
                self.left_out[f"{words.LEFT_OUT[kind]}{told}"] = None
            return
        if kind in words.SILENT and not address:
            return
        is_needed = shown or kind in words.KEPT
        if is_needed or kind in words.REFUSED:
            self.refused[f"{_place(source)}有{_called(kind)}{where}，请在模板里删去"] = None
        else:
            self.left_out[f"其他内容（{kind or basename(name)}）{where}"] = None

    def _details(self, kind: str, name: str) -> str | None:
        """What the properties tell; None when that is nothing of anybody."""
        try:
            root = parse(self.package.parts[name])
        except (*_BROKEN, KeyError):
            return ""
        told = list(_own_properties(root) if kind == "custom-properties" else _office_properties(root))
        return f"：{'、'.join(told)}" if told else None

    def _sift_tree(self, root: etree._Element, name: str, gone: set[str]) -> bool:
        """Remove from a part what is left out and note what is refused; whether it has changed."""
        before = len(self.left_out)
        changed = False
        for code, treatment in outside_fields.sift(root):
            if treatment == outside_fields.REFUSED:
                self.refused[f"{_place(name)}有不可使用的域“{code}”，请在模板里删去"] = None
            else:
                changed = True
                self.left_out[f"域“{code}”（只留显示的文字）"] = None
        for item in list(root.iter(etree.Element)):
            changed |= self._sift_element(item, name, gone)
        return changed or len(self.left_out) > before

    def _sift_element(self, item: etree._Element, name: str, gone: set[str]) -> bool:
        tag = etree.QName(item)
        own = tag.namespace == _W.strip("{}")
        refused = (words.REFUSED_ELEMENTS if own else words.REFUSED_ELSEWHERE).get(tag.localname)
        left_out = (words.LEFT_OUT_ELEMENTS if own else words.LEFT_OUT_ELSEWHERE).get(tag.localname)
        if refused:
            self._refuse_element(f"{_place(name)}有{refused}")
            return self._sift_attributes(item, name)
        if left_out:
            self._tell_left_out(left_out)
            _remove(item)
            return True
        has_lost_its_target = not gone.isdisjoint(_relation_ids(item))
        is_unwrapped = own and tag.localname in words.UNWRAPPED
        is_lost_link = has_lost_its_target and tag.localname == "hyperlink"
        if is_unwrapped or is_lost_link:
            if not has_lost_its_target:  # else its relationship was told already
                self.left_out.setdefault(words.UNWRAPPED[tag.localname])
            outside_fields.unwrap(item)
            return True
        return self._sift_attributes(item, name)

    def _refuse_element(self, said: str) -> None:
        """Say that an element is refused, unless its relationship said more already."""
        if not any(other.startswith(said) for other in self.refused):
            self.refused[f"{said}，请在模板里删去"] = None

    def _tell_left_out(self, said: str) -> None:
        """Say that an element is left out, unless its relationship said more already."""
        if not any(other.startswith(said) for other in self.left_out):
            self.left_out[said] = None

    def _sift_attributes(self, item: etree._Element, name: str) -> bool:
        """Blank what only tells where something came from; what fetches from elsewhere is refused."""
        changed = False
        for key, value in list(item.attrib.items()):
            if not _is_elsewhere(str(value)):
                continue
            local = etree.QName(key).localname
            if local in words.TOLD_BY_PICTURES:
                item.set(key, "")
                self.left_out.setdefault(words.WHERE_FROM)
                changed = True
            elif local == "href" and etree.QName(item).localname not in ("imagedata", "fill", "image", "use"):
                del item.attrib[key]
                self.left_out[f"{words.LEFT_OUT['hyperlink']}（{value}）"] = None
                changed = True
            elif local != "instr":  # a field's code; judged as such
                what = etree.QName(item).localname
                self.refused[f"{_place(name)}引用了别处的内容（{what}：{value}），请在模板里删去"] = None
        return changed


def sift(package: Package) -> Sifted:
    """Return a template's package without what must not travel, and what there was."""
    sieve = _Sieve(package)
    sieve.follow()
    kept = sieve.parts
    if gone := {name for name in package.parts if name not in kept}:
        kept[_TYPES] = _without(kept[_TYPES], {f"/{name}".casefold() for name in gone})
    return Sifted(replace(package, parts=kept), tuple(sieve.left_out), tuple(sieve.refused))


def _is_elsewhere(value: str) -> bool:
    return bool(words.ELSEWHERE.match(value)) and not value.strip().lower().startswith(words.LANGUAGES)


def _called(kind: str) -> str:
    """What a clerk knows by a kind of relationship."""
    known = words.REFUSED.get(kind) or words.CALLED.get(kind)
    return known or f"来历不明的内容（{kind or '没有类型'}）"


def _own_properties(root: etree._Element) -> Iterator[str]:
    """The names of the properties that an office has made; those of WPS tell nothing of anybody."""
    for item in root:
        name = item.get("name", "")
        if name and not name.startswith(words.WPS_PROPERTIES):
            yield name


def _office_properties(root: etree._Element) -> Iterator[str]:
    for item in root:
        if etree.QName(item).localname in _TELLING_PROPERTIES and item.text:
            yield item.text


def _ids(root: etree._Element) -> set[str]:
    """The relationships that a part names in its content."""
    return set(chain.from_iterable(map(_relation_ids, root.iter(etree.Element))))


def _relation_ids(item: etree._Element) -> Iterator[str]:
    """The relationships that an element names."""
    for key, value in item.attrib.items():
        if _RELATION_IDS.match(str(key)):
            yield str(value)


def _types(package: Package) -> dict[str, str]:
    """The content type of every part, by its name without regard to capitals."""
    try:
        root = parse(package.parts[_TYPES])
    except (*_BROKEN, KeyError):
        return {}
    endings = {i.get("Extension", "").casefold(): i.get("ContentType", "").lower() for i in root}
    single = {i.get("PartName", "").lstrip("/").casefold(): i.get("ContentType", "").lower() for i in root}
    names = [name.casefold() for name in package.parts]
    return {name: single.get(name) or endings.get(name.rpartition(".")[2], "") for name in names}


def _without(types: bytes, names: set[str]) -> bytes:
    """The list of content types without those of parts that are gone."""
    root = parse(types)
    for item in list(root):
        if item.get("PartName", "").casefold() in names:
            root.remove(item)
    return _written(root)


def _relations_of(name: str) -> str:
    return join(dirname(name), "_rels", f"{basename(name)}.rels")


def _resolved(source: str, target: str) -> str:
    """The name of the part that a relationship leads to."""
    return normpath(join("/", dirname(source), unquote(target))).lstrip("/")


def _remove(item: etree._Element) -> None:
    """Remove an element with all in it; the text after it stays."""
    parent = item.getparent()
    if parent is not None:
        outside_fields.keep_tail(item)
        parent.remove(item)


def _place(name: str) -> str:
    kind = _NUMBER.sub("", basename(name))
    return words.PLACES.get(kind, basename(name) or "文件")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
