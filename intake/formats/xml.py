"""XML of strangers: no entities, no DTD, no network, no endless nesting."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

from lxml import etree

from intake.failures import Unreadable, damaged

MOST_TAGS = 250_000  # the longest real reports have some sixty thousand
_MOST_KEPT = 64 * 1024  # bytes of a part; the styles of the official form are 30 KB
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OF_LIMITS = ("huge", "too long", "limit")  # words of the parser about what is too much
# “Strict Open XML”: the same words in other namespaces.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_Made = TypeVar("_Made")


def parse(content: bytes, name: str) -> etree._Element:
    """Return the root element. Raises Unreadable for what is no plain, well-formed XML."""
    if content.startswith(_UTF16_MARKS):
        content = _utf8(content, name)
    if len(content) > MOST_TAGS and content.count(b"<") > MOST_TAGS:
        raise _too_much(name)
    declares = content.find(b"<!DOCTYPE", 0, 4096) >= 0 or content.find(b"<!ENTITY", 0, 65536) >= 0
    if declares:
        raise _declaring(name)
    root = _parsed(_STRICT.sub(_USUAL, content), name)
    if root.getroottree().docinfo.doctype:
        raise _declaring(name)
    return root


def made_of(content: bytes, name: str, make: Callable[[etree._Element], _Made]) -> _Made:
    """Return what is made of a part's root element, which is not to be changed. Raises Unreadable.

    Small parts are the very same in files that were made alike: what was made of the last few is kept.
    """
    if len(content) > _MOST_KEPT:
        return make(parse(content, name))
    try:
        return cast("_Made", _kept(content, make))
    except Unreadable:
        return make(parse(content, name))  # which says the name of this file


@lru_cache(maxsize=8)
def _kept(content: bytes, make: Callable[[etree._Element], object]) -> object:
    return make(parse(content, ""))


def _parsed(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _refused(str(error), name) from error


def _refused(why: str, name: str) -> Unreadable:
    """The sentence for what the parser says."""
    if "depth" in why:
        return Unreadable(f"“{name}”的内容嵌套过深，不像正常的报告文件，没有读入。")
    if any(word in why for word in _OF_LIMITS):
        return _too_much(name)
    return damaged(name)


def _declaring(name: str) -> Unreadable:
    return Unreadable(f"“{name}”里含有外部实体声明，正常的 Word 文件没有这种内容，为安全起见没有读入。")


def _too_much(name: str) -> Unreadable:
    return Unreadable(f"“{name}”的内容过多，不像一份年度报告，没有读入，请确认选对了文件。")


def _utf8(content: bytes, name: str) -> bytes:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise damaged(name) from error
    _, _, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    return rest.encode()
