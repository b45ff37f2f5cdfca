"""Selecting as in a spreadsheet: rows, columns, ranges, and what is done with them."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.grid.conftest import CONTROL, PLAIN, SHIFT, empty_report, full_report

Key = Qt.Key


def chosen(panel):
    return panel.body.selected()


def columns(panel):
    return {address.split(".")[2] for address in chosen(panel)}


def rows(panel):
    return [*dict.fromkeys(address.split(".")[1] for address in chosen(panel))]


def undone(panel):
    """The report after one step back."""
    panel.session.undo_stack.undo()
    return panel.session.report


# ------------------------------------------------------------------ rows and columns


def test_shift_space_selects_the_row_and_leaves_its_figures(panel, hands):
    hands.at("requests.received.business").key(Key.Key_Space, SHIFT)
    assert len(chosen(panel)) == 7
    assert rows(panel) == ["received"]
    assert hands.here == "requests.received.business"
    assert panel.session.report == full_report()


def test_control_space_selects_the_column_of_its_block(make_panel):
    panel = make_panel(full_report(), "disclosure")
    panel.hands.at("disclosure.licences.decisions").key(Key.Key_Space, CONTROL)
    assert set(rows(panel)) == {"licences"}
    three = make_panel(full_report())
    three.hands.at("requests.granted.charity").key(Key.Key_Space, CONTROL)
    assert columns(three) == {"charity"}
    assert len(chosen(three)) == len({a.split(".")[1] for a in three.model.grid.addresses})


def test_a_blank_alone_wipes_nothing_out(panel, hands):
    hands.at("requests.received.natural_person").key(Key.Key_Space)
    hands.key(Key.Key_Return)
    assert panel.session.report == full_report()


def test_control_a_selects_the_table_and_stays(panel, hands):
    hands.at("requests.granted.charity").key(Key.Key_A, CONTROL)
    assert chosen(panel) == panel.model.grid.addresses
    assert hands.here == "requests.granted.charity"


# ------------------------------------------------------------------ ranges


def test_shift_and_arrows_grow_a_range_from_its_anchor(panel, hands):
    hands.at("requests.granted.business")
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Right):
        hands.key(key, SHIFT)
    assert hands.here == "requests.granted.business"
    assert rows(panel) == ["granted", "partly_granted", "state_secret"]
    assert columns(panel) == {"business", "research"}
    hands.key(Key.Key_Up, SHIFT)
    hands.key(Key.Key_Up, SHIFT)
    hands.key(Key.Key_Left, SHIFT)
    assert chosen(panel) == ("requests.granted.business",)
    hands.key(Key.Key_Left, SHIFT)
    assert columns(panel) == {"natural_person", "business"}


def test_shift_and_end_reach_the_edge(panel, hands):
    hands.at("requests.granted.business").key(Key.Key_End, SHIFT)
    assert len(chosen(panel)) == 6
    hands.key(Key.Key_End, SHIFT | CONTROL)
    assert "requests.carried_out.total" in chosen(panel)
    assert hands.here == "requests.granted.business"


def spot(panel, address):
    return panel.body.visualRect(panel.model.index_of(address)).center()


def test_dragging_and_shift_click_leave_the_anchor_current(panel, hands):
    view = panel.body.viewport()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, PLAIN, spot(panel, "requests.granted.business"))
    QTest.mouseMove(view, spot(panel, "requests.partly_granted.charity"))
    QTest.mouseRelease(view, left, PLAIN, spot(panel, "requests.partly_granted.charity"))
    assert len(chosen(panel)) == 6
    assert hands.here == "requests.granted.business"
    QTest.mouseClick(view, left, SHIFT, spot(panel, "requests.granted.charity"))
    assert len(chosen(panel)) == 3
    assert hands.here == "requests.granted.business"


def test_a_plain_arrow_or_click_gives_the_range_up(panel, hands):
    hands.at("requests.granted.business").key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Right)
    assert chosen(panel) == ("requests.granted.research",)
    hands.key(Key.Key_Down, SHIFT)
    hands.click(6, 4)
    assert len(chosen(panel)) == 1


# ------------------------------------------------------------------ round a selection


def test_enter_and_tab_go_round_inside_a_selection(panel, hands):
    hands.at("requests.granted.business")
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Right, SHIFT)
    four = chosen(panel)
    seen = []
    for _ in range(5):
        hands.key(Key.Key_Return)
        seen.append(hands.here.removeprefix("requests."))
    assert seen == [
        "partly_granted.business",
        "granted.research",
        "partly_granted.research",
        "granted.business",
        "partly_granted.business",
    ]
    hands.key(Key.Key_Tab)
    assert hands.here == "requests.partly_granted.research"
    hands.key(Key.Key_Tab)
    assert hands.here == "requests.granted.business"
    hands.key(Key.Key_Backtab, SHIFT)
    assert hands.here == "requests.partly_granted.research"
    assert chosen(panel) == four


def test_typing_goes_on_round_a_selection_past_totals(panel, hands):
    hands.at("requests.granted.other")
    hands.key(Key.Key_Right, SHIFT)
    hands.key(Key.Key_Down, SHIFT)
    for digit in "12":
        hands.type(digit)
        hands.key(Key.Key_Tab)
    report = panel.session.report
    assert report.cell("requests.granted.other") == "1"
    assert report.cell("requests.partly_granted.other") == "2"
    assert not report.overrides
    assert len(chosen(panel)) == 4


# ------------------------------------------------------------------ fills


def test_control_enter_fills_the_selection_with_what_is_typed_as_one_step(panel, hands):
    hands.at("requests.granted.business")
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Right, SHIFT)
    four = chosen(panel)
    hands.type("15")
    hands.key(Key.Key_Return, CONTROL)
    assert [panel.session.report.cell(a) for a in four] == ["15"] * 4
    assert chosen(panel) == four
    assert undone(panel) == full_report()


def test_control_enter_without_typing_takes_the_current_figure_and_spares_totals(panel, hands):
    hands.at("requests.granted.natural_person").key(Key.Key_End, SHIFT)
    hands.key(Key.Key_Return, CONTROL)
    report = panel.session.report
    assert [report.cell(a) for a in chosen(panel)] == ["7"] * 6 + ["42"]
    assert not report.overrides
    assert undone(panel) == full_report()


def test_control_d_fills_down_and_control_r_to_the_right(panel, hands):
    hands.at("requests.granted.natural_person")
    hands.key(Key.Key_Right, SHIFT)
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_D, CONTROL)
    report = panel.session.report
    assert report.cell("requests.partly_granted.natural_person") == "7"
    assert report.cell("requests.partly_granted.business") == "4"
    assert undone(panel) == full_report()
    hands.key(Key.Key_R, CONTROL)
    report = panel.session.report
    assert report.cell("requests.granted.business") == "7"
    assert report.cell("requests.partly_granted.business") == "0"
    assert undone(panel) == full_report()


def test_one_cell_alone_takes_the_one_above_or_before(panel, hands):
    hands.at("requests.partly_granted.natural_person").key(Key.Key_D, CONTROL)
    assert panel.session.report.cell("requests.partly_granted.natural_person") == "7"
    hands.at("requests.granted.research").key(Key.Key_R, CONTROL)
    assert panel.session.report.cell("requests.granted.research") == "4"


def test_the_first_of_a_column_and_a_total_take_nothing(panel, hands):
    hands.at("requests.received.business").key(Key.Key_D, CONTROL)
    hands.at("requests.granted.total").key(Key.Key_D, CONTROL)
    hands.at("requests.received.natural_person").key(Key.Key_R, CONTROL)
    assert panel.session.report == full_report()
    assert not panel.session.undo_stack.canUndo()


def test_zeros_for_the_whole_table_have_a_key(make_panel):
    panel = make_panel(empty_report())
    panel.hands.key(Key.Key_0, CONTROL | SHIFT | Qt.KeyboardModifier.AltModifier)
    assert {panel.session.report.cell(a) for a in panel.model.grid.addresses} == {"0"}


def test_a_locked_report_is_not_filled(make_panel):
    panel = make_panel(full_report(), read_only=True)
    panel.hands.at("requests.granted.natural_person").key(Key.Key_End, SHIFT)
    for key in (Key.Key_Return, Key.Key_D, Key.Key_R):
        panel.hands.key(key, CONTROL)
    assert panel.session.report == full_report()


# ------------------------------------------------------------------ what is shown


def test_the_status_bar_tells_count_sum_and_average(panel, hands, qtbot):
    hands.at("requests.received.natural_person")
    with qtbot.waitSignal(panel.status_changed) as told:
        hands.key(Key.Key_Right, SHIFT)
    assert told.args == ["已选 2 格　计数 2　求和 13　平均 6.5"]
    hands.key(Key.Key_Delete)
    assert panel.status() == "已选 2 格　计数 0"
    hands.key(Key.Key_Left)
    assert "自然人" in panel.status()


def test_sums_of_amounts_keep_their_places_and_mixed_units_are_not_added(make_panel):
    panel = make_panel(full_report(), "disclosure")
    [money] = [a for a in panel.model.grid.addresses if a.startswith("disclosure.fees")]
    other = "disclosure.licences.decisions"
    panel.model.fill({money: "12.5万元", other: "3"})
    panel.body.select((other, money))
    assert panel.status() == "已选 2 格　计数 2"
    panel.model.fill({money: "12.55"})
    assert panel.status().endswith("求和 15.55　平均 7.78")
    panel.model.fill({money: "9" * 40})
    assert "　平均 5" in panel.status()


def lit(panel):
    return [cell.text for cell in panel.frame._delegates[1].lit]


def test_the_names_of_the_current_cell_are_lit(panel, hands):
    hands.at("requests.state_secret.charity")
    assert lit(panel) == ["1.属于国家秘密", "社会公益组织"]
    hands.key(Key.Key_Right)
    assert lit(panel) == ["1.属于国家秘密", "法律服务机构"]


@pytest.mark.parametrize("where", ["body", "heading"])
def test_a_lit_label_looks_different(panel, hands, where):
    hands.at("requests.received.natural_person")
    view = panel.body if where == "body" else panel.frame.heading
    label = panel.model.grid.names_of("requests.received.natural_person")[0 if where == "body" else 1]
    corner = view.visualRect(panel.model.index(label.line, label.column)).topLeft() + QPoint(2, 2)

    def ground():
        return view.viewport().grab().toImage().pixelColor(corner).name()

    with_light = ground()
    hands.at("requests.carried_out.total")
    assert ground() != with_light


# ------------------------------------------------------------------ mouse


def test_a_right_click_on_a_label_or_heading_selects_and_offers_the_same_menu(panel):
    label = panel.model.grid.layout.cells[
        next(n for n, cell in enumerate(panel.model.grid.layout.cells) if cell.text.startswith("一、"))
    ]
    place = panel.body.visualRect(panel.model.index(label.line, label.column)).center()
    QTest.mouseClick(panel.body.viewport(), Qt.MouseButton.RightButton, PLAIN, place)
    assert rows(panel) == ["received"]
    head = panel.frame.heading
    place = head.visualRect(panel.model.index(2, 4)).center()
    QTest.mouseClick(head.viewport(), Qt.MouseButton.RightButton, PLAIN, place)
    assert columns(panel) == {panel.body.selected()[0].split(".")[2]}
    for view in (panel.body, head):
        assert view.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    assert [a.text() for a in head.actions()] == [a.text() for a in panel.body.actions()]


def test_control_and_the_wheel_are_left_to_the_window(panel):
    def turned(modifiers):
        event = QWheelEvent(
            QPointF(50, 50),
            panel.body.mapToGlobal(QPointF(50, 50)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        event.ignore()
        panel.body.wheelEvent(event)
        return event.isAccepted()

    assert not turned(CONTROL)


def test_an_open_editor_keeps_its_own_keys(panel, hands):
    hands.at("requests.granted.business").type("12")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    hands.key(Key.Key_A, CONTROL)
    assert editor.selectedText() == "12"
    assert len(chosen(panel)) == 1
