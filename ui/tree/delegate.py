"""Paints the entries of the section tree: label, and at the right end the count and the sign of its state."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ui.look import icons, tokens
from ui.look.options import Fields, fields
from ui.look.rows import is_current, paint_ground
from ui.tree.outline import Badge, State

BADGE = Qt.ItemDataRole.UserRole + 1
MARKS = {  # icon, tone, what it says
    State.EMPTY: ("empty", "calm", "还没有填写"),
    State.ERRORS: ("error", "error", "{} 处错误"),
    State.WARNINGS: ("warning", "warning", "{} 处需要核实"),
    State.UNFILLED: ("half", "calm", "填了一部分，{} 处还没填"),
    State.COMPLETE: ("good", "good", "通过核对"),
    State.OPTIONAL: ("optional", "calm", "可以不填"),
}
_ARROW = 14  # pixels
_AIR = 4  # pixels above and below the letters
BESIDE_LABEL = 4 * tokens.GAP + 2 * tokens.SPACE + tokens.LARGE_ICON
"""Pixels of a line that its label does not have."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Rows of one height; a label is never cut for the sake of a count."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 (Qt's name)
        """Rows that a finger or a mouse meets."""
        return QSize(0, max(fields(option).fontMetrics.height() + 2 * _AIR, tokens.ROW))

    def paint(self, painter: QPainter, given: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground of the whole line, arrow, label, count and sign."""
        option = fields(given)
        rect, view = option.rect, cast(QTreeView, option.widget)
        row = QRect(0, rect.top(), view.viewport().width(), rect.height()).adjusted(
            tokens.GAP, 0, -tokens.GAP, 0
        )
        theme = paint_ground(painter, option, row)
        badge: Badge | None = index.data(BADGE)  # none before the report was checked
        font = QFont(option.font)
        font.setBold(is_current(option))
        side = tokens.ICON if option.fontMetrics.height() < tokens.ROW else tokens.LARGE_ICON
        sign = QRectF(row.right() - tokens.SPACE - side, rect.center().y() - side / 2 + 1, side, side)
        painter.save()
        if badge is not None:
            name, tone, _ = MARKS[badge.state]
            icons.draw(painter, sign, name, theme.ink(tone))
        metrics = QFontMetrics(font)
        label, room = index.data(), QRect(rect.adjusted(tokens.GAP + 2, 0, 0, 0))
        room.setRight(int(sign.left()) - tokens.GAP)
        if badge is not None and badge.count:
            _paint_count(painter, room, badge, metrics.horizontalAdvance(label), option)
        painter.setFont(font)
        painter.setPen(theme.text)
        painter.drawText(room, _MIDDLE, metrics.elidedText(label, Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()
        if index.model().hasChildren(index):
            _paint_arrow(painter, option, opened=view.isExpanded(index))


def _paint_count(painter: QPainter, room: QRect, badge: Badge, taken: int, option: Fields) -> None:
    """Paint the count where the label leaves it room; the tip tells it in any case."""
    counted = QFont(option.font)
    counted.setBold(badge.state in (State.ERRORS, State.WARNINGS))
    width = QFontMetrics(counted).horizontalAdvance(str(badge.count))
    if taken + tokens.SPACE + width <= room.width():
        painter.setFont(counted)
        painter.setPen(tokens.of(option.palette).ink(MARKS[badge.state][1]))
        painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignRight, str(badge.count))


def _paint_arrow(painter: QPainter, option: Fields, *, opened: bool) -> None:
    """The arrow of an entry with others beneath, in the place that Qt keeps for a click on it."""
    left = option.rect.left() - _ARROW + 2
    square = QRectF(left, option.rect.center().y() - _ARROW / 2 + 1, _ARROW, _ARROW)
    icons.draw(painter, square, "unfolded" if opened else "folded", tokens.of(option.palette).calm)
