"""Characters of symbol fonts on a page, as the common ones that look the same: “ü” in Wingdings is a tick."""

import re

from lxml import etree

from intake.formats.word import symbols

_FONT = re.compile(r"(?:mso-symbol-)?font-family\s*:\s*[\"']?\s*([^;,\"']+)", re.IGNORECASE)
_CODE_PAGE = "cp1252"  # in which the codes of such a font are written as letters


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
    element.text = _in_common(element.text, own)
    for child in element:
        _write(child, own, fonts)
        child.tail = _in_common(child.tail, own)


def _in_common(text: str | None, font: str) -> str | None:
    if not text or not symbols.is_known(font):
        return text
    return "".join(_common(sign, font) for sign in text)


def _common(sign: str, font: str) -> str:
    """A sign as a common character; one that is no letter of such a font is from another one."""
    if sign.isspace():
        return sign
    try:
        code = f"{sign.encode(_CODE_PAGE)[0]:X}"
    except UnicodeEncodeError:
        code = f"{ord(sign):X}"
        if not symbols.is_private(sign):
            return sign
    return symbols.character(font, code) or sign
