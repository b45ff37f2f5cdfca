"""Characters of symbol fonts (``w:sym``), as the common characters that look the same."""

import tomllib
from functools import cache

import resources

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
    if table is not None:
        return table.get(number - _PRIVATE if number >= _PRIVATE else number, "")
    is_common = 0x20 <= number < 0xD800 or 0xF900 <= number <= 0xFFFD
    return chr(number) if is_common else ""


def is_known(font: str) -> bool:
    """Whether a font is one of symbols, the signs of which are known."""
    return font.strip().lower() in _tables()


def is_private(sign: str) -> bool:
    """Whether a character stands where symbol fonts have theirs."""
    return _PRIVATE <= ord(sign) < _PRIVATE + 0x100


@cache
def _tables() -> dict[str, dict[int, str]]:
    found = tomllib.loads(resources.path("reading", "symbols.toml").read_text("utf-8"))
    return {font: {int(code, 16): sign for code, sign in table.items()} for font, table in found.items()}
