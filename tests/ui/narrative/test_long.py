"""A very long paragraph lies in several blocks; nobody sees that but the clock."""

import threading
import time

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QPalette, QTextCursor, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import Report, set_cells
from model.report.length import MOST_WRITTEN, MOST_WRITTEN_PARAGRAPHS, length
from model.rules import Span
from model.text.proofreading import Proofreader
from model.text.punctuation import Slip
from ui.dialogs import ask
from ui.narrative import filling
from ui.narrative.documents import LONGEST, PIECE
from ui.narrative.editor import TextEditor
from ui.narrative.long_text_bar import LongTextBar
from ui.narrative.panel import NarrativePanel
from ui.narrative.paper_layout import PaperLayout
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
    qtbot.waitUntil(lambda: not editor._turns.isActive(), timeout=60_000)
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


def test_what_no_report_has_is_not_pasted_and_said_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    editor = editor_with(qtbot, "甲段。")
    for text in (
        "逐件登记。" * (MOST_WRITTEN // 5 + 1),
        "甲\n" * (MOST_WRITTEN_PARAGRAPHS + 1),
        "乙" * 3_000_000,
    ):
        data = QMimeData()
        data.setText(text)
        before = time.thread_time()
        editor.insertFromMimeData(data)
        assert time.thread_time() - before < 1
        assert editor.paragraphs() == ("甲段。",)
    assert ["没有粘贴" in one and "问题" in one for one in told] == [True] * 3
    assert "3,000,000 字" in told[2]
    assert not editor._session.undo_stack.canUndo()


def test_as_much_as_may_be_is_pasted_in_place_of_as_much(qtbot: QtBot) -> None:
    editor = editor_with(qtbot, "甲" * (MOST_WRITTEN - 10))
    editor.selectAll()
    data = QMimeData()
    data.setText("乙" * MOST_WRITTEN)
    editor.insertFromMimeData(data)
    assert editor.paragraphs() == ("乙" * MOST_WRITTEN,)
    told: list[str] = []
    editor._session.refused.connect(told.append)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, "x")  # not even a letter
    assert editor.paragraphs() == ("乙" * MOST_WRITTEN,)
    assert "没有修改" in told[0]
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.paragraphs() == ("乙" * (MOST_WRITTEN - 1),)


@pytest.mark.parametrize("whole", [("甲" * (MOST_WRITTEN + 1),), ("甲段。",) * (MOST_WRITTEN_PARAGRAPHS + 1)])
def test_of_a_text_far_too_long_the_beginning_is_shown_and_nothing_is_lost(
    qtbot: QtBot, whole: tuple[str, ...]
) -> None:
    session = Session(Report(form="2021", organ="清河市", year=2024, sections={"problems": whole}))
    panel = NarrativePanel(session, "problems")
    qtbot.addWidget(panel)
    panel.show()
    editor, bar = panel.editor, panel.findChild(LongTextBar)
    assert "".join(whole).startswith("".join(editor.paragraphs()))
    assert editor.document().characterCount() < MOST_WRITTEN
    assert bar.isVisible()
    assert f"{length(whole):,} 字" in bar.text.text()
    editor.focus_span(
        Span("problems", len(whole) - 1, MOST_WRITTEN - 1, MOST_WRITTEN)
    )  # a place out of sight
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    panel.add_paragraphs(("乙段。",), "插入")
    editor.insert_paragraphs(("乙段。",))
    assert session.report.text("problems") == whole
    bar.button.click()
    shown = session.report.text("problems")
    assert shown == editor.paragraphs()
    assert length(shown) < length(whole)
    assert not bar.isVisible()
    assert not editor.isReadOnly()
    session.undo()
    assert session.report.text("problems") == whole
    assert bar.isVisible()
    assert editor.isReadOnly()


@pytest.mark.parametrize("part", ["signature", "title", "preamble"])
@pytest.mark.parametrize("paragraphs", [1, 40, MOST_WRITTEN_PARAGRAPHS // 2])
def test_a_long_text_is_set_in_proportion_in_whatever_part(qtbot: QtBot, part: str, paragraphs: int) -> None:
    editor = TextEditor(Session(Report(form="2021", organ="清河市", year=2024)), part)
    qtbot.addWidget(editor)
    editor.show()
    data = QMimeData()
    data.setText("\n".join(["清河市人民政府办公室，" * (20_000 // 11 // paragraphs)] * paragraphs))
    before = time.thread_time()
    editor.insertFromMimeData(data)
    assert time.thread_time() - before < 1  # the signature took minutes
    assert length(editor.paragraphs()) > 10_000


def test_a_figure_that_many_paragraphs_have_is_one_change(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    own = PaperLayout.documentChanged

    def counted(layout: PaperLayout, start: int, removed: int, added: int) -> None:
        told.append(start)
        own(layout, start, removed, added)

    monkeypatch.setattr(PaperLayout, "documentChanged", counted)
    editor = editor_with(qtbot, *["收到申请{{ requests.received.total }}件。"] * 60)
    session = editor._session
    told.clear()
    session.do(set_cells(session.form, session.report, {Address("requests.received.total"): "7"}))
    assert told == [0]


def test_the_slips_of_a_long_text_are_counted_beside_the_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[threading.Thread] = []
    own = Proofreader.slips

    def counted(proofreader: Proofreader, paragraph: str) -> tuple[Slip, ...]:
        read.append(threading.current_thread())
        return own(proofreader, paragraph)

    monkeypatch.setattr(Proofreader, "slips", counted)
    texts = tuple(f"{number}逐件登记,分类答复。" for number in range(MOST_WRITTEN_PARAGRAPHS))
    report = Report(form="2021", organ="清河市", year=2024, sections={"problems": texts})
    panel = NarrativePanel(Session(report), "problems")
    qtbot.addWidget(panel)
    panel._session.checking.settle()
    qtbot.waitUntil(lambda: panel.proofreading.iconText() == "校对文字（2000 处）", timeout=60_000)
    panel.editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(panel.editor, ",")
    assert panel.proofreading.iconText() == "校对文字"  # not known yet
    before = len(read)
    qtbot.waitUntil(lambda: panel.proofreading.iconText() == "校对文字（2001 处）", timeout=60_000)
    assert len(read) - before == MOST_WRITTEN_PARAGRAPHS
    assert threading.main_thread() not in read


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the blocks that are set."""
    made: list[str] = []
    own = filling.fill

    def counted(layout: QTextLayout, how: Setting, text: str, *rest: object) -> None:
        made.append(text)
        own(layout, how, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(filling, "fill", counted)
    return made


def is_set(editor: TextEditor) -> bool:
    document = editor.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    return all(block.layout().lineCount() for block in blocks)


def test_of_a_long_text_what_is_looked_at_is_set_at_once_and_the_rest_in_turns(
    qtbot: QtBot, filled: list[str]
) -> None:
    texts = [f"{number}" + "办理申请时逐件登记、分类答复，" * (2 + number % 5) for number in range(1_500)]
    editor = editor_with(qtbot, *texts)
    assert sum(map(len, filled)) < 40_000  # of 95,000: once on a paper as it is made, once on its own
    assert not is_set(editor)
    editor.focus_span(Span("problems", 1_400, 0, 1))  # far below what is set
    top = editor.cursorRect().top()
    assert 0 <= top < editor.viewport().height()
    qtbot.waitUntil(lambda: not editor._turns.isActive(), timeout=60_000)
    assert is_set(editor)
    assert abs(editor.cursorRect().top() - top) <= 2  # what was set above it moved nothing in sight
    layout, block = editor.document().documentLayout(), editor.document().begin()
    while block.next().isValid():
        below = layout.blockBoundingRect(block.next())
        assert layout.blockBoundingRect(block).bottom() == pytest.approx(below.top())
        block = block.next()
    assert layout.documentSize().height() > below.bottom()


def test_marks_of_a_long_text_set_nothing_that_is_not_looked_at(qtbot: QtBot, filled: list[str]) -> None:
    texts = ["全市新收政府信息公开申请3110件，" + "各科室按照分工逐项落实，" * 5] * 600
    editor = editor_with(qtbot, *texts)
    session = editor._session
    session.do(set_cells(session.form, session.report, {Address("requests.received.total"): "7"}))
    session.checking.settle()
    qtbot.waitUntil(lambda: not editor._turns.isActive(), timeout=60_000)
    assert len(editor.extraSelections()) >= len(texts)
    filled.clear()
    editor.resize(1_200, 400)
    assert editor.viewport().width() > editor.paper.width
    editor.show_marks()
    assert 0 < sum(map(len, filled)) < 15_000


def test_a_change_of_colours_shows_the_marks_once_and_where_they_are_seen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = editor_with(qtbot, "甲段。")
    shown: list[bool] = []
    show_marks = editor.show_marks
    monkeypatch.setattr(editor, "show_marks", lambda: (shown.append(True), show_marks()))
    editor.show_marks()
    shown.clear()
    palette = editor.palette()
    palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.black)
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.white)
    editor.hide()
    editor.setPalette(palette)
    assert shown == []
    editor.show()
    for _ in range(3):
        QApplication.sendEvent(editor, QEvent(QEvent.Type.PaletteChange))
    assert shown == [True]
    editor.setPalette(QPalette())
    assert shown == [True, True]
