"""What Word does to a line by its usual settings, done in print too, so that lines and pages end alike.

Between characters and digits stands a fifth of a letter's size; a comma or full stop that would
not fit hangs over the edge of the type area.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine

from export.signature import spaced

_SHARE = 0.2  # of the size of the letters
_HANGING = "，。、；：？！,.;:?!"
_ROUNDING = 1.0  # twips


def units(text: str) -> str:
    """Return a text with one character for each of Qt's places, of which a rare character takes two."""
    return "".join("国国" if ord(one) > 0xFFFF else one for one in text)


def formats(
    text: str, font: QFont, heading: tuple[int, QFont] | None = None
) -> Sequence[QTextLayout.FormatRange]:
    """Return the formats of a text: those of its heading, and of what is set apart from the next letter."""
    end, head = heading or (0, font)
    apart = [place - 1 for place in spaced(text)]
    if not apart:
        return [_range(0, end, head)] if end else []
    return list(_pieces(apart, end, head, font))


def _pieces(apart: Sequence[int], end: int, head: QFont, font: QFont) -> Iterator[QTextLayout.FormatRange]:
    """The heading in pieces, between the letters that have a space behind them."""
    start = 0
    for place in apart:
        if start < min(place, end):
            yield _range(start, min(place, end) - start, head)
        own = QFont(head if place < end else font)
        own.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _SHARE * own.pixelSize())
        yield _range(place, 1, own)
        start = place + 1
    if start < end:
        yield _range(start, end - start, head)


def let_hang(line: QTextLine, text: str, font: QFont, width: float) -> None:
    """Widen a line where a mark, or the space behind its last letter, may stand over its edge."""
    end = line.textStart() + line.textLength()
    marks = [one for one in text[end : end + 2] if one in _HANGING]
    over = [QFontMetricsF(font).horizontalAdvance(mark) for mark in marks[:1]]
    if end + 1 in spaced(text[: end + 2]):
        over.append(_SHARE * font.pixelSize())
    for more in over:
        line.setLineWidth(width + more)
        longer = line.textStart() + line.textLength()
        hangs = text[longer - 1] in _HANGING if marks else longer in spaced(text[: longer + 1])
        if longer > end and hangs and line.naturalTextWidth() - more <= width + _ROUNDING:
            return
    line.setLineWidth(width)


def _range(start: int, length: int, font: QFont) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    style = QTextCharFormat()
    style.setFont(font)
    made.start, made.length, made.format = start, length, style  # type: ignore[attr-defined]
    return made
