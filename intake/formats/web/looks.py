"""How a page's elements look, by its own sheets, styles and attributes, as far as that hides text."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from intake.formats.looks import UNKNOWN
from intake.formats.tree import whole_text
from intake.formats.web import colours, sheets
from intake.formats.web.colours import Paint
from intake.formats.web.sheets import Declaration, Rule

_TELLS = re.compile(
    r"display|visibility|mso-hide|font-size|text-decoration|\bfont\b|opacity|zoom|scale|\bclip|overflow"
    r"|:\s*-\d{3}|color|background|position|list-style|--\w",
    re.IGNORECASE,
)
_GOES = {"display": "none", "mso-hide": "all", "content-visibility": "hidden"}
_TRANSPARENT = re.compile(r"(?:0+(?:\.0+)?|\.0+)%?")
_CUT_OFF = re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%.*\)")
_FAR_OUT = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?")
_NOTHING_LEFT = re.compile(r"[01](?:px)?")
_SHRUNK = re.compile(r".*\bscale(?:3d|[xy])?\(\s*+(?:0+(?:\.0+)?|\.0+)\s*+[,)].*")
_FILTERED = re.compile(r".*\bopacity\(\s*+(?:0+(?:\.0+)?|\.0+)%?\s*+\).*")
# Properties that tuck text away, with such values; the others only what is cut where its box ends.
_TUCKS_AWAY = {
    "opacity": _TRANSPARENT,
    "zoom": _TRANSPARENT,
    "transform": _SHRUNK,
    "filter": _FILTERED,
    "clip": _CUT_OFF,
    "clip-path": _CUT_OFF,
    **dict.fromkeys(("left", "top", "text-indent", "margin-left"), _FAR_OUT),
}
_TUCKS_AWAY_WHAT_IS_CUT = dict.fromkeys(("height", "max-height", "width", "max-width"), _NOTHING_LEFT)
_MOST_TUCKED_AWAY = 200  # characters: longer text is shown by a script, or is the page's own
_NO_SIZE = re.compile(
    r"(?:.*\s)?(?:0+(?:\.0+)?(?:px|pt|em|rem|%)?|0*1?(?:\.\d+)?px|0*1?(?:\.[0-4]\d*)?pt)(?:/.*|\s.*)?"
)
_MOST_LOOKED_AT = 10_000_000  # elements, each as often as a selector is tried on it
_INLINE = (1, 0, 0, 0)
_COLOUR_ATTRIBUTES = {
    "bgcolor": "background-color",
    "background": "background-image",
    "text": "color",
    "color": "color",
}

_ASKED = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)", re.IGNORECASE)
_MOST_ASKED = 10  # values of which one is that of the next
_LONGEST_VALUE = 1000  # characters
_PAINTS = ("color", "background-color", "background-image", "position")
_OF_ROWS = frozenset(("tr", "tbody", "thead", "tfoot"))

_Weight = tuple[bool, tuple[int, ...], int]
_OLD_COLOUR: _Weight = (False, (-1,), 0)  # less than any sheet


class Looks:
    """How the elements of a page look, as far as it matters here."""

    def __init__(self, root: etree._Element) -> None:
        self._set: dict[etree._Element, dict[str, tuple[_Weight, str]]] = {}
        self._apply(root, sheets.rules(root))
        for element in root.iter(etree.Element):
            self._take_own(element)
        self.sheets_are_elsewhere = sheets.are_elsewhere(root)
        """Whether the page has sheets of which nothing is known."""
        self.page_paint = Paint(ground=UNKNOWN) if self.sheets_are_elsewhere else Paint()
        """What the letters and the ground of the page are painted with at first."""

    def _apply(self, root: etree._Element, rules: Sequence[Rule]) -> None:
        size = sum(1 for _ in root.iter())
        most_rules = _MOST_LOOKED_AT // size + 1
        for rule in rules[:most_rules]:
            specificity = (0, *rule.specificity)
            for element in rule.search(root):
                self._take_all(element, rule.declarations, specificity, rule.order)

    def _take_own(self, element: etree._Element) -> None:
        """Take what an element says itself: by its style, and by the older attributes for colours."""
        style = element.get("style", "")
        if _TELLS.search(style):
            self._take_all(element, sheets.of_attribute(style), _INLINE, 0)
        for attribute, name in _COLOUR_ATTRIBUTES.items():
            if attribute in element.attrib:
                self._take(element, name, element.get(attribute, "").strip().lower(), _OLD_COLOUR)

    def _take_all(
        self, element: etree._Element, said: Iterable[Declaration], specificity: tuple[int, ...], order: int
    ) -> None:
        for name, value, is_important in said:
            self._take(element, name, value, (is_important, specificity, order))

    def _take(self, element: etree._Element, name: str, value: str, weight: _Weight) -> None:
        known = self._set.setdefault(element, {})
        if name not in known or known[name][0] <= weight:
            known[name] = (weight, value)

    def value(self, element: etree._Element, name: str) -> str:
        """Return an element's own value of a property, empty where it has none."""
        if element not in self._set:
            return ""
        said = self._set[element].get(name, ((), ""))[1]
        return self._filled(element, said) if "var(" in said else said

    def _filled(self, element: etree._Element, value: str) -> str:
        """A value with what it asks for in its place; ``var()`` stays where that is not known."""
        for _ in range(_MOST_ASKED):
            if len(value) > _LONGEST_VALUE:
                break
            filled = _ASKED.sub(lambda asked: self._given(element, asked), value)
            if filled == value:
                break
            value = filled
        return value.strip()

    def _given(self, element: etree._Element, asked: re.Match[str]) -> str:
        """One of the page's own values, as the element or the nearest one around it sets it."""
        for holder in (element, *element.iterancestors()):
            said = self._set.get(holder, {}).get(asked[1])
            if said is not None:
                return said[1]
        return asked[2] or asked[0]

    def _values(self, element: etree._Element, names: Sequence[str]) -> list[str]:
        return [self.value(element, name) for name in names]

    def is_gone(self, element: etree._Element) -> bool:
        """Whether an element is not there at all, and takes no place."""
        if element not in self._set:
            return False
        if element.tag in _OF_ROWS and self.value(element, "visibility") == "collapse":
            return True
        return any(self.value(element, name) == value for name, value in _GOES.items())

    def is_tucked_away(self, element: etree._Element) -> bool:
        """Whether a few words are for screen readers alone: transparent, cut off, far out, of no size."""
        if element not in self._set:
            return False
        is_tucked = self._says_any(element, _TUCKS_AWAY)
        if self.value(element, "overflow") in ("hidden", "clip"):
            is_tucked |= self._says_any(element, _TUCKS_AWAY_WHAT_IS_CUT)
        return is_tucked and len(whole_text(element)) <= _MOST_TUCKED_AWAY

    def _says_any(self, element: etree._Element, telling: Mapping[str, re.Pattern[str]]) -> bool:
        """Whether an element has one of some properties with a value of a pattern."""
        return any(pattern.fullmatch(self.value(element, name)) for name, pattern in telling.items())

    def is_invisible(self, element: etree._Element, around: bool) -> bool:
        """Whether an element is kept in its place but not drawn, given whether the one around it is."""
        visibility = self.value(element, "visibility")
        return visibility in ("hidden", "collapse") if visibility else around

    def has_no_size(self, element: etree._Element, around: bool) -> bool:
        """Whether an element's letters have no size, given whether those around it have none."""
        size = self.value(element, "font-size")
        return _NO_SIZE.fullmatch(size) is not None if size else around

    def is_struck(self, element: etree._Element) -> bool:
        """Whether an element's text is struck out."""
        return "line-through" in self.value(element, "text-decoration")

    def paint(self, element: etree._Element, around: Paint) -> Paint:
        """Return what an element is painted with, given the paint around it."""
        if element not in self._set:
            return around
        is_filled_by_ground = self.value(element, "background-clip") == "text"
        if is_filled_by_ground:
            return Paint(UNKNOWN, UNKNOWN)
        return colours.inside(around, *self._values(element, _PAINTS))

    def is_hidden_column(self, column: etree._Element) -> bool:
        """Whether a ``col`` hides its cells; a workbook saved as a page says so in its own way."""
        written = column.get("style") or ""
        is_of_workbook = self.value(column, "display") == "none" and "mso-width" in written
        return self.value(column, "visibility") == "collapse" or is_of_workbook
