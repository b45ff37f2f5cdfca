"""Marks of Markdown in a text file: they set the text, and are no part of it."""

import re
from collections.abc import Sequence

_TELLING = re.compile(
    r"^ {0,3}#{1,6}\s*+[^#\s]|\*\*[^*\s][^*]*\*\*|^[^\S\n]*+\|?[^\S\n]*+:?-{3,}+:?[^\S\n]*+\|", re.MULTILINE
)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s*+(.*)$")
_LINE = re.compile(r"^\s{0,3}(?:[-*_]\s*){3,}$")
_BEFORE = re.compile(r"^\s*(?:>\s*)+|^\s{0,3}[-*+]\s+(?=\S)")
_AROUND = re.compile(r"(\*\*\*|\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"(?<!!)\[([^\]]{1,500})\]\([^)]{0,2000}\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_FORMULA = re.compile(r"\$\s*+([+-]?\d[\d.,]*+)\s*+(?:\\?(%))?\s*+\$")
"""A figure set as a formula: ``$12.5$``, ``$95\\%$``."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
PICTURE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*")
"""A line that is nothing but a picture."""


def is_marked(text: str) -> bool:
    """Whether a text has marks that are not met in plain texts."""
    return _TELLING.search(text) is not None


def plain(lines: Sequence[str]) -> list[str]:
    """Return lines without their marks; pictures and the bars of tables stay."""
    return [_plain(line) for line in lines]


def _plain(line: str) -> str:
    if _LINE.match(line):
        return ""
    heading = _HEADING.match(line)
    unmarked = heading[1].rstrip().rstrip("#").rstrip() if heading else _BEFORE.sub("", line)
    unmarked = _FORMULA.sub(r"\1\2", _LINK.sub(r"\1", _AROUND.sub(r"\2", unmarked)))
    return _ESCAPED.sub(r"\1", _BREAK.sub(" ", unmarked.replace("&nbsp;", " ")))
