"""A long paragraph with live figures, marks and braces: what is reckoned again, and what stays as it lies."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import set_cells
from tests.ui.narrative.test_long import LONG, editor_with, go
from ui.narrative import block_layout, documents
from ui.narrative.documents import PIECE
from ui.narrative.setting import Manner


def test_marks_ask_for_each_figure_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    own = block_layout.figure_width

    def counted(figure: str, following: str, manner: Manner) -> float:
        asked.append(figure)
        return own(figure, following, manner)

    editor = editor_with(qtbot, "收到{{ requests.received.total }}件，" * 250)
    document = editor.document()
    made = []
    for start in range(0, document.characterCount() - 5, 4):
        one = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(start + 3, QTextCursor.MoveMode.KeepAnchor)
        one.cursor, one.format = cursor, QTextCharFormat()  # type: ignore[attr-defined]
        one.format.setBackground(Qt.GlobalColor.yellow)  # type: ignore[attr-defined]
        made.append(one)
    monkeypatch.setattr(block_layout, "figure_width", counted)
    editor.setExtraSelections(made)
    editor.viewport().repaint()
    editor.viewport().repaint()
    assert len(asked) <= 250


def test_a_figure_keeps_the_room_of_its_letters_when_what_stands_before_it_changes(qtbot: QtBot) -> None:
    editor = editor_with(
        qtbot, "收到{{ requests.received.total }}件。", "办结{{ requests.received.total }}件。"
    )
    session = editor._session
    session.do(set_cells(session.form, session.report, {Address("requests.received.total"): "7"}))

    def room(paragraph: int) -> float:
        line = editor.document().findBlockByNumber(paragraph).layout().lineAt(0)
        return float(line.cursorToX(3)[0] - line.cursorToX(2)[0])

    narrow = room(0)
    session.do(set_cells(session.form, session.report, {Address("requests.received.total"): "1234567"}))
    assert room(0) == room(1) > narrow * 3
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(editor, "x")
    assert room(1) > narrow * 3


def test_braces_that_are_no_figure_leave_a_long_paragraph_as_it_lies(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = editor_with(qtbot, LONG + "{{ 未完")
    inserted: list[int] = []
    own = documents.insert

    def counted(cursor: QTextCursor, made: Sequence[str]) -> None:
        inserted.append(len(made))
        own(cursor, made)

    monkeypatch.setattr(documents, "insert", counted)
    go(editor, 3)
    qtbot.keyClicks(editor, "x")
    assert editor.paragraphs() == (LONG[:3] + "x" + LONG[3:] + "{{ 未完",)
    assert inserted == []
    assert editor.textCursor().position() == 4


def test_taking_out_from_the_midst_of_one_into_it_joins_what_is_left(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, "甲段。", LONG)
    cursor = editor.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(4 + PIECE + 1 + 5, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.paragraphs() == ("甲" + LONG[PIECE + 5 :],)
    editor._session.undo()
    assert editor.paragraphs() == ("甲段。", LONG)
    assert documents.document_paragraphs(editor.document()) == ("甲段。", LONG)


def test_an_error_amid_the_marks_leaves_no_text_unset(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, "甲段。")
    layout, block = editor._sheet_layout, editor.document().firstBlock()
    with pytest.raises(ValueError, match="amid"), layout.left():
        raise ValueError("amid")
    block.layout().clearLayout()
    layout.blockBoundingRect(block)
    assert block.layout().lineCount() == 1
