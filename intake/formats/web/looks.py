"""How a page's elements look, by its own sheets, styles and attributes, as far as that hides text."""

import re
from collections.abc import Sequence

from lxml import etree

from intake.formats.web import colours, sheets
from intake.formats.web.colours import Paint
from intake.formats.web.sheets import Rule

_TELLS = re.compile(
    r"display|visibility|mso-hide|font-size|text-decoration|\bfont\b|opacity|zoom|scale|\bclip|overflow"
    r"|:\s*-\d{3}|color|background|position",
    re.IGNORECASE,
)
_TRANSPARENT = re.compile(r"(?:0+(?:\.0+)?|\.0+)%?")
_CUT_OFF = re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%.*\)")
_FAR_OUT = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?")
_NOTHING_LEFT = re.compile(r"[01](?:px)?")
_SHRUNK = re.compile(r".*\bscale(?:3d|[xy])?\(\s*+(?:0+(?:\.0+)?|\.0+)\s*+[,)].*")
_FILTERED = re.compile(r".*\bopacity\(\s*+(?:0+(?:\.0+)?|\.0+)%?\s*+\).*")
_TUCKED_AWAY = 200  # characters: longer text is shown by a script, or is the page's own
_NO_SIZE = re.compile(
    r"(?:.*\s)?(?:0+(?:\.0+)?(?:px|pt|em|rem|%)?|0*1?(?:\.\d+)?px|0*1?(?:\.[0-4]\d*)?pt)(?:/.*|\s.*)?"
)
_MOST_LOOKED_AT = 10_000_000  # elements, each as often as a selector is tried on it
_INLINE, _BY_ATTRIBUTE = (1, 0, 0, 0), (-1,)
_COLOUR_ATTRIBUTES = {
    "bgcolor": "background-color",
    "background": "background-image",
    "text": "color",
    "color": "color",
}

_OF_ROWS = frozenset(("tr", "tbody", "thead", "tfoot"))

_Weight = tuple[bool, tuple[int, ...], int]


class Looks:
    """How the elements of a page look, as far as it matters here."""

    def __init__(self, root: etree._Element) -> None:
        self._set: dict[etree._Element, dict[str, tuple[_Weight, str]]] = {}
        self._apply(root, sheets.rules(root))
        for element in root.iter(etree.Element):
            self._take_own(element)
        self.page_paint = colours.of_page(root)
        """What the letters and the ground of the page are painted with at first."""

    def _apply(self, root: etree._Element, rules: Sequence[Rule]) -> None:
        size = sum(1 for _ in root.iter())
        for number, rule in enumerate(rules):
            if number * size > _MOST_LOOKED_AT:
                return
            for element in rule.search(root):
                for name, value, important in rule.declarations:
                    self._take(element, name, value, (important, (0, *rule.specificity), rule.order))

    def _take_own(self, element: etree._Element) -> None:
        """Take what an element says itself: by its style, and by the older attributes for colours."""
        style = element.get("style")
        if style is not None and _TELLS.search(style):
            for name, value, important in sheets.of_attribute(style):
                self._take(element, name, value, (important, _INLINE, 0))
        for attribute, name in _COLOUR_ATTRIBUTES.items():
            said = element.get(attribute)
            if said is not None:
                self._take(element, name, said.strip().lower(), (False, _BY_ATTRIBUTE, 0))

    def _take(self, element: etree._Element, name: str, value: str, weight: _Weight) -> None:
        known = self._set.setdefault(element, {})
        if name not in known or known[name][0] <= weight:
            known[name] = (weight, value)

    def _value(self, element: etree._Element, name: str) -> str:
        return self._set[element].get(name, ((), ""))[1] if element in self._set else ""

    def is_gone(self, element: etree._Element) -> bool:
        """Whether an element is not there at all, and takes no place."""
        if element not in self._set:
            return False
        is_left_out = self._value(element, "display") == "none" or self._value(element, "mso-hide") == "all"
        if element.tag in _OF_ROWS and self._value(element, "visibility") == "collapse":
            return True
        return is_left_out or self._value(element, "content-visibility") == "hidden"

    def is_tucked_away(self, element: etree._Element) -> bool:
        """Whether a few words are for screen readers alone: transparent, cut off, far out, of no size."""
        if element not in self._set:
            return False
        cut = self._value(element, "clip"), self._value(element, "clip-path")
        out = (self._value(element, name) for name in ("left", "top", "text-indent", "margin-left"))
        flat = (self._value(element, name) for name in ("height", "max-height", "width", "max-width"))
        is_cut = self._value(element, "overflow") in ("hidden", "clip")
        tucked = (
            _TRANSPARENT.fullmatch(self._value(element, "opacity"))
            or _TRANSPARENT.fullmatch(self._value(element, "zoom"))
            or _SHRUNK.fullmatch(self._value(element, "transform"))
            or _FILTERED.fullmatch(self._value(element, "filter"))
            or any(map(_CUT_OFF.fullmatch, cut))
            or any(map(_FAR_OUT.fullmatch, out))
            or (is_cut and any(map(_NOTHING_LEFT.fullmatch, flat)))
        )
        return bool(tucked) and sum(map(len, element.itertext())) <= _TUCKED_AWAY

    def is_invisible(self, element: etree._Element, around: bool) -> bool:
        """Whether an element is kept in its place but not drawn, given whether the one around it is."""
        visibility = self._value(element, "visibility")
        return visibility in ("hidden", "collapse") if visibility else around

    def has_no_size(self, element: etree._Element, around: bool) -> bool:
        """Whether an element's letters have no size, given whether those around it have none."""
        size = self._value(element, "font-size")
        return _NO_SIZE.fullmatch(size) is not None if size else around

    def is_struck(self, element: etree._Element) -> bool:
        """Whether an element's text is struck out."""
        return "line-through" in self._value(element, "text-decoration")

    def paint(self, element: etree._Element, around: Paint) -> Paint:
        """Return what an element is painted with, given the paint around it."""
        if element not in self._set:
            return around
        is_filled_by_ground = self._value(element, "background-clip") == "text"
        names = ("color", "background-color", "background-image", "position")
        colour, ground, image, position = (self._value(element, name) for name in names)
        made = colours.inside(around, colour, ground, image, position)
        return Paint(None, None) if is_filled_by_ground else made

    def is_hidden_column(self, column: etree._Element) -> bool:
        """Whether a ``col`` hides its cells; a workbook saved as a page says so in its own way."""
        written = column.get("style") or ""
        is_of_workbook = self._value(column, "display") == "none" and "mso-width" in written
        return self._value(column, "visibility") == "collapse" or is_of_workbook
