"""A table's page gives the table what height it needs, and keeps the rest in place."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.grid.conftest import full_report


@pytest.fixture
def panel(make_panel):
    return make_panel(full_report(), size=(925, 800))


def whole(panel) -> bool:
    last = panel.body.visualRect(panel.model.index_of("requests.carried_out.total"))
    return panel.body.viewport().rect().contains(last)


def height_of(panel, *, head: bool, tight: bool) -> int:
    bar = panel.bar.height_wanted(tight=tight)
    above = panel.head.minimumHeight() if head else 0
    return panel.frame.height_wanted(panel.width() - 16) + bar + above


def test_the_head_folds_away_where_that_brings_the_whole_table_into_sight(panel, qtbot):
    panel.resize(925, height_of(panel, head=True, tight=True))
    assert panel.head.isVisible()
    qtbot.waitUntil(lambda: whole(panel))
    panel.resize(925, height_of(panel, head=True, tight=True) - 1)
    assert not panel.head.isVisible()
    qtbot.waitUntil(lambda: whole(panel))
    panel.resize(925, height_of(panel, head=False, tight=True) - 1)
    assert panel.head.isVisible()  # the table scrolls in any case


def test_the_bar_is_tight_only_where_that_helps(panel, qtbot):
    panel.resize(925, 800)
    wide = panel.bar.height()
    panel.resize(925, height_of(panel, head=False, tight=True))
    assert panel.bar.height() < wide
    qtbot.waitUntil(lambda: whole(panel))


def test_the_note_is_shown_on_demand_and_whenever_it_says_something(panel):
    assert not panel.note.isVisible()
    panel._actions.note.trigger()
    assert panel.note.isVisible()
    assert panel.note.editor.hasFocus()
    panel.note.editor.insertPlainText("另有两件转其他机关。")
    panel._actions.note.trigger()
    assert not panel.note.isVisible()
    panel.session.undo_stack.undo()
    assert not panel.note.isVisible()  # it says nothing now
    panel.session.undo_stack.redo()
    assert panel.note.isVisible()


def test_the_head_says_how_much_is_filled_in(panel):
    assert panel.head._state.text() == "已填 175 / 175"
    panel.hands.at("requests.received.business").key(Qt.Key.Key_Delete)
    assert panel.head._state.text() == "已填 174 / 175"
