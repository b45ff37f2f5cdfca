"""What one set of a Word file's properties says about being seen, and whether a file may hide text at all."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import product, starmap

from lxml import etree
from msgspec import Struct

from intake.blocks import whole_number
from intake.formats.left_out import HIDDEN, STRUCK
from intake.formats.looks import AUTO, BLACK, NONE, UNKNOWN, WHITE, alike, over
from intake.formats.word.names import P_PR, VAL, W, is_on

TOGGLES = {"vanish": HIDDEN, "strike": STRUCK, "dstrike": STRUCK}
"""The properties that are on or off, and what text is to which they are on."""
MARKS = tuple(W + name for name in TOGGLES)
"""The elements of these properties, with which a run says so itself."""
HIDING = (*MARKS, W + "hidden")
"""The elements with which a style says that text is not seen."""
Telling = Mapping[str, Sequence[etree._Element]]
"""Elements that tell of sizes and colours, by their names."""
_CLEAR = 95_000
FLAT = 20  # twentieths of a point: no line and no row of this height shows anything
_UNREADABLE = 2  # half points; what is that small is not meant to be seen
_NARROW = 5  # per cent of their breadth: letters are strokes
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SIZE, _BREADTH, _COLOUR, _GROUND, _MARKER = (W + name for name in ("sz", "w", "color", "shd", "highlight"))
_SPACING, _LINE, _RULE = W + "spacing", W + "line", W + "lineRule"
_PAINTED, _HIDDEN = _W14 + "textFill", W + "hidden"
_THEME, _THEME_FILL, _FILL = W + "themeColor", W + "themeFill", W + "fill"
_LIGHT_THEME = ("background1", "light1")
_HIGHLIGHTS = {
    **{"black": BLACK, "white": WHITE, "red": "FF0000", "green": "00FF00", "blue": "0000FF"},
    **{"cyan": "00FFFF", "magenta": "FF00FF", "yellow": "FFFF00", "darkBlue": "000080"},
    **{"darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000"},
    **{"darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0"},
}
# The attribute with the size of letters and lines, and the largest number with which they are not seen.
_SMALL = {_SIZE: (VAL, _UNREADABLE), _BREADTH: (VAL, _NARROW), _SPACING: (_LINE, FLAT)}
_TELLING = (*_SMALL, _PAINTED, _COLOUR, _GROUND, _MARKER)


class Look(Struct, frozen=True):
    """What one set of properties says; empty and None where it says nothing.

    ``vanish``, ``strike`` and ``dstrike`` are Word's toggles. ``colour`` is the letters', ``ground`` is right
    behind them, ``around`` is the paragraph's or the cell's. ``tiny``: too small or narrow to be read;
    ``flat``: the lines have no height.
    """

    vanish: bool | None = None
    strike: bool | None = None
    dstrike: bool | None = None
    tiny: bool | None = None
    flat: bool | None = None
    colour: str = ""
    ground: str = ""
    around: str = ""


def nearest(looks: Iterable[Look]) -> Look:
    """Return what looks say together, the nearest one first."""
    return reduce(lambda upper, lower: over(upper, lower), looks, Look())


# ------------------------------------------------------------- of a whole file


def may_hide(*parts: Telling) -> bool:
    """Whether the sizes and colours that parts of a file tell of may hide text: in most files they do not."""
    by_name: dict[str, list[etree._Element]] = {}
    for part in parts:
        for name, elements in part.items():
            by_name.setdefault(name, []).extend(elements)
    return _shrinks(by_name) or _colours_meet(by_name)


def telling(part: etree._Element) -> Telling:
    """Return the elements of a part that tell of sizes and colours, going through it once."""
    by_name: dict[str, list[etree._Element]] = {}
    for element in part.iter(*_TELLING):
        by_name.setdefault(str(element.tag), []).append(element)
    return by_name


def _shrinks(by_name: Telling) -> bool:
    """Whether letters or lines may be too small to be seen, or painted in Word's newer manner."""
    for name, (attribute, most) in _SMALL.items():
        stated = {element.get(attribute) for element in by_name.get(name, ())}
        if any(_is_small(number, most) for number in stated):
            return True
    return _PAINTED in by_name


def _is_small(number: str | None, most: int) -> bool:
    return whole_number(number, most + 1, most + 1) <= most


def _colours_meet(by_name: Telling) -> bool:
    """Whether letters have a colour that some ground has too."""
    letters = set(map(_colour, by_name.get(_COLOUR, ())))
    if not letters:
        return False
    shades = map(_shade, by_name.get(_GROUND, ()))
    markers = (_HIGHLIGHTS.get(marker.get(VAL, ""), WHITE) for marker in by_name.get(_MARKER, ()))
    grounds = {WHITE, *shades, *markers}
    return any(starmap(alike, product(letters, grounds)))


# ------------------------------------------------------ of one set of properties


def of_run(properties: etree._Element | None) -> Look:
    """Return what run properties say themselves; of one that is there twice the last counts."""
    if properties is None:
        return Look()
    said = {str(element.tag): element for element in properties}
    vanish, strike, dstrike = (is_on(said[mark]) if mark in said else None for mark in MARKS)
    return Look(
        vanish=vanish,
        strike=strike,
        dstrike=dstrike,
        tiny=_is_tiny(said),
        colour=_letters_colour(said),
        ground=_letters_ground(said),
    )


_Said = Mapping[str, etree._Element]


def _is_tiny(said: _Said) -> bool | None:
    """Whether letters are too small or too narrow to be read; None where nothing is said of it."""
    sizes = [name for name in (_SIZE, _BREADTH) if name in said]
    if not sizes:
        return None
    return any(_is_small(said[name].get(VAL), _SMALL[name][1]) for name in sizes)


def _letters_colour(said: _Said) -> str:
    painted = _paint(said[_PAINTED]) if _PAINTED in said else ""
    if painted or _COLOUR not in said:
        return painted
    return _colour(said[_COLOUR])


def _letters_ground(said: _Said) -> str:
    """The ground right behind letters: a marker's colour is over the shading."""
    shading = _shade(said[_GROUND]) if _GROUND in said else ""
    if _MARKER not in said:
        return shading
    return _HIGHLIGHTS.get(said[_MARKER].get(VAL, ""), shading)


def of_paragraph(properties: etree._Element | None) -> Look:
    """Return what paragraph properties say themselves."""
    if properties is None:
        return Look()
    return Look(flat=_is_flat(properties.find(_SPACING)), around=shade_in(properties))


def _is_flat(spacing: etree._Element | None) -> bool | None:
    """Whether lines have no height; None where nothing is said of it."""
    line = spacing.get(_LINE) if spacing is not None else None
    if spacing is None or line is None:
        return None
    return spacing.get(_RULE) == "exact" and _is_small(line, FLAT)


def of_style(style: etree._Element) -> Look:
    """Return what a style, or what it says of one part of a table, says together."""
    look = over(of_run(style.find(f"{W}rPr")), of_paragraph(style.find(P_PR)))
    around = shade_in(style.find(f"{W}tcPr")) or shade_in(style.find(f"{W}tblPr"))
    is_hidden_row = is_on(style.find(f"{W}trPr/{_HIDDEN}"))
    return over(Look(vanish=True if is_hidden_row else None, around=around), look)


def shade_in(properties: etree._Element | None) -> str:
    """Return the ground that the properties of a paragraph, cell or table give it."""
    shade = properties.find(_GROUND) if properties is not None else None
    return _shade(shade) if shade is not None else ""


def _colour(element: etree._Element) -> str:
    said = element.get(VAL, "")
    if not said and element.get(_THEME) in _LIGHT_THEME:
        return WHITE
    return said or UNKNOWN


def _shade(element: etree._Element) -> str:
    """The colour of a shading; of a clear one its fill, of a solid one its own, of a pattern unknown."""
    pattern = element.get(VAL, "clear")
    if pattern in ("clear", "nil"):
        by_theme = UNKNOWN if element.get(_THEME_FILL) else AUTO
        return element.get(_FILL) or by_theme
    if pattern != "solid":
        return UNKNOWN
    colour = element.get(_COLOUR, AUTO)
    return BLACK if colour == AUTO else colour


def _paint(element: etree._Element) -> str:
    """The colour that Word's newer property gives letters in place of the older one."""
    if element.find(f"{_W14}noFill") is not None:
        return NONE
    colour = element.find(f"{_W14}solidFill/{_W14}srgbClr")
    if colour is None:
        return ""
    return NONE if _is_clear(colour) else colour.get(f"{_W14}val", "")


def _is_clear(colour: etree._Element) -> bool:
    """Whether next to nothing of a colour is there, which is stated in thousandths of a per cent."""
    clear = colour.find(f"{_W14}alpha")
    return clear is not None and whole_number(clear.get(f"{_W14}val"), 0, 100_000) > _CLEAR
