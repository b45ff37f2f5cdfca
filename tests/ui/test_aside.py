"""A dialog that stays open leaves what it speaks of in sight."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.aside import make_way


@pytest.mark.parametrize(("line", "where"), [(1, "below"), (199, "above")])
def test_it_moves_below_or_above_the_line_of_the_cursor(qtbot: QtBot, line: int, where: str) -> None:
    text = QPlainTextEdit("\n".join(["字"] * 200))
    dialog = QWidget()
    for widget in (text, dialog):
        qtbot.addWidget(widget)
    room = text.screen().availableGeometry()
    text.setGeometry(room)
    text.show()
    cursor = text.textCursor()
    cursor.movePosition(cursor.MoveOperation.NextBlock, n=line)
    text.setTextCursor(cursor)
    place = text.cursorRect().translated(text.mapToGlobal(QPoint(0, 0)))
    dialog.setGeometry(100, place.center().y() - 100, 300, 200)
    dialog.show()
    make_way(dialog, text)
    frame = dialog.frameGeometry()
    assert room.contains(frame)
    assert frame.top() > place.bottom() if where == "below" else frame.bottom() < place.top()
    make_way(dialog, text)
    assert dialog.frameGeometry() == frame
