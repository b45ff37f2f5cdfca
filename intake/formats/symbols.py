"""Characters of symbol fonts, as common ones that look the same: “ü” in Wingdings is a tick."""

import tomllib
from functools import cache

import resources

_CODE_PAGE = "cp1252"  # in which the codes of a symbol font are written as letters
_PRIVATE = 0xF000  # symbol fonts have their characters from here on, in a place that means nothing elsewhere


def character(font: str, code: str) -> str:
    """Return the common character for one of a symbol font; empty for one that is not known.

    ``code`` is hexadecimal, as Word writes it. A character of a usual font is itself.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    table = _tables().get(font.strip().lower())
    if table is None:
        return _of_usual_font(number)
    is_private = number >= _PRIVATE
    return table.get(number - _PRIVATE if is_private else number, "")


def _of_usual_font(number: int) -> str:
    """A character of a usual font; none for one that stands for nothing by itself."""
    is_common = 0x20 <= number < 0xD800 or 0xF900 <= number <= 0xFFFD
    return chr(number) if is_common else ""


def is_known(font: str) -> bool:
    """Whether a font is one of symbols, the signs of which are known."""
    return font.strip().lower() in _tables()


def in_common(text: str, font: str) -> str:
    """Return a text in letters of a symbol font as what these look like; of another font as it is."""
    return "".join(_common(sign, font) for sign in text) if is_known(font) else text


def _common(sign: str, font: str) -> str:
    """A sign as a common character; one that is no letter of such a font is from another one."""
    is_private = _PRIVATE <= ord(sign) < _PRIVATE + 0x100
    code = sign.encode(_CODE_PAGE, "ignore")
    if sign.isspace() or not (is_private or code):
        return sign
    return character(font, f"{code[0] if code else ord(sign):X}") or sign


@cache
def _tables() -> dict[str, dict[int, str]]:
    found = tomllib.loads(resources.path("reading", "symbols.toml").read_text("utf-8"))
    return {font: {int(code, 16): sign for code, sign in table.items()} for font, table in found.items()}
