"""Last year's figures typed and pasted where there is no file of last year's report."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from model import forms
from model.rules import Level
from model.storage.codec import decode, encode
from tests.ui.grid.conftest import SHIFT, full_report

Key = Qt.Key
IN, OUT = "requests.carried_in.business", "requests.carried_out.business"


def test_typed_figures_become_last_year_s_with_their_totals(panel, hands):
    before = panel.session.report
    hands.at(OUT).key(Key.Key_F9, SHIFT)
    assert panel.model.of_last_year
    assert panel.then.isVisible()
    assert not panel.bar.isVisible()
    assert panel.model.data(panel.model.index_of(OUT)) == ""
    hands.type("3")
    hands.key(Key.Key_Return)
    report = panel.session.report
    assert report.cells == before.cells
    assert report.last_year == {OUT: "3", "requests.carried_out.total": "3"}
    assert report.last_year_form == "2021"
    hands.key(Key.Key_Escape)
    assert not panel.model.of_last_year
    assert panel.model.state(IN).text == "0"
    assert panel.model.state(IN).level is Level.ERROR  # last year's carry-out was 3
    panel.session.undo()
    assert panel.session.report == before


def test_a_block_is_pasted_into_last_year(panel, hands, qtbot):
    hands.at("requests.received.natural_person")
    panel.fill_last_year(True)
    QGuiApplication.clipboard().setText("5")
    hands.key(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert panel.session.report.last_year["requests.received.natural_person"] == "5"
    assert panel.session.report.last_year["requests.received.total"] == "5"


def test_a_cell_that_last_year_s_form_had_not_cannot_be_filled_in(make_panel):
    cells = {"requests.received.business": "1"}
    panel = make_panel(replace(full_report(last_year=cells), last_year_form="2019"))
    panel.fill_last_year(True)
    panel.body.go("requests.fee_not_paid.business")
    panel.hands.type("2")
    panel.hands.key(Key.Key_Return)
    assert panel.session.report.last_year == cells


def test_jumping_to_a_finding_leads_back_to_this_year(panel):
    panel.fill_last_year(True)
    panel.focus_cell(IN)
    assert not panel.model.of_last_year
    assert panel.bar.isVisible()
    assert not panel._actions.last_year.isChecked()


def test_a_locked_report_keeps_last_year_too(make_panel):
    panel = make_panel(full_report(), read_only=True)
    panel._actions.last_year.trigger()
    assert not panel.model.of_last_year
    assert not panel._actions.last_year.isChecked()


def test_a_whole_table_leaves_out_what_last_year_s_form_had_not_and_can_be_read_again(make_panel, qtbot):
    panel = make_panel(replace(full_report(last_year={}), last_year_form="2019"))
    said = []
    panel.session.refused.connect(said.append)
    panel.fill_last_year(True)
    next(action for action in panel.actions() if "全表" in action.text()).trigger()
    report = panel.session.report
    assert report.last_year["requests.received.business"] == "0"
    assert set(report.last_year) <= set(forms.load("2019").cells)
    assert decode(encode(report)).last_year == report.last_year
    assert "没有填写" in said[-1]


def test_typing_into_a_cell_that_last_year_s_form_had_not_is_refused_with_a_sentence(make_panel):
    panel = make_panel(replace(full_report(last_year={}), last_year_form="2019"))
    said = []
    panel.session.refused.connect(said.append)
    panel.fill_last_year(True)
    panel.body.go("requests.fee_not_paid.business")
    panel.hands.type("2")
    panel.hands.key(Key.Key_F2)
    assert said == ["上年的格式没有这一格，不用填写。"] * 2
