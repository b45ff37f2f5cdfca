"""What Word does to a line by its usual settings, done in print too, so that lines and pages end alike.

Between characters and digits stands a fifth of a letter's size; a comma or full stop that would
not fit hangs over the edge of the type area.
"""

import re
from collections.abc import Iterator, Sequence, Set

from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine

from export.signature import is_apart, spaced

_SHARE = 0.2  # of the size of the letters
_HANGING = "，。、；：？！,.;:?!"
_ROUNDING = 1.0  # twips
# Where the script changes: there Word draws nothing together.
_CHANGE = re.compile(r"(?<=[!-~])(?=[^ -~])|(?<=[^ -~\u2028])(?=[!-~])")
_HYPHEN = re.compile(r"[0-9A-Za-z]+-(?=[0-9A-Za-z])")  # Word ends a line behind it, before digits too


def units(text: str) -> str:
    """Return a text with one character for each of Qt's places, of which a rare character takes two."""
    return "".join("国国" if ord(one) > 0xFFFF else one for one in text)


def formats(
    text: str, font: QFont, heading: tuple[int, QFont] | None = None
) -> Sequence[QTextLayout.FormatRange]:
    """Return the formats of a text: those of its heading, and of the last letter before another script."""
    end, head = heading or (0, font)
    changes = [match.start() for match in _CHANGE.finditer(text)]
    if not changes:
        return [_range(0, end, head)] if end else []
    return list(_pieces(changes, set(spaced(text)), end, head, font))


def _pieces(
    changes: Sequence[int], apart: Set[int], end: int, head: QFont, font: QFont
) -> Iterator[QTextLayout.FormatRange]:
    """The heading in pieces, between the letters that another script follows."""
    start = 0
    for place in (change - 1 for change in changes):
        if start < min(place, end):
            yield _range(start, min(place, end) - start, head)
        own = QFont(head if place < end else font)
        space = _SHARE * own.pixelSize() if place + 1 in apart else 0
        own.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, space)
        yield _range(place, 1, own)
        start = place + 1
    if start < end:
        yield _range(start, end - start, head)


def let_hang(line: QTextLine, text: str, font: QFont, width: float) -> None:
    """Widen a line where a mark, or the space behind its last letter, may stand over its edge."""
    end = line.textStart() + line.textLength()
    marks = [one for one in text[end : end + 2] if one in _HANGING]
    over = [QFontMetricsF(font).horizontalAdvance(mark) for mark in marks[:1]]
    if is_apart(text, end + 1):
        over.append(_SHARE * font.pixelSize())
    for more in over:
        line.setLineWidth(width + more)
        longer = line.textStart() + line.textLength()
        hangs = text[longer - 1] in _HANGING if marks else is_apart(text, longer)
        if longer > end and hangs and line.naturalTextWidth() - more <= width + _ROUNDING:
            return
    line.setLineWidth(width)
    _break_at_hyphen(line, text, width)


def _break_at_hyphen(line: QTextLine, text: str, width: float) -> None:
    end = line.textStart() + line.textLength()
    found = _HYPHEN.match(text, end)
    if found is None:
        return
    line.setNumColumns(found.end() - line.textStart(), width)
    if line.naturalTextWidth() > width + _ROUNDING:
        line.setLineWidth(width)


def _range(start: int, length: int, font: QFont) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    style = QTextCharFormat()
    style.setFont(font)
    made.start, made.length, made.format = start, length, style  # type: ignore[attr-defined]
    return made
