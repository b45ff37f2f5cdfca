"""Makes the text of a PDF file searchable where Qt names characters wrongly.

In fonts such as Noto CJK a character and the radical of the same shape share a glyph (民 U+6C11 and
⺠ U+2EA0), in others the blank and control characters. Qt writes the lower code into the file's
glyph-to-character lists, so that nobody finds “人民” in it. The lists stand uncompressed in Qt's files,
each code as four digits: they are put right in place.
"""

import re
from collections.abc import Iterable

from PySide6.QtGui import QFont, QRawFont

_RADICALS = "".join(map(chr, range(0x2E80, 0x2FE0)))
_LIST = re.compile(rb"beginbfrange[^g-z]*endbfrange")  # only hexadecimal digits between
_CODES = re.compile(rb"\[[^\[\]]*\]")  # not the numbers of glyphs before them
_WRONG_CODE = re.compile(rb"<(2[EF][0-9A-F]{2}|00[01][0-9A-F])>")


def put_right(content: bytes, characters: Iterable[str], fonts: Iterable[QFont]) -> bytes:
    """Return a PDF file of Qt with true characters for its radicals.

    ``characters`` are those of the document, ``fonts`` those it is set in.
    """
    meant = meanings(set(characters), fonts)

    def code(match: re.Match[bytes]) -> bytes:
        read = chr(int(match[1], 16))
        character = " " if read < " " else meant.get(read)
        return b"<%04X>" % ord(character) if character else match[0]

    def codes(match: re.Match[bytes]) -> bytes:
        return _WRONG_CODE.sub(code, match[0])

    return _LIST.sub(lambda found: _CODES.sub(codes, found[0]), content)


def meanings(characters: set[str], fonts: Iterable[QFont]) -> dict[str, str]:
    """Return which character each radical stands for: that of the document with the same glyph."""
    # Sorted, so that the outcome is the same each time should two characters share a glyph.
    text = "".join(sorted(c for c in characters if "\u3400" <= c <= "\uffff" and c not in _RADICALS))
    found: dict[str, str] = {}
    for font in fonts:
        raw = QRawFont.fromFont(font)
        shapes = dict(zip(raw.glyphIndexesForString(text), text, strict=True))
        for radical, shape in zip(_RADICALS, raw.glyphIndexesForString(_RADICALS), strict=True):
            if shape and shape in shapes and radical not in characters:
                found.setdefault(radical, shapes[shape])
    return found
