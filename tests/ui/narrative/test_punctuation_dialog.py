from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from model.rules import Span
from tests.support.text_reports import text_report
from ui.narrative.punctuation_dialog import PunctuationDialog
from ui.session import Session

TEXTS = {"overview": ("公开,透明。。", "条例（以下简称条例"), "other": ("未 收取",)}


def made(qtbot: QtBot, **fields: object) -> PunctuationDialog:
    dialog = PunctuationDialog(Session(text_report(sections=TEXTS, **fields)), ("overview",))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_slips_are_listed_with_what_would_be_done(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert len(texts) == 3
    assert "公开【,】透明" in texts[0]
    assert "改为“，”" in texts[0]
    assert "不成对" in texts[2]
    dialog.everywhere.setChecked(True)
    assert dialog.list.count() == 4
    assert "去掉" in dialog.list.item(3).text()


def test_one_click_corrects_one(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.list.setCurrentRow(1)
    qtbot.mouseClick(dialog.one, Qt.MouseButton.LeftButton)
    assert dialog._session.report.section("overview")[0] == "公开,透明。"
    assert dialog.list.count() == 2


def test_all_are_corrected_in_one_step(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.everywhere.setChecked(True)
    before = dialog._session.report
    qtbot.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    assert dialog._session.report.section("overview") == ("公开，透明。", "条例（以下简称条例")
    assert dialog._session.report.section("other") == ("未收取",)
    assert not dialog.all.isEnabled()
    assert dialog.list.count() == 1
    dialog._session.undo_stack.undo()
    assert dialog._session.report == before
    assert dialog.list.count() == 4


def test_an_unpaired_mark_is_shown_but_not_corrected(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.list.setCurrentRow(2)
    assert not dialog.one.isEnabled()
    with qtbot.waitSignal(dialog._session.jump_asked) as asked:
        dialog.list.itemActivated.emit(dialog.list.item(2))
    assert asked.args == [Span("overview", 1, 2, 3)]


def test_a_final_report_is_not_corrected(qtbot: QtBot) -> None:
    dialog = made(qtbot, final=True)
    assert not dialog.one.isEnabled()
    assert not dialog.all.isEnabled()
