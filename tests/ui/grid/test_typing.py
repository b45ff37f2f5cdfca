"""Typing, leaving the editor, and where the keys lead."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.grid.conftest import CONTROL, SHIFT, empty_report, full_report

Key = Qt.Key


def test_typing_replaces_and_enter_goes_down(panel, hands):
    hands.at("requests.received.business").type("12")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    hands.key(Key.Key_Return)
    assert panel.session.report.cell("requests.received.business") == "12"
    assert panel.session.report.cell("requests.received.total") == "21"
    assert hands.here == "requests.carried_in.business"
    assert panel.body.hasFocus()


@pytest.mark.parametrize(
    ("typed", "saved"), [("１，２３４", "1234"), ("1,234", "1234"), (" 7 ", "7"), ("／", "/"), ("多", "多")]
)
def test_figures_are_understood_as_typed(panel, hands, typed, saved):
    hands.at("requests.received.business").key(Key.Key_F2)
    QApplication.focusWidget().setText(typed)
    hands.key(Key.Key_Return)
    assert panel.session.report.cell("requests.received.business") == saved


def test_f2_edits_what_stands_there(panel, hands):
    hands.at("requests.received.natural_person").key(Key.Key_F2)
    hands.key(Key.Key_End)
    hands.type("5")
    hands.key(Key.Key_Return)
    assert panel.session.report.cell("requests.received.natural_person") == "95"


def test_escape_leaves_the_figure_as_it_was(panel, hands):
    hands.at("requests.received.natural_person").type("77")
    hands.key(Key.Key_Escape)
    assert panel.session.report.cell("requests.received.natural_person") == "9"
    assert hands.here == "requests.received.natural_person"
    assert not panel.session.undo_stack.canUndo()


def test_a_run_of_tabs_skips_totals_and_enter_returns_to_its_first_column(panel, hands):
    hands.at("requests.received.legal_service")
    hands.type("1")
    hands.key(Key.Key_Tab)
    assert hands.here == "requests.received.other"
    hands.type("2")
    hands.key(Key.Key_Tab)
    assert hands.here == "requests.carried_in.natural_person"
    hands.key(Key.Key_Return)
    assert hands.here == "requests.granted.legal_service"


def test_enter_after_a_run_in_one_line_goes_below_its_start(hands):
    hands.at("requests.granted.natural_person")
    for _ in range(3):
        hands.type("1")
        hands.key(Key.Key_Tab)
    hands.type("1")
    hands.key(Key.Key_Return)
    assert hands.here == "requests.partly_granted.natural_person"


def test_enter_goes_past_a_line_of_totals_but_runs_down_a_column_of_them(hands):
    hands.at("requests.otherwise_handled.business").key(Key.Key_Return)
    assert hands.here == "requests.carried_out.business"
    hands.at("requests.otherwise_handled.total").key(Key.Key_Return)
    assert hands.here == "requests.results_total.total"


def test_shift_tab_and_shift_enter_go_back(hands):
    hands.at("requests.carried_in.natural_person").key(Key.Key_Backtab, SHIFT)
    assert hands.here == "requests.received.other"
    hands.at("requests.granted.business").key(Key.Key_Return, SHIFT)
    assert hands.here == "requests.carried_in.business"


def test_tab_stays_at_the_last_figure(hands):
    hands.at("requests.carried_out.other").key(Key.Key_Tab)
    assert hands.here == "requests.carried_out.other"


def test_arrows_home_end_and_control(hands):
    steps = [
        (Key.Key_Right, CONTROL, "requests.state_secret.total"),
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, "requests.state_secret.natural_person"),
        (Key.Key_Left, Qt.KeyboardModifier.NoModifier, "requests.state_secret.natural_person"),
        (Key.Key_End, Qt.KeyboardModifier.NoModifier, "requests.state_secret.total"),
        (Key.Key_Down, CONTROL, "requests.carried_out.total"),
        (Key.Key_Home, CONTROL, "requests.received.natural_person"),
        (Key.Key_Up, Qt.KeyboardModifier.NoModifier, "requests.received.natural_person"),
        (Key.Key_End, CONTROL, "requests.carried_out.total"),
    ]
    hands.at("requests.state_secret.business")
    for key, modifiers, there in steps:
        hands.key(key, modifiers)
        assert hands.here == there


def test_arrows_cross_bands_and_keep_to_their_column(make_panel):
    hands = make_panel(full_report(), "disclosure").hands
    hands.at("disclosure.regulations.in_force")
    seen = []
    for key in [Key.Key_Down] * 3 + [Key.Key_Up] * 2:
        hands.key(key)
        seen.append(hands.here)
    assert seen == [
        "disclosure.normative_documents.in_force",
        "disclosure.licences.decisions",
        "disclosure.penalties.decisions",
        "disclosure.licences.decisions",
        "disclosure.normative_documents.in_force",
    ]


def test_every_figure_of_every_table_is_reached_by_tab_and_no_label(make_panel):
    for form in ("2019", "2021"):
        for table in ("disclosure", "requests", "litigation"):
            panel = make_panel(full_report(form), table)
            typed = panel.model.grid.typed
            panel.focus_cell(typed[0])
            seen = [panel.hands.here]
            for _ in typed[1:]:
                panel.hands.key(Key.Key_Tab)
                seen.append(panel.hands.here)
            assert tuple(seen) == typed


def test_enter_walks_the_single_line_of_table_four(make_panel):
    hands = make_panel(full_report(), "litigation").hands
    hands.at("litigation.review.pending").type("3")
    hands.key(Key.Key_Return)
    assert hands.here == "litigation.direct_suit.upheld"


def test_the_first_key_of_an_input_method_is_not_lost(panel, hands):
    hands.at("requests.received.business")
    assert panel.body.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QApplication.sendEvent(panel.body, QInputMethodEvent("e", []))
    editor = panel.body.findChild(QLineEdit)
    assert editor is not None
    committed = QInputMethodEvent("", [])
    committed.setCommitString("二百")
    QApplication.sendEvent(QApplication.focusWidget(), committed)
    assert editor.text() == "二百"
    hands.key(Key.Key_Return)
    assert panel.session.report.cell("requests.received.business") == "二百"


def test_a_character_committed_at_once_is_not_lost_either(panel, hands):
    hands.at("requests.received.business")
    committed = QInputMethodEvent("", [])
    committed.setCommitString("６")
    QApplication.sendEvent(panel.body, committed)
    hands.key(Key.Key_Return)
    assert panel.session.report.cell("requests.received.business") == "6"


def test_saving_takes_the_open_editor(panel, hands):
    hands.at("requests.received.business").type("31")
    panel.commit_open_editor()
    assert panel.session.report.cell("requests.received.business") == "31"
    assert hands.here == "requests.received.business"
    assert panel.body.hasFocus()


def test_leaving_an_unchanged_total_does_not_override_it(panel, hands):
    hands.at("requests.received.total").key(Key.Key_F2)
    hands.key(Key.Key_Return)
    assert not panel.session.report.overrides
    assert not panel.session.undo_stack.canUndo()


def test_a_locked_report_says_why_and_opens_no_editor(make_panel, qtbot):
    panel = make_panel(full_report(), read_only=True)
    with qtbot.waitSignal(panel.session.refused) as told:
        panel.hands.at("requests.received.business").type("3")
    assert "只读" in told.args[0]
    assert panel.body.hasFocus()


def test_undo_takes_back_one_figure_with_its_totals(panel, hands):
    hands.at("requests.received.business").type("8")
    hands.key(Key.Key_Return)
    panel.session.undo_stack.undo()
    assert panel.session.report == full_report()


def test_an_empty_table_is_typed_by_enter_alone(make_panel):
    panel = make_panel(empty_report())
    lines = len({a.split(".")[1] for a in panel.model.grid.typed})
    panel.focus_cell("requests.received.natural_person")
    for number in range(lines):
        panel.hands.type(str(number))
        panel.hands.key(Key.Key_Return)
    filled = [a for a in panel.session.report.cells if a.endswith(".natural_person")]
    assert len(filled) == lines + 1  # and the calculated line
