"""The parts of a cell in the window: typed, pasted, taken away, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model import forms
from model.address import Address
from model.report import CellPart, Origin, Report, set_cells, set_parts
from model.report.parts import source_words
from ui.grid.panel import GridPanel
from ui.grid.parts_box import source_tip
from ui.session import Session

FORM = forms.load(forms.known()[-1])
LICENCES = Address("disclosure.licences.decisions")
PENALTIES = Address("disclosure.penalties.decisions")


@pytest.fixture
def panel(qtbot: QtBot) -> GridPanel:
    session = Session(Report(FORM.id, "青禾县人民政府", 2024))
    made = GridPanel(session, "disclosure")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.focus_cell(LICENCES)
    return made


def type_line(qtbot: QtBot, panel: GridPanel, label: str, figure: str) -> None:
    table = panel.parts.table
    row = table.rowCount() - 1
    for column, text in enumerate((label, figure)):
        table.setCurrentCell(row, column)
        table.editItem(table.item(row, column))
        editor = table.indexWidget(table.currentIndex())
        editor.setText(text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()  # Qt takes what was typed when the key has passed


def test_parts_typed_fill_the_cell(qtbot: QtBot, panel: GridPanel) -> None:
    panel.open_parts()
    type_line(qtbot, panel, "审批股", "120")
    type_line(qtbot, panel, "市场股", "11")
    report = panel.session.report
    assert report.cell(LICENCES) == "131"
    assert [part.label for part in report.parts[LICENCES]] == ["审批股", "市场股"]
    assert "合计 131" in panel.parts._head.text()
    while panel.session.undo_stack.canUndo():
        panel.session.undo()
    assert panel.session.report == Report(FORM.id, "青禾县人民政府", 2024)


@pytest.mark.parametrize("text", ["审批股\t120\n市场股\t11\n", "1\t审批股\t120\r\n2\t市场股\t１１"])
def test_lines_of_a_spreadsheet_are_pasted_as_one_step(panel: GridPanel, text: str) -> None:
    panel.open_parts()
    QGuiApplication.clipboard().setText(text)
    panel.parts.paste()
    made = panel.session.report.parts[LICENCES]
    assert [(part.label, part.figure) for part in made] == [("审批股", "120"), ("市场股", "11")]
    panel.session.undo()
    assert panel.session.report.parts == {}


def test_a_figure_from_a_file_that_is_changed_is_the_clerks_own(qtbot: QtBot, panel: GridPanel) -> None:
    session = panel.session
    part = CellPart("水利局", "7", Origin("report", "水利局.docx"))
    session.do(set_parts(FORM, session.report, {LICENCES: [part]}))
    panel.open_parts()
    panel.parts.table.item(0, 0).setText("县水利局")
    assert session.report.parts[LICENCES] == (CellPart("县水利局", "7", part.origin),)
    panel.parts.table.item(0, 1).setText("8")
    assert session.report.parts[LICENCES] == (CellPart("县水利局", "8"),)


def test_a_part_is_taken_away_by_the_delete_key(qtbot: QtBot, panel: GridPanel) -> None:
    session = panel.session
    session.do(set_parts(FORM, session.report, {LICENCES: [CellPart("甲", "1"), CellPart("乙", "2")]}))
    panel.open_parts()
    panel.parts.table.selectRow(0)
    qtbot.keyClick(panel.parts.table, Qt.Key.Key_Delete)
    assert session.report.cell(LICENCES) == "2"


def test_the_box_follows_the_cell_and_escape_leads_back(qtbot: QtBot, panel: GridPanel) -> None:
    panel.open_parts()
    panel.body.go(PENALTIES)
    assert "行政处罚" in panel.parts._head.text()
    qtbot.keyClick(panel.parts.table, Qt.Key.Key_Escape)
    assert panel.parts.isHidden()


def test_a_figure_written_by_hand_is_told_beside_the_sum(panel: GridPanel) -> None:
    session = panel.session
    session.do(set_parts(FORM, session.report, {LICENCES: [CellPart("甲", "1")]}))
    session.do(set_cells(FORM, session.report, {LICENCES: "9"}))
    panel.open_parts()
    assert "手工填写的是 9" in panel.parts._head.text()
    assert session.report.cell(LICENCES) == "9"


def test_what_is_being_typed_is_taken_before_a_save(panel: GridPanel) -> None:
    panel.open_parts()
    table = panel.parts.table
    table.setCurrentCell(0, 1)
    table.editItem(table.item(0, 1))
    table.indexWidget(table.currentIndex()).setText("5")
    panel.commit_open_editor()
    assert panel.session.report.cell(LICENCES) == "5"


def test_where_a_part_comes_from_is_told_in_words() -> None:
    rows = tuple(range(3, 20))
    part = CellPart("台账", "17", Origin("register", "台账.xlsx", rows))
    assert source_words(part) == "台账 台账.xlsx 第 3、4、5、6、7、8、9、10、11、12、13、14 等 17 行"
    assert "19" in source_tip(part)
    assert source_words(CellPart("甲", "1")) == "手工填写"


@pytest.mark.parametrize("text", ["法规科", "法规科\n", " \t法规科\t"])
def test_a_lone_name_is_pasted_as_a_name(panel: GridPanel, text: str) -> None:
    panel.open_parts()
    QGuiApplication.clipboard().setText(text)
    panel.parts.paste()
    assert panel.session.report.parts[LICENCES] == (CellPart("法规科", ""),)


def test_the_menu_of_a_finding_leads_to_the_parts_that_cannot_be_added_up(
    panel: GridPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = panel.session
    session.do(set_cells(FORM, session.report, {LICENCES: "9"}))
    session.do(set_parts(FORM, session.report, {LICENCES: [CellPart("法规科", "约十件")]}))
    panel.focus_cell(LICENCES)
    opened = []
    monkeypatch.setattr("ui.grid.message_bar.open_above", lambda menu, *_: opened.append(menu))
    panel.bar.open_menu()
    actions = opened[0].actions()
    assert all(action.isEnabled() for action in actions)
    assert "看下一个问题" not in [action.text() for action in actions]
    next(action for action in actions if "分项" in action.text()).trigger()
    assert panel.parts.isVisible()
