"""What stands under the pointer and before the cursor of a text."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.narrative import chips


def character_under(editor: QTextEdit, point: QPoint) -> int:
    """Return the document position of the character under a point of the viewport."""
    cursor = editor.cursorForPosition(point)
    # The nearest cursor may stand behind the character that is pointed at.
    return cursor.position() - (editor.cursorRect(cursor).left() > point.x())


def source_under(editor: QTextEdit, point: QPoint) -> str:
    """Return the live figure (with its braces) under a point of the viewport, or nothing."""
    return chips.source_at(editor.document(), character_under(editor, point))


def select_under(editor: QTextEdit, point: QPoint) -> None:
    """Select the character (or live figure) under a point, for what comes in its place."""
    cursor = editor.textCursor()
    cursor.setPosition(character_under(editor, point))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def select_before(editor: QTextEdit, text: str) -> None:
    """Select a text if it stands before the cursor, for what comes in its place."""
    cursor = reaching_back(editor, len(text))
    if cursor.selectedText() == text:
        editor.setTextCursor(cursor)


def reaching_back(editor: QTextEdit, count: int) -> QTextCursor:
    """Return a cursor that selects some characters before the editor's own."""
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, count)
    return cursor
