"""Characters of symbol fonts on a page, as the common ones that look the same: “ü” in Wingdings is a tick."""

import re

from lxml import etree

from intake.formats import symbols

_FONT = re.compile(r"(?:mso-symbol-)?font-family\s*:\s*[\"']?\s*([^;,\"']+)", re.IGNORECASE)


def write(root: etree._Element) -> None:
    """Write the signs of symbol fonts, wherever an element names one of these fonts itself."""
    fonts = {element: font for element in root.iter("font", "span") if (font := _font(element))}
    if any(map(symbols.is_known, fonts.values())):
        _write(root, "", fonts)


def _font(element: etree._Element) -> str:
    """The font that an element sets, the last one it names; empty where it sets none."""
    named = _FONT.findall(element.get("style", ""))
    return (named[-1] if named else element.get("face", "").partition(",")[0]).strip()


def _write(element: etree._Element, font: str, fonts: dict[etree._Element, str]) -> None:
    own = fonts.get(element, font)
    element.text = symbols.in_common(element.text or "", own)
    for child in element:
        _write(child, own, fonts)
        child.tail = symbols.in_common(child.tail or "", own)
