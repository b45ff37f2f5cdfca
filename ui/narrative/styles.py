"""How the text looks in the editor: headings as they will print, first line indented."""

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from model.text.headings import HeadingLevel, heading
from ui.look.typefaces import Face, installed
from ui.narrative.documents import units

_INDENT = 2  # characters
_MARGIN = 0.6  # characters around the text
_LINE_HEIGHT = 150.0  # per cent
_LARGER = 1.25  # the text is read as a whole; the window's own size is for labels


def body_font(window_font: QFont) -> QFont:
    """Return the editor's font: the face of the printed body where there is one."""
    made = QFont(window_font)
    size = window_font.pointSizeF()
    if size > 0:
        made.setPointSizeF(size * _LARGER)
    name = installed(Face.FANG)
    if name is not None:
        made.setFamilies([name])
    return made


def set_block_format(document: QTextDocument, *, indented: bool) -> None:
    """Give all paragraphs their indent and line height; new ones take it over."""
    made = QTextBlockFormat()
    character = QFontMetricsF(document.defaultFont()).horizontalAdvance("国")
    made.setTextIndent(_INDENT * character if indented else 0)
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    document.setDocumentMargin(character * _MARGIN)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(made)


def line_height(document: QTextDocument) -> int:
    """Return the height of a line in pixels."""
    return round(QFontMetricsF(document.defaultFont()).height() * _LINE_HEIGHT / 100)


class HeadingStyle(QSyntaxHighlighter):
    """Sets the headings inside a section in the face in which they print, and bold on the screen."""

    def highlightBlock(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Style the heading at the start of a paragraph (called by Qt)."""
        found = heading(text)
        # “一、” in a text is none of the report's sections, and “1.” and “（1）” print in the body's face.
        if found is None or found.level is not HeadingLevel.PART:
            return
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        name = installed(Face.KAI)
        if name is not None:
            style.setFontFamilies([name])
        self.setFormat(0, units(text[: found.end]), style)
