"""What one set of a Word file's properties says about being seen, and which colours make letters unseen.

A colour is six hexadecimal digits. ``AUTO`` is the program's own choice, which can always be read on its
ground; ``UNKNOWN`` is one that cannot be told, such as a pattern's: text is taken as seen then.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product

from lxml import etree
from msgspec import Struct

from intake.blocks import whole_number
from intake.formats.word.numbering import W

AUTO, UNKNOWN, NONE = "auto", "?", "none"
WHITE, _BLACK = "FFFFFF", "000000"
TOGGLES = {"vanish": "隐藏文字", "strike": "带删除线的文字", "dstrike": "带删除线的文字"}
"""The properties that are on or off, and what text is to which they are on."""
NO = ("0", "false", "off")
_VAL, _FILL, _COLOUR, _RULE, _LINE = (W + name for name in ("val", "fill", "color", "lineRule", "line"))
_THEME, _THEME_FILL = W + "themeColor", W + "themeFill"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_UNREADABLE = 2  # half points; what is that small is not meant to be seen
_NARROW = 5  # per cent of their breadth: letters are strokes
FLAT = 20  # twentieths of a point: no line and no row of this height shows anything
_ALIKE = 12  # of 255 by which each part of two colours may differ and the eye sees one
_HIGHLIGHTS = {
    **{"black": _BLACK, "white": WHITE, "red": "FF0000", "green": "00FF00", "blue": "0000FF"},
    **{"cyan": "00FFFF", "magenta": "FF00FF", "yellow": "FFFF00", "darkBlue": "000080"},
    **{"darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000"},
    **{"darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0"},
}
_LIGHT_THEME = ("background1", "light1")

# Bytes without which nothing below can be said; most files have none. Plain letters are looked for first:
# that takes a tenth of the time.
_OF_STYLES = tuple(
    (mark, re.compile(mark + rb"\b")) for mark in (b"w:vanish", b"w:strike", b"w:dstrike", b"w:hidden")
)
_OF_PROPERTIES = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (b'w:sz w:val="', rb'w:sz w:val="[0-2]"'),
        (b"<w:w ", rb'<w:w w:val="[0-5]"'),
        (b"w14:textFill", rb"w14:textFill"),
        (b'w:line="', rb'w:line="(?:1?\d|20)"'),
        (b"<w:trHeight ", rb'<w:trHeight [^<>]*w:val="(?:1?\d|20)"'),
        (b' hidden="', rb' hidden="(?:1|true)"'),
        (b"visibility:", rb"visibility:\s*hidden"),
    )
)
_PROMPT_STYLE, _CONTROL = b'"Placeholder Text"', b"<w:sdt>"
_COLOURED, _FILLED, _SHADED, _MARKED = b"<w:color ", b"w:fill=", b"<w:shd ", b"<w:highlight "
_COLOURS = re.compile(rb'<w:color [^<>]*?w:val="([0-9A-Fa-f]{6})"')
_LIGHT_COLOUR = re.compile(
    rb'<w:color (?![^<>]*w:val="[0-9A-Fa-f]{6}")[^<>]*themeColor="(?:background1|light1)"'
)
_FILLS = re.compile(rb'w:fill="([0-9A-Fa-f]{6})"')
_SHADES = re.compile(rb'<w:shd [^<>]*w:color="([0-9A-Fa-f]{6})"')
_HIGHLIGHTED = re.compile(rb'<w:highlight w:val="(\w+)"')


class Look(Struct, frozen=True):
    """What one set of properties says; empty and None where it says nothing.

    ``colour`` is the letters', ``ground`` is right behind them, ``around`` is the paragraph's or the cell's.
    ``tiny``: too small or narrow to be read; ``flat``: the lines have no height.
    """

    toggles: dict[str, bool] = {}
    tiny: bool | None = None
    flat: bool | None = None
    colour: str = ""
    ground: str = ""
    around: str = ""

    def over(self, below: "Look") -> "Look":
        """Return what both say together; where both say something, this one counts."""
        return Look(
            {**below.toggles, **self.toggles},
            below.tiny if self.tiny is None else self.tiny,
            below.flat if self.flat is None else self.flat,
            self.colour or below.colour,
            self.ground or below.ground,
            self.around or below.around,
        )


def nearest(looks: Iterable[Look]) -> Look:
    """Return what looks say together, the nearest one first."""
    whole = Look()
    for look in looks:
        whole = whole.over(look)
    return whole


def may_hide(content: bytes, styles: bytes) -> bool:
    """Whether the document's part and its styles may hide anything by more than marks of its own runs."""
    by_styles = any(_says(styles, *mark) for mark in (*_OF_STYLES, *_OF_PROPERTIES))
    by_itself = any(_says(content, *mark) for mark in _OF_PROPERTIES)
    may_prompt = _PROMPT_STYLE in styles and _CONTROL in content
    return by_styles or by_itself or may_prompt or _colours_meet((content, styles))


def _says(part: bytes, mark: bytes, pattern: re.Pattern[bytes]) -> bool:
    return mark in part and pattern.search(part) is not None


def _colours_meet(parts: Sequence[bytes]) -> bool:
    """Whether letters have a colour that some ground has too."""
    coloured = [part for part in parts if _COLOURED in part]
    colours = {found.decode() for part in coloured for found in set(_COLOURS.findall(part))}
    if any(_LIGHT_COLOUR.search(part) for part in coloured):
        colours.add(WHITE)
    if not colours:
        return False
    grounds = {WHITE}
    for mark, pattern in ((_FILLED, _FILLS), (_SHADED, _SHADES)):
        grounds |= {found.decode() for part in parts if mark in part for found in set(pattern.findall(part))}
    names = {name.decode() for part in parts if _MARKED in part for name in set(_HIGHLIGHTED.findall(part))}
    grounds |= {_HIGHLIGHTS.get(name, WHITE) for name in names}
    return any(alike(colour, ground) for colour, ground in product(colours, grounds))


def alike(colour: str, ground: str) -> bool:
    """Whether letters of a colour cannot be seen on a ground."""
    if colour == NONE:
        return True
    first, second = _parts(colour), _parts(ground)
    return (
        bool(first) and bool(second) and all(abs(a - b) <= _ALIKE for a, b in zip(first, second, strict=True))
    )


def _parts(colour: str) -> tuple[int, ...]:
    """Red, green and blue; nothing for what is no colour of its own."""
    try:
        return tuple(bytes.fromhex(colour)) if len(colour) == 6 else ()
    except ValueError:
        return ()


def of_run(properties: etree._Element | None) -> Look:
    """Return what run properties say themselves."""
    toggles: dict[str, bool] = {}
    tiny: bool | None = None
    colour = ground = filled = ""
    for child in properties if properties is not None else ():
        name = str(child.tag).removeprefix(W)
        if name in TOGGLES:
            toggles[name] = child.get(_VAL) not in NO
        elif name == "sz":
            tiny = bool(tiny) or whole_number(child.get(_VAL), _UNREADABLE + 1, 1000) <= _UNREADABLE
        elif name == "w":
            tiny = bool(tiny) or whole_number(child.get(_VAL), 100, 1000) <= _NARROW
        elif name == "color":
            colour = _colour(child)
        elif name == "shd":
            ground = ground or _shade(child)
        elif name == "highlight":
            ground = _HIGHLIGHTS.get(child.get(_VAL, ""), ground)
        elif child.tag == _W14 + "textFill":
            filled = _filled(child)
    return Look(toggles, tiny, colour=filled or colour, ground=ground)


def of_paragraph(properties: etree._Element | None) -> Look:
    """Return what paragraph properties say themselves."""
    if properties is None:
        return Look()
    flat: bool | None = None
    spacing = properties.find(f"{W}spacing")
    if spacing is not None and spacing.get(_LINE) is not None:
        flat = spacing.get(_RULE) == "exact" and whole_number(spacing.get(_LINE), FLAT + 1, 10_000) <= FLAT
    return Look(flat=flat, around=shade_in(properties))


def shade_in(properties: etree._Element | None) -> str:
    """Return the ground that the properties of a paragraph, cell or table give it."""
    shade = properties.find(f"{W}shd") if properties is not None else None
    return _shade(shade) if shade is not None else ""


def _colour(element: etree._Element) -> str:
    said = element.get(_VAL, "")
    if not said and element.get(_THEME) in _LIGHT_THEME:
        return WHITE
    return said or UNKNOWN


def _shade(element: etree._Element) -> str:
    """The colour of a shading; of a clear one its fill, of a solid one its own, of a pattern unknown."""
    pattern = element.get(_VAL, "clear")
    if pattern in ("clear", "nil"):
        return element.get(_FILL, "") or (UNKNOWN if element.get(_THEME_FILL) else AUTO)
    if pattern == "solid":
        colour = element.get(_COLOUR, AUTO)
        return _BLACK if colour == AUTO else colour
    return UNKNOWN


def _filled(element: etree._Element) -> str:
    """The colour that Word's newer property gives letters in place of the older one."""
    if element.find(f"{_W14}noFill") is not None:
        return NONE
    colour = element.find(f"{_W14}solidFill/{_W14}srgbClr")
    clear = colour.find(f"{_W14}alpha") if colour is not None else None
    if clear is not None and whole_number(clear.get(f"{_W14}val"), 0, 100_000) > 95_000:
        return NONE
    return colour.get(f"{_W14}val", "") if colour is not None else ""
