"""The editor, driven by real keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFont, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import Report, set_cells, set_text, set_values
from model.rules import Span
from ui.narrative import chips, documents
from ui.narrative.editor import TextEditor
from ui.session import Session

RECEIVED = Address("requests.received.total")
LIVE = "收到申请{{ requests.received.total }}件。"
Make = Callable[..., TextEditor]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(*paragraphs: str, part: str = "overview", **fields: object) -> TextEditor:
        report = Report(
            form="2021",
            organ="清河市",
            year=2023,
            sections={"overview": paragraphs} if part == "overview" else {},
            cells={RECEIVED: "3119"},
            overrides=frozenset({RECEIVED}),
            **fields,  # type: ignore[arg-type]
        )
        editor = TextEditor(Session(report), part)
        qtbot.addWidget(editor)
        editor.resize(600, 400)
        editor.show()
        editor.setFocus()
        qtbot.waitUntil(editor.hasFocus)
        return editor

    return made


def session_of(editor: TextEditor) -> Session:
    return editor._session


def to_end(editor: TextEditor) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)


def undo_steps(editor: TextEditor) -> int:
    return session_of(editor).undo_stack.index()


def test_typing_goes_into_the_report_as_one_step(qtbot: QtBot, make: Make) -> None:
    editor = make()
    qtbot.keyClicks(editor, "abc def")
    assert editor.paragraphs() == ("abc def",)
    assert undo_steps(editor) == 1
    session_of(editor).undo_stack.undo()
    assert editor.toPlainText() == ""
    assert editor.paragraphs() == ()


def test_enter_begins_a_paragraph_and_a_step(qtbot: QtBot, make: Make) -> None:
    editor = make()
    qtbot.keyClicks(editor, "one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    assert editor.paragraphs() == ("one", "two")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.paragraphs() == ("one",)
    qtbot.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.paragraphs() == ("one", "two")


def test_a_cursor_move_and_deleting_end_a_step(qtbot: QtBot, make: Make) -> None:
    editor = make()
    qtbot.keyClicks(editor, "abc")
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    qtbot.keyClicks(editor, "x")
    assert undo_steps(editor) == 2
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert undo_steps(editor) == 3
    assert editor.paragraphs() == ("abc",)


def test_a_pause_ends_a_step(qtbot: QtBot, make: Make) -> None:
    editor = make()
    qtbot.keyClicks(editor, "abc")
    qtbot.wait(1700)
    qtbot.keyClicks(editor, "def")
    assert undo_steps(editor) == 2


def test_text_and_cells_share_one_history(qtbot: QtBot, make: Make) -> None:
    editor = make()
    session = session_of(editor)
    qtbot.keyClicks(editor, "abc")
    session.do(set_cells(session.form, session.report, {RECEIVED: "7"}))
    qtbot.keyClicks(editor, "def")
    assert undo_steps(editor) == 3
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.report.cell(RECEIVED) == "3119"
    assert editor.paragraphs() == ("abc",)


def test_a_change_from_outside_leaves_the_cursor(make: Make) -> None:
    editor = make("前面一段", "后面一段")
    to_end(editor)
    editor.moveCursor(QTextCursor.MoveOperation.Left)
    session = session_of(editor)
    session.do(set_text(session.report, "overview", ("前面多了几个字的一段", "后面一段")))
    assert editor.toPlainText() == "前面多了几个字的一段\n后面一段"
    assert editor.cursor_place() == (1, 3)


def test_an_input_method_s_draft_is_no_edit(qtbot: QtBot, make: Make) -> None:
    editor = make("甲乙")
    to_end(editor)
    QApplication.sendEvent(editor, QInputMethodEvent("zheng'fu", []))
    assert editor.paragraphs() == ("甲乙",)
    assert undo_steps(editor) == 0
    commit = QInputMethodEvent()
    commit.setCommitString("政府")
    QApplication.sendEvent(editor, commit)
    assert editor.paragraphs() == ("甲乙政府",)
    assert undo_steps(editor) == 1


def test_leaving_drops_blank_paragraphs_within_the_typing_step(qtbot: QtBot, make: Make) -> None:
    editor = make("甲")
    to_end(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "b")
    editor.clearFocus()
    assert editor.paragraphs() == ("甲", "b")


def test_the_title_stays_one_paragraph(qtbot: QtBot, make: Make) -> None:
    editor = make(part="title", title="清河市")
    to_end(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "2023")
    assert session_of(editor).report.title == "清河市\n2023"


def test_a_locked_report_is_not_edited(qtbot: QtBot, make: Make) -> None:
    editor = make("甲", final=True)
    assert editor.isReadOnly()
    qtbot.keyClicks(editor, "x")
    assert editor.paragraphs() == ("甲",)
    session = session_of(editor)
    session.do(set_values(session.report, {"final": False}, "取消定稿"), unlocking=True)
    assert not editor.isReadOnly()
    qtbot.keyClicks(editor, "x")
    assert editor.paragraphs() == ("x甲",)


def test_headings_are_bold(make: Make) -> None:
    editor = make("（一）主动公开。全年公开信息。", "普通一段。", "一、二季度公开三十条。")
    formats = editor.document().firstBlock().layout().formats()
    assert [(f.start, f.length) for f in formats] == [(0, 8)]  # type: ignore[attr-defined]
    assert formats[0].format.fontWeight() == QFont.Weight.Bold  # type: ignore[attr-defined]
    assert editor.document().firstBlock().next().layout().formats() == []
    assert editor.document().lastBlock().layout().formats() == []  # prints as any other text


def test_first_lines_are_indented_by_two_characters(make: Make) -> None:
    editor = make("一段", "又一段")
    line = editor.document().lastBlock().layout().lineAt(0)
    assert line.x() == pytest.approx(2 * editor.paper.character, abs=1)


# ------------------------------------------------------------- live figures


def test_a_live_figure_is_one_character(qtbot: QtBot, make: Make) -> None:
    editor = make(LIVE)
    assert editor.document().toPlainText() == f"收到申请{documents.OBJECT}件。"
    assert editor.paragraphs() == (LIVE,)
    assert chips.source_at(editor.document(), 4) == "{{ requests.received.total }}"


def test_backspace_deletes_a_live_figure_whole_and_undo_brings_it_back(qtbot: QtBot, make: Make) -> None:
    editor = make(LIVE)
    cursor = editor.textCursor()
    cursor.setPosition(5)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.paragraphs() == ("收到申请件。",)
    session_of(editor).undo_stack.undo()
    assert editor.paragraphs() == (LIVE,)
    assert chips.source_at(editor.document(), 4)


def test_text_typed_beside_a_live_figure_is_plain(qtbot: QtBot, make: Make) -> None:
    editor = make("{{ requests.received.total }}{{requests.carried_out.total}}")
    qtbot.keyClicks(editor, "a")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "b")
    to_end(editor)
    qtbot.keyClicks(editor, "c")
    assert editor.paragraphs() == ("a{{ requests.received.total }}b{{requests.carried_out.total}}c",)


def test_a_name_typed_by_hand_becomes_live(qtbot: QtBot, make: Make) -> None:
    editor = make()
    editor.insert_paragraphs(("{",))  # one brace at a time would open the list of names
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    editor.insert_paragraphs(("{requests.received.total",))
    qtbot.keyClicks(editor, "}}")
    assert editor.paragraphs() == ("{{requests.received.total}}",)
    assert editor.toPlainText() == documents.OBJECT


def test_two_braces_ask_for_a_figure(qtbot: QtBot, make: Make) -> None:
    editor = make()
    with qtbot.waitSignal(editor.figure_wanted):
        qtbot.keyClicks(editor, "{{")


def test_an_unknown_name_stays_as_written(make: Make) -> None:
    editor = make("{{ no.such }}")
    assert editor.toPlainText() == "{{ no.such }}"


def test_a_live_figure_follows_its_cell(make: Make) -> None:
    editor = make(LIVE)
    session = session_of(editor)
    before = editor.document().firstBlock().layout().lineAt(0).naturalTextWidth()
    session.do(set_cells(session.form, session.report, {RECEIVED: "123456789"}))
    assert editor.document().firstBlock().layout().lineAt(0).naturalTextWidth() > before
    assert editor.paragraphs() == (LIVE,)
    assert undo_steps(editor) == 1


def test_deleting_across_a_live_figure(qtbot: QtBot, make: Make) -> None:
    editor = make("前文", LIVE)
    cursor = editor.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "x")
    assert editor.paragraphs() == ("前x。",)
    session_of(editor).undo_stack.undo()
    assert editor.paragraphs() == ("前文", LIVE)


def test_rare_characters_do_not_shift_places(make: Make) -> None:
    editor = make("𠮷𠮷市" + LIVE)
    editor.focus_span(Span("overview", 0, 3, 7))
    assert editor.textCursor().selectedText() == "收到申请"
    assert editor.cursor_place() == (0, 7)


def test_the_pointer_finds_a_live_figure(make: Make) -> None:
    from ui.narrative import pointing

    editor = make(LIVE)
    cursor = editor.textCursor()
    cursor.setPosition(4)
    left = editor.cursorRect(cursor)
    point = QPoint(left.left() + 6, left.center().y())
    assert pointing.source_under(editor, point) == "{{ requests.received.total }}"
    assert pointing.source_under(editor, QPoint(left.left() - 4, left.center().y())) == ""


# ------------------------------------------------------------- copy and paste


def test_copying_gives_plain_figures(qtbot: QtBot, make: Make) -> None:
    editor = make(LIVE, "下一段")
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "收到申请3119件。\n下一段"


def test_copying_inside_the_program_keeps_figures_live(qtbot: QtBot, make: Make) -> None:
    editor = make(LIVE)
    editor.selectAll()
    editor.copy()
    to_end(editor)
    editor.paste()
    assert editor.paragraphs() == (LIVE + LIVE,)
    assert undo_steps(editor) == 1


def test_pasting_is_clean_and_one_step(make: Make) -> None:
    editor = make("甲")
    to_end(editor)
    data = QMimeData()
    data.setHtml("<p><b>　　（一）标题</b></p><p></p><p>正文</p>")
    data.setText("　　（一）标题\r\n\r\n　　正\u200b文[bookmark: _GoBack]内容\r\n")
    editor.insertFromMimeData(data)
    assert editor.paragraphs() == ("甲（一）标题", "正文内容")
    assert undo_steps(editor) == 1
    session_of(editor).undo_stack.undo()
    assert editor.paragraphs() == ("甲",)


def test_pasting_into_the_title_keeps_one_paragraph(make: Make) -> None:
    editor = make(part="title")
    data = QMimeData()
    data.setText("清河市\n年度报告")
    editor.insertFromMimeData(data)
    assert session_of(editor).report.title == "清河市\n年度报告"


def test_odd_text_in_a_file_is_not_changed_by_showing_it(qtbot: QtBot, make: Make) -> None:
    editor = make("", "a\u2029b\r", "\ufffc")
    qtbot.wait(20)
    assert undo_steps(editor) == 0
    assert editor.paragraphs() == ("", "a\u2029b\r", "\ufffc")
