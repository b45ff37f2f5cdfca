"""The styles of an open document as far as they hide, strike out or raise text."""

import re
from collections.abc import Iterator
from functools import reduce

from lxml import etree
from msgspec import Struct

from intake.formats.left_out import HIDDEN, SAME_COLOUR, STRUCK, TINY
from intake.formats.looks import AUTO, NONE, WHITE, alike, over
from intake.formats.opendocument.names import FO, LO, STYLE, SVG, TABLE, TEXT

_DISPLAY = TEXT + "display"
_FACE, _FONT = STYLE + "font-face", STYLE + "font-name"
_MOST_ANCESTORS = 20  # styles that one is based on
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(pt|cm|mm|in|px|pc)?")
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75, "pc": 12.0}
_UNREADABLE = 1.0  # points; letters, lines and rows of this height show nothing
CLEAR = ("transparent", "")
"""The grounds that let be seen what is behind."""


class Look(Struct, frozen=True):
    """What one style says; None and empty where it says nothing. A ``ground`` is right behind letters."""

    is_hidden: bool | None = None
    is_struck: bool | None = None
    is_tiny: bool | None = None
    is_raised: bool | None = None
    font: str = ""
    colour: str = ""
    ground: str = ""
    around: str = ""

    def why_unseen(self, behind: str = WHITE) -> str:
        """Return why letters of this look are not seen, in Chinese; empty when they are."""
        for is_unseen, why in ((self.is_hidden, HIDDEN), (self.is_struck, STRUCK), (self.is_tiny, TINY)):
            if is_unseen:
                return why
        if self.colour in ("", AUTO):
            return ""
        return SAME_COLOUR if alike(self.colour, self._ground_over(behind)) else ""

    def _ground_over(self, behind: str) -> str:
        """The ground right behind the letters, given what is behind all of it."""
        for ground in (self.ground, self.around):
            if ground not in CLEAR:
                return ground
        return behind


class Styles:
    """The styles of both parts of a document, named by family and name."""

    def __init__(self, *parts: etree._Element) -> None:
        self._own: dict[tuple[str, str], Look] = {}
        self._above: dict[tuple[str, str], str] = {}
        self._whole: dict[tuple[str, str], Look] = {}
        self._flat_rows: set[str] = set()
        self._faces: dict[str, str] = {}
        self.lists: dict[str, str] = {}
        """The list style that goes with a paragraph style."""
        for part in parts:
            for face in part.iter(_FACE):
                self._faces[face.get(STYLE + "name", "")] = _family(face, SVG)
            for style in part.iter(STYLE + "style", STYLE + "default-style"):
                self._take(style)

    def _take(self, style: etree._Element) -> None:
        family, name = style.get(STYLE + "family", ""), style.get(STYLE + "name", "")
        self._own[family, name] = _of(style)
        self._above[family, name] = style.get(STYLE + "parent-style-name", "")
        if _has_flat_rows(style):
            self._flat_rows.add(name)
        if style.get(STYLE + "list-style-name"):
            self.lists[name] = style.get(STYLE + "list-style-name", "")

    def look(self, family: str, name: str | None) -> Look:
        """Return what a style says together with those it is based on, down to the family's default."""
        key = family, name or ""
        if key not in self._whole:
            looks = (self._own[family, style] for style in self._chain(*key))
            self._whole[key] = reduce(over, looks, Look())
        return self._whole[key]

    def _chain(self, family: str, name: str) -> Iterator[str]:
        """A style and those it is based on, the nearest first; last the family's default, without a name."""
        for _ in range(_MOST_ANCESTORS):
            if not name or (family, name) not in self._own:
                break
            yield name
            name = self._above[family, name]
        if (family, "") in self._own:
            yield ""

    def font(self, look: Look) -> str:
        """Return the font that a look's Western letters and symbols are drawn in."""
        return self._faces.get(look.font, look.font)

    def is_flat_row(self, name: str | None) -> bool:
        """Whether the rows of a style have no height."""
        return name in self._flat_rows

    def list_of(self, name: str | None) -> str:
        """Return the list style that goes with a paragraph's style or one that it is based on."""
        found = (self.lists[style] for style in self._chain("paragraph", name or "") if style in self.lists)
        return next(found, "")


def _of(style: etree._Element) -> Look:
    around = _around(style)
    letters = style.find(STYLE + "text-properties")
    if letters is None:
        return Look(around=around)
    display, line = letters.get(_DISPLAY), letters.get(STYLE + "text-line-through-style")
    size, position = letters.get(FO + "font-size"), letters.get(STYLE + "text-position")
    is_relative = size is not None and size.endswith("%")
    return Look(
        is_hidden=None if display is None else display == "none",
        is_struck=None if line is None else line != "none",
        is_tiny=None if size is None or is_relative else _is_flat(size),
        is_raised=None if position is None else _is_above(position),
        font=letters.get(_FONT) or _family(letters, FO),
        colour=_colour(letters),
        ground=_ground(letters),
        around=around,
    )


def _family(element: etree._Element, namespace: str) -> str:
    return element.get(namespace + "font-family", "").strip("'\"")


def _around(style: etree._Element) -> str:
    """The ground of what letters stand in: of a paragraph, a cell or a table."""
    for name in ("paragraph", "table-cell", "table"):
        properties = style.find(f"{STYLE}{name}-properties")
        if properties is not None and _ground(properties):
            return _ground(properties)
    return ""


def _has_flat_rows(style: etree._Element) -> bool:
    row = style.find(STYLE + "table-row-properties")
    return row is not None and _is_flat(row.get(STYLE + "row-height"))


def _colour(letters: etree._Element) -> str:
    if letters.get(STYLE + "use-window-font-color") == "true":
        return AUTO
    if letters.get(LO + "opacity") == "0%":
        return NONE
    return letters.get(FO + "color", "").lstrip("#")


def _ground(properties: etree._Element) -> str:
    return properties.get(FO + "background-color", "").lstrip("#")


def _is_flat(length: str | None) -> bool:
    """Whether a length shows nothing; one without a unit is in points."""
    found = _LENGTH.fullmatch((length or "").strip())
    if found is None:
        return False
    points = float(found[1]) * _POINTS[found[2] or "pt"]
    return points <= _UNREADABLE


def _is_above(position: str) -> bool:
    """Whether letters stand above the line: by a word, or by a share of their height."""
    first = next(iter(position.split()), "")
    is_share = first.endswith("%") and not first.startswith(("-", "0"))
    return first == "super" or is_share


def is_hidden(element: etree._Element) -> bool:
    """Whether a row or column of a table is marked as not shown."""
    return element.get(TABLE + "visibility") in ("collapse", "filter")
