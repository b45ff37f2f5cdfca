"""Bytes into text: byte order mark, UTF-8, GB 18030, UTF-16."""

import codecs

from intake.failures import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CHINESE = "gb18030"
"""It holds gb2312 and gbk, and is what Chinese pages mean by these names."""
_CHINESE_NAMES = ("gb2312", "gbk", "gb18030", "x-gbk", "cp936")


def decode(content: bytes, name: str, declared: str = "") -> str:
    """Return the text of a file.

    ``declared`` is the encoding that the file itself names, if any; it is tried after UTF-8, because pages
    are often saved anew without changing it. Raises Unreadable.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, (encoding,), name)
    if b"\x00" in content:
        return _strict(content, (_utf16(content),), name)
    return _strict(content, ("utf-8", _likely(declared), _CHINESE), name)


def _utf16(content: bytes) -> str:
    """Which half of UTF-16 a text without a mark is in: of its first characters most have a blank byte."""
    blank_second, blank_first = content[1:400:2].count(0), content[0:400:2].count(0)
    return "utf-16-le" if blank_second >= blank_first else "utf-16-be"


def _likely(declared: str) -> str:
    """The encoding that a file means by the one it names."""
    is_chinese = declared.lower() in _CHINESE_NAMES
    return declared if not is_chinese and _holds_chinese(declared) else _CHINESE


def _holds_chinese(encoding: str) -> bool:
    """Whether a report may be written in an encoding; the names of others were left in by a program."""
    try:
        return bool("年".encode(encoding))
    except (UnicodeError, LookupError):
        return False


def _strict(content: bytes, encodings: tuple[str, ...], name: str) -> str:
    """The text in the first of some encodings that fits all of it. Raises Unreadable."""
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(f"“{name}”的文字编码无法识别，请用记事本或浏览器打开，另存为“UTF-8”编码后再试。")
