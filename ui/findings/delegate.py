"""Paints the lines of the findings list: group headings; the place of a finding, and its sentence below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from model.rules.standing import Standing, standing
from ui.findings.arrange import Line
from ui.findings.model import LINE
from ui.look import icons, tokens
from ui.look.options import Fields, fields
from ui.look.rows import paint_ground

MARKS = {  # icon, and the tone it is drawn in
    Standing.ERROR: ("error", "error"),
    Standing.WARNING: ("warning", "warning"),
    Standing.UNFILLED: ("empty", "calm"),
    Standing.HINT: ("hint", "hint"),
}
_AIR = 7  # pixels above and below a line's words
_WRAP = Qt.TextFlag.TextWordWrap.value  # keeps 。 and ， off the start of a line
_INDENT = tokens.EDGE + tokens.ICON + 6  # pixels to the words
_Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Sentences take the list's width and as many lines as they need."""

    def sizeHint(self, given: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the place and the sentence, broken at the list's width."""
        option = fields(given)
        width = option.widget.viewport().width()
        metrics = option.fontMetrics
        line: Line = index.data(LINE)
        if line.finding is None:
            return QSize(width, max(metrics.height() + _AIR, tokens.ROW))
        room = QRect(0, 0, width - _INDENT - tokens.EDGE, 10_000)
        text = metrics.boundingRect(room, _WRAP, index.data())
        place = metrics.height() if line.place else 0
        return QSize(width, text.height() + place + 2 * _AIR)

    def paint(self, painter: QPainter, given: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a heading, or sign, place and sentence."""
        option = fields(given)
        line: Line = index.data(LINE)
        painter.save()
        if line.finding is None:
            _heading(painter, option, line.heading)
        else:
            _finding(painter, option, line, index.data())
        painter.restore()


def _finding(painter: QPainter, option: Fields, line: Line, sentence: str) -> None:
    assert line.finding is not None
    rect, metrics = option.rect, option.fontMetrics
    theme = paint_ground(painter, option, rect.adjusted(tokens.GAP, 0, -tokens.GAP, 0))
    name, tone = ("accepted", "calm") if line.accepted else MARKS[standing(line.finding)]
    middle = rect.top() + _AIR + (metrics.height() - tokens.ICON) / 2
    sign = QRectF(rect.left() + tokens.EDGE, middle, tokens.ICON, tokens.ICON)
    icons.draw(painter, sign, name, theme.ink(tone))
    room = rect.adjusted(_INDENT, _AIR, -tokens.EDGE, 0)
    if line.place:
        painter.setFont(_bold(option))
        painter.setPen(theme.calm if line.accepted else theme.text)
        place = QFontMetrics(painter.font()).elidedText(
            line.place, Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, 0, place)
        room.setTop(room.top() + metrics.height())
        painter.setFont(option.font)
    painter.setPen(theme.calm if line.accepted else theme.text2)
    painter.drawText(room, _WRAP, sentence)


def _heading(painter: QPainter, option: Fields, text: str) -> None:
    painter.setFont(_bold(option))
    painter.setPen(tokens.of(option.palette).calm)
    room = option.rect.adjusted(tokens.EDGE, 0, -tokens.EDGE, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def _bold(option: Fields) -> QFont:
    font = QFont(option.font)
    font.setBold(True)
    return font
