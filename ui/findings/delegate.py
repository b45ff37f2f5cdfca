"""Paints the lines of the findings list: group headings, marked sentences broken over lines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from model.rules.standing import Standing, standing
from ui.findings.arrange import Line
from ui.findings.model import LINE
from ui.look import icons, style
from ui.look.options import Fields, fields

MARKS = {  # icon, and the tone it is drawn in
    Standing.ERROR: ("error", "error"),
    Standing.WARNING: ("warning", "warning"),
    Standing.UNFILLED: ("empty", "calm"),
    Standing.HINT: ("hint", "hint"),
}
_PAD = 5
_WRAP = Qt.TextFlag.TextWordWrap.value  # keeps 。 and ， off the start of a line
_Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Sentences take the list's width and as many lines as they need."""

    def sizeHint(self, given: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the sentence, broken at the list's width."""
        option = fields(given)
        width = option.widget.viewport().width()
        metrics = option.fontMetrics
        line: Line = index.data(LINE)
        if line.finding is None:
            return QSize(width, metrics.height() + 2 * _PAD)
        room = QRect(0, 0, width - _indent(metrics) - _PAD, 10_000)
        text = metrics.boundingRect(room, _WRAP, index.data())
        return QSize(width, text.height() + 2 * _PAD)

    def paint(self, painter: QPainter, given: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a heading, or mark and sentence."""
        option = fields(given)
        line: Line = index.data(LINE)
        if line.finding is None:
            self._heading(painter, option, line.heading)
            return
        whole = QStyleOptionViewItem(given)
        self.initStyleOption(whole, index)
        fields(whole).text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, whole, painter, option.widget
        )
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        ink = option.palette.color(role)
        name, tone = ("accepted", "calm") if line.accepted else MARKS[standing(line.finding)]
        colour = ink if selected and option.widget.hasFocus() else style.colour(option.palette, tone)
        side = option.fontMetrics.height() - 1
        rect = option.rect
        painter.save()
        icons.draw(painter, QRectF(rect.left() + _PAD, rect.top() + _PAD, side, side), name, colour)
        painter.setPen(colour if line.accepted else ink)
        room = rect.adjusted(_indent(option.fontMetrics), _PAD, -_PAD, 0)
        painter.drawText(room, _WRAP, index.data())
        painter.restore()

    def _heading(self, painter: QPainter, option: Fields, text: str) -> None:
        painter.save()
        painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.AlternateBase))
        font = option.font
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text))
        room = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


def _indent(metrics: QFontMetrics) -> int:
    return metrics.height() + 2 * _PAD + 2
