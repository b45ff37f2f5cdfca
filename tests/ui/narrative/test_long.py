"""A very long paragraph lies in several blocks; nobody sees that but the clock."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.report import Report
from model.rules import Span
from ui.narrative import filling
from ui.narrative.documents import LONGEST, PIECE
from ui.narrative.editor import TextEditor
from ui.narrative.setting import Setting
from ui.session import Session

LONG = "办理申请时逐件登记、分类答复，" * (LONGEST // 14)


def editor_with(qtbot: QtBot, *paragraphs: str) -> TextEditor:
    report = Report(form="2021", organ="清河市", year=2024, sections={"problems": paragraphs})
    editor = TextEditor(Session(report), "problems")
    qtbot.addWidget(editor)
    editor.resize(700, 400)
    editor.show()
    return editor


def go(editor: TextEditor, position: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def test_it_is_one_paragraph_of_the_report(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, "甲段。", LONG, "乙段。")
    assert editor.document().blockCount() > 5
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert editor.cursor_place() == (2, 3)
    qtbot.keyClicks(editor, "x")
    assert editor.paragraphs() == ("甲段。", LONG, "乙段。x")


def test_typing_in_it_keeps_it_whole(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, LONG)
    go(editor, PIECE * 2 + 10)  # two ends of blocks before it
    assert editor.cursor_place() == (0, PIECE * 2 + 8)
    qtbot.keyClicks(editor, "x")
    assert editor.paragraphs() == (LONG[: PIECE * 2 + 8] + "x" + LONG[PIECE * 2 + 8 :],)
    editor._session.undo()
    assert editor.paragraphs() == (LONG,)


def test_enter_parts_it_where_it_stands(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, LONG)
    go(editor, PIECE + 5)
    at = editor.cursor_place()[1]
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.paragraphs() == (LONG[:at], LONG[at:])
    assert editor.cursor_place() == (1, 0)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.paragraphs() == (LONG,)


def test_taking_out_from_before_it_into_it_joins_what_is_left(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, "甲段。", LONG)
    cursor = editor.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(4 + PIECE + 1 + 5, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.paragraphs() == ("甲段。", LONG[PIECE + 5 :])


def test_a_place_in_it_is_found(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, "甲段。", LONG, "乙段。")
    editor.focus_span(Span("problems", 1, PIECE * 3 + 2, PIECE * 3 + 4))
    assert editor.textCursor().selectedText() == LONG[PIECE * 3 + 2 : PIECE * 3 + 4]
    editor.focus_span(Span("problems", 2, 0, 2))
    assert editor.textCursor().selectedText() == "乙段"


def test_a_key_sets_no_more_than_a_few_blocks_anew(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = editor_with(qtbot, LONG * 4)
    go(editor, PIECE * 10)
    QApplication.processEvents()
    anew: list[str] = []
    own = filling.fill

    def counted(layout: QTextLayout, made: Setting, text: str, *rest: object) -> None:
        anew.append(text)
        own(layout, made, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(filling, "fill", counted)
    qtbot.keyClicks(editor, "x")
    assert 0 < len(anew) <= 3


def test_pasting_it_is_one_step(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, "甲段。")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    data = QMimeData()
    data.setText(LONG)
    editor.insertFromMimeData(data)
    assert editor.paragraphs() == ("甲段。" + LONG,)
    editor._session.undo()
    assert editor.paragraphs() == ("甲段。",)
