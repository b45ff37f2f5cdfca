"""The text of a saved report as a JSON object; what is wrong with it is told with its line.

Written is UTF-8. Read is also what other programs made of it by hand: with a byte order mark, in UTF-16, in
the Chinese code page.
"""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

_UNCHANGED = "文件没有改动。"
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"))
# How the decoder begins to tell of an error, and what that means.
_WRONG = (
    ("Expecting ',' delimiter", "两项之间缺少逗号，或引号没有成对"),
    ("Expecting ':' delimiter", "项目名后面缺少冒号"),
    ("Expecting property name", "应为带双引号的项目名，可能多了一个逗号或少了引号"),
    ("Illegal trailing comma", "最后一项后面多了一个逗号"),
    ("Expecting value", "缺少内容，或内容不是带双引号的文字"),
    ("Unterminated string", "双引号没有成对"),
    ("Invalid control character", "文字里有换行或控制字符，可能缺少后一个双引号"),
    ("Invalid \\", "反斜杠的写法不对"),
    ("Extra data", "报告结束以后还有多余的内容"),
)


class UnreadableReport(ValueError):
    """A file that is no report, is damaged, or is newer than this program; the text is for the user."""


def read_object(content: bytes) -> dict[str, Any]:
    """Return the object that a saved report is. Raises UnreadableReport."""
    plain = content.removeprefix(b"\xef\xbb\xbf")
    try:
        head = msgspec.json.decode(plain)
        # The fast decoder lets a later key replace an earlier one; a figure could vanish so.
        json.loads(plain.decode(), object_pairs_hook=_refuse_twice)
    except UnreadableReport:
        raise
    except (ValueError, RecursionError):  # both decoders' errors, and digits beyond all bounds
        head = _read_slowly(content)
    if not isinstance(head, dict):
        raise UnreadableReport(f"这不是本软件保存的年度报告文件。{_UNCHANGED}")
    return head


def _read_slowly(content: bytes) -> Any:
    """Read what is not written as this program writes it, or say where it is wrong."""
    text = _text(content)
    try:
        json.loads(text, object_pairs_hook=_refuse_twice)
        return msgspec.json.decode(text.encode())
    except json.JSONDecodeError as error:
        raise UnreadableReport(_where(text, error)) from error
    except UnreadableReport:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableReport(f"报告文件已损坏，无法读取。{_UNCHANGED}") from error


def _text(content: bytes) -> str:
    if not content.strip(b"\0 \t\r\n"):
        what = "是空的" if not content.strip() else "里全是空字节，可能是断电时没有写完"
        raise UnreadableReport(f"报告文件{what}。{_UNCHANGED}")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding, "UTF-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lenient = content.decode("utf-8", "replace")
        broken = lenient.count("\ufffd")
        if sum(not one.isascii() for one in lenient) - broken > broken:  # UTF-8 with some bytes gone bad
            raise UnreadableReport(_not_a_letter(content, error, "UTF-8")) from error
    return _decoded(content, "gb18030", "GB18030")


def _decoded(content: bytes, encoding: str, called: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableReport(_not_a_letter(content, error, called)) from error


def _not_a_letter(content: bytes, error: UnicodeDecodeError, called: str) -> str:
    line = content.count(b"\n", 0, error.start) + 1
    if error.reason in ("unexpected end of data", "truncated data"):
        return _cut_off(line)
    return (
        f"报告文件已损坏：第 {line} 行有不是文字的字节"
        f"（整个文件的第 {error.start + 1} 个字节，{called} 编码）。{_UNCHANGED}"
    )


def _cut_off(line: int) -> str:
    return f"报告文件已损坏：内容不完整，到第 {line} 行就中断了。{_UNCHANGED}"


def _where(text: str, error: json.JSONDecodeError) -> str:
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        cut_off = error.pos >= len(text.rstrip()) or "\n" not in text[error.pos :].rstrip()
        if cut_off:
            return _cut_off(error.lineno)
    wrong = next((what for begins, what in _WRONG if error.msg.startswith(begins)), "写法不对")
    return f"报告文件已损坏：第 {error.lineno} 行第 {error.colno} 个字附近，{wrong}。{_UNCHANGED}"


def _refuse_twice(pairs: Sequence[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise UnreadableReport(f"报告文件已损坏：“{key}”出现了两次，不能确定以哪一个为准。{_UNCHANGED}")
        seen.add(key)
