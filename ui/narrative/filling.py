"""Fills the lines of a block of the editor's document with the characters that stand in them on paper."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextCharFormat,
    QTextFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from model.text.headings import Heading
from ui.narrative.paper import Paper
from ui.narrative.setting import Setting

# The lines are filled with letters a little narrower than in print and then spread: so much must fit into a
# line, whatever pixels its letters are rounded to.
NARROWER = 0.994
_POINTS_AN_INCH = 72.0
_OWN = int(QTextFormat.Property.UserProperty) + 2  # marks the faces given here, beside an input method's
_EVERYTHING = 1 << 20
_TRIES = 4


def scaled(printed: QFont, scale: float, dots: int) -> QFont:
    """Return a face of the page for the screen: ``scale`` pixels a twip, ``dots`` of the screen an inch."""
    made = QFont(printed)
    made.setPointSizeF(printed.pixelSize() * scale * NARROWER * _POINTS_AN_INCH / dots)
    if printed.letterSpacing():
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, printed.letterSpacing() * scale)
    return made


def dress(layout: QTextLayout, made: Setting, found: Heading | None, scale: float, dots: int) -> None:
    """Give a block's layout its alignment and faces; the heading that it begins with stands out."""
    option = QTextOption(made.align)
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    end = found.end if found is not None else 0
    ranges = list(_of_the_draft(layout))
    styles: dict[tuple[str, float, bool], QTextCharFormat] = {}
    for start, length, face in made.faces:
        what = (face.key(), face.letterSpacing(), start < end)
        if what not in styles:
            styles[what] = _style(scaled(face, scale, dots), bold=start < end)
        ranges.append(stretch(start, length, styles[what]))
    layout.setFormats(ranges)


def _style(face: QFont, *, bold: bool) -> QTextCharFormat:
    face.setBold(face.bold() or bold)
    made = QTextCharFormat()
    made.setFont(face)
    made.setProperty(_OWN, True)
    return made


def fill(layout: QTextLayout, made: Setting, text: str, paper: Paper, metrics: QFontMetricsF) -> None:
    """Make the lines of a block, which shows ``text``; ``metrics`` are those of the body's letters."""
    baseline = (paper.pitch + metrics.ascent() - metrics.descent()) / 2
    start = number = 0
    rare = text if not text.isascii() and max(text) > "\uffff" else ""
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        rest = made.lines[number:]
        one = rest[0] if rest else made.lines[-1]
        wanted = one.end - start if rest else _EVERYTHING
        _take(line, wanted, _letters(rare, start, wanted), one.width * paper.scale)
        above = number * paper.pitch + baseline - line.ascent()
        line.setPosition(QPointF(one.indent * paper.scale, above))
        start = line.textStart() + line.textLength()
        number += 1
    layout.endLayout()


def fill_with_chart(layout: QTextLayout, paper: Paper) -> None:
    """Make the one line of a block that holds a chart."""
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(paper.width * 2)
    line.setPosition(QPointF())
    layout.endLayout()


def with_draft(layout: QTextLayout, text: str) -> str:
    """Return a block's text with the draft of an input method in its place."""
    draft, at = layout.preeditAreaText(), layout.preeditAreaPosition()
    if not draft:
        return text
    raw = text.encode("utf-16-le")
    return raw[: 2 * at].decode("utf-16-le") + draft + raw[2 * at :].decode("utf-16-le")


def stretch(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return characters of a block with a format."""
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, style  # type: ignore[attr-defined]
    return made


def _of_the_draft(layout: QTextLayout) -> Sequence[QTextLayout.FormatRange]:
    """How an input method wants its draft to look: those of the formats that are not ours."""
    if not layout.preeditAreaText():
        return ()
    return [one for one in layout.formats() if not one.format.hasProperty(_OWN)]  # type: ignore[attr-defined]


def _take(line: QTextLine, wanted: int, letters: int, width: float) -> None:
    """Fill a line with some of Qt's places, which it takes by letters."""
    for _ in range(_TRIES):
        line.setNumColumns(max(letters, 1), width)
        missing = wanted - line.textLength()
        if wanted == _EVERYTHING or not missing:
            return
        if missing > 0 and line.naturalTextWidth() >= width - 1:
            break
        letters += missing
    line.setNumColumns(max(letters, 1), 2 * width)  # they do not fit: they stand over the edge


def _letters(text: str, start: int, wanted: int) -> int:
    """How many letters stand in some of Qt's places of a text, which is only given where some take two."""
    if wanted == _EVERYTHING or not text:
        return wanted
    return len(text.encode("utf-16-le")[2 * start : 2 * (start + wanted)].decode("utf-16-le", "ignore"))
