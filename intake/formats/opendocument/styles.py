"""The styles of an open document as far as they hide, strike out or raise text."""

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from intake.formats.looks import AUTO, NONE, WHITE, alike
from intake.formats.opendocument.names import FO, STYLE, TABLE

_MOST_ANCESTORS = 20  # styles that one is based on
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(pt|cm|mm|in|px|pc)?")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75, "pc": 12.0}
_UNREADABLE = 1.0  # points; letters, lines and rows of this height show nothing
_STRUCK, _HIDDEN, _TINY = "带删除线的文字", "隐藏文字", "看不见的小字"
_SAME_COLOUR = "与底色同色的文字"
_CLEAR = ("transparent", "")


class Look(Struct, frozen=True):
    """What one style says; None and empty where it says nothing. A ``ground`` is right behind letters."""

    is_hidden: bool | None = None
    is_struck: bool | None = None
    is_tiny: bool | None = None
    is_raised: bool | None = None
    colour: str = ""
    ground: str = ""
    around: str = ""

    def over(self, below: "Look") -> "Look":
        """Return what both say together; where both say something, this one counts."""
        return Look(
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.is_struck if self.is_struck is None else self.is_struck,
            below.is_tiny if self.is_tiny is None else self.is_tiny,
            below.is_raised if self.is_raised is None else self.is_raised,
            self.colour or below.colour,
            self.ground or below.ground,
            self.around or below.around,
        )

    def why_unseen(self, behind: str = WHITE) -> str:
        """Return why letters of this look are not seen, in Chinese; empty when they are."""
        if self.is_hidden:
            return _HIDDEN
        if self.is_struck:
            return _STRUCK
        if self.is_tiny:
            return _TINY
        ground = next((one for one in (self.ground, self.around) if one not in _CLEAR), behind)
        return _SAME_COLOUR if self.colour not in ("", AUTO) and alike(self.colour, ground) else ""


class Styles:
    """The styles of both parts of a document, named by family and name."""

    def __init__(self, *parts: etree._Element) -> None:
        self._own: dict[tuple[str, str], Look] = {}
        self._above: dict[tuple[str, str], str] = {}
        self._whole: dict[tuple[str, str], Look] = {}
        self._flat_rows: set[str] = set()
        self.lists: dict[str, str] = {}
        """The list style that goes with a paragraph style."""
        for part in parts:
            for style in part.iter(STYLE + "style", STYLE + "default-style"):
                self._take(style)

    def _take(self, style: etree._Element) -> None:
        family, name = style.get(STYLE + "family", ""), style.get(STYLE + "name", "")
        self._own[family, name] = _of(style)
        self._above[family, name] = style.get(STYLE + "parent-style-name", "")
        row = style.find(STYLE + "table-row-properties")
        if row is not None and _is_flat(row.get(STYLE + "row-height")):
            self._flat_rows.add(name)
        if style.get(STYLE + "list-style-name"):
            self.lists[name] = style.get(STYLE + "list-style-name", "")

    def look(self, family: str, name: str | None) -> Look:
        """Return what a style says together with those it is based on, down to the family's default."""
        key = family, name or ""
        if key not in self._whole:
            whole = Look()
            for style in self._chain(*key):
                whole = whole.over(self._own[family, style])
            self._whole[key] = whole
        return self._whole[key]

    def _chain(self, family: str, name: str) -> Iterator[str]:
        for _ in range(_MOST_ANCESTORS):
            if (family, name) not in self._own:
                break
            yield name
            if not name:
                return
            name = self._above[family, name]
        if (family, "") in self._own:
            yield ""

    def is_flat_row(self, name: str | None) -> bool:
        """Whether the rows of a style have no height."""
        return name in self._flat_rows

    def list_of(self, name: str | None) -> str:
        """Return the list style that goes with a paragraph's style or one that it is based on."""
        found = (self.lists[style] for style in self._chain("paragraph", name or "") if style in self.lists)
        return next(found, "")


def _of(style: etree._Element) -> Look:
    letters, paragraph = style.find(STYLE + "text-properties"), style.find(STYLE + "paragraph-properties")
    cell, table = style.find(STYLE + "table-cell-properties"), style.find(STYLE + "table-properties")
    around = next((_ground(one) for one in (paragraph, cell, table) if one is not None and _ground(one)), "")
    if letters is None:
        return Look(around=around)
    display, line = letters.get(TEXT_DISPLAY), letters.get(STYLE + "text-line-through-style")
    size, position = letters.get(FO + "font-size"), letters.get(STYLE + "text-position")
    return Look(
        display == "none" if display is not None else None,
        line != "none" if line is not None else None,
        _is_flat(size) if size is not None and not size.endswith("%") else None,
        _is_above(position) if position is not None else None,
        _colour(letters),
        _ground(letters),
        around,
    )


TEXT_DISPLAY = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}display"


def _colour(letters: etree._Element) -> str:
    if letters.get(STYLE + "use-window-font-color") == "true":
        return AUTO
    transparent = letters.get("{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}opacity")
    return NONE if transparent == "0%" else letters.get(FO + "color", "").lstrip("#")


def _ground(properties: etree._Element) -> str:
    return properties.get(FO + "background-color", "").lstrip("#")


def _is_flat(length: str | None) -> bool:
    found = _LENGTH.fullmatch((length or "").strip())
    return found is not None and float(found[1]) * _POINTS.get(found[2] or "pt", 1.0) <= _UNREADABLE


def _is_above(position: str) -> bool:
    first = position.split()[0] if position.split() else ""
    return first == "super" or (first.endswith("%") and not first.startswith(("-", "0")))


def is_hidden(element: etree._Element) -> bool:
    """Whether a row or column of a table is marked as not shown."""
    return element.get(TABLE + "visibility") in ("collapse", "filter")
