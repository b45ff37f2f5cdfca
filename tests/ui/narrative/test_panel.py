"""The whole panel: count, findings at the cursor and their actions, live figures, drafts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from model.address import Address
from model.forms import CHANGE
from model.report import Paragraphs, accept, cell_place, set_text, set_values
from model.rules import Span, acceptance
from tests.support.text_reports import FORM, RECEIVED, text_report
from ui.narrative import chips
from ui.narrative.editor import TextEditor
from ui.narrative.figure_dialog import FigureDialog
from ui.narrative.menu import context_menu
from ui.narrative.panel import NarrativePanel
from ui.narrative.tick_dialog import TickDialog
from ui.session import Session


def panel(qtbot: QtBot, *paragraphs: str, part: str = "overview", **fields: object) -> NarrativePanel:
    sections: dict[str, Paragraphs] = {"overview": paragraphs} if paragraphs else {}
    made = NarrativePanel(Session(text_report(sections=sections, **fields)), part)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    qtbot.waitExposed(made)
    made.editor.setFocus()
    return made


WRONG = "全市新收政府信息公开申请3110件。"
FIGURE = Span("overview", 0, WRONG.index("3110"), WRONG.index("件"))


def in_dialog(act: Callable[[QDialog], None]) -> None:
    """Let something be done in the dialog that is about to open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(50, look)


def test_characters_are_counted_as_printed_without_blanks(qtbot: QtBot) -> None:
    made = panel(qtbot, "收到 申请{{ requests.received.total }}件", "完")
    assert made.status().endswith("　　10 字（建议不超过 1000 字）")


def test_too_long_a_section_says_by_how_much(qtbot: QtBot) -> None:
    made = panel(qtbot, "字" * 1001)
    assert made.status().endswith("　　1001 字，比建议的 1000 字以内多 1 字")
    with qtbot.waitSignal(made.status_changed):
        made._session.do(set_text(made._session.report, "overview", ("字",)))
    assert "　1 字（" in made.status()


def test_the_preamble_s_panel_edits_the_title_too(qtbot: QtBot) -> None:
    made = panel(qtbot, part="preamble")
    made.focus_span(Span("title", 0, 0, 3))
    qtbot.keyClicks(made.focusWidget(), "X")
    assert made._session.report.title == "X2023年政府信息公开工作年度报告"
    made.focus_span(Span("preamble", 0, 0, 3))
    qtbot.keyClicks(made.focusWidget(), "Y")
    assert made._session.report.preamble == ("Y由清河市人民政府办公室编制。",)


def test_findings_are_underlined_at_their_places_by_level(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG, "2021年，我市公开信息。")
    marks = {s.cursor.selectedText(): QTextCharFormat(s.format) for s in made.editor.extraSelections()}
    assert set(marks) == {"3110", "2021年"}
    error, warning = marks["3110"], marks["2021年"]
    assert error.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert warning.underlineStyle() != error.underlineStyle()
    assert warning.underlineColor() != error.underlineColor()


def test_the_underline_goes_while_typing_makes_it_right(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG)
    assert made.editor.extraSelections()
    made.focus_span(FIGURE)
    qtbot.keyClicks(made.editor, "3119")
    assert made.editor.extraSelections() == []


def test_the_bar_shows_the_finding_at_the_cursor(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG)
    height = made.bar.height()
    assert made.bar.sentence == ""
    assert "这一部分还有 2 处要看" in made.bar.words.text()
    assert not made.bar.more.isVisible()
    made.focus_span(FIGURE)
    assert made.bar.tone == "error"
    assert made.bar.sign.accessibleName() == "错误"
    assert made.bar.sentence
    assert made.bar.more.isVisible()
    qtbot.keyClick(made.editor, Qt.Key.Key_End)
    assert made.bar.sentence == ""
    assert made.bar.tone == "calm"
    assert made.bar.height() == height  # the text does not move under the mouse


def test_the_table_s_figure_is_taken(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG)
    made.focus_span(FIGURE)
    qtbot.mouseClick(made.bar.take, Qt.MouseButton.LeftButton)
    assert made._session.report.section("overview") == (WRONG.replace("3110", "3119"),)
    assert made._session.undo_stack.count() == 1


def test_the_figure_can_follow_the_table_from_now_on(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG)
    made.focus_span(FIGURE)
    qtbot.mouseClick(made.bar.bind, Qt.MouseButton.LeftButton)
    assert made._session.report.section("overview") == (
        WRONG.replace("3110", "{{ requests.received.total }}"),
    )


def test_the_cell_is_shown(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG)
    made.focus_span(FIGURE)
    with qtbot.waitSignal(made._session.jump_asked) as asked:
        qtbot.mouseClick(made.bar.jump, Qt.MouseButton.LeftButton)
    assert asked.args == [RECEIVED]


def test_alt_and_enter_open_what_can_be_done_at_the_cursor(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG)
    with qtbot.waitActive(made):  # a key of an action works in the active window
        made.activateWindow()
    qtbot.keyClick(made.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert QApplication.activePopupWidget() is None  # no finding, no menu
    made.focus_span(FIGURE)
    qtbot.keyClick(made.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "把文字中的“3110”改为“3119”（消除 1 处问题）"
    cell = made._session.form.label(Address("requests.received.total"))
    assert [text for text in texts if text][-4:] == [
        "改为随表格变化的数字(&L)",
        "转到正文中的这句话",
        f"转到 {cell}",
        "这里说的是别的(&A)…",
    ]
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert made._session.report.section("overview") == (WRONG.replace("3110", "3119"),)


def test_a_finding_is_put_aside_with_a_reason(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG)
    made.focus_span(FIGURE)
    qtbot.mouseClick(made.bar.more, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (entry,) = (action for action in menu.actions() if action.text().startswith("这里说的是别的"))
    with qtbot.waitSignal(made._session.accept_asked) as asked:
        entry.trigger()
    menu.close()
    report = made._session.report
    made._session.do(accept(report, acceptance(report, asked.args[0][0], "指全部来信")))
    assert made.editor.extraSelections() == []
    assert made.bar.sentence == ""


def test_a_figure_is_chosen_by_a_few_words(qtbot: QtBot) -> None:
    made = panel(qtbot, "收到件。")
    cursor = made.editor.textCursor()
    cursor.setPosition(2)
    made.editor.setTextCursor(cursor)

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, FigureDialog)
        qtbot.keyClicks(dialog.search, "received.total")
        dialog.accept()

    in_dialog(choose)
    qtbot.keyClicks(made.editor, "{{")
    assert made._session.report.section("overview") == ("收到{{ requests.received.total }}件。",)
    assert chips.source_at(made.editor.document(), 2)


def test_last_year_s_figure_and_the_change_are_offered_and_follow(qtbot: QtBot) -> None:
    made = panel(qtbot, "比上年。", last_year={RECEIVED: "2500"})

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, FigureDialog)
        qtbot.keyClicks(dialog.search, "received.total")
        assert [button.text() for button in dialog.years.values()] == [
            "今年的数(&T)（3119）",
            "上年的数(&L)（2500）",
            "比上年增减(&C)（增长24.8%）",
        ]
        dialog.years[CHANGE].click()
        dialog.accept()

    made.editor.setTextCursor(_at(made.editor, 3))
    in_dialog(choose)
    qtbot.keyClicks(made.editor, "{{")
    session = made._session
    assert session.report.section("overview") == ("比上年{{ change.requests.received.total }}。",)
    assert made.editor.figure_text("change.requests.received.total") == "增长24.8%"
    session.do(set_values(session.report, {cell_place(RECEIVED): "1250"}, "改"))
    assert made.editor.figure_text("change.requests.received.total") == "下降50%"
    assert "下降50%" in made.editor.filled("比上年{{ change.requests.received.total }}。")


def _at(editor: TextEditor, position: int) -> QTextCursor:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    return cursor


def test_the_list_of_figures_is_searched_by_all_words(qtbot: QtBot) -> None:
    dialog = FigureDialog(Session(text_report()))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText("新收 总计")
    shown = [
        dialog.list.item(r).text() for r in range(dialog.list.count()) if not dialog.list.item(r).isHidden()
    ]
    assert all("新收" in text and "总计" in text for text in shown)
    assert any("＝ 3119" in text for text in shown)
    assert len(shown) > 1
    first = dialog.chosen()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.chosen() != first
    dialog.search.setText("新收自然人")
    assert dialog.chosen().endswith("received.natural_person")
    dialog.search.setText("没有这样的数据")
    assert dialog.chosen() == ""
    assert not dialog.insert_button.isEnabled()


def test_a_live_figure_is_made_plain_from_the_menu(qtbot: QtBot) -> None:
    made = panel(qtbot, "收到{{ requests.received.total }}件。")
    cursor = made.editor.textCursor()
    cursor.setPosition(2)
    left = made.editor.cursorRect(cursor)
    menu = context_menu(
        made.editor, QPoint(left.left() + 5, left.center().y()), made._session, made.actions()
    )
    texts = [action.text() for action in menu.actions()]
    assert "撤销" in texts
    assert "插入表格数据(&I)…" in texts
    next(a for a in menu.actions() if a.text().startswith("改为固定数字")).trigger()
    assert made._session.report.section("overview") == ("收到3119件。",)


def test_drafts_are_offered_and_inserted_as_one_step(qtbot: QtBot) -> None:
    cells = dict.fromkeys(FORM.cells, "3")
    made = panel(qtbot, "第一段", "第二段", cells=cells)
    assert made.draft.isVisible()

    def insert(dialog: QDialog) -> None:
        assert isinstance(dialog, TickDialog)
        assert "3" in dialog.look.toPlainText()
        for row in range(1, dialog.list.count()):
            dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
        dialog.accept()

    in_dialog(insert)
    made.draft.trigger()
    texts = made._session.report.section("overview")
    assert len(texts) == 3
    assert (texts[0], texts[2]) == ("第一段", "第二段")
    assert "{{" in texts[1]
    made._session.undo_stack.undo()
    assert made._session.report.section("overview") == ("第一段", "第二段")


def test_without_figures_there_is_nothing_to_draft_and_it_says_so(qtbot: QtBot) -> None:
    made = panel(qtbot, "第一段", cells={})
    seen: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        seen.append(dialog.text())
        dialog.accept()

    in_dialog(read)
    made.draft.trigger()
    assert seen == ["表格还没有填写，暂时没有可以起草的文字。请先填写表格。"]


def test_figures_that_agree_can_follow_the_table(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG.replace("3110", "3119"))
    in_dialog(lambda dialog: dialog.accept())
    made.bind.trigger()
    assert made._session.report.section("overview") == (
        WRONG.replace("3110", "{{ requests.received.total }}"),
    )
    assert made._session.undo_stack.count() == 1


def test_slips_are_counted_on_their_button(qtbot: QtBot) -> None:
    made = panel(qtbot, "公开,透明。。")
    assert made.proofreading.iconText() == "校对文字（2 处）"
    made.proofreading.trigger()
    assert made._dialog is not None
    assert made._dialog.isVisible()


def test_a_final_report_offers_no_changes(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG, final=True)
    made.focus_span(FIGURE)
    assert made.bar.jump.isVisible()
    assert not made.bar.take.isVisible()
    assert not made.bar.bind.isVisible()
    assert not made.insert_figure.isEnabled()


@pytest.mark.parametrize("part", ["preamble", "signature", "overview", "disclosure", "other"])
def test_every_control_has_a_name(qtbot: QtBot, part: str) -> None:
    made = panel(qtbot, part=part)
    assert made.editor.accessibleName()
    assert [action.text() for action in made.actions()]


def test_the_bar_never_widens_a_narrow_window(qtbot: QtBot) -> None:
    made = panel(qtbot, WRONG)
    made.focus_span(FIGURE)
    made.resize(320, 500)
    assert made.width() == 320
    bar = made.bar
    shown = [button for button in (bar.take, bar.bind, bar.jump, bar.more) if button.isVisible()]
    assert bar.more in shown
    assert all(button.geometry().right() <= bar.width() for button in shown)
    made.resize(1400, 500)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in (bar.take, bar.bind, bar.jump)))
