"""What a Word file's styles and runs say about being seen: hidden, struck out, or too small to be read.

Computed once a file, and only when a style hides anything at all: most files' styles do not.
"""

import re
from collections.abc import Iterator

from lxml import etree

from intake.blocks import whole_number
from intake.formats.word.numbering import W

_P, _P_PR, _R_PR, _TBL, _VAL = (W + name for name in ("p", "pPr", "rPr", "tbl", "val"))
_TOGGLES = {"vanish": "隐藏文字", "strike": "带删除线的文字", "dstrike": "带删除线的文字"}
_SIZE, _TINY = "sz", "看不见的小字"
_UNREADABLE = 2  # half points; what is that small is not meant to be seen
_MOST_ANCESTORS = 20  # styles that one is based on
_NO = ("0", "false", "off")
MARKS = tuple(W + name for name in _TOGGLES)
"""The properties that hide a run or strike it out."""
# Without these bytes neither a document nor its styles hide anything.
_SMALL = re.compile(rb'w:sz w:val="[0-2]"')
_HIDES = re.compile(rb'w:(?:vanish|d?strike|sz w:val="[0-2]")')

Effects = dict[str, bool]
"""Whether each property of ``_TOGGLES``, or the size, hides; a property that is not said is not there."""


def may_hide(content: bytes) -> bool:
    """Whether the bytes of a part hold any property that hides."""
    return _HIDES.search(content) is not None


def has_small_print(content: bytes) -> bool:
    """Whether the bytes of a part make anything too small to be read."""
    return _SMALL.search(content) is not None


def _said(properties: etree._Element | None) -> Effects:
    """What run properties say themselves."""
    said: Effects = {}
    for child in properties if properties is not None else ():
        name = str(child.tag).removeprefix(W)
        if name in _TOGGLES:
            said[name] = child.get(_VAL) not in _NO
        elif name == _SIZE:
            said[name] = whole_number(child.get(_VAL), _UNREADABLE + 1, 1000) <= _UNREADABLE
    return said


class Styles:
    """The styles of a file as far as they hide; without a styles part none does."""

    def __init__(self, styles: etree._Element | None = None) -> None:
        self._own: dict[str, Effects] = {}
        self._above: dict[str, str] = {}
        self._whole: dict[str, Effects] = {}
        self._default_paragraph = ""
        self._defaults: Effects = {}
        if styles is not None:
            self._read(styles)

    def _read(self, styles: etree._Element) -> None:
        self._defaults = _said(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            based = style.find(f"{W}basedOn")
            self._own[name] = _said(style.find(_R_PR))
            self._above[name] = based.get(_VAL, "") if based is not None else ""
            is_default = style.get(f"{W}default") not in (None, *_NO)
            if is_default and style.get(f"{W}type") == "paragraph":
                self._default_paragraph = name

    @property
    def hiding(self) -> bool:
        """Whether any style hides."""
        return any(any(said.values()) for said in (self._defaults, *self._own.values()))

    def _of(self, name: str) -> Effects:
        """What a style says together with those it is based on; the nearest that says anything counts."""
        if name not in self._whole:
            chain = list(self._chain(name))
            self._whole[name] = {key: on for style in reversed(chain) for key, on in self._own[style].items()}
        return self._whole[name]

    def _chain(self, name: str) -> Iterator[str]:
        for _ in range(_MOST_ANCESTORS):
            if name not in self._own:
                return
            yield name
            name = self._above[name]

    def why_unseen(self, run: etree._Element) -> str:
        """Return why a run is not seen, in Chinese; empty when it is.

        What the run says itself counts; else a property is on when an odd number of its styles (table,
        paragraph, character) say so, as Word's toggles work; of sizes the nearest counts.
        """
        own = run.find(_R_PR)
        direct = _said(own)
        styles = [self._of(name) for name in self._names(run, own)] if self._own else []
        for name, what in _TOGGLES.items():
            toggled = sum(style.get(name, False) for style in styles) % 2 == 1
            if direct.get(name, toggled or self._defaults.get(name, False)):
                return what
        sizes = [said[_SIZE] for said in (direct, *reversed(styles), self._defaults) if _SIZE in said]
        return _TINY if sizes and sizes[0] else ""

    def _names(self, run: etree._Element, own: etree._Element | None) -> Iterator[str]:
        """The styles of a run's table, paragraph and of itself, in this order."""
        table = next(run.iterancestors(_TBL), None)
        paragraph = next(run.iterancestors(_P), None)
        yield _value(table, f"{W}tblPr/{W}tblStyle")
        yield _value(paragraph, f"{W}pPr/{W}pStyle") or self._default_paragraph
        yield _value(own, f"{W}rStyle")


def _value(holder: etree._Element | None, path: str) -> str:
    found = holder.find(path) if holder is not None else None
    return found.get(_VAL, "") if found is not None else ""
