"""A dialog that stays open beside the report does not lie over what it speaks of."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QWidget

_GAP = 12  # pixels between the line and the dialog


def make_way(dialog: QWidget, shown: QWidget) -> None:
    """Move a dialog below, or else above, the line in which a widget's cursor or current cell stands.

    Where the screen has room for neither, the dialog stays.
    """
    line = _line_of_cursor(shown)
    frame = dialog.frameGeometry()
    if not frame.intersects(line):
        return
    room = dialog.screen().availableGeometry()
    below, above = line.bottom() + _GAP, line.top() - _GAP - frame.height()
    if below + frame.height() <= room.bottom():
        dialog.move(frame.left(), below)
    elif above >= room.top():
        dialog.move(frame.left(), above)


def _line_of_cursor(shown: QWidget) -> QRect:
    """The widget's whole width at its cursor, on the screen: what is found ends at the cursor."""
    cursor = shown.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    if isinstance(cursor, QRectF):  # texts tell it exactly, tables in pixels
        cursor = cursor.toAlignedRect()
    corner = shown.mapToGlobal(QPoint(0, cursor.top()))
    return QRect(corner.x(), corner.y(), shown.width(), cursor.height())
