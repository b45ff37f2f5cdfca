"""Undo and redo lead the window to where they took effect; so does filling in last year's figures."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import set_cells, set_text
from tests.support.shell_reports import whole
from tests.ui.window.conftest import Open
from ui.grid.panel import GridPanel
from ui.narrative.panel import NarrativePanel

CELL = Address("requests.received.business")


def test_undo_of_a_figure_shows_its_cell(opened: Open) -> None:
    window = opened()
    session = window.session
    session.do(set_cells(session.form, session.report, {CELL: "4"}))
    window.pages.show_page("problems")
    window.actions_["undo"].trigger()
    assert window.pages.part == "requests"
    grid = window.pages.currentWidget()
    assert isinstance(grid, GridPanel)
    assert grid.current_figure()[0] == CELL  # not the totals that follow it
    window.pages.show_page("overview")
    window.actions_["redo"].trigger()
    assert window.pages.part == "requests"
    assert session.report.cell(CELL) == "4"


def test_undo_of_a_sentence_shows_its_paragraph(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    session = window.session
    before = session.report.section("problems")
    session.do(set_text(session.report, "problems", (*before, "再添一句。")))
    session.do(set_text(session.report, "problems", (*before, "再添两句。")))
    window.pages.show_page("requests")
    window.activateWindow()
    window.actions_["undo"].trigger()
    assert window.pages.part == "problems"
    panel = window.pages.currentWidget()
    assert isinstance(panel, NarrativePanel)
    assert panel.editor.cursor_place() == (len(before), 0)
    assert session.report.section("problems")[-1] == "再添一句。"
    qtbot.waitUntil(lambda: QApplication.focusWidget() is panel.editor)
    window.pages.show_page("requests")
    window.pages.enter()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.part == "problems"
    assert session.report.section("problems") == before


def test_undo_beside_stays_where_the_clerk_is(opened: Open) -> None:
    window = opened()
    session = window.session
    window.pages.show_page("problems")
    panel = window.pages.currentWidget()
    assert isinstance(panel, NarrativePanel)
    session.do(set_text(session.report, "problems", ("一句。", "二句。", "三句。")))
    session.do(set_text(session.report, "problems", ("一句。", "二句。", "三句四句。")))
    panel.editor.moveCursor(QTextCursor.MoveOperation.Start)
    window.actions_["undo"].trigger()
    assert panel.editor.cursor_place() == (0, 0)


def test_the_menu_leads_to_the_table_of_last_year(opened: Open) -> None:
    window = opened()
    window.pages.show_page("problems")
    window.actions_["fill_last_year"].trigger()
    assert window.pages.part == "requests"
    grid = window.pages.currentWidget()
    assert isinstance(grid, GridPanel)
    assert grid.model.of_last_year
    window.session.jump(CELL)
    assert not grid.model.of_last_year
    window.pages.show_page("litigation")
    window.actions_["fill_last_year"].trigger()
    assert window.pages.part == "litigation"


def test_undo_shows_the_year_whose_figure_changed(opened: Open) -> None:
    window = opened(replace(whole(), last_year={CELL: "1"}, last_year_form="2021"))
    session = window.session
    window.session.jump(CELL)
    grid = window.pages.currentWidget()
    assert isinstance(grid, GridPanel)
    session.do(set_cells(session.form, session.report, {CELL: "4"}))
    grid.fill_last_year(True)
    grid.model.fill({CELL: "7"})
    grid.body.go(Address("requests.carried_in.business"))  # as Enter does
    window.actions_["undo"].trigger()
    assert grid.current_figure() == (CELL, True)
    window.actions_["undo"].trigger()
    assert grid.current_figure() == (CELL, False)
    window.actions_["redo"].trigger()
    window.actions_["redo"].trigger()
    assert grid.current_figure() == (CELL, True)
