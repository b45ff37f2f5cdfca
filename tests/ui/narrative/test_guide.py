"""What an empty section says, and how it begins to be written."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from model.report import Report
from tests.support.text_reports import FORM
from ui.narrative.guide import Guide
from ui.narrative.panel import NarrativePanel
from ui.session import Session


def panel(qtbot: QtBot, part: str = "problems", **fields: object) -> NarrativePanel:
    report = Report(form="2021", organ="清河市", year=2024, **fields)  # type: ignore[arg-type]
    made = NarrativePanel(Session(report), part)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def guide_of(made: NarrativePanel) -> Guide:
    found = made.findChild(Guide)
    assert isinstance(found, Guide)
    return found


def test_an_empty_section_says_what_belongs_there(qtbot: QtBot) -> None:
    made = panel(qtbot)
    guide = guide_of(made)
    assert guide.isVisible()
    said = [label.text() for label in guide.findChildren(QLabel)]
    assert set(FORM.sections["problems"].guide) <= set(said)
    first_line = made.editor.cursorRect()
    assert guide.y() > first_line.bottom()  # the caret stands free above it
    assert guide.geometry().right() < made.editor.viewport().width()


def test_it_goes_with_the_first_letter_and_comes_back(qtbot: QtBot) -> None:
    made = panel(qtbot)
    qtbot.keyClicks(made.editor, "a")
    assert not guide_of(made).isVisible()
    qtbot.keyClick(made.editor, Qt.Key.Key_Backspace)
    assert guide_of(made).isVisible()
    QApplication.sendEvent(made.editor, QInputMethodEvent("zheng", []))
    assert not guide_of(made).isVisible()
    QApplication.sendEvent(made.editor, QInputMethodEvent())
    assert guide_of(made).isVisible()


def test_last_year_s_text_is_taken_with_its_years_moved_on(qtbot: QtBot) -> None:
    before = {"problems": ("2023年存在更新不够及时的问题。", "下一步加强培训。")}
    made = panel(qtbot, last_year_sections=before)
    button = guide_of(made).last_year
    assert button.isVisible()
    assert "2 段" in button.text()
    button.click()
    assert made.editor.paragraphs() == ("2024年存在更新不够及时的问题。", "下一步加强培训。")
    assert made._session.undo_stack.count() == 1


def test_what_cannot_be_offered_is_not_shown(qtbot: QtBot) -> None:
    made = panel(qtbot)
    assert not guide_of(made).last_year.isVisible()
    assert not guide_of(made).draft.isVisible()
    assert guide_of(panel(qtbot, "overview")).draft.isVisible()


def test_a_final_report_has_no_guide(qtbot: QtBot) -> None:
    assert not guide_of(panel(qtbot, final=True)).isVisible()


def test_every_section_of_text_has_three_lines() -> None:
    for section in FORM.sections.values():
        if not section.table:
            assert len(section.guide) == 3
