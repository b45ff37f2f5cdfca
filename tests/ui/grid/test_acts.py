"""Totals, fills, clearing, notes, copying and pasting: each act one step that undo takes back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from model.report import set_text
from model.report.length import MOST_WRITTEN
from tests.ui.grid.conftest import ALT, CONTROL, SHIFT, empty_report, full_report
from ui.dialogs.text import TextDialog

Key = Qt.Key
EVERYWHERE = CONTROL | ALT | SHIFT


def act(panel, words):
    """Trigger the one action whose text, without its mnemonic, begins with these words."""
    [found] = [a for a in panel.actions() if a.text().partition("(&")[0].rstrip("…").startswith(words)]
    found.trigger()


def dialog(qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def copy(text):
    QGuiApplication.clipboard().setText(text)


def figures(panel, row):
    cells = panel.session.report.cells
    return [cells.get(a, "") for a in panel.model.grid.addresses if a.split(".")[1] == row]


# ------------------------------------------------------------------ totals


def test_a_typed_total_is_marked_and_one_key_gives_it_back(panel, hands):
    hands.at("requests.received.total").type("20")
    hands.key(Key.Key_Return)
    report = panel.session.report
    assert report.cell("requests.received.total") == "20"
    state = panel.model.state("requests.received.total")
    assert state.overridden
    assert state.blamed
    hands.at("requests.received.total").key(Key.Key_Backspace, CONTROL)
    assert panel.session.report == full_report()
    panel.session.undo_stack.undo()
    assert panel.session.report.cell("requests.received.total") == "20"


def test_clearing_a_typed_total_gives_it_back_too(panel, hands):
    hands.at("requests.received.total").type("20")
    hands.key(Key.Key_Return)
    hands.at("requests.received.total").key(Key.Key_Delete)
    assert panel.session.report == full_report()


# ------------------------------------------------------------------ fills


def test_zeros_give_back_totals_that_agree_with_them(make_panel):
    total, other = "requests.granted.total", "requests.repeated.total"
    cells = {total: "0", other: "2"}
    panel = make_panel(replace(empty_report(), cells=cells, overrides=frozenset(cells)))
    act(panel, "空白填 0：全表")
    assert panel.session.report.overrides == {other}
    assert panel.session.report.cell(total) == "0"
    assert panel.session.report.cell(other) == "2"


def test_blanks_of_a_row_become_zero_and_figures_stay(make_panel):
    panel = make_panel(empty_report())
    panel.hands.at("requests.granted.business").type("6")
    panel.hands.key(Key.Key_Return)
    panel.hands.at("requests.granted.other").key(Key.Key_0, CONTROL | ALT)
    assert figures(panel, "granted") == ["0", "6", "0", "0", "0", "0", "6"]
    assert figures(panel, "received") == [""] * 7
    panel.session.undo_stack.undo()
    assert figures(panel, "granted") == ["", "6", "", "", "", "", "6"]


def test_zeros_from_the_menu_leave_what_is_being_typed(make_panel):
    panel = make_panel(empty_report())
    panel.hands.at("requests.granted.business").type("12")
    act(panel, "空白填 0：本行")  # a menu leaves the cell open
    panel.commit_open_editor()
    assert figures(panel, "granted") == ["0", "12", "0", "0", "0", "0", "12"]


def test_blanks_of_a_selection_become_zero(make_panel):
    panel = make_panel(empty_report())
    panel.hands.at("requests.received.business")
    panel.hands.key(Key.Key_Right, SHIFT)
    panel.hands.key(Key.Key_Down, SHIFT)
    panel.hands.key(Key.Key_0, CONTROL)
    assert figures(panel, "received") == ["", "0", "0", "", "", "", "0"]
    assert figures(panel, "carried_in") == ["", "0", "0", "", "", "", "0"]


def test_blanks_of_the_table_become_zero(make_panel):
    panel = make_panel(empty_report(), "litigation")
    act(panel, "空白填 0：全表")
    assert {panel.session.report.cell(a) for a in panel.model.grid.addresses} == {"0"}
    assert not panel.session.report.overrides
    panel.session.undo_stack.undo()
    assert not panel.session.report.cells


@pytest.mark.parametrize(("button", "left"), [("全部填 0", {"0"}), ("取消", {"0", "5"})])
def test_no_data_asks_before_it_overwrites(make_panel, qtbot, button, left):
    panel = make_panel(full_report(), "litigation")
    act(panel, "本表无数据")
    box = dialog(qtbot, QMessageBox)
    assert "1 个数据" in box.text()
    [press] = [b for b in box.buttons() if b.text() == button]
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    assert {panel.session.report.cell(a) for a in panel.model.grid.addresses} == left


def test_not_applicable_leaves_the_total_calculated(panel, hands):
    hands.click(hands.panel.model.grid.cells["requests.granted.business"].line, 1)  # the row's label
    assert len(panel.body.selected()) == 7
    hands.key(Key.Key_Slash, CONTROL)
    assert figures(panel, "granted") == ["/"] * 6 + ["0"]


def test_a_heading_selects_its_columns(panel):
    heading = panel.frame.heading
    place = heading.visualRect(panel.model.index(1, 4)).center()
    QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert panel.body.hasFocus()
    assert {a.split(".")[2] for a in panel.body.selected()} == {
        "business",
        "research",
        "charity",
        "legal_service",
        "other",
    }


def test_delete_empties_the_selection_in_one_step(panel, hands):
    hands.at("requests.received.natural_person").key(Key.Key_Right, SHIFT)
    hands.key(Key.Key_Delete)
    assert figures(panel, "received")[:3] == ["", "", "0"]
    panel.session.undo_stack.undo()
    assert panel.session.report == full_report()


def test_a_private_note_is_kept_marked_and_told(panel, hands, qtbot):
    hands.at("requests.granted.business").key(Key.Key_F2, SHIFT)
    asked = dialog(qtbot, TextDialog)
    asked.editor.setPlainText("含两件补正")
    asked.accept()
    assert panel.model.state("requests.granted.business").remark == "含两件补正"
    tip = panel.model.data(panel.model.index_of("requests.granted.business"), Qt.ItemDataRole.ToolTipRole)
    assert "含两件补正" in tip
    assert "含两件补正" in panel.bar.sentence


# ------------------------------------------------------------------ the printed note


def test_the_note_under_the_table_is_the_sections_text_in_the_same_history(panel, qtbot):
    panel.note.editor.setFocus()
    qtbot.keyClicks(panel.note.editor, "first")
    qtbot.keyClick(panel.note.editor, Key.Key_Return)
    qtbot.keyClicks(panel.note.editor, "second")
    assert panel.session.report.section("requests") == ("first", "second")
    panel.session.undo_stack.undo()
    assert panel.session.report.section("requests") == ()
    assert panel.note.editor.toPlainText() == ""


# ------------------------------------------------------------------ what is carried into next year


def nearly_full():
    """All but the last line filled in; 2 and 0 are left over of natural persons and businesses."""
    report = full_report()
    cells = {a: text for a, text in report.cells.items() if not a.startswith("requests.carried_out.")}
    return replace(report, cells=cells)


def test_zeros_leave_alone_what_the_balance_wants_otherwise_and_say_so(make_panel):
    panel = make_panel(nearly_full())
    told = []
    panel.session.refused.connect(told.append)
    act(panel, "空白填 0：全表")
    assert figures(panel, "carried_out") == ["", "0", "0", "0", "0", "0", "0"]
    assert "自然人 2" in told[-1]
    assert "台账" in told[-1]


def test_the_last_line_is_estimated_at_once_and_marked_as_an_estimate(make_panel):
    panel = make_panel(nearly_full())
    told = []
    panel.session.refused.connect(told.append)
    before = panel.session.report
    act(panel, "推算结转数")
    assert figures(panel, "carried_out") == ["2", "0", "0", "0", "0", "0", "2"]
    assert not panel.session.findings_in("requests")
    assert "推算，请与台账核对" in told[-1]
    panel.session.undo_stack.undo()
    assert panel.session.report == before


def test_filling_with_0_once_more_takes_what_was_worked_out(make_panel):
    report = full_report()
    cells = {a: text for a, text in report.cells.items() if not a.startswith("requests.carried_out.")}
    panel = make_panel(replace(report, cells=cells))
    told = []
    panel.session.refused.connect(told.append)
    panel.hands.at("requests.granted.business").key(Key.Key_0, EVERYWHERE)
    assert figures(panel, "carried_out")[0] == ""
    assert "再填一次 0" in told[-1]
    panel.hands.key(Key.Key_0, EVERYWHERE)
    assert figures(panel, "carried_out") == ["2", "0", "0", "0", "0", "0", "2"]
    assert "推算，请与台账核对" in told[-1]
    panel.session.undo()
    assert figures(panel, "carried_out")[0] == ""


def test_filling_with_0_takes_the_figure_being_typed_first(make_panel):
    panel = make_panel(empty_report())
    panel.hands.at("requests.granted.business").type("5")
    panel.hands.key(Key.Key_0, EVERYWHERE)
    assert figures(panel, "granted") == ["0", "5", "0", "0", "0", "0", "5"]


def test_nothing_is_estimated_of_an_empty_table(make_panel):
    panel = make_panel(empty_report())
    act(panel, "推算结转数")
    assert not panel.session.report.cells
    assert not panel.session.undo_stack.canUndo()


def test_a_book_is_no_note_and_of_one_made_elsewhere_the_beginning_is_shown(panel, qtbot):
    told: list[str] = []
    panel.session.refused.connect(told.append)
    data = QMimeData()
    data.setText("甲" * (MOST_WRITTEN + 1))
    panel.note.editor.insertFromMimeData(data)
    assert panel.note.editor.toPlainText() == ""
    assert "没有修改" in told[0]
    part = "requests"
    whole = ("甲" * MOST_WRITTEN, "乙")
    panel.session.put(set_text(panel.session.report, part, whole))
    shown = panel.note.editor.toPlainText()
    assert "".join(whole).startswith(shown)
    assert 0 < len(shown) < MOST_WRITTEN
    qtbot.keyClicks(panel.note.editor, "x")
    assert panel.session.report.section(part) == whole
    assert "保存在报告里" in panel.note.editor.toolTip()
