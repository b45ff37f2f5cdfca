"""Pasted text made clean: what Word, WPS and web pages leave in it is taken out."""

import re
import unicodedata

from model.chinese.brackets import without
from model.chinese.characters import usual

_BOOKMARK = re.compile(r"\[bookmark:", re.IGNORECASE)
_LINK = re.compile(r"\{\s*HYPERLINK", re.IGNORECASE)
_BREAKS = re.compile(r"\r\n|[\r\n\u2028\u2029\f\v]")
_BLANKS = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]+")
_INVISIBLE = ("Cc", "Cf", "Co")  # controls, zero-width marks, private use (Word's bullets)
_OBJECT = "\ufffc"  # stands for a picture in what is copied
_WIDE = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’"
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}]) +(?=[{_WIDE}])")


def clean(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a pasted text.

    Blank paragraphs, indents of blanks, bookmarks and invisible characters go; numbering typed or
    shown at the start stays. A line break inside a paragraph (Shift+Enter in Word) ends the paragraph: that
    is what people use it for.
    """
    text = usual(without(without(text, _BOOKMARK, "]"), _LINK, "}"))
    pieces = (_clean_paragraph(piece) for piece in _BREAKS.split(text))
    return tuple(piece for piece in pieces if piece)


def _clean_paragraph(text: str) -> str:
    if not text.isprintable() or _OBJECT in text:
        text = "".join(character for character in text if not _is_invisible(character))
    text = _BLANKS.sub(" ", text).strip(" \u3000")
    return _BETWEEN_WIDE.sub("", text)


def _is_invisible(character: str) -> bool:
    if character == "\t":
        return False
    return character == _OBJECT or unicodedata.category(character) in _INVISIBLE
