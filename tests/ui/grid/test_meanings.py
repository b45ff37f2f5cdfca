"""What a cell counts is told under the grid, in its tip, and whole by the help key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model import forms
from tests.support.next_form import of_another_kind
from tests.ui.grid.conftest import empty_report
from ui.grid.state import meaning_text, tip_text

HERE = "requests.publication.business"
CELL = forms.load("2021").cells[HERE]


@pytest.fixture
def shown(monkeypatch):
    """What the help key shows; the popup itself would take the keyboard from the test."""
    texts = []
    monkeypatch.setattr(
        "ui.grid.actions.QWhatsThis.showText", lambda _place, text, _widget: texts.append(text)
    )
    return texts


def test_the_bar_says_what_a_cell_counts_while_nothing_is_wrong(panel, hands):
    hands.at(HERE)
    assert CELL.row.meaning.text in panel.bar.sentence


def test_a_finding_comes_before_the_meaning(make_panel):
    panel = make_panel(empty_report())
    panel.hands.at(HERE).type("many")
    panel.hands.key(Qt.Key.Key_Return)
    panel.hands.at(HERE)
    assert panel.bar.finding is not None
    assert CELL.row.meaning.text not in panel.bar.sentence


def test_the_tip_ends_with_the_meaning_and_its_source(panel):
    tip = tip_text(panel.session, panel.model.grid, HERE)
    assert tip.endswith(f"含义：{CELL.row.meaning.text}（{CELL.row.meaning.source}）")


def test_the_help_key_tells_all_that_is_known(panel, hands, shown):
    hands.at(HERE).key(Qt.Key.Key_F1)
    (text,) = shown
    for part in (CELL.row, CELL.column):
        assert part.label in text
        assert part.meaning.text in text
        assert part.meaning.source in text


def test_the_help_key_does_so_while_a_figure_is_typed_and_typing_goes_on(panel, hands, shown):
    hands.at(HERE).type("1")
    assert QApplication.focusWidget() is not panel.body
    hands.key(Qt.Key.Key_F1)
    hands.type("2")
    hands.key(Qt.Key.Key_Return)
    assert len(shown) == 1
    assert panel.session.report.cell(HERE) == "12"


def test_it_can_be_asked_from_the_menu_too(panel, hands, shown):
    hands.at(HERE)
    (action,) = [one for one in panel.actions() if one.text().startswith("本格含义")]
    action.trigger()
    assert shown == [meaning_text(panel.session, panel.model.grid, HERE)]


def test_a_cell_that_no_source_explains_says_so(panel):
    panel.session.form = forms.parse(of_another_kind("services", "s1").encode(), "bare.toml")
    assert "没有查到" in meaning_text(panel.session, panel.model.grid, HERE)
