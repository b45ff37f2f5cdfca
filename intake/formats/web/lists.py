"""Numbers that a page's lists make by themselves: “1.” and “一、” are not lost with them.

Where sheets that lie elsewhere may have taken them away, only a list that asks for them itself has any.
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from intake.formats.digits import digits
from intake.formats.tree import has
from intake.formats.web.looks import Looks

NUMBER = "data-list-number"
"""Says on an item of a list which number is shown before it."""
_LARGEST = 10_000
_OLD_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# The names of CSS: the digits by Word's names for them, and what a browser sets behind the number.
_CHINESE = ("chineseCounting", "、")
_STYLES = {
    "decimal": ("decimal", "."),
    "decimal-leading-zero": ("decimalZero", "."),
    **dict.fromkeys(("lower-alpha", "lower-latin"), ("lowerLetter", ".")),
    **dict.fromkeys(("upper-alpha", "upper-latin"), ("upperLetter", ".")),
    "lower-roman": ("lowerRoman", "."),
    "upper-roman": ("upperRoman", "."),
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), _CHINESE),
    "cjk-decimal": ("ideographDigital", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
_NUMBERED_ALONE = frozenset(("", "list-item"))


def write(root: etree._Element, looks: Looks) -> None:
    """Write at each item of a list which number is shown before it."""
    usual = "" if looks.sheets_are_elsewhere else "decimal"
    for numbered in root.iter("ol", "ul"):
        if has(numbered, "li"):
            _number(numbered, usual if numbered.tag == "ol" else "", looks)


def _number(numbered: etree._Element, usual: str, looks: Looks) -> None:
    items = list(numbered.iterchildren("li"))
    asked = _style_of(numbered, looks) or usual
    for item, count in zip(items, _counts(numbered, items), strict=True):
        style = _STYLES.get(_style_of(item, looks) or asked)
        is_item = looks.value(item, "display") in _NUMBERED_ALONE
        if style is not None and is_item:
            form, behind = style
            item.set(NUMBER, digits(form, count) + behind)


def _style_of(element: etree._Element, looks: Looks) -> str:
    """How a list or an item asks to be numbered, by its style or by the older attribute; empty if it not."""
    by_style = looks.value(element, "list-style-type")
    return by_style or _OLD_TYPES.get(element.get("type", ""), "")


def _counts(numbered: etree._Element, items: Sequence[etree._Element]) -> Iterator[int]:
    """The numbers of a list's items, which may be stated for the list and for each item."""
    is_reversed = numbered.get("reversed") is not None
    step = -1 if is_reversed else 1
    first = len(items) if is_reversed else 1
    count = _stated(numbered, "start", first)
    for item in items:
        count = _stated(item, "value", count)
        yield count
        count += step


def _stated(element: etree._Element, name: str, default: int) -> int:
    """A number that an attribute states, which may be below 0; never a huge one."""
    said = element.get(name, "").strip()
    is_number = said.removeprefix("-").isdecimal() and len(said) <= len(str(_LARGEST))
    return int(said) if is_number else default
