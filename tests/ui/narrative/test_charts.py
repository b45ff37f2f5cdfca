"""Charts in the text editor: offered, inserted as one step, one character that says what it is."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model import charts
from tests.support.text_reports import FORM, text_report
from ui.narrative import documents
from ui.narrative.marks import Marks
from ui.narrative.menu import context_menu
from ui.narrative.panel import NarrativePanel
from ui.narrative.search import Wanted, matches
from ui.narrative.shown import filled
from ui.narrative.tick_dialog import TickDialog
from ui.session import Session

CALL = charts.paragraph("chart.results")
YEARS = charts.paragraph("chart.years")


def panel(qtbot: QtBot, *paragraphs: str, part: str = "overview") -> NarrativePanel:
    figures = dict.fromkeys(FORM.cells, "5")
    made = NarrativePanel(Session(text_report(sections={part: paragraphs}, cells=figures)), part)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    made.editor.setFocus()
    return made


def choose(*rows: int) -> list[str]:
    """Tick charts in the dialog that is about to open; the list fills with what it says of them."""
    said: list[str] = []

    def tick() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TickDialog)
        assert not dialog.accept_button.isEnabled()
        for row in rows:
            dialog.list.setCurrentRow(row)
            dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
            said.append(dialog.look.toPlainText())
        (dialog.accept if rows else dialog.reject)()

    QTimer.singleShot(50, tick)
    return said


def test_a_chart_is_inserted_behind_the_paragraph_as_one_step(qtbot: QtBot) -> None:
    made = panel(qtbot, "第一段。", "第二段。")
    said = choose(0, 2)
    made.chart.trigger()
    session = made._session
    assert session.report.section("overview") == ("第一段。", CALL, YEARS, "第二段。")
    assert said[0] == charts.drawing(FORM, session.report, "chart.results").described
    assert said[1].startswith(charts.NO_LAST_YEAR)
    assert session.undo_stack.undoText() == "插入图表"
    session.undo_stack.undo()
    assert session.report.section("overview") == ("第一段。", "第二段。")


def test_nothing_happens_when_nothing_is_chosen(qtbot: QtBot) -> None:
    made = panel(qtbot, "第一段。")
    choose()
    made.chart.trigger()
    assert made._session.undo_stack.count() == 0


def test_a_chart_stands_as_one_character_and_reads_as_what_it_is(qtbot: QtBot) -> None:
    made = panel(qtbot, "第一段。", CALL)
    document = made.editor.document()
    assert document.toPlainText().split("\n")[1] == documents.OBJECT
    title = charts.title(FORM, made._session.report, "chart.results")
    assert made.editor.figure_text("chart.results") == f"［图表：{title}］"
    hint = Marks(made._session, "overview").hint(CALL, (0, 0))
    assert charts.drawing(FORM, made._session.report, "chart.results").described in hint
    qtbot.keyClick(made.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(made.editor, Qt.Key.Key_Backspace)
    assert CALL not in made._session.report.section("overview")


def test_other_programs_get_words_and_this_one_the_chart(qtbot: QtBot) -> None:
    made = panel(qtbot, CALL)
    made.editor.selectAll()
    data = made.editor.createMimeDataFromSelection()
    assert data.text().startswith("［图表：")
    assert "{{" not in data.text()
    made.editor.insertFromMimeData(data)
    assert made._session.report.section("overview") == (CALL,)


def test_the_menu_on_a_chart_offers_nothing_meant_for_figures(qtbot: QtBot) -> None:
    made = panel(qtbot, CALL)
    QApplication.clipboard().setText("文字")
    place = made.editor.cursorRect().center() + QPoint(20, 0)
    menu = context_menu(made.editor, place, made._session, made.actions())
    texts = [action.text() for action in menu.actions()]
    assert not any(text.startswith(("转到", "改为固定")) for text in texts)
    assert any(text.startswith("插入图表") for text in texts)


def test_charts_are_not_counted_as_characters(qtbot: QtBot) -> None:
    assert "　4 字（" in panel(qtbot, "四个汉字", CALL).status()


def test_searching_sees_the_words_and_not_the_name(qtbot: QtBot) -> None:
    report = text_report()

    def found(text: str) -> int:
        return len(matches(CALL, Wanted(text), lambda source: filled(FORM, report, source)))

    assert found("chart") == 0
    assert found("图表") == 1


@pytest.mark.parametrize("part", ["requests", "signature"])
def test_notes_under_a_table_and_the_signature_take_no_charts(qtbot: QtBot, part: str) -> None:
    assert not panel(qtbot, "注。", part=part).chart.isVisible()
